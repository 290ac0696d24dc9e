"""What a plan file says of its conferences: every fault by its line."""

from datetime import date
from pathlib import Path

import pytest

from tests.plans.test_reviews import ADDED as REVIEW
from toolkit.domain.conference import DelegateGroup
from toolkit.domain.exemplar import ExemplarKind
from toolkit.plans.load import load_plan, read_plan
from toolkit.resources import resource
from toolkit.words import LANGUAGES, Words

YEAR_BEFORE = REVIEW.replace("2024-", "2023-").replace("2025-", "2024-")
SOUND = Path(__file__).with_name("reading.toml").read_text("utf-8") + YEAR_BEFORE
ADDED = """
[[conferences]]
code = "bieu-duong"
name = "Hội nghị biểu dương bạn đọc"
name_en = "Conference of readers"
on = 2024-01-20
place = "Huế"
review = "cuoi-nam"
seats = 30
per_unit = 2

[[conferences.sections]]
code = "khach"
name = "Khách mời"
name_en = "Guests"
groups = ["ex_officio", "leader", "officer"]

[[conferences.sections]]
code = "ban_doc"
name = "Bạn đọc"
name_en = "Readers"
groups = ["exemplar"]
"""


def faults(before: str, after: str) -> list[tuple[str, int, str]]:
    assert before in ADDED
    plan, problems = read_plan(SOUND + ADDED.replace(before, after, 1), "thu.toml")
    assert plan is None
    for language in LANGUAGES:
        assert len(Words(language).problems(problems)) == len(problems)
    start = SOUND.count("\n")
    return [(one.key.removeprefix("plan_file."), one.line - start, one.column) for one in problems]


def test_a_conference_of_another_plan_needs_no_code() -> None:
    plan, problems = read_plan(SOUND + ADDED, "thu.toml")

    assert problems == ()
    assert plan is not None
    conference = plan.conference_by_code["bieu-duong"]
    assert (conference.on, conference.seats, conference.per_unit) == (date(2024, 1, 20), 30, 2)
    assert conference.section_by_code["ban_doc"].groups == (DelegateGroup.EXEMPLAR,)
    assert conference.section_by_code["ban_doc"].kinds == ()


def test_the_plan_that_ships_has_the_congress_of_2020_and_a_conference_halfway() -> None:
    plan = load_plan(resource("plans/monre-2016-2020.toml"))

    told = [(one.code, one.on, one.review, one.source.value) for one in plan.conferences]
    assert told == [
        ("bieu-duong-2018", date(2018, 11, 30), "so-ket-2018", "assumed"),
        ("dai-hoi-2020", date(2020, 11, 27), "tong-ket-2020", "official"),
    ]
    teams = plan.conference_by_code["dai-hoi-2020"].section_by_code["tap_the"]
    assert teams.kinds == (ExemplarKind.TEAM, ExemplarKind.MODEL)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            'review = "cuoi-nam"',
            'review = "giua-nam"',
            ("review_unknown", 8, "conferences[bieu-duong].review"),
        ),
        (
            "on = 2024-01-20",
            "on = 2035-01-20",
            ("out_of_plan", 6, "conferences[bieu-duong].on"),
        ),
        (
            "on = 2024-01-20",
            "on = 2023-12-20",
            ("conference_early", 6, "conferences[bieu-duong].on"),
        ),
        ("seats = 30", "seats = 0", ("out_of_range", 9, "conferences[bieu-duong].seats")),
        ("seats = 30", 'seats = "30"', ("must_be_whole", 9, "conferences[bieu-duong].seats")),
        ("per_unit = 2", "per_unit = -1", ("out_of_range", 10, "conferences[bieu-duong].per_unit")),
        (
            '"leader", "officer"',
            '"leader", "leader"',
            ("value_doubled", 16, "conferences[bieu-duong].sections[khach].groups[3]"),
        ),
        (
            '"leader", "officer"',
            '"leader"',
            ("group_without_section", 12, "conferences[bieu-duong].sections"),
        ),
        (
            'groups = ["exemplar"]',
            'groups = ["exemplar"]\nkinds = ["person", "team"]',
            ("group_without_section", 12, "conferences[bieu-duong].sections"),
        ),
        (
            'groups = ["exemplar"]',
            'groups = ["reader"]',
            ("must_be_one_of", 22, "conferences[bieu-duong].sections[ban_doc].groups[1]"),
        ),
        (
            'groups = ["exemplar"]',
            "groups = []",
            ("list_empty", 22, "conferences[bieu-duong].sections[ban_doc].groups"),
        ),
        (
            'code = "ban_doc"',
            'code = "khach"',
            ("code_doubled", 19, "conferences[bieu-duong].sections[khach].code"),
        ),
        ('place = "Huế"', "", ("key_missing", 2, "conferences[bieu-duong].place")),
    ],
)
def test_each_fault_is_told_with_its_line(
    before: str, after: str, expected: tuple[str, int, str]
) -> None:
    assert expected in faults(before, after)
