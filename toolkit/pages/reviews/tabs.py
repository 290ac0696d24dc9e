"""Which parts of a round somebody is shown, and which one first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from toolkit.domain.council import RoundState
from toolkit.domain.review import Review, Reviewed, Scorer
from toolkit.domain.user import Role

_CLOSED = frozenset({RoundState.SCORED, RoundState.PUBLISHED})
_LOOKS_ON = frozenset({Role.LEADER, Role.ANALYST, Role.ADMIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Who looks at a round, how far it is, and whether they sit in its council."""

    role: Role
    review: Review
    state: RoundState
    member: bool
    asks: bool = False
    """Whether they lead its council, and so may know who has not finished."""

    @property
    def runs(self) -> bool:
        """Whether they are the round's secretary in the Ministry."""
        return self.role is Role.MINISTRY

    @property
    def follows(self) -> bool:
        """Whether they may see council and dossiers as a whole."""
        return self.runs or self.member or self.role in _LOOKS_ON

    @property
    def closed(self) -> bool:
        return self.state in _CLOSED

    @property
    def published(self) -> bool:
        return self.state is RoundState.PUBLISHED

    @property
    def by_council(self) -> bool:
        return Scorer.COUNCIL in self.review.scorers


def _score(seat: Seat) -> bool:
    return seat.member and seat.by_council and seat.state is not RoundState.PREPARING


def _units(seat: Seat) -> bool:
    looks = seat.role in {Role.UNIT, Role.MINISTRY, *_LOOKS_ON}
    return seat.review.of is Reviewed.UNITS and looks


def _progress(seat: Seat) -> bool:
    watched = seat.runs or seat.role in _LOOKS_ON or seat.asks
    return watched and seat.by_council and seat.state is not RoundState.PREPARING


def _results(seat: Seat) -> bool:
    near = seat.runs or seat.member or seat.role in _LOOKS_ON
    return seat.closed if near else seat.published


def _ballot(seat: Seat) -> bool:
    return seat.review.ballot and seat.closed and seat.follows


def _decide(seat: Seat) -> bool:
    return (seat.closed and seat.runs) or (seat.published and seat.follows)


SHOWN: Mapping[str, Callable[[Seat], bool]] = {
    "setup": lambda _: True,
    "score": _score,
    "units": _units,
    "progress": _progress,
    "results": _results,
    "ballot": _ballot,
    "decide": _decide,
}
"""The parts in their order, each with who is shown it; whether they may, the action asks."""
PARTS = tuple(SHOWN)


def parts_of(seat: Seat) -> list[str]:
    """The parts that somebody is shown."""
    return [part for part, shown in SHOWN.items() if shown(seat)]


def first_part(seat: Seat) -> str:
    """Where somebody most likely has something to do."""
    shown = parts_of(seat)
    wanted = {
        RoundState.PREPARING: ("units", "setup") if seat.role is Role.UNIT else ("setup",),
        RoundState.SCORING: ("score", "units", "progress"),
        RoundState.SCORED: ("results", "units"),
        RoundState.PUBLISHED: ("results", "decide"),
    }[seat.state]
    return next((part for part in wanted if part in shown), "setup")
