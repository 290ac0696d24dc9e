"""Commands speak one language to the last word, and help comes at once."""

import gettext
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from tests.cli.running import EN, VI, real, toolkit
from tests.source import TOOLKIT
from toolkit.cli import main

CLICK = TOOLKIT / "words/vi/LC_MESSAGES/click.po"
FIXED = [
    *("init", "demo", "serve", "plan check", "plan use", "import units"),
    *("import list", "import workbooks"),
    *("export summary", "export workbooks", "export report", "export letters"),
    *("export statistics", "export all", "export conference"),
    *("backup", "restore", "check", "user add", "user list", "template check", "template copy"),
    *("verify", "compare"),
    *("review results", "review sheets", "review minutes", "review submission", "review rewards"),
]
ENGLISH = "Usage|Options|Commands|Show|Error|Try|Missing|Invalid|No such|required|default|FILE|TEXT"


def lines(group: click.Command, *before: str) -> Iterator[list[str]]:
    yield list(before)
    for name, command in getattr(group, "commands", {}).items():
        yield from lines(command, *before, name)


LINES = list(lines(main))


def test_the_commands_are_those_that_scripts_rely_on() -> None:
    families = [*({line[0]} for line in LINES if len(line) > 1)]

    assert [" ".join(line) for line in LINES if set(line) not in families and line] == FIXED


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_help_is_vietnamese_to_the_last_word(line: list[str]) -> None:
    shown = toolkit(*line, "--help")

    assert shown.exit_code == 0
    assert shown.stdout.startswith("Cách dùng: toolkit")
    assert re.findall(rf"\b(?:{ENGLISH}|cli\.\w+)\b", shown.stdout) == []


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_help_is_english_where_asked(line: list[str]) -> None:
    shown = toolkit("--lang=en", *line, "--help")

    assert shown.stdout.startswith("Usage: toolkit")
    assert set(shown.stdout) <= {*map(chr, range(128)), *"Gương Sáng–…“”"}


def test_version_is_told() -> None:
    assert re.fullmatch(r"Gương Sáng \d+\.\d+\.\d+\n", toolkit("--version").stdout)


def test_every_sentence_of_click_has_its_vietnamese() -> None:
    said = extract_from_dir(
        str(Path(click.__file__).parent),
        [("**.py", "python")],
        keywords={"_": None, "ngettext": (1, 2)},
    )
    with CLICK.open("rb") as file:
        known = {_forms(one.id) for one in read_po(file) if all(_forms(one.string))}

    assert {_forms(message) for _, _, message, _, _ in said} - known == set()


def test_compiled_sentences_of_click_are_those_of_their_source() -> None:
    with CLICK.open("rb") as file:
        source = _sentences(read_po(file))
    with CLICK.with_suffix(".mo").open("rb") as file:
        compiled = _sentences(read_mo(file))

    assert compiled == source


def _forms(string: str | Sequence[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ())


def _sentences(catalogue: Catalog) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    return {(_forms(one.id), _forms(one.string)) for one in catalogue if one.id}


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("", "Các lệnh:"),
        ("plan", "Các lệnh:"),
        ("nope", "Không có lệnh 'nope'."),
        ("plan chek x", "Không có lệnh 'chek'. (Có phải là: 'check'?)"),
        ("init --nope", "Không có tùy chọn '--nope'."),
        ("plan check", "Thiếu tham số 'TỆP'."),
        ("plan check a b", "Giá trị của 'TỆP' không dùng được: Tệp 'a' không có."),
        ("plan check .", "Giá trị của 'TỆP' không dùng được: Tệp '.' là thư mục."),
        ("check more", "Thừa tham số (more)"),
        ("export summary", "Thiếu tùy chọn '--as-known-on'."),
        ("export summary --out", "Tùy chọn '--out' thiếu giá trị."),
        ("export summary --as-known-on 31/2/2018", "“31/2/2018” không phải ngày."),
        ("serve --port x", "Giá trị của '--port' không dùng được: 'x' không phải số nguyên."),
        ("serve --port 70000", "70000 nằm ngoài khoảng 0<=x<=65535."),
        ("serve --no-browser=1", "Tùy chọn '--no-browser' không kèm giá trị."),
        ("init --lang fr", "Giá trị của '--lang' không dùng được: 'fr' không thuộc: 'vi', 'en'."),
    ],
)
def test_wrong_usage_is_told_in_vietnamese_with_status_2(line: str, sentence: str) -> None:
    done = toolkit(*line.split())

    assert done.exit_code == 2
    assert sentence in done.stderr
    assert done.stdout == ""


def test_common_options_stand_before_or_after_the_command(tmp_path: Path) -> None:
    before, after = tmp_path / "before.db", tmp_path / "after.db"

    first = toolkit("--data", before, "--lang", "en", "init", "--empty")
    second = toolkit("init", "--empty", "--data", after, "--lang", "en")

    assert first.stdout == EN.say("cli.init.empty", path=before) + "\n"
    assert second.stdout == EN.say("cli.init.empty", path=after) + "\n"
    assert before.exists()
    assert after.exists()


def test_data_named_nowhere_else_are_those_of_the_environment(data: Path) -> None:
    done = toolkit("init", "--empty")

    assert done.stdout == VI.say("cli.init.empty", path=data) + "\n"
    assert data.exists()


def test_a_command_leaves_the_languages_of_the_process_alone() -> None:
    before = gettext.textdomain(), os.environ.get("LANGUAGE")

    toolkit("--help")

    assert (gettext.textdomain(), os.environ.get("LANGUAGE")) == before


def test_help_loads_neither_database_nor_workbooks_nor_server() -> None:
    program = "import toolkit.cli; toolkit.cli.main(['--help'])"
    trace = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", program],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rsplit("|")[-1].strip() for line in trace.stderr.splitlines()}
    heavy = {"sqlalchemy", "alembic", "pandas", "numpy", "openpyxl", "xlsxwriter", "pydantic"}

    assert loaded & {*heavy, "voila", "tornado", "ipywidgets", "toolkit.store"} == set()
    assert len(loaded) < 250


@pytest.mark.parametrize("encoding", ["ascii", "cp1258", "utf-16"])
def test_output_is_utf8_whatever_the_code_page(encoding: str) -> None:
    shown = real("--help", PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C")
    wrong = real("nope", PYTHONIOENCODING=encoding, PYTHONUTF8="0", LC_ALL="C")

    assert "Cách dùng: toolkit" in shown.stdout.decode("utf-8")
    assert "Không có lệnh 'nope'." in wrong.stderr.decode("utf-8")
