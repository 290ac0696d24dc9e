"""Waiting for what comes by itself: no longer than needed, and long enough for a loaded machine."""

import time
from collections.abc import Callable
from typing import TypeVar

import psutil

T = TypeVar("T")
PATIENCE = 60.0


def eventually(true: Callable[[], bool], within: float = PATIENCE) -> bool:
    """Whether it becomes true in time."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if true():
            return True
        time.sleep(0.05)
    return true()


def becomes(read: Callable[[], T], wished: T) -> None:
    """Assert that what is read comes to be what is wished; if not, what was read last is told."""
    last = [read()]

    def reached() -> bool:
        last[0] = read()
        return last[0] == wished

    assert eventually(reached), f"{last[0]!r} did not become {wished!r}"


def ended(process: psutil.Process) -> bool:
    """Whether a process runs no more; one that nobody has buried yet has ended all the same."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def children(*parents: psutil.Process) -> list[psutil.Process]:
    """The living children of these; one that ends while it is asked has none."""
    found: list[psutil.Process] = []
    for parent in parents:
        try:
            found += [child for child in parent.children() if not ended(child)]
        except psutil.NoSuchProcess:
            continue
    return found
