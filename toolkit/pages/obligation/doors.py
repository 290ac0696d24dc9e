"""What a browser may ask of the obligation dialog; every value is checked at the door."""

from datetime import date
from typing import Any, ClassVar

from toolkit.pages import checks
from toolkit.pages.obligation.state import ObligationState
from toolkit.pages.view import PageView, guarded

_MOST_TEXT = 100_000
_REASON = checks.text(4_000)
_NUMBERS = 60


def _numbers(value: Any) -> dict[str, str]:
    """{code: what was typed}; whether it is a number is for the rules to say."""
    if not isinstance(value, dict) or len(value) > _NUMBERS:
        raise checks.BadValue("numbers")
    typed = checks.text(60)
    return {checks.code(code): typed(text) for code, text in value.items()}


_FORM = checks.record(
    text=checks.text(_MOST_TEXT),
    numbers=_numbers,
    paper_number=checks.text(500),
    paper_date=checks.text(40),
    paper_issuer=checks.text(500),
    link=checks.text(2_000),
)


class ObligationPage(PageView):
    """A page over which obligations can be opened."""

    parts: ClassVar[tuple[str, ...]] = ("obligation", "chip", "date", "file", "history", "confirm")
    state: ObligationState

    @guarded(obligation=checks.code)
    def vue_show(self, obligation: str) -> None:
        self.state.show(obligation)

    @guarded()
    def vue_close(self) -> None:
        self.state.close()

    @guarded(form=_FORM)
    def vue_keep(self, form: dict[str, Any]) -> None:
        self.state.keep(form)

    @guarded()
    def vue_forget_draft(self) -> None:
        self.state.forget_draft()

    @guarded(form=_FORM)
    def vue_send(self, form: dict[str, Any]) -> None:
        self.state.send(form)

    @guarded()
    def vue_withdraw(self) -> None:
        self.state.withdraw()

    @guarded()
    def vue_accept(self) -> None:
        self.state.accept()

    @guarded()
    def vue_reopen(self) -> None:
        self.state.reopen()

    @guarded()
    def vue_reinstate(self) -> None:
        self.state.reinstate()

    @guarded(reason=_REASON)
    def vue_return(self, reason: str) -> None:
        self.state.return_(reason)

    @guarded(reason=_REASON)
    def vue_waive(self, reason: str) -> None:
        self.state.waive(reason)

    @guarded(to=checks.day, reason=_REASON)
    def vue_extend(self, to: date, reason: str) -> None:
        self.state.extend(to, reason)

    @guarded(name=checks.text(255, 1), size=checks.whole(0, 2**40))
    def vue_begin_upload(self, name: str, size: int) -> None:
        self.state.begin_file(name, size)

    @guarded(at=checks.whole(0, 2**31))
    def vue_upload_piece(self, at: int, buffers: Any = ()) -> None:
        self.state.add_piece(at, bytes(buffers[0]) if buffers else b"")

    @guarded()
    def vue_drop_file(self) -> None:
        self.state.drop_file()

    @guarded()
    def vue_fetch_file(self) -> None:
        self.state.fetch_file()
