"""Eligibility: what the law of the day asks, met, not met, or only told by papers."""

from datetime import date
from typing import Any

import pytest

from toolkit.domain.activity import Award, AwardType
from toolkit.domain.eligibility import AwardRules, Condition, Law, Rule
from toolkit.domain.exemplar import ExemplarKind
from toolkit.plans.eligibility import award_rules
from toolkit.rules.eligibility import Earlier, Eligibility, Verdict, eligibility

SHIPPED = award_rules()
OLD = Law(
    code="cu", name="Luật cũ", name_en="Old", since=date(2014, 7, 1), until=date(2023, 12, 31)
)
NEW = Law(code="moi", name="Luật mới", name_en="New", since=date(2024, 1, 1))
DAY, SINCE = date(2018, 10, 15), date(2016, 12, 8)
NOT_MET, UNTOLD, MET = Verdict.NOT_MET, Verdict.UNTOLD, Verdict.MET


def _had(award: Award, *days: date, type: AwardType = AwardType.MERIT) -> list[Earlier]:
    return [Earlier(award=award, type=type, on=day) for day in days]


def _asks(*conditions: Condition) -> AwardRules:
    person = (ExemplarKind.PERSON,)
    rule = Rule(law="cu", award=Award.EMULATION_MINISTRY, kinds=person, conditions=conditions)
    return AwardRules(laws=(OLD, NEW), rules=(rule,))


def _judged(rules: AwardRules, *earlier: Earlier, on: date = DAY) -> Eligibility:
    return eligibility(
        rules, Award.EMULATION_MINISTRY, ExemplarKind.PERSON, earlier, since=SINCE, on=on
    )


def _condition(option: str = "", **asked: Any) -> Condition:
    return Condition(
        name="Điều kiện", name_en="A condition", article="điều 1", option=option, **asked
    )


THREE = _condition(awards=(Award.EMULATION_BASE,), count=3, running=True)
PAPER = _condition()


@pytest.mark.parametrize(
    ("years", "found", "verdict"),
    [
        ((2016, 2017, 2018), 3, MET),
        ((2015, 2016, 2017), 3, MET),  # this year's title is given at its end
        ((2014, 2016, 2017), 2, NOT_MET),
        ((2014, 2015, 2016), 0, NOT_MET),
        ((), 0, NOT_MET),
    ],
)
def test_running_means_years_one_after_the_other_up_to_this_or_the_last(
    years: tuple[int, ...], found: int, verdict: Verdict
) -> None:
    had = _had(Award.EMULATION_BASE, *(date(year, 1, 10) for year in years))

    (finding,) = _judged(_asks(THREE), *had).findings

    assert (finding.found, finding.verdict) == (found, verdict)


def test_what_only_papers_tell_is_neither_met_nor_not_met() -> None:
    assert _judged(_asks(PAPER)).verdict is UNTOLD


def test_all_conditions_without_an_option_must_hold_together() -> None:
    had = _had(Award.EMULATION_BASE, *(date(year, 1, 10) for year in (2016, 2017, 2018)))

    assert _judged(_asks(THREE, PAPER), *had).verdict is UNTOLD
    assert _judged(_asks(THREE, PAPER)).verdict is NOT_MET
    assert _judged(_asks(THREE), *had).verdict is MET


def test_one_option_is_enough_and_holds_together_in_itself() -> None:
    base = _condition("a", awards=(Award.EMULATION_BASE,))
    had = _had(Award.EMULATION_BASE, date(2018, 1, 10))

    assert _judged(_asks(base, _condition("b")), *had).verdict is MET
    assert _judged(_asks(base, _condition("a")), *had).verdict is UNTOLD
    assert _judged(_asks(base, _condition("b"))).verdict is UNTOLD
    assert _judged(_asks(base)).verdict is NOT_MET


def test_papers_may_prove_what_no_award_on_record_does() -> None:
    soft = _condition(awards=(Award.LABOUR,), or_paper=True)

    assert _judged(_asks(soft)).verdict is UNTOLD


def test_five_years_since_an_award_are_counted_to_the_day() -> None:
    five = _condition(awards=(Award.MINISTER_CERTIFICATE,), after=5)
    had = _had(Award.MINISTER_CERTIFICATE, date(2016, 2, 29))

    assert _judged(_asks(five), *had, on=date(2021, 2, 27)).verdict is NOT_MET
    assert _judged(_asks(five), *had, on=date(2021, 2, 28)).verdict is MET


def test_awards_of_a_type_that_the_law_leaves_out_do_not_count() -> None:
    merit_only = _condition(awards=(Award.MINISTER_CERTIFICATE,), not_of=(AwardType.MOVEMENT,))
    had = _had(Award.MINISTER_CERTIFICATE, date(2018, 1, 10), type=AwardType.MOVEMENT)

    assert _judged(_asks(merit_only), *had).findings[0].found == 0


def test_an_award_given_after_the_day_is_not_known_yet() -> None:
    had = _had(Award.EMULATION_BASE, *(date(year, 12, 10) for year in (2016, 2017, 2018)))

    assert _judged(_asks(THREE), *had).findings[0].found == 2


def test_a_law_that_has_no_such_award_for_the_kind_tells_nothing() -> None:
    seen = eligibility(
        SHIPPED, Award.MINISTER_CERTIFICATE, ExemplarKind.MODEL, (), since=SINCE, on=DAY
    )

    assert (seen.law, seen.rule, seen.verdict) == (SHIPPED.laws[0], None, UNTOLD)


def test_before_any_law_of_the_file_nothing_can_be_told() -> None:
    seen = _judged(_asks(THREE), on=date(2010, 1, 1))

    assert (seen.law, seen.rule, seen.verdict) == (None, None, UNTOLD)


@pytest.mark.parametrize(
    ("on", "law"),
    [(date(2018, 10, 15), "2003"), (date(2023, 12, 31), "2003"), (date(2024, 1, 1), "2022")],
)
def test_law_of_the_day_is_asked(on: date, law: str) -> None:
    seen = _judged(SHIPPED, on=on)

    assert seen.law is not None
    assert seen.law.code == law


def test_same_or_higher_reward_within_the_time_judged_is_told_as_a_repeat() -> None:
    before = _had(Award.EMULATION_MINISTRY, date(2016, 12, 7))
    lower = _had(Award.UNIT_CERTIFICATE, date(2017, 5, 1))
    same = _had(Award.EMULATION_MINISTRY, date(2017, 5, 1))
    higher = _had(Award.PRIME_MINISTER_CERTIFICATE, date(2018, 5, 1))

    assert _judged(_asks(), *before, *lower, *higher, *same).repeats == (*same, *higher)


# Luật Thi đua, khen thưởng số 06/2022/QH15, điều 44 khoản 1 điểm e.
def test_third_class_labour_medal_of_2022_asks_certificate_years_and_titles() -> None:
    had = [
        *_had(Award.PRIME_MINISTER_CERTIFICATE, date(2019, 3, 1)),
        *_had(Award.EMULATION_BASE, date(2020, 1, 5), date(2021, 1, 5), date(2023, 1, 5)),
    ]

    seen = eligibility(
        SHIPPED, Award.LABOUR_MEDAL_3, ExemplarKind.PERSON, had, since=SINCE, on=date(2024, 5, 1)
    )

    assert [(one.condition.option, one.found, one.verdict) for one in seen.findings] == [
        ("e", 1, MET),
        ("e", None, UNTOLD),
        ("e", 3, MET),
        ("khac", None, UNTOLD),
    ]
    assert seen.verdict is UNTOLD
