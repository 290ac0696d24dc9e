"""When a round opens and closes, what is a score, how dossiers are dealt, what blind texts tell."""

from datetime import date
from random import Random
from typing import Any

import pytest

from toolkit.domain.council import RoundState
from toolkit.domain.review import Criterion, Review, Reviewed, Scorer
from toolkit.rules.assigning import dealt
from toolkit.rules.blinding import masked
from toolkit.rules.rounds import (
    Readiness,
    closing_blockers,
    numbered,
    opening_blockers,
    score_blockers,
    state_blockers,
    twins,
)

OPENS = date(2018, 9, 10)
NEW = Criterion(code="moi", name="Tính mới", name_en="Novelty", most=10, weight=100)


def a_review(**changes: Any) -> Review:
    """A round of one criterion, open for scoring from 10/09/2018."""
    return Review(
        **{
            "code": "R",
            "name": "Đợt",
            "name_en": "Round",
            "of": Reviewed.EXEMPLARS,
            "phase": "1",
            "since": date(2017, 1, 1),
            "until": date(2018, 8, 31),
            "opens": OPENS,
            "closes": date(2018, 10, 5),
            "criteria": (NEW,),
            **changes,
        }
    )


def opening(review: Review | None = None, on: date = OPENS, **changes: Any) -> list[str]:
    fine: dict[str, Any] = {"members": 9, "unable": [], "dossiers": 3}
    fine |= {"unjudged": [], "stopped": [], "twins": []}
    found = opening_blockers(review or a_review(), Readiness(**{**fine, **changes}), on)
    return [each.key.removeprefix("blocker.") for each in found]


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, []),
        ({"on": date(2018, 9, 9)}, ["round_opens_later"]),
        ({"dossiers": 0}, ["no_dossiers"]),
        ({"members": 2}, ["council_too_small"]),
        ({"members": 3}, []),
        ({"unable": ["Lan"]}, ["member_cannot_score"]),
        ({"unjudged": [4]}, ["no_judge_left"]),
        ({"members": 0, "unjudged": [4]}, ["council_too_small"]),
        ({"stopped": [2]}, ["dossiers_stopped"]),
        ({"twins": [(1, 2)]}, ["twin_dossiers"]),
        ({"review": a_review(criteria=(NEW, NEW))}, ["review_weights"]),
        ({"review": a_review(scorers=(Scorer.MINISTRY,)), "members": 0, "unjudged": [1]}, []),
    ],
)
def test_opening_names_every_reason_against_it(changes: dict[str, Any], reasons: list[str]) -> None:
    assert opening(**changes) == reasons


@pytest.mark.parametrize(
    ("score", "step", "reason"),
    [
        (0, 0.5, None),
        (10, 0.5, None),
        (9.5, 0.5, None),
        (0.3, 0.1, None),
        (0.7, 0.1, None),
        (None, 0.5, None),
        (9.75, 0.5, "score_off_step"),
        (0.35, 0.1, "score_off_step"),
        (10.5, 0.5, "score_off_scale"),
        (-0.5, 0.5, "score_off_scale"),
        (1e308, 0.5, "score_not_a_number"),
        (float("nan"), 0.5, "score_not_a_number"),
        (float("-inf"), 0.5, "score_not_a_number"),
        ("9", 0.5, "score_not_a_number"),
        (10**400, 0.5, "score_not_a_number"),
        ([9], 0.5, "score_not_a_number"),
        (True, 0.5, "score_not_a_number"),
    ],
)
def test_a_score_lies_on_the_scale_and_on_a_step_of_it(
    score: object, step: float, reason: str | None
) -> None:
    found = [each.key.removeprefix("blocker.") for each in score_blockers(NEW, score, step)]
    assert found == ([reason] if reason else [])


def test_closing_goes_without_a_reason_only_where_nothing_is_missing() -> None:
    def told(unscored: list[int], missing: int, reason: str) -> list[str]:
        found = closing_blockers(unscored=unscored, missing=missing, reason=reason)
        return [each.key.removeprefix("blocker.") for each in found]

    assert told([], 0, "") == []
    assert told([], 2, " ") == ["sheets_missing"]
    assert told([], 2, "Đi công tác.") == []
    assert told([3], 2, "Đi công tác.") == ["dossiers_unscored"]


def test_a_state_that_does_not_allow_it_says_which_would() -> None:
    assert state_blockers(RoundState.SCORED, RoundState.SCORED) == ()
    [found] = state_blockers(RoundState.SCORED, RoundState.SCORING, RoundState.PREPARING)
    assert found.key == "blocker.round_not_scoring"


def test_twins_are_told_two_by_two_and_numbers_shortly() -> None:
    assert twins([(1, "A"), (2, "B"), (3, "A"), (4, "A"), (5, "")]) == ((1, 3), (1, 4))
    assert twins([(1, ""), (2, "")]) == ()
    assert numbered([3, 1]) == "1, 3"
    assert numbered(range(1, 13)) == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 …"


def test_a_deal_is_even_keeps_conflicts_out_and_asks_not_in_what_order_they_came() -> None:
    for seed in range(200):
        chance = Random(seed)
        judges = [f"j{nth}" for nth in range(chance.randint(1, 12))]
        dossiers = [f"d{nth}" for nth in range(chance.randint(0, 40))]
        each = chance.randint(1, len(judges))
        away = {
            one: {who for who in judges if chance.random() < chance.choice([0, 0.2])}
            for one in dossiers
        }
        deal = dealt(dossiers, judges, each=each, away=away, seed=str(seed))

        assert set(deal) == set(dossiers)
        for one, who in deal.items():
            assert not set(who) & away[one]
            assert len(who) == len(set(who)) == min(each, len(judges) - len(away[one]))
        chance.shuffle(judges)
        chance.shuffle(dossiers)
        assert dealt(dossiers, judges, each=each, away=away, seed=str(seed)) == deal
        if not any(away.values()):
            loads = [sum(who in given for given in deal.values()) for who in judges]
            assert max(loads) - min(loads) <= 1


def test_another_seed_deals_another_way() -> None:
    dossiers, judges = [f"d{nth}" for nth in range(20)], [f"j{nth}" for nth in range(5)]
    deals = {tuple(dealt(dossiers, judges, each=2, away={}, seed=s).values()) for s in "123"}
    assert len(deals) == 3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bà Trần Thị Lan đã lập tủ sách.", "Bà […] đã lập tủ sách."),
        ("TRẦN  THỊ\nLAN; bà Lan, chị Lan.", "[…]; bà […], chị […]."),
        ("Hoa lan nở ở vườn ươm.", "Hoa lan nở ở vườn ươm."),
        ("Cán bộ Sở Tài nguyên (STNMT-01) khen.", "Cán bộ […] ([…]) khen."),
        ("Một việc khác.", "Một việc khác."),
    ],
)
def test_a_blind_text_tells_no_name(text: str, told: str) -> None:
    assert masked(text, ["Trần Thị Lan", "Sở Tài nguyên", "STNMT-01", "", " "]) == told
