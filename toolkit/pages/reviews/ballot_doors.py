"""What the part "ballot" lets the browser do."""

from toolkit.domain.ballot import BallotKind
from toolkit.pages import checks
from toolkit.pages.checks import BadValue
from toolkit.pages.reviews.ballot import BallotState
from toolkit.pages.view import PageView, guarded

_LOGIN = checks.text(100, 1)
_MOST = 2000


def _count(value: object) -> dict[str, str]:
    """A count of paper as typed: short texts by "valid", "invalid" or id of the dossier."""
    if not isinstance(value, dict) or len(value) > _MOST:
        raise BadValue("count")
    typed = checks.text(20)
    return {checks.code(name): typed(str(told)) for name, told in value.items()}


class BallotDoors(PageView):
    """Vote, open, count, declare void, count paper."""

    state: BallotState

    @guarded(
        kind=checks.one_of([*BallotKind]),
        dossiers=checks.many(checks.code, _MOST),
        present=checks.many(_LOGIN, 200),
    )
    def vue_ballot_open(
        self, kind: str, dossiers: tuple[str, ...], present: tuple[str, ...]
    ) -> None:
        self.state.open_ballot(kind, dossiers, present)

    @guarded(ballot=checks.code, agreed=checks.many(checks.code, _MOST))
    def vue_ballot_cast(self, ballot: str, agreed: tuple[str, ...]) -> None:
        self.state.cast(ballot, agreed)

    @guarded(ballot=checks.code)
    def vue_ballot_blank(self, ballot: str) -> None:
        self.state.cast_invalid(ballot)

    @guarded(ballot=checks.code, login=_LOGIN)
    def vue_ballot_arrive(self, ballot: str, login: str) -> None:
        self.state.arrive(ballot, login)

    @guarded(ballot=checks.code)
    def vue_ballot_count(self, ballot: str) -> None:
        self.state.count(ballot)

    @guarded(ballot=checks.code, reason=checks.text(1000))
    def vue_ballot_void(self, ballot: str, reason: str) -> None:
        self.state.void(ballot, reason)

    @guarded(ballot=checks.code, form=_count)
    def vue_ballot_paper(self, ballot: str, form: dict[str, str]) -> None:
        self.state.enter_paper(ballot, form)
