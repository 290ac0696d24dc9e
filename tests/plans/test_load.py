"""Plan files that are wrong: every fault at once, each with its line and a sentence."""

import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import FaultyFile, Problem
from toolkit.plans.load import load_plan, read_plan
from toolkit.words import LANGUAGES, Words

SOUND = Path(__file__).with_name("reading.toml").read_text("utf-8")


def _problems(*changes: tuple[str, str], text: str = SOUND) -> list[tuple[str, int, str]]:
    """What is told about the sound plan after each change of (what stands there, what shall)."""
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    plan, problems = read_plan(text, "thu.toml")
    assert (plan is None) == bool(problems)
    for language in LANGUAGES:
        assert len(Words(language).problems(problems)) == len(problems)
    return [_told(problem) for problem in problems]


def _told(problem: Problem) -> tuple[str, int, str]:
    return problem.key.removeprefix("plan_file."), problem.line, problem.column


def _line(words: str, text: str = SOUND) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_sound_plan_has_no_problems() -> None:
    assert _problems() == []


@pytest.mark.parametrize(
    ("before", "after", "key", "column"),
    [
        ('"PGD"', "5", "must_be_text", "head"),
        ("due_soon_days = 7", 'due_soon_days = "7"', "must_be_whole", "due_soon_days"),
        ("due_soon_days = 7", "due_soon_days = 7.5", "must_be_whole", "due_soon_days"),
        ("due_soon_days = 7", "due_soon_days = -1", "out_of_range", "due_soon_days"),
        ("takes_part = false", 'takes_part = "no"', "must_be_yes_no", "kinds[phong].takes_part"),
        ("starts = 2023-09-05", 'starts = "hôm nay"', "must_be_date", "phases[nam-hoc].starts"),
        ("starts = 2023-09-05", "starts = 5", "must_be_date", "phases[nam-hoc].starts"),
        ('"half_yearly"', '"monthly"', "must_be_one_of", "tasks[luot-muon].frequency"),
        ('["01-15", "12-20"]', '"01-15"', "must_be_list", "tasks[luot-muon].due"),
        ("{ attachment = true }", "true", "must_be_table", "tasks[goc-doc].evidence"),
        (
            'code = "luot",',
            'code = "luot", most = "x",',
            "must_be_number",
            "tasks[luot-muon].numbers[luot].most",
        ),
        (
            'code = "luot",',
            'code = "luot", most = nan,',
            "not_positive",
            "tasks[luot-muon].numbers[luot].most",
        ),
        ("evidence = {", "evidenc = {", "key_unknown_guess", "tasks[goc-doc].evidenc"),
        ('head = "PGD"', 'head = "PGD"\nqqq = 1', "key_unknown", "qqq"),
        (
            "attachment = true",
            "atachment = true",
            "key_unknown_guess",
            "tasks[goc-doc].evidence.atachment",
        ),
        ('"DOC-2023"', '""', "text_empty", "code"),
        ('"Góc đọc"', '"Góc đọc sách của cả trường"', "too_long", "tasks[goc-doc].short"),
        ('"Ba Vì"', r'"Ba\u0007Vì"', "control_character", "place"),
        ('code = "ke-chuyen"', 'code = "k c"', "code_signs", "tasks[k c].code"),
        ('code = "ke-chuyen"', 'code = "goc-doc"', "code_doubled", "tasks[goc-doc].code"),
        ('code = "tieu_hoc"', 'code = "phong"', "code_doubled", "kinds[phong].code"),
        ("2024-05-31", "2022-05-31", "ends_before_start", "phases[nam-hoc].ends"),
        ('"2023-10-15"', '"2024-10-15"', "out_of_phase", "tasks[goc-doc].due[1]"),
        ('"2023-10-15"', '"2023-02-30"', "due_not_date", "tasks[goc-doc].due[1]"),
        ('"2023-10-15"', '"20231015"', "due_not_date", "tasks[goc-doc].due[1]"),
        ('"04-23"', '"02-30"', "due_not_month_day", "tasks[ke-chuyen].due[1]"),
        ('"04-23"', '"02-29"', "due_not_month_day", "tasks[ke-chuyen].due[1]"),
        ('"04-23"', '"4-23"', "due_not_month_day", "tasks[ke-chuyen].due[1]"),
        ('"04-23"', '"07-23"', "never_due", "tasks[ke-chuyen].due"),
        ('["04-23"]', '["04-23", "05-01"]', "due_count", "tasks[ke-chuyen].due"),
        ('["04-23"]', "[]", "due_count", "tasks[ke-chuyen].due"),
        ('"01-15", "12-20"', '"12-20", "01-15"', "due_order", "tasks[luot-muon].due"),
        (
            'due = ["04-23"]',
            'opens = 2022-01-01\ndue = ["04-23"]',
            "out_of_phase",
            "tasks[ke-chuyen].opens",
        ),
        ('"goc-doc"]', '"goc-dcc"]', "after_unknown", "tasks[luot-muon].after[1]"),
        ('"goc-doc"]', '"luot-muon"]', "after_circle", "tasks[luot-muon].after"),
        ('["thcs"]', '["thpt"]', "kind_unknown", "tasks[ke-chuyen].who[1]"),
        ('["thcs"]', '["phong"]', "kind_takes_no_part", "tasks[ke-chuyen].who[1]"),
        ('number = "luot"', 'number = "lot"', "number_unknown", "indicators[muon].number"),
        ('task = "luot-muon"', 'task = "muon"', "task_unknown", "indicators[muon].task"),
        ('number = "luot"', 'number = "luot"\ntarget = -1', "negative", "indicators[muon].target"),
    ],
)
def test_fault_is_told_with_its_key_and_its_line(
    before: str, after: str, key: str, column: str
) -> None:
    shift = after.count("\n") if "qqq" in after or "target" in after else 0

    assert _problems((before, after)) == [(key, _line(before) + shift, column)]


