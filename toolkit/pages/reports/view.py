"""The page Báo cáo in the browser."""

from datetime import date
from typing import Any

from toolkit.pages import checks
from toolkit.pages.longwork import Work
from toolkit.pages.reports.previews import SUMMARIES, VIEWS
from toolkit.pages.reports.state import PARTS, ReportsState
from toolkit.pages.view import PageView, guarded, unexpected

_LABEL = checks.text(500)


class Page(PageView):
    """Preview, make, cancel, download; compare two days; look at a file; what was made before."""

    state_class = ReportsState
    template_name = "reports.vue"
    parts = ("header", "date", "empty", "file", "compare", "verify")
    state: ReportsState

    def __init__(self, state: ReportsState) -> None:
        super().__init__(state)
        self._work = Work(state, lambda told: state.set_trait("work", told), unexpected)

    @guarded(on=checks.day, view=checks.one_of(VIEWS))
    def vue_choose(self, on: date, view: str) -> None:
        self.state.choose(on, view)

    @guarded(part=checks.one_of(PARTS))
    def vue_go(self, part: str) -> None:
        self.state.go(part)

    @guarded()
    def vue_make(self) -> None:
        self._work.start(self.state.job(), self.state.done)

    @guarded()
    def vue_cancel(self) -> None:
        self._work.cancel()

    @guarded(kind=checks.whole(1, len(SUMMARIES)), first=checks.day, second=checks.day)
    def vue_ask(self, kind: int, first: date, second: date) -> None:
        self.state.ask(kind, first, second)

    @guarded()
    def vue_compare(self) -> None:
        self._work.start(self.state.compare_job(), self.state.compared_to)

    @guarded(label=_LABEL)
    def vue_look_behind(self, label: str) -> None:
        self.state.look_behind(label)

    @guarded(name=checks.text(255, 1), size=checks.whole(0, 2**40))
    def vue_begin_file(self, name: str, size: int) -> None:
        self.state.begin_file(name, size)

    @guarded(at=checks.whole(0, 2**31))
    def vue_file_piece(self, at: int, buffers: Any = ()) -> None:
        if self.state.add_piece(at, bytes(buffers[0]) if buffers else b""):
            self._work.start(self.state.verify_job(), self.state.verified)

    @guarded()
    def vue_drop_file(self) -> None:
        self.state.drop_file()
