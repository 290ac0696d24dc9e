"""Balance of a choice: shares of what is on record, and how many are wanting to keep a wish."""

import pytest

from toolkit.domain.exemplar import ExemplarKind, Sex
from toolkit.domain.review import Balance, Wish
from toolkit.domain.unit import Unit
from toolkit.rules.balance import Share, balance
from toolkit.rules.judged import Judged, regions, traits

WOMAN = {Balance.SEX: ("female",)}
MAN = {Balance.SEX: ("male",)}
TEAM: dict[Balance, tuple[str, ...]] = {Balance.SEX: ()}
THIRD = Wish(by=Balance.SEX, value="female", least=0.3)


def test_share_is_of_those_of_whom_anything_is_on_record() -> None:
    (women, men) = balance([WOMAN, MAN, MAN, TEAM], [WOMAN, MAN, TEAM], [THIRD])

    assert women == Share(
        by=Balance.SEX,
        value="female",
        put_up=1,
        put_up_of=3,
        chosen=1,
        chosen_of=2,
        least=0.3,
        wanting=0,
    )
    assert women.share == 0.5
    assert (men.value, men.wanting) == ("male", None)


@pytest.mark.parametrize(
    ("women", "men", "wish", "wanting"),
    [
        (2, 8, THIRD, 1),
        (3, 7, THIRD, 0),
        (0, 10, Wish(by=Balance.SEX, value="female", least=1 / 3), 4),
        (6, 4, Wish(by=Balance.SEX, value="female", most=0.5), -1),
        (5, 5, Wish(by=Balance.SEX, value="female", least=0.5, most=0.5), 0),
        (0, 0, THIRD, 0),
    ],
)
def test_a_wish_tells_how_many_more_or_fewer_would_keep_it(
    women: int, men: int, wish: Wish, wanting: int
) -> None:
    chosen = [WOMAN] * women + [MAN] * men

    assert balance(chosen, chosen, [wish])[0].wanting == wanting


def test_a_value_that_is_wished_for_is_told_though_nobody_has_it() -> None:
    (women, _) = balance([MAN], [MAN], [THIRD])

    assert (women.value, women.put_up, women.share, women.wanting) == ("female", 0, 0.0, 1)


def test_one_of_several_fields_counts_in_each_of_them() -> None:
    both = {Balance.FIELD: ("dat_dai", "moi_truong")}

    seen = balance([both, {Balance.FIELD: ("moi_truong",)}], [both])

    assert [(one.value, one.put_up, one.chosen, one.chosen_of) for one in seen] == [
        ("moi_truong", 2, 1, 1),
        ("dat_dai", 1, 1, 1),
    ]


def test_sex_and_post_are_asked_of_persons_only() -> None:
    unit = Unit(code="STNMT-01", name="Sở", kind="so", bloc="cum_1")
    woman = Judged(
        id="1",
        kind=ExemplarKind.PERSON,
        name="Lê Thị Na",
        code="X",
        unit="STNMT-01",
        scope=("dat_dai",),
        sex=Sex.FEMALE,
        post="Phó Trưởng phòng",
    )
    team = Judged(id="2", kind=ExemplarKind.TEAM, name="Phòng", code="Y", unit="STNMT-01")

    assert traits(woman, unit, "cum_1") == {
        Balance.FIELD: ("dat_dai",),
        Balance.LEVEL: ("so",),
        Balance.SEX: ("female",),
        Balance.POST: ("leader",),
        Balance.KIND: ("person",),
        Balance.REGION: ("cum_1",),
    }
    assert Balance.SEX not in traits(team, unit, "cum_1")


def test_a_unit_without_a_bloc_belongs_to_that_of_whoever_is_above_it() -> None:
    units = {
        "A": Unit(code="A", name="A", kind="so", bloc="cum_1"),
        "A.1": Unit(code="A.1", name="A.1", kind="don_vi_cap_3", parent="A"),
        "X": Unit(code="X", name="X", kind="so", parent="Y"),
        "Y": Unit(code="Y", name="Y", kind="so", parent="X"),
    }

    assert regions(units) == {"A": "cum_1", "A.1": "cum_1", "X": "", "Y": ""}
