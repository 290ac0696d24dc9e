"""The frame around the dashboards and the pages for what went wrong, as HTML."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from toolkit.serving.assets import Assets
from toolkit.words import Words

_HERE = Path(__file__).parent / "template"
_NOWHERE = ("serving.not_found.title", "serving.not_found.text")
_KNOWN: dict[int, tuple[str, str]] = {
    HTTPStatus.BAD_REQUEST: ("serving.bad_request.title", "serving.bad_request.text"),
    HTTPStatus.FORBIDDEN: ("serving.forbidden.title", "serving.forbidden.text"),
    HTTPStatus.NOT_FOUND: _NOWHERE,
    HTTPStatus.METHOD_NOT_ALLOWED: _NOWHERE,
    HTTPStatus.SERVICE_UNAVAILABLE: ("serving.busy.title", "serving.busy.text"),
}


class Frame:
    """Makes pages; its templates are compiled once."""

    def __init__(self, assets: Assets, base_url: str) -> None:
        self.assets, self._base = assets, base_url
        self._templates = Environment(
            loader=FileSystemLoader(_HERE),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
        )
        self._templates.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        self._words = {language: Words(language) for language in ("vi", "en")}

    def static(self, area: str) -> str:
        """Address of an area of files, with their version: they may be kept for a year."""
        return f"{self._base}static/{self.assets.version}/{area}/"

    def page(self, kernel_id: str, language: str, theme: str, nonce: str) -> str:
        """The page without its outputs: it fetches them itself, and starts up meanwhile."""
        return self._templates.get_template("page.html").render(
            **self._common(language),
            theme=theme,
            nonce=nonce,
            scripts=self.assets.scripts,
            config=self._config(kernel_id),
            alive=f"{self._base}api/kernels/{kernel_id}",
            leave=f"{self._base}leave/{kernel_id}",
            drawn=f"{self._base}outputs/{kernel_id}",
        )

    def outputs(self, outputs: list[dict[str, Any]]) -> str:
        """The kernel's outputs as the page's script expects them."""
        return self._templates.get_template("outputs.html").render(outputs=outputs)

    def failure(self, code: str, language: str) -> str:
        """What stands in place of the outputs when the notebook failed."""
        template = self._templates.get_template("failure.html")
        return template.render(**self._common(language), code=code)

    def message(self, status: int, language: str) -> str:
        """A whole page that says what went wrong and what to do."""
        title, text = _KNOWN.get(status, ("serving.error.title", "serving.error.text"))
        again = status == HTTPStatus.SERVICE_UNAVAILABLE
        return self._templates.get_template("message.html").render(
            **self._common(language), title=title, text=text, again=again
        )

    def _common(self, language: str) -> dict[str, Any]:
        other = "en" if language == "vi" else "vi"
        return {
            "language": language,
            "other": other,
            "say": self._words[language].say,
            "say_other": self._words[other].say,
            "base_url": self._base,
            "styles": self.assets.styles,
            "static": self.static("x").removesuffix("x/"),
        }

    def _config(self, kernel_id: str) -> dict[str, Any]:
        static = self.static("voila").removesuffix("/")
        return {
            "appUrl": "voila/",
            "baseUrl": self._base,
            "kernelId": kernel_id,
            "fullStaticUrl": static,
            "fullLabextensionsUrl": self.static("ext").removesuffix("/"),
            "federated_extensions": self.assets.extensions,
            "jupyterLabTheme": "light",
            "fullMathjaxUrl": "null",
            "mathjaxConfig": "null",
            "disabledExtensions": [],
            "extensionConfig": {},
            "progressiveRendering": False,
            "terminalsAvailable": False,
        }
