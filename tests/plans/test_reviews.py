"""What a plan file says of its reviews: every fault by its line."""

from pathlib import Path

import pytest

from toolkit.domain.review import Balance, Figure, Kinship, Reviewed, Scorer, Wish
from toolkit.plans.load import load_plan, read_plan
from toolkit.resources import resource
from toolkit.words import LANGUAGES, Words

SOUND = Path(__file__).with_name("reading.toml").read_text("utf-8")
ADDED = """
[[reviews]]
code = "cuoi-nam"
name = "Bình xét cuối năm"
name_en = "Review of the year"
of = "exemplars"
phase = "nam-hoc"
since = 2024-09-05
until = 2024-12-20
opens = 2024-12-23
closes = 2025-01-03
scorers = ["council"]
tie_break = ["median", "criterion:doc", "lot"]
conflicts = ["same_unit"]
quorum = 0.5

[[reviews.criteria]]
code = "doc"
name = "Đọc nhiều"
name_en = "Reads much"
most = 10
weight = 60

[[reviews.criteria]]
code = "ke"
name = "Kể hay"
name_en = "Tells well"
most = 5
weight = 40
figure = "media"

[[reviews.wishes]]
by = "sex"
value = "female"
least = 0.4
"""


def faults(before: str, after: str) -> list[tuple[str, int, str]]:
    assert before in ADDED
    text = SOUND + ADDED.replace(before, after, 1)
    plan, problems = read_plan(text, "thu.toml")
    assert plan is None
    for language in LANGUAGES:
        assert len(Words(language).problems(problems)) == len(problems)
    start = SOUND.count("\n")
    return [(one.key.removeprefix("plan_file."), one.line - start, one.column) for one in problems]


def test_a_plan_may_have_no_reviews() -> None:
    plan, problems = read_plan(SOUND, "thu.toml")

    assert problems == ()
    assert plan is not None
    assert plan.reviews == ()


def test_a_round_of_another_plan_needs_no_code() -> None:
    plan, problems = read_plan(SOUND + ADDED, "thu.toml")

    assert problems == ()
    assert plan is not None
    review = plan.review_by_code["cuoi-nam"]
    assert (review.of, review.scorers) == (Reviewed.EXEMPLARS, (Scorer.COUNCIL,))
    assert review.tie_break == ("median", "criterion:doc", "lot")
    assert review.conflicts == (Kinship.SAME_UNIT,)
    assert review.criterion_by_code["ke"].figure is Figure.MEDIA
    assert review.wishes == (Wish(by=Balance.SEX, value="female", least=0.4),)


def test_the_plan_that_ships_has_its_two_reviews_of_exemplars_and_of_units() -> None:
    plan = load_plan(resource("plans/monre-2016-2020.toml"))

    assert [(review.code, review.of.value, review.phase) for review in plan.reviews] == [
        ("so-ket-2018", "exemplars", "1"),
        ("so-ket-2018-don-vi", "units", "1"),
        ("tong-ket-2020", "exemplars", "2"),
        ("tong-ket-2020-don-vi", "units", "2"),
    ]
    assert {sum(one.weight for one in review.criteria) for review in plan.reviews} == {100}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("weight = 60", "weight = 50", ("weights", 17, "reviews[cuoi-nam].criteria")),
        (
            "weight = 60",
            "weight = -60",
            ("not_positive", 22, "reviews[cuoi-nam].criteria[doc].weight"),
        ),
        ('phase = "nam-hoc"', 'phase = "3"', ("phase_unknown", 7, "reviews[cuoi-nam].phase")),
        (
            "until = 2024-12-20",
            "until = 2024-08-20",
            ("review_days", 9, "reviews[cuoi-nam].until"),
        ),
        (
            "closes = 2025-01-03",
            "closes = 2024-12-22",
            ("review_days", 11, "reviews[cuoi-nam].closes"),
        ),
        (
            '"criterion:doc", "lot"',
            '"criterion:viet", "lot"',
            ("rung_unknown", 13, "reviews[cuoi-nam].tie_break[2]"),
        ),
        (
            '"criterion:doc", "lot"',
            '"lot", "criterion:doc"',
            ("lot_not_last", 13, "reviews[cuoi-nam].tie_break[2]"),
        ),
        (
            '["council"]',
            '["self", "council"]',
            ("scorer_only_units", 12, "reviews[cuoi-nam].scorers[1]"),
        ),
        ('["council"]', "[]", ("list_empty", 12, "reviews[cuoi-nam].scorers")),
        ("quorum = 0.5", "quorum = 1.5", ("share", 15, "reviews[cuoi-nam].quorum")),
        ("quorum = 0.5", "apart = 0.0", ("share", 15, "reviews[cuoi-nam].apart")),
        ("quorum = 0.5", "step = 6.0", ("review_step", 15, "reviews[cuoi-nam].step")),
        (
            'code = "ke"',
            'code = "doc"',
            ("code_doubled", 25, "reviews[cuoi-nam].criteria[doc].code"),
        ),
        ("least = 0.4", "most = 1.4", ("share", 35, "reviews[cuoi-nam].wishes[1].most")),
        ("least = 0.4", "", ("wish_empty", 32, "reviews[cuoi-nam].wishes[1]")),
        (
            'value = "female"',
            'value = "nu"',
            ("wish_value", 34, "reviews[cuoi-nam].wishes[1].value"),
        ),
        ('of = "exemplars"', 'of = "blocs"', ("must_be_one_of", 6, "reviews[cuoi-nam].of")),
    ],
)
def test_each_fault_is_told_with_its_line(
    before: str, after: str, expected: tuple[str, int, str]
) -> None:
    assert expected in faults(before, after)
