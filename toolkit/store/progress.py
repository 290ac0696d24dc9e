"""How far long work is: a share from 0 to 1, told to whoever wants to know."""

from collections.abc import Callable

Progress = Callable[[float], None]


def quiet(_share: float) -> None:
    """Nobody wants to know."""


def part(progress: Progress, begin: float, end: float) -> Progress:
    """The progress of one part of the work, which is all of it between two shares."""
    return lambda share: progress(begin + (end - begin) * min(1.0, share))


class Counted:
    """Counts steps of a known number, and tells a hundred times on the way."""

    def __init__(self, progress: Progress, steps: int) -> None:
        self._progress, self._steps, self._done = progress, max(1, steps), 0
        self._pause = max(1, self._steps // 100)

    def step(self) -> None:
        self._done += 1
        if self._done % self._pause == 0 or self._done == self._steps:
            self._progress(self._done / self._steps)
