"""Where the files that travel with the code lie: in a checkout, or inside the installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PACKED = _PACKAGE / "_data"
_ROOT = _PACKED if _PACKED.is_dir() else _PACKAGE.parent


def resource(name: str) -> Path:
    """Path of a file under `templates/`, such as `plans/monre-2016-2020.toml`."""
    return _inside(_ROOT / "templates", name)


def notebook(name: str) -> Path:
    """Path of a file under `notebooks/`, such as `analysis/dung-han.ipynb`."""
    return _inside(_ROOT / "notebooks", name)


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder) or not path.exists():
        raise FileNotFoundError(name)
    return path
