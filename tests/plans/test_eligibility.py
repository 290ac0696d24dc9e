"""The file of award rules: that it ships whole, and that each fault is told by its line."""

import pytest

from toolkit.domain.activity import Award
from toolkit.domain.exemplar import ExemplarKind
from toolkit.plans.eligibility import award_rules, read_award_rules
from toolkit.words import Words

GOOD = """\
[[laws]]
code = "2003"
name = "Luật 2003"
name_en = "Law of 2003"
since = 2014-07-01
until = 2023-12-31

[[rules]]
law = "2003"
award = "cstd_bo"
kinds = ["person"]

[[rules.conditions]]
name = "Ba lần liên tục"
name_en = "Three times running"
article = "điều 22"
awards = ["cstd_co_so"]
count = 3
running = true
"""


def _told(text: str) -> list[tuple[int, str]]:
    rules, problems = read_award_rules(text)
    say = Words("vi").say

    assert (rules is None) == bool(problems)
    return [(one.line, say(one.key, **one.values)) for one in problems]


def test_rules_that_ship_speak_of_every_award_for_persons_under_both_laws() -> None:
    told = {
        (rule.law, rule.award) for rule in award_rules().rules if ExemplarKind.PERSON in rule.kinds
    }
    teams = {Award.LABOUR_TEAM, Award.EXCELLENT_TEAM, Award.MINISTRY_FLAG, Award.GOVERNMENT_FLAG}

    for law in ("2003", "2022"):
        assert {award for code, award in told if code == law} == set(Award) - teams


def test_every_condition_that_ships_names_its_article_and_where_it_is_from() -> None:
    for rule in award_rules().rules:
        assert all(each.article and each.source for each in rule.conditions), rule


def test_a_sound_file_becomes_its_rules() -> None:
    rules, problems = read_award_rules(GOOD)

    assert problems == ()
    assert rules is not None
    assert rules.rules[0].conditions[0].count == 3


@pytest.mark.parametrize(
    ("before", "after", "line", "told"),
    [
        (
            'award = "cstd_bo"',
            'award = "cstd"',
            10,
            "“rules[1].award” phải là một trong: bieu_duong",
        ),
        ("count = 3", "count = 0", 18, "“rules[1].conditions[1].count” phải là số lớn hơn 0"),
        ("count = 3", "after = -1\ncount = 3", 18, "“rules[1].conditions[1].after”"),
        ("count = 3", "cuont = 3", 18, "Có phải bạn muốn viết “count”"),
        ('awards = ["cstd_co_so"]\n', "", 13, "không nêu awards"),
        ('law = "2003"', 'law = "2004"', 9, "không có luật nào mã “2004”"),
        ("until = 2023-12-31", "until = 2013-12-31", 6, "kết thúc trước khi bắt đầu"),
        ("since = 2014-07-01", "since = 01/07/2014", 5, "không đọc được thành ngày"),
        ('kinds = ["person"]', "kinds = []", 11, "kinds"),
        ('article = "điều 22"', 'article = ""', 16, "đang để trống"),
    ],
)
def test_fault_is_told_by_key_and_line(before: str, after: str, line: int, told: str) -> None:
    ((at, sentence), *more) = _told(GOOD.replace(before, after))

    assert (at, more) == (line, [])
    assert told in sentence


def test_two_laws_in_force_on_one_day_are_a_fault() -> None:
    second = GOOD.split("[[rules]]", maxsplit=1)[0].replace('"2003"', '"2022"')

    ((line, sentence),) = _told(second + GOOD)

    assert line == 8 + 4
    assert "trùng thời gian hiệu lực với luật mã “2022”" in sentence


def test_two_rules_for_one_award_and_kind_on_one_day_are_a_fault() -> None:
    rule = "[[rules]]" + GOOD.split("[[rules]]")[1]

    ((line, sentence),) = _told(GOOD + "\n" + rule)

    assert line == GOOD.count("\n") + 2
    assert "cstd_bo" in sentence
    assert "person" in sentence
