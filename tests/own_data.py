"""Keeps tests away from the data and settings of whoever runs them; gives notebooks a demo."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest


def pytest_sessionstart(session: pytest.Session) -> None:
    folder = Path(tempfile.mkdtemp(prefix="guong-sang-tests-"))
    session.config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    for name in [name for name in os.environ if name.startswith("TOOLKIT_")]:
        del os.environ[name]
    (folder / "settings.toml").touch()
    os.environ["TOOLKIT_SETTINGS"] = str(folder / "settings.toml")
    os.environ["TOOLKIT_DATA"] = str(folder / "guong-sang.db")
    if session.config.getoption("nbval", default=False):
        _make_demo(os.environ["TOOLKIT_DATA"])


def _make_demo(data: str) -> None:
    from toolkit.demo import make_demo

    make_demo(data)
