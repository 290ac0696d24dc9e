"""The wheel works alone: templates, notebooks, words and pages travel inside it."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.source import ROOT, TOOLKIT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder where the wheel alone is installed; its libraries are those of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    _run(
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--target",
        str(folder),
        str(wheel),
    )
    return folder


def test_wheel_holds_every_file_of_the_package_and_what_travels_with_it(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = _names(TOOLKIT, "toolkit")
    for room in ("templates", "notebooks"):
        wanted |= _names(ROOT / room, f"toolkit/_data/{room}")

    assert {name for name in held if ".dist-info/" not in name} == wanted


def test_wheel_holds_no_data_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert [name for name in names if name.endswith((".db", ".sqlite")) or "tests/" in name] == []


def test_installed_toolkit_finds_its_plan_and_reads_it(installed: Path, tmp_path: Path) -> None:
    program = (
        "from toolkit.resources import resource, notebook;"
        "from toolkit.plans.load import load_plan;"
        "plan = resource('plans/monre-2016-2020.toml');"
        "print(plan); print(notebook('dashboard.ipynb')); print(load_plan(plan).code)"
    )
    plan, dashboard, code = _run("-c", program, at=tmp_path, path=installed).splitlines()

    assert Path(plan).is_relative_to(installed)
    assert Path(dashboard).is_relative_to(installed)
    assert code == "08/KH-BTNMT"


def test_resource_outside_its_folder_is_not_found() -> None:
    from toolkit.resources import resource

    with pytest.raises(FileNotFoundError):
        resource("../pyproject.toml")


def _names(folder: Path, prefix: str) -> set[str]:
    return {
        f"{prefix}/{path.relative_to(folder).as_posix()}"
        for path in folder.rglob("*")
        if path.is_file()
        and not {"__pycache__", ".ipynb_checkpoints", "node_modules"} & set(path.parts)
    }


def _run(*arguments: str, at: Path = ROOT, path: Path | None = None) -> str:
    environment = os.environ | ({"PYTHONPATH": str(path)} if path else {})
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=at,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
