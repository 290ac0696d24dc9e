"""Where nothing may be skipped, a skipped test fails, wherever it was skipped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.source import ROOT

SKIP = "pytest." + "skip"
FILES = {
    "test_in_test.py": f"""
import pytest
def test_it(): {SKIP}("no browser")
""",
    "test_in_fixture.py": f"""
import pytest
@pytest.fixture
def browser(): {SKIP}("no browser")
def test_it(browser): ...
""",
    "test_while_collecting.py": f"""
import pytest
{SKIP}("no browser", allow_module_level=True)
""",
}


@pytest.mark.parametrize("variable", ["CI", "NO_SKIP"])
def test_skipped_test_fails_where_nothing_may_be_skipped(variable: str, tmp_path: Path) -> None:
    told = _pytest(tmp_path, {variable: "1"})

    assert told.count("\nskipped where nothing may be skipped: Skipped: no browser\n") == 3
    assert told.splitlines()[-1].startswith("1 failed, 2 errors in")


def test_skipped_test_is_only_told_elsewhere(tmp_path: Path) -> None:
    assert "3 skipped" in _pytest(tmp_path, {}).splitlines()[-1]


def _pytest(folder: Path, more: dict[str, str]) -> str:
    for name, source in FILES.items():
        (folder / name).write_text(source, "utf-8")
    environment = {key: value for key, value in os.environ.items() if key not in ("CI", "NO_SKIP")}
    environment |= {"PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-m", "pytest", "-p", "tests.no_skip", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*command, "--continue-on-collection-errors", "-q", "--tb=short", "."],
        cwd=folder,
        env=environment | more,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) is not bool(more), done.stdout
    return done.stdout
