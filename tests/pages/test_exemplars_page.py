"""The page of exemplars at its doors: what a browser may send, and what it gets for the rest."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.pages.garden import a_garden, desk
from toolkit.pages.exemplars.state import FILTERS, ExemplarsState
from toolkit.pages.exemplars.typed import empty_form
from toolkit.pages.exemplars.view import Page
from toolkit.store import Store
from toolkit.words import Words

EVERYTHING = {**dict.fromkeys(FILTERS, ""), "stalled": False, "q": ""}
FORM = {**empty_form("01/03/2017"), "name": "Vũ Thị An", "comprehensive": True}
PROOF = dict.fromkeys(("title", "paper_number", "paper_date", "paper_issuer", "link", "file"), "")


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    store = a_garden(tmp_path)
    page = Page(ExemplarsState(desk(store, date(2017, 6, 20)), Words("vi")))
    page.state.open()
    yield page
    store.close()


def send(page: Page, event: str, data: Any = None, *buffers: bytes) -> None:
    page._handle_custom_msg({"event": event, "data": data}, list(buffers))


def shown(page: Page) -> tuple[Any, ...]:
    state = page.state
    return state.rows, state.query, state.entry, state.papers


def on_record(store: Store) -> int:
    with store.reading() as q:
        return sum(q.registrations().values())


def test_form_is_filled_in_and_saved_by_events(page: Page) -> None:
    send(page, "entry_new", {"unit": ""})
    send(page, "entry_place", {"kind": "person", "unit": "T1", "form": FORM})
    send(page, "entry_begin", {"key": "n1", "name": "a.pdf", "size": 8})
    send(page, "entry_piece", {"key": "n1", "at": 0}, b"%PDF-1.4")
    form = {**FORM, "proofs": [{**PROOF, "title": "Giấy khen", "file": "n1"}]}
    send(page, "entry_keep", {"kind": "person", "form": form})
    send(page, "entry_check", {"kind": "person", "form": form})
    send(page, "entry_save", {"kind": "person", "form": form, "anyway": False})

    assert [row[0] for row in page.state.rows] == ["T1-2017-001"]
    assert page.state.entry == {}


def test_filters_order_columns_and_pages_are_events(page: Page) -> None:
    send(page, "filter", {**EVERYTHING, "kind": "model", "year": "2017", "q": "vuon"})
    send(page, "order", {"sort": "-day"})
    send(page, "choose", {"columns": ["code", "post"]})
    send(page, "turn", {"page": 3})

    assert {name: value for name, value in page.state.query.items() if value} == {
        "kind": "model",
        "year": "2017",
        "q": "vuon",
        "sort": "-day",
        "columns": "name,code,post",
    }


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("filter", {**EVERYTHING, "kind": "<b>"}),
        ("filter", {**EVERYTHING, "year": "20x7"}),
        ("filter", {**EVERYTHING, "q": "a" * 101}),
        ("filter", {**EVERYTHING, "more": 1}),
        ("filter", {"kind": "model"}),
        ("order", {"sort": "name; drop table exemplar"}),
        ("order", {"sort": ["name"]}),
        ("choose", {"columns": ["contact"]}),
        ("turn", {"page": 0}),
        ("known_on", {"day": "2017-02-30"}),
        ("entry_new", {"unit": "../etc"}),
        ("entry_edit", {"exemplar": ""}),
        ("entry_save", {"kind": "person", "form": {**FORM, "id": "1"}, "anyway": False}),
        ("entry_save", {"kind": "person", "form": {**FORM, "name": 5}, "anyway": False}),
        ("entry_save", {"kind": "person", "form": FORM, "anyway": "yes"}),
        ("entry_save", {"kind": "person", "form": {"name": "A"}, "anyway": False}),
        ("entry_check", {"kind": "person", "form": {**FORM, "proofs": [{"file": "x"}]}}),
        ("entry_begin", {"key": "../x", "name": "a.pdf", "size": 8}),
        ("entry_begin", {"key": "n1", "name": "a.pdf", "size": -1}),
        ("entry_piece", {"key": "n1", "at": -1}),
    ],
)
def test_what_our_page_would_not_send_changes_nothing_and_is_told(
    page: Page, event: str, data: Any
) -> None:
    before = shown(page)
    send(page, event, data)

    assert shown(page) == before
    assert page.state.notice["kind"] == "warning"


@pytest.mark.parametrize("kind", ["ghost", "PERSON", ""])
def test_kind_that_is_in_no_list_is_refused_beside_its_field(page: Page, kind: str) -> None:
    send(page, "entry_new", {"unit": "T1"})
    send(page, "entry_save", {"kind": kind, "form": FORM, "anyway": True})

    assert set(page.state.told) == {"kind"}
    assert on_record(page.state.desk.store) == 0


def test_markup_and_formulas_are_kept_as_they_are_typed(page: Page) -> None:
    name = '=HYPERLINK("x") <b onclick="y()">An</b>'
    send(page, "entry_new", {"unit": "T1"})
    send(page, "entry_save", {"kind": "team", "form": {**FORM, "name": name}, "anyway": False})

    assert [row[1] for row in page.state.rows] == [name]


def test_pieces_of_a_file_that_was_never_begun_are_dropped(page: Page) -> None:
    send(page, "entry_new", {"unit": "T1"})
    send(page, "entry_piece", {"key": "n9", "at": 0}, b"%PDF")

    assert page.state.papers == {}


def test_file_events_without_a_form_do_nothing(page: Page) -> None:
    send(page, "entry_begin", {"key": "n1", "name": "a.pdf", "size": 8})
    send(page, "entry_drop", {"key": "n1"})

    assert page.state.papers == {}
    assert page.state.notice["kind"] == "error"
