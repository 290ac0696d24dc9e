"""How far a long piece of work has come, and whether it should stop."""

from collections.abc import Callable

from toolkit.errors import Cancelled

PRINTED = 5  # steps of a cell on a printed sheet; one on a list takes 1


class Steps:
    """Counts work done; tells `progress` (0–1, never back) at each hundredth and asks `cancelled`.

    Raises Cancelled from `done` when asked to stop."""

    def __init__(
        self, total: int, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> None:
        self._total = max(total, 1)
        self._progress, self._cancelled = progress, cancelled
        self._done, self._told = 0, -1

    @property
    def left(self) -> int:
        return self._total - self._done

    def done(self, count: int = 1) -> None:
        self._done += count
        hundredth = min(self._done * 100 // self._total, 99)
        if hundredth > self._told:
            self._told = hundredth
            self.check()
            self._progress(hundredth / 100)

    def check(self) -> None:
        if self._cancelled():
            raise Cancelled
