"""What a browser may ask of the form of an exemplar; every value is checked at the door."""

from typing import Any, ClassVar

from toolkit.pages import checks
from toolkit.pages.exemplars.entry import EntryState
from toolkit.pages.exemplars.typed import TEXTS, proof_fields
from toolkit.pages.view import PageView, guarded

_MOST_TEXT = 50_000
_MOST_PROOFS = 40
_LINE = checks.text(_MOST_TEXT)
_CODE = checks.optional(checks.code)


def _any_code(value: Any) -> str:
    return _CODE(value) or ""


_PROOF = checks.record(**dict.fromkeys(proof_fields(), _LINE))
_FORM = checks.record(
    **dict.fromkeys(TEXTS, _LINE),
    comprehensive=checks.flag,
    fields=lambda value: list(checks.many(checks.code, 100)(value)),
    proofs=lambda value: list(checks.many(_PROOF, _MOST_PROOFS)(value)),
)


class EntryPage(PageView):
    """A page over which the form of an exemplar can be opened."""

    parts: ClassVar[tuple[str, ...]] = ("exemplar", "file")
    state: EntryState

    @guarded(unit=_any_code)
    def vue_entry_new(self, unit: str) -> None:
        self.state.entry_new(unit)

    @guarded(exemplar=checks.code)
    def vue_entry_edit(self, exemplar: str) -> None:
        self.state.entry_edit(exemplar)

    @guarded()
    def vue_entry_close(self) -> None:
        self.state.entry_close()

    @guarded(kind=_any_code, unit=_any_code, form=_FORM)
    def vue_entry_place(self, kind: str, unit: str, form: dict[str, Any]) -> None:
        self.state.entry_place(kind, unit, form)

    @guarded(kind=_any_code, form=_FORM)
    def vue_entry_keep(self, kind: str, form: dict[str, Any]) -> None:
        self.state.entry_keep(kind, form)

    @guarded()
    def vue_entry_forget(self) -> None:
        self.state.entry_forget()

    @guarded(kind=_any_code, form=_FORM)
    def vue_entry_check(self, kind: str, form: dict[str, Any]) -> None:
        self.state.entry_check(kind, form)

    @guarded(kind=_any_code, form=_FORM, anyway=checks.flag)
    def vue_entry_save(self, kind: str, form: dict[str, Any], *, anyway: bool) -> None:
        self.state.entry_save(kind, form, anyway=anyway)

    @guarded(key=checks.code, name=checks.text(255, 1), size=checks.whole(0, 2**40))
    def vue_entry_begin(self, key: str, name: str, size: int) -> None:
        self.state.entry_begin(key, name, size)

    @guarded(key=checks.code, at=checks.whole(0, 2**31))
    def vue_entry_piece(self, key: str, at: int, buffers: Any = ()) -> None:
        self.state.entry_piece(key, at, bytes(buffers[0]) if buffers else b"")

    @guarded(key=checks.code)
    def vue_entry_drop(self, key: str) -> None:
        self.state.entry_drop(key)
