"""The page Điển hình in the browser."""

from datetime import date
from typing import Any

from toolkit.pages import checks
from toolkit.pages.exemplars.form import EntryPage
from toolkit.pages.exemplars.rows import COLUMNS
from toolkit.pages.exemplars.state import CHECKS, ORDERS, ExemplarsState
from toolkit.pages.longwork import Work
from toolkit.pages.view import guarded, unexpected

_CHOSEN = {name: checks.optional(check) for name, check in CHECKS.items()}


class Page(EntryPage):
    """The list, its filters and columns, and the form."""

    state_class = ExemplarsState
    template_name = "exemplars.vue"
    parts = (*EntryPage.parts, "header", "empty", "date")
    state: ExemplarsState

    def __init__(self, state: ExemplarsState) -> None:
        super().__init__(state)
        self._work = Work(state, lambda told: state.set_trait("work", told), unexpected)

    @guarded(**_CHOSEN, stalled=checks.flag, q=checks.text(100))
    def vue_filter(self, q: str, *, stalled: bool, **chosen: Any) -> None:
        said = {name: value or "" for name, value in chosen.items()}
        self.state.filter(q, stalled=stalled, **said)

    @guarded(sort=checks.one_of(ORDERS))
    def vue_order(self, sort: str) -> None:
        self.state.order(sort)

    @guarded(columns=checks.many(checks.one_of(COLUMNS), len(COLUMNS)))
    def vue_choose(self, columns: tuple[str, ...]) -> None:
        self.state.choose(columns)

    @guarded(page=checks.whole(1, 1_000_000))
    def vue_turn(self, page: int) -> None:
        self.state.turn(page)

    @guarded(day=checks.optional(checks.day))
    def vue_known_on(self, day: date | None) -> None:
        self.state.known_on(day)

    @guarded()
    def vue_download(self) -> None:
        self._work.start(self.state.job(), self.state.made)

    @guarded()
    def vue_cancel(self) -> None:
        self._work.cancel()
