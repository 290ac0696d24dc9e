"""The page Báo cáo in the browser."""

from datetime import date

from toolkit.pages import checks
from toolkit.pages.longwork import Work
from toolkit.pages.reports.previews import VIEWS
from toolkit.pages.reports.state import ReportsState
from toolkit.pages.view import PageView, guarded, unexpected


class Page(PageView):
    """Preview, make, cancel, download."""

    state_class = ReportsState
    template_name = "reports.vue"
    parts = ("header", "date", "empty")
    state: ReportsState

    def __init__(self, state: ReportsState) -> None:
        super().__init__(state)
        self._work = Work(state, lambda told: state.set_trait("work", told), unexpected)

    @guarded(on=checks.day, view=checks.one_of(VIEWS))
    def vue_choose(self, on: date, view: str) -> None:
        self.state.choose(on, view)

    @guarded()
    def vue_make(self) -> None:
        self._work.start(self.state.job(), self.state.done)

    @guarded()
    def vue_cancel(self) -> None:
        self._work.cancel()