def test_code_without_quotes_is_told_once_and_not_by_all_that_name_it() -> None:
    change = ('[[phases]]\ncode = "nam-hoc"', "[[phases]]\ncode = 1")
    named = SOUND.replace('phase = "nam-hoc"', 'phase = "1"')

    assert _problems(change, text=named) == [
        ("must_be_text", _line('code = "nam-hoc"'), "phases[1].code")
    ]


def test_missing_keys_are_told_at_the_item_that_lacks_them() -> None:
    assert _problems(('name = "Phòng"\n', ""), ('place = "Ba Vì"\n', "")) == [
        ("key_missing", 0, "place"),
        ("key_missing", _line("[[kinds]]") - 1, "kinds[phong].name"),
    ]


def test_faults_of_every_sort_are_told_together_in_the_order_of_lines() -> None:
    found = _problems(
        ('"PGD"', "5"),
        ("takes_part = false", "take_part = false"),
        ('"2023-10-15"', '"2022-10-15"'),
        ('"04-23"', '"02-30"'),
        ('number = "luot"', 'number = "x"'),
    )

    assert [(key, column) for key, _, column in found] == [
        ("must_be_text", "head"),
        ("key_unknown_guess", "kinds[phong].take_part"),
        ("out_of_phase", "tasks[goc-doc].due[1]"),
        ("due_not_month_day", "tasks[ke-chuyen].due[1]"),
        ("number_unknown", "indicators[muon].number"),
    ]
    assert [line for _, line, _ in found] == sorted(line for _, line, _ in found)


def test_fault_in_a_task_does_not_make_it_unknown_to_what_names_it() -> None:
    assert _problems(('"Góc đọc"', "5")) == [
        ("must_be_text", _line('"Góc đọc"'), "tasks[goc-doc].short")
    ]


def test_doubled_code_names_the_line_of_the_first() -> None:
    text = SOUND.replace('code = "ke-chuyen"', 'code = "goc-doc"')
    _, (problem,) = read_plan(text, "thu.toml")

    assert problem.values["line"] == str(_line('code = "goc-doc"'))


def test_circle_is_told_once_with_the_way_round() -> None:
    text = SOUND.replace('due = ["2023-10-15"]', 'due = ["2023-10-15"]\nafter = ["luot-muon"]')
    _, (problem,) = read_plan(text, "thu.toml")

    assert (problem.key, problem.values["circle"]) == (
        "plan_file.after_circle",
        "goc-doc → luot-muon → goc-doc",
    )


def test_phases_follow_one_another() -> None:
    summer = """[[phases]]
code = "he"
name = "Hè"
name_en = "Summer"
starts = 2024-05-31
ends = 2024-08-31
"""
    second = SOUND.replace("[[kinds]]", f"{summer}[[kinds]]", 1)

    assert _problems(text=second) == [
        ("phases_overlap", _line("starts = 2024-05-31", second), "phases[he].starts")
    ]


