"""The page Nhân rộng in the browser."""

from toolkit.pages import checks
from toolkit.pages.activity.doors import ActivityPage
from toolkit.pages.replication.rows import STATES
from toolkit.pages.replication.state import SHOWS, ReplicationState
from toolkit.pages.view import guarded


class Page(ActivityPage):
    """Who copied what; follow-ups are answered and copies recorded over it."""

    state_class = ReplicationState
    template_name = "replication.vue"
    parts = (*ActivityPage.parts, "header", "empty", "spread")
    state: ReplicationState

    @guarded(
        field=checks.optional(checks.code),
        alive=checks.optional(checks.one_of(STATES)),
        q=checks.text(100),
    )
    def vue_filter(self, field: str | None, alive: str | None, q: str) -> None:
        self.state.filter(field=field or "", alive=alive or "", q=q)

    @guarded(page=checks.whole(1, 1_000_000))
    def vue_turn(self, page: int) -> None:
        self.state.turn(page)

    @guarded(show=checks.one_of(SHOWS))
    def vue_show_as(self, show: str) -> None:
        self.state.show_as(show)

    @guarded(bloc=checks.text(40))
    def vue_unfold(self, bloc: str) -> None:
        self.state.unfold(bloc)

    @guarded(line=checks.text(60), column=checks.text(40))
    def vue_look_at(self, line: str, column: str) -> None:
        self.state.look_at(line, column)
