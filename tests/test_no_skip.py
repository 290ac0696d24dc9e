"""Where nothing may be skipped, a skipped test fails, wherever it was skipped."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.source import ROOT

SKIP = "pytest." + "skip"
IN_THE_TEST = f"import pytest\ndef test_it(): {SKIP}('no browser')"
IN_A_FIXTURE = f"import pytest\n@pytest.fixture\ndef browser(): {SKIP}('no browser')\ndef test_it(browser): ..."
WHILE_COLLECTING = f"import pytest\n{SKIP}('no browser', allow_module_level=True)"


@pytest.mark.parametrize("source", [IN_THE_TEST, IN_A_FIXTURE, WHILE_COLLECTING])
@pytest.mark.parametrize("variable", ["CI", "NO_SKIP"])
def test_skipped_test_fails_where_nothing_may_be_skipped(
    source: str, variable: str, tmp_path: Path
) -> None:
    done = _pytest(source, tmp_path, {variable: "1"})

    assert done.returncode != 0
    assert "skipped where nothing may be skipped" in done.stdout
    assert "no browser" in done.stdout


def test_skipped_test_is_only_told_elsewhere(tmp_path: Path) -> None:
    done = _pytest(IN_THE_TEST, tmp_path, {})

    assert done.returncode == 0
    assert "1 skipped" in done.stdout


def _pytest(source: str, folder: Path, more: dict[str, str]) -> subprocess.CompletedProcess[str]:
    (folder / "test_one.py").write_text(source, "utf-8")
    free = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_SKIP")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.no_skip", "-p", "no:cacheprovider", "."],
        cwd=folder,
        env=free | {"PYTHONPATH": str(ROOT)} | more,
        capture_output=True,
        text=True,
        check=False,
    )
