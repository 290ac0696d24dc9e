"""Files that every worker of a run reads: made by the first that asks, the others wait."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.waiting import eventually

_PATIENCE = 600.0


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The file that `make` makes at the path it is given, made once for all workers of the run.

    It is only to be copied: even who reads a database may write beside it. Where making it fails,
    the others fail as well."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    place = (folders.getbasetemp() if alone else folders.getbasetemp().parent) / name
    begun, done, failed = (place.with_suffix(f".{step}") for step in ("begun", "done", "failed"))
    try:
        begun.touch(exist_ok=False)
    except FileExistsError:
        assert eventually(lambda: done.exists() or failed.exists(), within=_PATIENCE), name
    else:
        try:
            make(place)
        except BaseException:
            failed.touch()
            raise
        done.touch()
    assert done.exists(), f"{name} could not be made"
    return place
