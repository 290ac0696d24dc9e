"""Likely duplicates among many are those that judging every pair would find, only sooner."""

import random
from dataclasses import replace
from datetime import date, timedelta

from tests.exemplars import a_person, an_exemplar
from toolkit.demo.people import invented_name
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Sex
from toolkit.rules.duplicates import likeness, match_keys
from toolkit.rules.likely import CERTAIN, Crowd

MANY = 400


def _somebody(chance: random.Random, number: int) -> Exemplar:
    name = invented_name(random.Random(chance.randrange(MANY // 2)))
    born = date(1970, 1, 1) + timedelta(days=chance.randrange(60))
    is_dated = chance.random() < 0.6
    somebody = a_person(
        name.replace("y", "i") if chance.random() < 0.2 else name,
        id=str(number),
        unit=chance.choice("ABC"),
        birth_date=born if is_dated else None,
        birth_year=born.year if is_dated else chance.choice((None, 1970)),
        sex=chance.choice((None, Sex.MALE, Sex.FEMALE)),
        workplace=chance.choice(("", "Phòng Một", "Phòng Hai")),
    )
    kinds = (ExemplarKind.PERSON, ExemplarKind.PERSON, ExemplarKind.TEAM)
    return replace(somebody, kind=chance.choice(kinds))


def _by_every_pair(one: Exemplar, others: list[Exemplar]) -> int:
    """The points of the likest of those that share a blocking key; 0 where nobody is likely."""
    keys = match_keys(one)
    shared = (
        other
        for other in others
        if any(mine and mine == its for mine, its in zip(keys, match_keys(other), strict=True))
    )
    found = (likeness(one, other) for other in shared)
    return max((each.score for each in found if each), default=0)


def test_crowd_finds_the_same_as_judging_every_pair() -> None:
    chance = random.Random(8)
    people = [_somebody(chance, number) for number in range(MANY)]
    crowd: Crowd[int] = Crowd()
    quick = []
    for number, one in enumerate(people):
        found = crowd.likest(one)
        quick.append(found[1].score if found else 0)
        crowd.add(one, number)

    assert quick == [_by_every_pair(one, people[:n]) for n, one in enumerate(people)]
    assert sum(score > 0 for score in quick) > MANY // 20


def test_same_name_in_the_same_unit_is_certain_and_in_another_is_not() -> None:
    crowd: Crowd[str] = Crowd()
    crowd.add(a_person("Trần Thị Hoà", unit="A1", birth_year=None), "here")

    near = crowd.likest(a_person("Trần Thị Hòa", unit="A1", birth_year=None, workplace=""))
    far = crowd.likest(a_person("Trần Thị Hòa", unit="B2", birth_year=None, workplace=""))

    assert near is not None
    assert near[1].score >= CERTAIN
    assert far is not None
    assert far[1].score < CERTAIN


def test_whom_nobody_is_like_meets_nobody() -> None:
    crowd: Crowd[str] = Crowd()
    crowd.add(an_exemplar(name="Mô hình một cửa"), "here")

    assert crowd.likest(an_exemplar(name="Trạm quan trắc tự động")) is None
