"""How many score sheets are given and how many are waited for."""

from collections.abc import Iterator, Mapping

from toolkit.actions.reviews.sitting import Sitting
from toolkit.domain.review import Scorer
from toolkit.store import Reading

Wanted = Mapping[str, tuple[str, ...]]
"""Id of a dossier → logins of its judges."""


def given_of(q: Reading, seated: Sitting, wanted: Wanted) -> Iterator[tuple[str, str]]:
    """(dossier, judge) of every complete sheet of the council that is waited for."""
    judges = {dossier: frozenset(logins) for dossier, logins in wanted.items()}
    for dossier, judge, _ in q.score_totals(seated.held.review.code):
        if judge in judges.get(dossier, ()):
            yield dossier, judge


def waited(q: Reading, seated: Sitting) -> tuple[dict[str, int], dict[str, int]]:
    """How many sheets are complete, and how many are still waited for, by login.

    Under the empty login stand those that no member gives: of units and of the Ministry."""
    given, left = _of_units(q, seated)
    if not seated.by_council:
        return given, left
    wanted = seated.wanted()
    for one in seated.members:
        given[one.login] = left[one.login] = 0
    for logins in wanted.values():
        for login in logins:
            left[login] += 1
    for _, judge in given_of(q, seated, wanted):
        given[judge] += 1
        left[judge] -= 1
    return given, left


def _of_units(q: Reading, seated: Sitting) -> tuple[dict[str, int], dict[str, int]]:
    scorers = [each for each in seated.held.review.scorers if each is not Scorer.COUNCIL]
    given = sum(len(q.score_totals(seated.held.review.code, each)) for each in scorers)
    asked = len(scorers) * len(seated.dossiers)
    return {"": given}, {"": max(asked - given, 0)}
