"""The page Đơn vị in the browser."""

from datetime import date

from toolkit.pages import checks
from toolkit.pages.obligation.doors import ObligationPage
from toolkit.pages.units.state import UnitsState
from toolkit.pages.view import guarded

_CODE = checks.optional(checks.code)


class Page(ObligationPage):
    """The matrix, the unit behind a cell, and the obligation behind a row."""

    state_class = UnitsState
    template_name = "units.vue"
    parts = (*ObligationPage.parts, "header", "empty", "matrix", "unit", "standing")
    state: UnitsState

    @guarded(phase=_CODE, kind=_CODE, bloc=_CODE, late=checks.flag, q=checks.text(100))
    def vue_filter(
        self, phase: str | None, kind: str | None, bloc: str | None, *, late: bool, q: str
    ) -> None:
        self.state.filter(phase=phase or "", kind=kind or "", bloc=bloc or "", late=late, q=q)

    @guarded(page=checks.whole(1, 1_000_000))
    def vue_turn(self, page: int) -> None:
        self.state.turn(page)

    @guarded(day=checks.optional(checks.day))
    def vue_known_on(self, day: date | None) -> None:
        self.state.known_on(day)

    @guarded(unit=checks.code, task=_CODE)
    def vue_pick(self, unit: str, task: str | None) -> None:
        self.state.pick(unit, task or "")