def test_milestone_lies_within_the_plan() -> None:
    text = SOUND + '\n[[milestones]]\non = 2025-01-01\nname = "x"\nname_en = "x"\n'

    assert _problems(text=text) == [
        ("out_of_plan", _line("on = 2025-01-01", text), "milestones[1].on")
    ]


@pytest.mark.parametrize(
    "empty", ["", "# chỉ có chú thích\n", "phases = []\nkinds = []\ntasks = []\n"]
)
def test_empty_plan_is_told_what_it_lacks(empty: str) -> None:
    found = [(key, column) for key, _, column in _problems(text=empty)]

    assert [name for key, name in found if key == "list_empty"] == ["phases", "kinds", "tasks"]
    assert ("key_missing", "title") in found


def test_plan_in_which_nobody_takes_part_is_refused() -> None:
    text = SOUND.replace('who = ["thcs"]\n', "").replace(
        'school"\n', 'school"\ntakes_part = false\n'
    )

    assert [key for key, _, _ in _problems(text=text)] == ["nobody_takes_part"]


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ('code = "a"\ntitle = "b\n', "quote_open", 2),
        ('code = """a\n', "syntax_at_end", 0),
        ("code = \n", "no_value", 1),
        ("code = Hà Nội\n", "no_value", 1),
        ("code = “a”\n", "no_value", 1),
        ('code = "C:\\Hà"\n', "backslash", 1),
        ("code: 1\n", "no_pair", 1),
        ("mã = 1\n", "no_pair", 1),
        ("a = 1\na = 2\n", "told_twice", 2),
        ("a = {b = 1, b = 2}\n", "told_twice", 1),
        ("[a]\n[[a]]\n", "told_twice", 2),
        ("a = 1 2\n", "syntax_at", 1),
        ("a = [1,\n", "syntax_at_end", 0),
        ("a = " + "[" * 5000, "syntax", 0),
        ("a = " + "9" * 5000, "syntax", 0),
    ],
)
def test_broken_toml_is_told_with_its_place(text: str, key: str, line: int) -> None:
    assert _problems(text=text) == [(key, line, "")]


@pytest.mark.parametrize("written", ["2017-02-30", "2016-13-08", "08/12/2016", "8.12.2016"])
@pytest.mark.parametrize("line", ["on = {}", 'paper = {{ number = "1-2-3", on = {} }}'])
def test_day_that_is_none_is_shown_as_it_was_written(line: str, written: str) -> None:
    _, (problem,) = read_plan(f"a = 1\n{line.format(written)}\n", "thu.toml")

    assert (problem.key, problem.line) == ("plan_file.date_wrong", 2)
    assert problem.values == {"value": written}


def test_byte_order_mark_and_windows_line_ends_are_taken() -> None:
    assert _problems(text="\ufeff" + SOUND.replace("\n", "\r\n")) == []


def test_decomposed_text_is_composed_and_untidy_text_tidied() -> None:
    text = unicodedata.normalize("NFD", SOUND).replace("Mo\u031b\u0309 go", "  Mo\u031b\u0309   go")
    plan, problems = read_plan(text, "thu.toml")
    sound, _ = read_plan(SOUND, "thu.toml")

    assert (plan, problems) == (sound, ())


def _fault_of(path: Path) -> list[tuple[str, int]]:
    with pytest.raises(FaultyFile) as caught:
        load_plan(path)
    assert Words().error(caught.value)
    return [
        (problem.key.removeprefix("plan_file."), problem.line) for problem in caught.value.problems
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("a = 1\nb = 'Vụ'\n".encode("utf-16"), ("not_utf8", 1)),
        (b"a = 1\nb = '\xe1'\n", ("not_utf8", 2)),
        (b"#" * 1_000_001, ("too_big", 0)),
        (b"PK\x03\x04\x00", ("no_pair", 1)),
    ],
)
def test_file_that_is_no_plan_is_refused(tmp_path: Path, data: bytes, fault: Any) -> None:
    file = tmp_path / "thu.toml"
    file.write_bytes(data)

    assert _fault_of(file) == [fault]


def test_file_that_is_not_there_or_is_a_folder_is_told_so(tmp_path: Path) -> None:
    assert _fault_of(tmp_path / "khong-co.toml") == [("not_found", 0)]
    assert _fault_of(tmp_path) == [("unreadable", 0)]


def test_importing_the_loader_loads_no_pydantic() -> None:
    code = "import sys, toolkit.plans.load; sys.exit('pydantic' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
