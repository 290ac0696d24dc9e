"""Files that browsers fetch: gzipped once, under addresses that change when their content does."""

import gzip
import hashlib
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PAGES = Path(__file__).parents[1] / "pages" / "static"
_OURS = Path(__file__).parent / "template"
_PUBLIC = {".css", ".js", ".svg", ".txt", ".woff2"}
_SQUEEZED = {".css", ".js", ".svg", ".txt"}
_FIRST = ("page.min.css", "page.min.js")


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
    """All public files, by area: `gs` (the pages' own) and `serving` (the frame around them)."""

    def __init__(self, pages: Path = PAGES) -> None:
        self._folders: Mapping[str, Path] = {"gs": pages.resolve(), "serving": _OURS.resolve()}
        self._cache: dict[tuple[str, int], Asset] = {}

    @cached_property
    def scripts(self) -> list[str]:
        """What every visit runs, the pages' own first."""
        return self._named("*.js")

    @cached_property
    def styles(self) -> list[str]:
        """The pages' style sheets."""
        return self._named("*.css")

    @cached_property
    def fonts(self) -> list[str]:
        """What every page is set in, asked for before its first letter is drawn."""
        return self._named("*.woff2")

    @cached_property
    def version(self) -> str:
        """Twelve letters that change when any public file does."""
        digest = hashlib.sha256()
        for name, path in self._all():
            digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()[:12]

    def prepare(self) -> None:
        """Read and squeeze what every visit needs, so that the first one need not wait."""
        for name in (*self.scripts, *self.styles):
            self.find("gs", name)

    def find(self, area: str, name: str) -> Asset | None:
        """The file called `name` in an area; None where there is none or it is not public."""
        folder = self._folders.get(area)
        if folder is None:
            return None
        path = (folder / name).resolve()
        public = path.is_relative_to(folder) and path.suffix in _PUBLIC
        return self._read(path) if public and path.is_file() else None

    def _named(self, pattern: str) -> list[str]:
        names = (path.name for path in self._folders["gs"].glob(pattern))
        return sorted(names, key=lambda name: (name not in _FIRST, name))

    def _read(self, path: Path) -> Asset:
        key = str(path), path.stat().st_mtime_ns
        if key not in self._cache:
            self._cache[key] = _asset(path.name, path.read_bytes())
        return self._cache[key]

    def _all(self) -> Iterator[tuple[str, Path]]:
        for folder in self._folders.values():
            for path in sorted(folder.rglob("*")):
                if path.suffix in _PUBLIC and path.is_file():
                    yield path.relative_to(folder).as_posix(), path


def _asset(name: str, content: bytes) -> Asset:
    suffix = Path(name).suffix
    squeezed = gzip.compress(content, 9, mtime=0) if suffix in _SQUEEZED else content
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    gains = len(squeezed) < len(content)
    return Asset(kind, squeezed if gains else content, gains, etag)
