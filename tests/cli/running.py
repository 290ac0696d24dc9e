"""Run commands: in this process, or as a shell does."""

import os
import subprocess
import sys
from typing import Any

from click.testing import CliRunner, Result

from tests.source import ROOT
from toolkit.cli import main
from toolkit.words import Words

VI, EN = Words("vi"), Words("en")
COMMAND = [sys.executable, "-m", "toolkit"]


def toolkit(*line: object) -> Result:
    """The command run in this process; what it did is in exit_code, stdout and stderr."""
    return CliRunner().invoke(main, [str(part) for part in line])


def real(*line: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own."""
    return subprocess.run(
        [*COMMAND, *(str(part) for part in line)],
        env=environment_with(**environment),
        capture_output=True,
        check=False,
    )


def environment_with(**more: str) -> dict[str, Any]:
    return os.environ | {"PYTHONPATH": str(ROOT)} | more
