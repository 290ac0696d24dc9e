"""The page Hội nghị in the browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from toolkit.actions.conference import attendance, deciding, nominations, places
from toolkit.actions.conference.nominations import Chosen
from toolkit.actions.conference.papers import KINDS
from toolkit.errors import Refused
from toolkit.pages import checks
from toolkit.pages.conference.state import PARTS, ConferenceState
from toolkit.pages.longwork import Work
from toolkit.pages.view import PageView, guarded, unexpected

_REASON, _WORDS, _VERSION = checks.text(1_100), checks.text(400), checks.whole(0, 1_000_000)
_CHOSEN = checks.record(exemplar=checks.code, name=_WORDS, post=_WORDS, note=_REASON)
_DELEGATE = checks.record(
    group=checks.text(16),
    name=_WORDS,
    post=_WORDS,
    unit=checks.text(64),
    section=checks.text(64),
    note=_REASON,
)
_IDS = checks.many(checks.code, 2_000)


class Page(PageView):
    """Places, nominations, decisions, the list, who came, papers: each door is one action."""

    state_class = ConferenceState
    template_name = "conference.vue"
    parts = (
        *("header", "empty", "chip", "confirm"),
        *("conference_places", "conference_nominate", "conference_list", "conference_papers"),
    )
    state: ConferenceState

    def __init__(self, state: ConferenceState) -> None:
        super().__init__(state)
        self._work = Work(state, lambda told: state.set_trait("work", told), unexpected)

    @contextmanager
    def _doing(self, told: str, **values: Any) -> Iterator[None]:
        """What was refused is told beside its field; what was done is said."""
        try:
            yield
        except Refused as error:
            self.state.refused(error)
            return
        self.state.written(self.state.words.say(f"conference.done.{told}", **values))

    @guarded(part=checks.one_of(PARTS))
    def vue_go(self, part: str) -> None:
        self.state.go(part)

    @guarded(code=checks.code)
    def vue_turn(self, code: str) -> None:
        self.state.turn(code)

    @guarded(q=checks.text(100))
    def vue_look_for(self, q: str) -> None:
        self.state.look_for(q)

    @guarded(unit=checks.code)
    def vue_choose_unit(self, unit: str) -> None:
        self.state.choose_unit(unit)

    @guarded(reason=_REASON)
    def vue_share(self, reason: str) -> None:
        with self._doing("shared"):
            places.share_places(self.state.desk, conference=self.state.code, reason=reason)

    @guarded(unit=checks.code, count=checks.whole(0, 100_000), version=_VERSION, reason=_REASON)
    def vue_set_place(self, **told: Any) -> None:
        with self._doing("place"):
            places.change_place(self.state.desk, conference=self.state.code, **told)

    @guarded(chosen=checks.many(_CHOSEN, 500))
    def vue_keep(self, chosen: tuple[dict[str, Any], ...]) -> None:
        self.state.keep({"chosen": list(chosen)})

    @guarded(chosen=checks.many(_CHOSEN, 500))
    def vue_send(self, chosen: tuple[dict[str, Any], ...]) -> None:
        try:
            self.state.send(tuple(Chosen(**each) for each in chosen))
        except Refused as error:
            self.state.refused(error)

    @guarded(delegate=checks.code, version=_VERSION, reason=_REASON)
    def vue_withdraw(self, **told: Any) -> None:
        with self._doing("withdrawn"):
            nominations.withdraw(self.state.desk, **told)

    @guarded(delegates=_IDS)
    def vue_confirm(self, delegates: tuple[str, ...]) -> None:
        with self._doing("confirmed", count=len(delegates)):
            deciding.confirm(self.state.desk, conference=self.state.code, delegates=delegates)

    @guarded(delegate=checks.code, version=_VERSION, reason=_REASON)
    def vue_decline(self, **told: Any) -> None:
        with self._doing("declined"):
            deciding.decline(self.state.desk, **told)

    @guarded(form=_DELEGATE)
    def vue_put(self, form: dict[str, Any]) -> None:
        with self._doing("put"):
            deciding.put_delegate(self.state.desk, conference=self.state.code, form=form)

    @guarded(delegate=checks.code, version=_VERSION, form=_DELEGATE)
    def vue_mend(self, **told: Any) -> None:
        with self._doing("mended"):
            deciding.change_delegate(self.state.desk, **told)

    @guarded(delegate=checks.code, version=_VERSION, reason=_REASON)
    def vue_strike(self, **told: Any) -> None:
        with self._doing("struck"):
            deciding.drop_delegate(self.state.desk, **told)

    @guarded()
    def vue_close_list(self) -> None:
        with self._doing("closed"):
            deciding.close_list(self.state.desk, conference=self.state.code)

    @guarded(delegates=_IDS)
    def vue_mark(self, delegates: tuple[str, ...]) -> None:
        with self._doing("marked", count=len(delegates)):
            code, desk = self.state.code, self.state.desk
            attendance.mark_attendance(desk, conference=code, came=delegates)

    @guarded(delegate=checks.code, version=_VERSION, reason=_REASON)
    def vue_excuse(self, delegate: str, version: int, reason: str) -> None:
        del version  # the newest mark counts
        with self._doing("excused"):
            code, desk = self.state.code, self.state.desk
            attendance.mark_attendance(desk, conference=code, excused={delegate: reason})

    @guarded(delegate=checks.code, version=_VERSION, reason=_REASON)
    def vue_unmark(self, **told: Any) -> None:
        with self._doing("unmarked"):
            attendance.unmark(self.state.desk, **told)

    @guarded(kind=checks.one_of(KINDS))
    def vue_make(self, kind: str) -> None:
        self._work.start(self.state.paper_job(kind), self.state.paper_done)

    @guarded()
    def vue_cancel(self) -> None:
        self._work.cancel()
