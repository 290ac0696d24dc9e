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
        self._words = {language: Words(language) for language in ("vi", "en")}

    def static(self, area: str) -> str:
        """Address of an area of files, with their version: they may be kept for a year."""
        return f"{self._base}static/{self.assets.version}/{area}/"

    def page(self, kernel_id: str, language: str, theme: str) -> str:
        """The page without its widgets: it fetches them itself, and starts up meanwhile."""
        return self._templates.get_template("page.html").render(
            **self._common(language),
            theme=theme,
            scripts=self.assets.scripts,
            fonts=self.assets.fonts,
            kernel=f"{self._base}api/kernels/{kernel_id}",
            leave=f"{self._base}leave/{kernel_id}",
            drawn=f"{self._base}outputs/{kernel_id}",
        )

    def failure(self, code: str, language: str) -> dict[str, Any]:
        """What stands in place of the widgets when the notebook failed."""
        template = self._templates.get_template("failure.html")
        return {"failure": template.render(**self._common(language), code=code)}

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
