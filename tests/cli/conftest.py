"""Commands under test see only their own folder: data, settings and log."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands' data are, or will be."""
    place = tmp_path / "data" / "guong-sang.db"
    monkeypatch.setenv("TOOLKIT_DATA", str(place))
    monkeypatch.setenv("TOOLKIT_LOG_FILE", str(tmp_path / "log" / "toolkit.log"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return place
