"""Cuts the icon font that ipyvuetify brings down to the icons that are drawn, and lists them."""

import hashlib
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

from jupyter_core.paths import jupyter_path

from tests.source import TOOLKIT, files
from toolkit.serving.assets import PAGES

FONT = PAGES / "material-design-icons.woff2"
LIST = PAGES / "icons.json"
_SOURCES = (".py", ".vue", ".html", ".j2", ".js", ".css", ".toml")
_OURS = re.compile(r"\b(mdi-[a-z0-9]+(?:-[a-z0-9]+)*)")
_THEIRS = re.compile(r"""["'`](mdi-[a-z0-9-]+)["'`]""")
_CODES = re.compile(r"\.(mdi-[a-z0-9-]+):{1,2}before\s*\{[^}]*?content:[^}]*?([0-9A-F]{4,6})\b")


def main() -> None:
    if importlib.util.find_spec("fontTools") is None:
        sys.exit("fontTools is missing: `make icons` installs it, or pip install 'fonttools[woff]'")
    wanted = drawn()
    icons = {name: code for name, code in codes().items() if name in wanted}
    if unknown := wanted - icons.keys():
        sys.exit(f"No such icon: {', '.join(sorted(unknown))}")
    _cut(sorted(icons.values()))
    kept = {"part": digest(FONT), "icons": icons}
    LIST.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def drawn() -> set[str]:
    """Every icon named in the pages, and every one that Vuetify's components name themselves."""
    ours = (_OURS.findall(path.read_text("utf-8")) for path in files(TOOLKIT, *_SOURCES))
    theirs = (_THEIRS.findall(script) for script in _scripts())
    return {name for names in (*ours, *theirs) for name in names}


def codes() -> dict[str, str]:
    """Code point of every icon of the whole font, in small hexadecimal letters, by name."""
    found = (one for script in _scripts() for one in _CODES.findall(script))
    return {name: code.lower() for name, code in sorted(found)}


def original() -> Path:
    """The whole icon font: by far the largest that ipyvuetify brings."""
    return max(_home().glob("*.woff2"), key=lambda path: path.stat().st_size)


def _home() -> Path:
    folders = (Path(root) / "jupyter-vuetify/static" for root in jupyter_path("labextensions"))
    return next(folder for folder in folders if folder.is_dir())


def _scripts() -> list[str]:
    return [path.read_text("utf-8") for path in sorted(_home().glob("*.js"))]


def _cut(points: list[str]) -> None:
    chosen = f"--unicodes={','.join(points)}"
    options = ("--flavor=woff2", "--layout-features=", "--no-hinting", f"--output-file={FONT}")
    command = [sys.executable, "-m", "fontTools.subset", str(original()), chosen, *options]
    subprocess.run(command, check=True)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
