"""What a plan file says of exemplars: fields, settings, targets; every fault by its line."""

from pathlib import Path

import pytest

from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.plan import ExemplarSettings
from toolkit.domain.source import Source
from toolkit.plans.load import load_plan, read_plan
from toolkit.resources import resource
from toolkit.words import LANGUAGES, Words

SOUND = Path(__file__).with_name("reading.toml").read_text("utf-8")
ADDED = """
[[fields]]
code = "van"
name = "Văn học"
name_en = "Literature"

[exemplars]
kinds = ["person", "model"]
stalled_days = 90
follow_up_months = [6, 12]

[[target_defaults]]
kind = "person"
count = 2
who = ["thcs"]
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


def test_a_plan_that_says_nothing_of_exemplars_has_no_fields_and_the_usual_settings() -> None:
    plan, problems = read_plan(SOUND, "thu.toml")

    assert problems == ()
    assert plan is not None
    assert (plan.fields, plan.exemplars) == ((), ExemplarSettings())


def test_a_plan_may_choose_kinds_days_and_months() -> None:
    plan, problems = read_plan(SOUND + ADDED, "thu.toml")

    assert problems == ()
    assert plan is not None
    assert plan.exemplars == ExemplarSettings(
        kinds=(ExemplarKind.PERSON, ExemplarKind.MODEL), stalled_days=90, follow_up_months=(6, 12)
    )
    assert plan.field_by_code["van"].name == "Văn học"


def test_the_plan_that_ships_has_the_ministrys_fields_and_marks_what_is_assumed() -> None:
    plan = load_plan(resource("plans/monre-2016-2020.toml"))

    assert len(plan.fields) == 10
    assert [each.code for each in plan.fields if each.source is Source.ASSUMED] == [
        "cong_tac_chung"
    ]
    assert {each.source for each in plan.target_defaults} == {Source.ASSUMED}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('code = "van"', 'code = "toan_dien"', ("code_reserved", 3, "fields[toan_dien].code")),
        ('name = "Văn học"\n', "", ("key_missing", 2, "fields[van].name")),
        ('"person", "model"', '"person", "hero"', ("must_be_one_of", 8, "exemplars.kinds[2]")),
        ('["person", "model"]', "[]", ("no_kinds", 8, "exemplars.kinds")),
        (
            '"person", "model"',
            '"person", "person"',
            ("value_doubled", 8, "exemplars.kinds[2]"),
        ),
        ("= 90", "= 0", ("out_of_range", 9, "exemplars.stalled_days")),
        ("= 90", '= "90"', ("must_be_whole", 9, "exemplars.stalled_days")),
        ("[6, 12]", "[6, 61]", ("out_of_range", 10, "exemplars.follow_up_months[2]")),
        ("[6, 12]", "[6, 6]", ("value_doubled", 10, "exemplars.follow_up_months[2]")),
        ("stalled_days", "stall_days", ("key_unknown_guess", 9, "exemplars.stall_days")),
        ('kind = "person"', 'kind = "hero"', ("must_be_one_of", 13, "target_defaults[1].kind")),
        (
            'kind = "person"',
            'kind = "team"',
            ("exemplar_kind_unused", 13, "target_defaults[1].kind"),
        ),
        ("count = 2", "count = -1", ("out_of_range", 14, "target_defaults[1].count")),
        ('["thcs"]', '["dai_hoc"]', ("kind_unknown", 15, "target_defaults[1].who[1]")),
        ('["thcs"]', '["phong"]', ("kind_takes_no_part", 15, "target_defaults[1].who[1]")),
    ],
)
def test_each_fault_is_told_with_its_line(
    before: str, after: str, told: tuple[str, int, str]
) -> None:
    assert faults(before, after) == [told]
