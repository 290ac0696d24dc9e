"""The page of one exemplar in the browser."""

from datetime import date
from typing import Any

from toolkit.pages import checks
from toolkit.pages.activity.doors import MOST_TEXT, PROOF, ActivityPage
from toolkit.pages.exemplar.state import PLAIN, REASONED, STEPS, ExemplarState
from toolkit.pages.exemplars.form import EntryPage
from toolkit.pages.view import guarded

_FORM = checks.record(on=checks.text(40), note=checks.text(MOST_TEXT), proof=checks.optional(PROOF))


class Page(EntryPage, ActivityPage):
    """The life-line, and over it the forms of exemplar, step and activity."""

    state_class = ExemplarState
    template_name = "lifeline.vue"
    parts = (*EntryPage.parts, *ActivityPage.parts, "tree", "photo")
    state: ExemplarState

    @guarded(day=checks.optional(checks.day))
    def vue_known_on(self, day: date | None) -> None:
        self.state.known_on(day)

    @guarded(act=checks.one_of(STEPS), form=_FORM)
    def vue_take_step(self, act: str, form: dict[str, Any]) -> None:
        self.state.take_step(act, form)

    @guarded(act=checks.one_of(PLAIN))
    def vue_act(self, act: str) -> None:
        self.state.act(act)

    @guarded(act=checks.one_of(REASONED), reason=checks.text(MOST_TEXT))
    def vue_act_for(self, act: str, reason: str) -> None:
        self.state.act_for(act, reason)

    @guarded(text=checks.text(100))
    def vue_find_other(self, text: str) -> None:
        self.state.find_other(text)

    @guarded(into=checks.code, version=checks.whole(0, 2**31))
    def vue_merge(self, into: str, version: int) -> None:
        self.state.merge(into, version)

    @guarded(digest=checks.text(128, 1))
    def vue_fetch_proof(self, digest: str) -> None:
        self.state.fetch_proof(digest)

    @guarded(digest=checks.text(128, 1))
    def vue_show_photo(self, digest: str) -> None:
        mime, data = self.state.photo(digest)
        self.send({"method": "photo", "args": [digest, mime]}, buffers=[data])
