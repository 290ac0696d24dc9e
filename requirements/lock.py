"""Pins every dependency with its hashes, for all systems at once; no index is written down."""

import subprocess
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXTRAS: dict[str, list[str]] = {
    "run": [],
    "dev": ["test", "dev"],
    "lab": ["lab"],
    "bench": ["test", "bench"],
}
COMPILE = [
    *("uv", "pip", "compile", "--quiet", "--upgrade", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-annotate", "--no-header"),
    *("--no-emit-index-url", "--no-emit-find-links"),
]


def main() -> None:
    """Writes requirements/*.txt; every list has the same versions as run.txt."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        build = Path(folder) / "build.in"
        build.write_text("\n".join([*project["build-system"]["requires"], "editables"]), "utf-8")
        _compile(build, "build")
    for name, extras in EXTRAS.items():
        chosen = [option for extra in extras for option in ("--extra", extra)]
        same = "build" if name == "run" else "run"
        _compile("pyproject.toml", name, *chosen, "-c", f"requirements/{same}.txt")


def _compile(source: str | Path, name: str, *options: str) -> None:
    command = [*COMPILE, str(source), *options, "-o", f"requirements/{name}.txt"]
    subprocess.run(command, check=True, cwd=ROOT)


if __name__ == "__main__":
    main()
