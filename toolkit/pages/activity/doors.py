"""What a browser may ask of the activity dialog; every value is checked at the door."""

from typing import Any, ClassVar

from toolkit.domain.activity import ActivityKind
from toolkit.pages import checks
from toolkit.pages.activity.fields import NAMES
from toolkit.pages.activity.state import ActivityState
from toolkit.pages.view import PageView, guarded

MOST_TEXT = 100_000
_MOST_UNITS = 300
_KEY = checks.text(40, 1)
_FILE = checks.text(128)
_ID = checks.code
PROOF = checks.record(
    title=checks.text(1_000),
    paper_number=checks.text(1_000),
    paper_date=checks.text(40),
    paper_issuer=checks.text(1_000),
    link=checks.text(4_000),
    file=_FILE,
)
_PROOFS = checks.many(PROOF, 40)


def _guests(value: Any) -> dict[str, str]:
    """{unit code: what was typed}; whether it is a number is for the rules to say."""
    if not isinstance(value, dict) or len(value) > _MOST_UNITS:
        raise checks.BadValue("guests")
    typed = checks.text(40)
    return {checks.code(unit): typed(str(number)) for unit, number in value.items()}


def _form(value: Any) -> dict[str, Any]:
    """The fields that a form of some kind may have; whether they fit is for the rules."""
    if not isinstance(value, dict) or set(value) - NAMES - {"proofs"}:
        raise checks.BadValue("form")
    typed = checks.text(MOST_TEXT)
    read = {"guests": _guests, "proofs": _PROOFS}
    return {name: read.get(name, typed)(each) for name, each in value.items()}


ANSWER = checks.record(
    alive=checks.optional(checks.flag), on=checks.text(40), note=checks.text(MOST_TEXT)
)


class ActivityPage(PageView):
    """A page over which activities can be recorded."""

    parts: ClassVar[tuple[str, ...]] = (
        *("activity", "answer", "pick", "proof", "chip", "date", "file", "history", "confirm"),
    )
    state: ActivityState

    @guarded(kind=checks.one_of([*ActivityKind]), exemplars=checks.many(_ID, 500))
    def vue_begin_deed(self, kind: str, exemplars: tuple[str, ...]) -> None:
        self.state.begin_deed(kind, exemplars)

    @guarded(activity=_ID)
    def vue_mend_deed(self, activity: str) -> None:
        self.state.mend_deed(activity)

    @guarded()
    def vue_close_deed(self) -> None:
        self.state.close_deed()

    @guarded(what=checks.one_of(("exemplars", "taker", "guests", "unit")), text=checks.text(100))
    def vue_find(self, what: str, text: str) -> None:
        self.state.find(what, text)

    @guarded(unit=checks.optional(_ID), exemplars=checks.many(_ID, 501), form=_form)
    def vue_save_deed(
        self, unit: str | None, exemplars: tuple[str, ...], form: dict[str, Any]
    ) -> None:
        self.state.save_deed(unit or "", exemplars, form)

    @guarded(unit=checks.optional(_ID), exemplars=checks.many(_ID, 501), form=_form)
    def vue_keep_deed(
        self, unit: str | None, exemplars: tuple[str, ...], form: dict[str, Any]
    ) -> None:
        self.state.keep_deed(unit or "", exemplars, form)

    @guarded()
    def vue_forget_deed(self) -> None:
        self.state.forget_deed()

    @guarded(reason=checks.text(MOST_TEXT))
    def vue_remove_deed(self, reason: str) -> None:
        self.state.remove_deed(reason)

    @guarded(follow_up=_ID, version=checks.whole(0, 2**31), form=ANSWER)
    def vue_answer(self, follow_up: str, version: int, form: dict[str, Any]) -> None:
        self.state.answer(follow_up, version, form)

    @guarded(key=_KEY, name=checks.text(255, 1), size=checks.whole(0, 2**40))
    def vue_begin_file(self, key: str, name: str, size: int) -> None:
        self.state.begin_file(key, name, size)

    @guarded(key=_KEY, at=checks.whole(0, 2**31))
    def vue_file_piece(self, key: str, at: int, buffers: Any = ()) -> None:
        self.state.add_piece(key, at, bytes(buffers[0]) if buffers else b"")

    @guarded(key=_KEY)
    def vue_drop_file(self, key: str) -> None:
        self.state.drop_file(key)

    @guarded(activity=_ID, digest=checks.text(128, 1))
    def vue_fetch_file(self, activity: str, digest: str) -> None:
        self.state.fetch_file(activity, digest)
