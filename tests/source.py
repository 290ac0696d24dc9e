"""The project's own files, for the tests that read them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLKIT = ROOT / "toolkit"


def python_files(*folders: str) -> list[Path]:
    """Every Python file under the folders of the checkout, sorted."""
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "_data" not in path.parts
    ]


def files(folder: Path, *suffixes: str) -> list[Path]:
    """Every file of ours with one of the suffixes (".vue") under the folder, sorted."""
    return sorted(path for path in _walk(folder) if path.suffix in suffixes)


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if not path.is_dir():
            yield path
        elif path.name != "node_modules":
            yield from _walk(path)


def name_of(path: Path) -> str:
    """Path from the root of the checkout, with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def lines_with(pattern: str, paths: list[Path]) -> Iterator[str]:
    """ "file:line: text" of every line in which the pattern is found."""
    found = re.compile(pattern)
    for path in paths:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if found.search(line):
                yield f"{name_of(path)}:{number}: {line.strip()}"
