"""The page Kế hoạch in the browser."""

from datetime import date

from toolkit.pages import checks
from toolkit.pages.plan.state import CHART, TABLE, PlanState
from toolkit.pages.view import PageView, guarded


class Page(PageView):
    """The chart or the table, and the details of one task over them."""

    state_class = PlanState
    template_name = "plan.vue"
    parts = ("header", "date")
    state: PlanState

    @guarded(mode=checks.one_of((CHART, TABLE)))
    def vue_show_as(self, mode: str) -> None:
        self.state.show_as(mode)

    @guarded(task=checks.optional(checks.code))
    def vue_pick(self, task: str | None) -> None:
        self.state.pick(task or "")

    @guarded(day=checks.optional(checks.day))
    def vue_known_on(self, day: date | None) -> None:
        self.state.known_on(day)
