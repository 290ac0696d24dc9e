"""The overview's view."""

from datetime import date

from toolkit.pages import checks
from toolkit.pages.overview.state import OverviewState
from toolkit.pages.view import PageView, guarded


class Page(PageView):
    """Figures, timeline, who is late, groups, changes."""

    state_class = OverviewState
    template_name = "overview.vue"
    parts = ("header", "empty", "date", "chip", "standing", "review_now")

    @guarded(on=checks.optional(checks.day))
    def vue_know(self, on: date | None) -> None:
        """The day that the figures are to be known on; none is today."""
        self.state.open(on)
