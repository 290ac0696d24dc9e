"""The page Việc của tôi in the browser."""

from typing import Any

from toolkit.pages import checks
from toolkit.pages.activity.doors import ANSWER
from toolkit.pages.obligation.doors import ObligationPage
from toolkit.pages.view import guarded
from toolkit.pages.work.state import WorkState

_PICKED = checks.many(checks.record(id=checks.code, version=checks.whole(1, 10**9)), 500)


class Page(ObligationPage):
    """Lists of work, each row opening its obligation."""

    state_class = WorkState
    template_name = "work.vue"
    parts = (*ObligationPage.parts, "header", "empty", "answer")
    state: WorkState

    @guarded(text=checks.text(100))
    def vue_search(self, text: str) -> None:
        self.state.search(text)

    @guarded(offset=checks.whole(0, 10_000_000))
    def vue_turn(self, offset: int) -> None:
        self.state.turn(offset)

    @guarded(picked=_PICKED)
    def vue_accept_many(self, picked: tuple[dict[str, object], ...]) -> None:
        self.state.accept_many([(str(one["id"]), int(str(one["version"]))) for one in picked])

    @guarded()
    def vue_undo_accept(self) -> None:
        self.state.undo_accept()

    @guarded(follow_up=checks.code, version=checks.whole(0, 2**31), form=ANSWER)
    def vue_answer(self, follow_up: str, version: int, form: dict[str, Any]) -> None:
        self.state.answer(follow_up, version, form)
