"""What the part "setup" lets the browser do."""

from toolkit.domain.council import Post
from toolkit.pages import checks
from toolkit.pages.reviews.setup import SetUpState
from toolkit.pages.view import PageView, guarded

_REASON = checks.text(1000)
_LOGIN = checks.text(100, 1)
_VERSION = checks.whole(0, 2**31)


class SetUpDoors(PageView):
    """Council, dossiers, assignment, state of the round."""

    state: SetUpState

    @guarded(text=checks.text(100))
    def vue_setup_find_person(self, text: str) -> None:
        self.state.find_person(text)

    @guarded(login=_LOGIN, post=checks.one_of([*Post]))
    def vue_setup_put_member(self, login: str, post: str) -> None:
        self.state.put_member(login, post)

    @guarded(login=_LOGIN, reason=_REASON)
    def vue_setup_drop_member(self, login: str, reason: str) -> None:
        self.state.drop_member(login, reason)

    @guarded(text=checks.text(100))
    def vue_setup_find_unit(self, text: str) -> None:
        self.state.find_unit(text)

    @guarded(
        text=checks.text(100), unit=checks.optional(checks.code), at=checks.whole(0, 1_000_000)
    )
    def vue_setup_find(self, text: str, unit: str | None, at: int) -> None:
        self.state.find_candidates(text, unit or "", at)

    @guarded(subjects=checks.many(checks.code, 1000))
    def vue_setup_put_up(self, subjects: tuple[str, ...]) -> None:
        self.state.put_up(subjects)

    @guarded(dossier=checks.code, version=_VERSION, reason=_REASON)
    def vue_setup_withdraw(self, dossier: str, version: int, reason: str) -> None:
        self.state.withdraw(dossier, version, reason)

    @guarded(dossier=checks.code, version=_VERSION, judges=checks.many(_LOGIN, 100))
    def vue_setup_assign(self, dossier: str, version: int, judges: tuple[str, ...]) -> None:
        self.state.assign(dossier, version, judges)

    @guarded(each=checks.whole(1, 100))
    def vue_setup_assign_evenly(self, each: int) -> None:
        self.state.assign_evenly(each)
