"""Files that browsers fetch: gzipped once, under addresses that change when their content does."""

import gzip
import hashlib
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_path
from jupyterlab_server.config import get_federated_extensions
from voila.paths import collect_static_paths

from toolkit.serving.bundles import BUNDLE, bundle, chunk_numbers
from toolkit.serving.iconfont import ICONS, lean

EXTENSIONS = (
    "@voila-dashboards/widgets-manager8",
    "@jupyter-widgets/jupyterlab-manager",
    "jupyter-vue",
    "jupyter-vuetify",
)
_STYLE = "guong-sang.css"
_OURS = Path(__file__).parent / "template"
_PAGES = Path(__file__).parents[1] / "pages" / "static"
_PUBLIC = {".css", ".js", ".json", ".map", ".png", ".svg", ".txt", ".woff", ".woff2", ".ttf"}
_SQUEEZED = {".css", ".js", ".json", ".map", ".svg", ".txt", ".ttf"}


@dataclass(frozen=True)
class Asset:
    """One file as it is kept: gzipped where that gains something."""

    type: str
    body: bytes
    squeezed: bool
    etag: str

    @property
    def plain(self) -> bytes:
        return gzip.decompress(self.body) if self.squeezed else self.body


class Assets:
    """All public files, by area: `voila`, `ext` (allow-listed extensions), `gs` (the pages' own)
    and `serving` (the frame around them)."""

    def __init__(self, pages: Path = _PAGES) -> None:
        self._folders = _folders(pages)
        self._cache: dict[tuple[str, int], Asset] = {}

    @cached_property
    def extensions(self) -> list[dict[str, str]]:
        """The page's entry for each allow-listed extension that is installed."""
        built = ((name, self._found[name]["jupyterlab"]["_build"]) for name in self._found)
        return [{**build, "name": name, "load": f"static/{BUNDLE}"} for name, build in built]

    @property
    def scripts(self) -> list[str]:
        """What every visit runs, below `static/<version>/`, in the order of need."""
        return [f"voila/{BUNDLE}", *(f"ext/{name}/static/{BUNDLE}" for name in self._found)]

    @cached_property
    def styles(self) -> list[str]:
        """The pages' style sheets; the first is linked, the rest are imported by it."""
        (folder,) = self._folders["gs"]
        return sorted(
            (path.name for path in folder.glob("*.css")), key=lambda name: (name != _STYLE, name)
        )

    @cached_property
    def _found(self) -> dict[str, dict[str, Any]]:
        found = get_federated_extensions(_extension_paths())
        return {name: found[name] for name in EXTENSIONS if name in found}

    @cached_property
    def version(self) -> str:
        """Twelve letters that change when any public file does."""
        digest = hashlib.sha256()
        for name, path in self._all():
            digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:12]

    def prepare(self) -> None:
        """Read and squeeze what every visit needs, so that the first one need not wait."""
        for script in self.scripts:
            self.find(*script.split("/", 1))

    def find(self, area: str, name: str) -> Asset | None:
        """The file called `name` in an area; None where there is none or it is not public."""
        if name.rpartition("/")[2] == BUNDLE:
            return self._bundles.get(f"{area}/{name}")
        for folder in self._folders.get(area, ()):
            path = (folder / name).resolve()
            if not path.is_relative_to(folder) or path.suffix not in _PUBLIC:
                continue
            if path.is_file():
                return self._read(path)
        if area == "ext":
            return self._extension(name)
        return None

    @cached_property
    def _bundles(self) -> dict[str, Asset]:
        numbers = chunk_numbers()
        voila = self._folders["voila"][0]
        made = {f"voila/{BUNDLE}": bundle(voila, numbers["voila"], "voila.js")}
        for name, found in self._found.items():
            home = Path(found["ext_path"]) / "static"
            entry = Path(found["jupyterlab"]["_build"]["load"]).name
            made[f"ext/{name}/static/{BUNDLE}"] = bundle(home, numbers.get(name, ()), entry)
        return {name: _asset(name, content) for name, content in made.items()}

    def _extension(self, name: str) -> Asset | None:
        owner = next((known for known in EXTENSIONS if name.startswith(f"{known}/static/")), None)
        for folder in map(Path, _extension_paths() if owner else ()):
            home = (folder / str(owner) / "static").resolve()
            path = (folder / name).resolve()
            if path.is_relative_to(home) and path.suffix in _PUBLIC and path.is_file():
                return self._read(path)
        return None

    def _read(self, path: Path) -> Asset:
        key = str(path), path.stat().st_mtime_ns
        if key not in self._cache:
            self._cache[key] = _asset(path.name, lean(path.read_bytes()))
        return self._cache[key]

    def _all(self) -> Iterator[tuple[str, Path]]:
        homes = [Path(root) / name for name in EXTENSIONS for root in _extension_paths()]
        folders = [*(folder for group in self._folders.values() for folder in group), *homes, ICONS]
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                if path.suffix in _PUBLIC and path.is_file():
                    yield path.relative_to(folder).as_posix(), path


def _folders(pages: Path) -> Mapping[str, tuple[Path, ...]]:
    voila = tuple(Path(path).resolve() for path in collect_static_paths(["voila"], "base"))
    return {"voila": voila, "gs": (pages.resolve(),), "serving": (_OURS.resolve(),)}


def _extension_paths() -> list[str]:
    return [*jupyter_path("labextensions"), *jupyter_path("voila", "labextensions")]


def _asset(name: str, content: bytes) -> Asset:
    suffix = Path(name).suffix
    squeezed = gzip.compress(content, 9, mtime=0) if suffix in _SQUEEZED else content
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    gains = len(squeezed) < len(content)
    return Asset(kind, squeezed if gains else content, gains, etag)
