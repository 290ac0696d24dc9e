"""The units page at its doors: what a browser may send, and what it gets for the rest."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.pages.garden import a_garden, desk
from toolkit.pages.units.state import UnitsState
from toolkit.pages.units.view import Page
from toolkit.store import Store
from toolkit.words import Words

EVERYTHING = {"phase": "all", "kind": "", "bloc": "", "late": False, "q": ""}


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Store]:
    store = a_garden(tmp_path)
    yield store
    store.close()


def opened(store: Store) -> Page:
    page = Page(UnitsState(desk(store, date(2017, 6, 20)), Words("vi")))
    page.state.open()
    return page


def send(page: Page, event: str, data: Any = None) -> None:
    page._handle_custom_msg({"event": event, "data": data}, [])


def shown(page: Page) -> tuple[Any, ...]:
    return page.state.rows, page.state.picked, page.state.query


def test_filter_search_turn_and_pick_are_doors(garden: Store) -> None:
    page = opened(garden)
    send(page, "filter", {**EVERYTHING, "q": "dong thap"})
    found = [row[0] for row in page.state.rows]
    send(page, "filter", EVERYTHING)
    send(page, "turn", {"page": 7})
    send(page, "pick", {"unit": "T9", "task": "2"})

    assert found == ["T1"]
    assert page.state.picked["code"] == "T9"
    assert page.state.query["task"] == "2"


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("filter", None),
        ("filter", {}),
        ("filter", {**EVERYTHING, "late": "yes"}),
        ("filter", {**EVERYTHING, "q": "x" * 101}),
        ("filter", {**EVERYTHING, "q": 7}),
        ("filter", {**EVERYTHING, "kind": ["truong"]}),
        ("filter", {**EVERYTHING, "kind": "<b>"}),
        ("filter", {**EVERYTHING, "more": 1}),
        ("turn", {"page": 0}),
        ("turn", {"page": -1}),
        ("turn", {"page": 1e9}),
        ("turn", {"page": True}),
        ("turn", "2"),
        ("pick", {"unit": ""}),
        ("pick", {"unit": "../../etc/passwd", "task": ""}),
        ("pick", {"unit": "T1", "task": "'; drop table unit --"}),
        ("known_on", {"day": "2017-02-30"}),
        ("known_on", {"day": 20170230}),
    ],
)
def test_what_our_page_would_not_send_changes_nothing_and_is_told(
    garden: Store, event: str, data: Any
) -> None:
    page = opened(garden)
    before = shown(page)
    send(page, event, data)

    assert shown(page) == before
    assert page.state.notice["kind"] == "warning"


@pytest.mark.parametrize("event", ["open", "refresh", "__init__", "state", "labels", "", "close_"])
def test_methods_that_are_no_doors_are_not_reached(garden: Store, event: str) -> None:
    page = opened(garden)
    before = shown(page)
    send(page, event, {"unit": "T1"})

    assert shown(page) == before
    assert page.state.notice == {}


def test_markup_and_wildcards_in_a_search_find_only_what_is_written_so(garden: Store) -> None:
    page = opened(garden)
    found = []
    for text in ("<b onclick", "_____", "%%", "\\", "' or 1=1 --", "\x00", "  "):
        send(page, "filter", {**EVERYTHING, "q": text})
        found.append([row[0] for row in page.state.rows])

    assert found == [["T3"], [], [], [], [], ["T1", "T3", "T9", "P1"], ["T1", "T3", "T9", "P1"]]
