"""The programs outside Python that tests use, and the system package that brings each."""

import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGES = {
    "chromium": "chromium",
    "soffice": "libreoffice-calc",
    "lowriter": "libreoffice-writer",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "initdb": "postgresql",
}
WITHOUT = {
    "chromium": "bằng trình duyệt",
    "libreoffice-calc": "in biểu tổng hợp và tính lại công thức",
    "libreoffice-writer": "trang in của văn bản Word",
    "poppler-utils": "trang in của biểu tổng hợp",
    "postgresql": "trên PostgreSQL",
}
ALSO_CALLED = {
    "chromium": ("chromium-browser", "google-chrome"),
    "soffice": ("libreoffice",),
}
# Chromium asks nobody for anything, and starts where there is neither screen nor sandbox.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find(program: str) -> Path | None:
    """Path of the program, or None; PostgreSQL's own are rarely on PATH, so pg_config is asked."""
    names = (program, *ALSO_CALLED.get(program, ()))
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None and program == "initdb":
        return _beside_pg_config(program)
    return Path(found) if found else None


def _beside_pg_config(program: str) -> Path | None:
    found = shutil.which("pg_config")
    folders = [Path(_output(found, "--bindir"))] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder / program for folder in folders if (folder / program).exists()), None)


def _output(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def required(program: str) -> Path:
    """Path of the program; where it is missing the test is skipped, naming the package."""
    path = find(program)
    if path is None:
        pytest.skip(f"{program} is missing: install the system package {PACKAGES[program]}")
    return path


def main() -> None:
    """Tells, in Vietnamese, which system packages are missing and what goes untested without."""
    missing = sorted({PACKAGES[program] for program in PACKAGES if find(program) is None})
    for package in missing:
        print(f"Thiếu gói hệ thống {package}: bỏ qua kiểm thử {WITHOUT[package]}.")
    if missing:
        print(f"Trên Debian/Ubuntu: sudo apt-get install {' '.join(missing)}")


if __name__ == "__main__":
    main()
