"""On which line each key of a TOML text stands."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from toolkit.plans.lines import Path, line_of, lines
from toolkit.resources import resource

TRICKY = '''\
# title = "not a key"
title = "with # and [brackets]"
"quoted key" = 'a "literal"'
dotted.inner."odd key" = 1
many = """
line = "inside" ""
"""
literal = \'\'\'
[not.a.table]
\'\'\'
nested = [
  [1, 2],  # comment ]
  [ "a]", { x = 1, y = [ 3 ] } ],
]
day = 2018-08-31 00:00:00
[table.sub]
key = true
[[list]]
a = 1
[[list]]
a = 2
[list.inner]
b = 3
[[list.deep]]
c = 4
'''


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    listed = enumerate(value) if isinstance(value, list) else ()
    for key, inner in value.items() if isinstance(value, dict) else listed:
        yield from _paths(inner, (*path, key))


def test_every_key_and_item_of_the_plan_that_ships_has_its_line() -> None:
    text = resource("plans/monre-2016-2020.toml").read_text("utf-8")

    assert set(lines(text)) == set(_paths(tomllib.loads(text)))


def test_line_is_the_one_where_an_editor_shows_the_key() -> None:
    known = lines(TRICKY)
    where = {
        ("title",): 2,
        ("quoted key",): 3,
        ("dotted", "inner", "odd key"): 4,
        ("many",): 5,
        ("literal",): 8,
        ("nested",): 11,
        ("nested", 0, 1): 12,
        ("nested", 1, 1, "y", 0): 13,
        ("day",): 15,
        ("table", "sub", "key"): 17,
        ("list", 0, "a"): 19,
        ("list", 1): 20,
        ("list", 1, "inner", "b"): 23,
        ("list", 1, "deep", 0, "c"): 25,
    }

    assert {path: known[path] for path in where} == where


def test_what_has_no_line_of_its_own_has_that_of_what_holds_it() -> None:
    known = lines(TRICKY)

    assert line_of(("list", 1, "missing"), known) == 20
    assert line_of(("nowhere",), known) == 0


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_end_as_on_any_system(end: str) -> None:
    assert lines(f"a = 1{end}b = 2{end}") == {("a",): 1, ("b",): 2}


@given(some.text(max_size=60))
def test_any_text_that_toml_takes_gives_the_paths_that_toml_gives(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(lines(text)) >= set(_paths(data))


@given(some.lists(some.text(max_size=20), max_size=5))
def test_strings_of_any_content_are_stepped_over(words: list[str]) -> None:
    written = [tomllib_string(word) for word in words]
    text = "".join(f"k{place} = {word}\n" for place, word in enumerate(written))

    assert lines(text) == {(f"k{place}",): place + 1 for place in range(len(words))}


def tomllib_string(word: str) -> str:
    """The word as a basic TOML string."""
    signs = (
        f"\\U{ord(sign):08X}" if sign in '"\\' or ord(sign) < 32 or ord(sign) == 127 else sign
        for sign in word
    )
    return f'"{"".join(signs)}"'
