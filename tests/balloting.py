"""A round of three dossiers whose scores are closed, and a council that has voted on them."""

from collections.abc import Sequence

from tests.desks import DeskFor
from tests.reviewing import LATE, REVIEW, member, opened, round_now, score, secretary
from toolkit.actions.desk import Desk
from toolkit.actions.reviews.ballots import cast, cast_invalid, count, open_ballot
from toolkit.actions.reviews.rounds import close_scoring
from toolkit.domain.ballot import Ballot
from toolkit.domain.council import Dossier

ALL = ("chu", "ha", "ba", "tu", "nam")
GIVEN = ((8, 15), (9, 18), (5, 5))


def closed(desk_for: DeskFor, review: str = REVIEW) -> list[Dossier]:
    """Three dossiers scored by two and closed; the second is the best, the third the last.

    chu stands aside from all, ha from the first, ba from the second and third."""
    dossiers = opened(desk_for, review=review)
    for login in ("tu", "nam"):
        for dossier, given in zip(dossiers, GIVEN, strict=True):
            score(member(desk_for, login), dossier, *given)
    ours = secretary(desk_for, LATE)
    version = round_now(ours, review).version
    close_scoring(ours, review=review, version=version, reason="Hai người đi công tác.")
    return dossiers


def voting(desk_for: DeskFor, dossiers: Sequence[Dossier]) -> Ballot:
    """All five are there to vote on screen."""
    return open_ballot(
        secretary(desk_for, LATE),
        review=dossiers[0].review,
        kind="electronic",
        dossiers=[each.id for each in dossiers],
        present=ALL,
    )


def counted(desk_for: DeskFor, review: str = REVIEW) -> tuple[Ballot, list[Dossier]]:
    """A ballot of closed scores, voted in and counted."""
    dossiers = closed(desk_for, review)
    return vote(desk_for, dossiers), dossiers


def vote(desk_for: DeskFor, dossiers: Sequence[Dossier]) -> Ballot:
    """All five vote: yes to the first two, but for nam, who hands in a blank ballot."""
    return hand_in(desk_for, voting(desk_for, dossiers), dossiers[:2])


def hand_in(desk_for: DeskFor, ballot: Ballot, agreed: Sequence[Dossier]) -> Ballot:
    """All five vote and are counted: yes to these, and one blank ballot."""
    for login in ALL[:4]:
        mine = [each.id for each in agreed if login not in ballot.kept.get(each.id, ())]
        cast(member(desk_for, login, LATE), ballot=ballot.id, agreed=mine)
    cast_invalid(member(desk_for, "nam", LATE), ballot=ballot.id)
    ours = secretary(desk_for, LATE)
    return count(ours, ballot=ballot.id, version=current(ours, ballot).version)


def current(desk: Desk, ballot: Ballot) -> Ballot:
    with desk.store.reading() as q:
        found = q.ballot(ballot.id)
    assert found
    return found
