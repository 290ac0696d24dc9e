"""The page Hoạt động in the browser."""

from datetime import date
from typing import Any

from toolkit.domain.activity import ActivityKind
from toolkit.pages import checks
from toolkit.pages.activities.state import CALENDAR, ActivitiesState, month
from toolkit.pages.activity.doors import ActivityPage
from toolkit.pages.view import guarded


class Page(ActivityPage):
    """The list or the calendar, and over it the form of an activity."""

    state_class = ActivitiesState
    template_name = "activities.vue"
    parts = (*ActivityPage.parts, "header", "empty")
    state: ActivitiesState

    @guarded(
        view=checks.optional(checks.one_of((CALENDAR,))),
        unit=checks.optional(checks.code),
        kind=checks.optional(checks.one_of([*ActivityKind])),
        month=checks.optional(month),
        q=checks.text(100),
    )
    def vue_filter(self, **filters: Any) -> None:
        self.state.filter(**{name: value or "" for name, value in filters.items()})

    @guarded(day=checks.day)
    def vue_pick_day(self, day: date) -> None:
        self.state.pick_day(day)

    @guarded(page=checks.whole(1, 1_000_000))
    def vue_turn(self, page: int) -> None:
        self.state.turn(page)
