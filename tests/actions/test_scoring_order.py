"""Whatever the order in which scores are given, changed and taken back, the ranking is the same."""

from random import Random

from tests.desks import DeskFor
from tests.reviewing import BLIND, MEMBERS, REVIEW, member, opened, reopen, score, secretary
from toolkit.actions.desk import Desk
from toolkit.actions.reviews.council import put_member
from toolkit.actions.reviews.dossiers import put_up
from toolkit.actions.reviews.held import held
from toolkit.actions.reviews.ranked import ranked
from toolkit.actions.reviews.scoring import give_score, sheet_of
from toolkit.domain.council import Dossier


def ranks(desk: Desk, review: str) -> list[tuple[int, float, float, float]]:
    """(number, mean, median, normalised) of the dossiers, the best first."""
    with desk.store.reading() as q:
        found = ranked(q, held(q, review))
    return [
        (found.dossiers[one.dossier].number, by.mean, by.median, by.normalised)
        for one in found.order
        for by in (found.standings[one.dossier],)
    ]


def dither(desk: Desk, dossier: Dossier) -> None:
    """Give a score that is not meant, and take it back."""
    for value in (1.0, None):
        version = sheet_of(desk, dossier.id).version
        give_score(desk, dossier=dossier.id, criterion="moi", score=value, version=version)


def test_the_order_of_scoring_does_not_matter_nor_does_blindness(desk_for: DeskFor) -> None:
    first = opened(desk_for, ["T2", "T9", "T2"])
    desk = secretary(desk_for)
    for login, (_, _, post) in MEMBERS.items():
        put_member(desk, review=BLIND, login=login, post=post)
    second = put_up(desk, review=BLIND, subjects=[each.subject for each in first])
    reopen(desk, BLIND)
    chance = Random(8)
    may = {"T2": ("ba", "tu", "nam"), "T9": ("ha", "tu", "nam")}
    jobs = [
        (at, login, chance.randint(0, 20) / 2, chance.randint(0, 40) / 2)
        for at, each in enumerate(first)
        for login in may[each.unit]
    ]

    for at, login, *given in jobs:
        score(member(desk_for, login), first[at], *given)
    chance.shuffle(jobs)
    for at, login, *given in jobs:
        if chance.random() < 0.3:
            dither(member(desk_for, login), second[at])
        score(member(desk_for, login), second[at], *given)

    assert ranks(desk, REVIEW) == ranks(desk, BLIND)
    assert len(ranks(desk, REVIEW)) == 3
