"""House rules that no checker knows: length, honesty of suppressions, nothing from another host."""

import ast
import re
import statistics
import subprocess
from pathlib import Path

import pytest

from tests.source import ROOT, TOOLKIT, files, lines_with, name_of, python_files, tree

LONGEST_FILE = 320
CODE = ("toolkit", "tests", "requirements")
WEB = (".vue", ".j2", ".html", ".css", ".js")
OWN_HOSTS = r"(?:www\.)?w3\.org|127\.0\.0\.1|localhost"


@pytest.mark.parametrize("path", python_files(*CODE), ids=name_of)
def test_file_is_short_enough_to_read_at_one_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_half_of_the_functions_are_seven_lines_or_shorter() -> None:
    lengths = [
        (node.end_lineno or 0) - node.body[0].lineno + 1
        for path in python_files("toolkit")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    assert statistics.median(lengths) <= 7


@pytest.mark.parametrize("path", python_files(*CODE), ids=name_of)
def test_file_says_in_one_plain_line_what_it_is(path: Path) -> None:
    first, *_ = (ast.get_docstring(tree(path)) or "").splitlines() or [""]

    assert first or not path.read_text("utf-8").strip()


def test_nothing_is_left_to_do_later() -> None:
    later = rf"\b({'|'.join(['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'])})\b|NotImplemented" + "Error"

    assert list(lines_with(later, [*python_files(*CODE), *files(TOOLKIT, *WEB)])) == []


def test_no_test_is_skipped_except_for_a_missing_program() -> None:
    skips = r"pytest\.(skip|importorskip|xfail)\(|mark\.(skip|skipif|xfail)\b|unittest\.skip"
    found = [line.split(":")[0] for line in lines_with(skips, python_files("tests"))]

    assert found == ["tests/programs.py"]


def test_every_suppression_gives_its_reason() -> None:
    noqa = r"#\s*noqa(?!: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)* -- \S)"
    ignore = r"#\s*type:\s*ignore(?!\[[a-z, -]+\]\s+#\s*\S)"
    no_cover = r"#\s*pragma:"

    found = lines_with(f"{noqa}|{ignore}|{no_cover}", python_files(*CODE))

    assert [line for line in found if not line.startswith("tests/test_house.py")] == []


def test_nothing_the_browser_gets_names_another_host() -> None:
    elsewhere = rf"(?:https?:)?//(?!{OWN_HOSTS})[a-z0-9-]+\.[a-z]{{2,}}"
    ours = [path for path in files(TOOLKIT, *WEB) if ".min." not in path.name]

    assert list(lines_with(elsewhere, ours)) == []


def test_html_is_only_written_by_templates_that_escape() -> None:
    unescaped = r"v-html|\|\s*safe\b|autoescape\s*=\s*False|Markup\("

    assert list(lines_with(unescaped, [*python_files("toolkit"), *files(TOOLKIT, *WEB)])) == []


def test_make_help_tells_every_command() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    declared = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)

    assert re.findall(r"^  make (\S+) +\S", done.stdout, re.MULTILINE) == declared
