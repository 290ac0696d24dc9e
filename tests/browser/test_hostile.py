"""A hostile client on the real pages' wire: what a person may not do, no message does either."""

import contextlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import websocket

from tests.browser.house import DAY, SECRET, House
from tests.serving.running import Visit, say
from toolkit.domain.obligation import State

pytestmark = pytest.mark.browser
Widgets = dict[str, dict[str, Any]]


def told(wire: websocket.WebSocket) -> Widgets:
    """Every widget of the page by its id; what was said before has been done by then."""
    control = {"comm_id": "c" * 32, "target_name": "jupyter.widget.control", "data": {}}
    say(wire, "comm_open", control, metadata={"version": "1.0.0"})
    say(wire, "comm_msg", {"comm_id": "c" * 32, "data": {"method": "request_states"}})
    while True:
        heard = json.loads(wire.recv())
        states = (heard["content"] or {}).get("data", {}).get("states")
        if states:
            return {number: one["state"] for number, one in states.items()}


def having(widgets: Widgets, name: str) -> str:
    """The id of the widget that has this trait."""
    return next(number for number, state in widgets.items() if name in state)


def click(wire: websocket.WebSocket, widget: str, event: object, data: object = None) -> None:
    """What the page sends when something is clicked."""
    content = {"event": event, "data": data}
    say(wire, "comm_msg", {"comm_id": widget, "data": {"method": "custom", "content": content}})


@contextlib.contextmanager
def wired(house: House, login: str, query: str) -> Iterator[websocket.WebSocket]:
    """The wire of a page opened by this person."""
    visit: Visit = house.open_page(query, {"X-Person": login, "X-Toolkit-Secret": SECRET})
    with contextlib.closing(visit.wire()) as wire:
        yield wire
    visit.leave()


def version(house: House) -> str:
    with house.reading() as reading:
        return reading.data_version()


def sent(house: House, unit: str = "") -> tuple[str, int]:
    """A report that waits for the Ministry, of this unit or of any: (id, version)."""
    with house.reading() as reading:
        rows, _ = reading.waiting(DAY, codes=[unit] if unit else None, search="", offset=0, limit=1)
    return rows[0].obligation.id, rows[0].obligation.version


FORM = {
    "text": "x",
    "numbers": {"ca_nhan": "1"},
    "paper_number": "",
    "paper_date": "",
    "paper_issuer": "",
    "link": "",
}


@pytest.mark.parametrize(
    ("login", "unit"), [("lanhdao", "VP"), ("phantich", "VP"), ("dm.vp", "VP"), ("dm.vp", "TCMT")]
)
def test_click_on_a_button_that_is_off_changes_nothing(
    office: House, login: str, unit: str
) -> None:
    owed, its_version = sent(office, unit)
    open_owed = office.owed(unit, "2.1").id
    before = version(office)
    with wired(office, login, "?page=units") as wire:
        page = having(told(wire), "sheet")
        for obligation in (owed, open_owed):
            for event, data in {
                "accept": None,
                "return": {"reason": "Vì thích thế."},
                "waive": {"reason": "Vì thích thế."},
                "extend": {"to": "2020-12-01", "reason": "Vì thích thế."},
                "reopen": None,
                "reinstate": None,
                **({"send": {"form": FORM}, "withdraw": None} if unit != "VP" else {}),
            }.items():
                click(wire, page, "show", {"obligation": obligation})
                click(wire, page, event, data)
        picked = {"picked": [{"id": owed, "version": its_version}]}
        click(wire, page, "accept_many", picked)
        widgets = told(wire)

    assert version(office) == before
    shell = widgets[having(widgets, "nav")]
    assert shell["says"]["kind"] in {"error", "warning"}


def test_the_same_message_from_who_may_send_it_is_done(office: House) -> None:
    owed, _ = sent(office)
    with wired(office, "bo.huong", "?page=units") as wire:
        page = having(told(wire), "sheet")
        click(wire, page, "show", {"obligation": owed})
        click(wire, page, "accept")
        told(wire)

    assert office.obligation(owed).state is State.ACCEPTED


def test_bulk_acceptance_needs_the_right_for_each_report(office: House) -> None:
    owed, its_version = sent(office, "TCMT")
    before = version(office)
    with wired(office, "dm.vp", "?page=work") as wire:
        page = having(told(wire), "waiting")
        click(wire, page, "accept_many", {"picked": [{"id": owed, "version": its_version}]})
        click(wire, page, "undo_accept")
        told(wire)

    assert version(office) == before


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("turn", {"offset": -1}),
        ("turn", {"offset": "0; drop table unit"}),
        ("turn", {"offset": 10**30}),
        ("turn", {"offset": 0, "more": 1}),
        ("search", {"text": "x" * 101}),
        ("search", {"text": ["a"]}),
        ("search", None),
        ("show", {"obligation": "../../etc/passwd"}),
        ("show", {"obligation": {"$ne": ""}}),
        ("accept_many", {"picked": [{"id": "x", "version": 0}]}),
        ("accept_many", {"picked": [{"id": "x", "version": 1}] * 501}),
        ("upload_piece", {"at": 0}),
        ("begin_upload", {"name": "", "size": 1}),
        ("keep", {"form": {}}),
        ("send", {"form": {**FORM, "role": "admin"}}),
        ("extend", {"to": "31/12/2020", "reason": "x"}),
        ("__init__", {}),
        ("close_all", {}),
        ("set_state", {"role": "ministry"}),
        ("state", {}),
        (["accept"], {}),
        ({"a": 1}, {}),
        (None, None),
    ],
)
def test_value_outside_its_list_is_refused_and_the_page_lives_on(
    office: House, ministry_wire: Callable[[], websocket.WebSocket], event: object, data: object
) -> None:
    wire = ministry_wire()
    before = version(office)
    widgets = told(wire)
    page = having(widgets, "waiting")
    click(wire, page, event, data)
    after = told(wire)

    assert version(office) == before
    assert after[page]["waiting"] == widgets[page]["waiting"]
    assert "Traceback" not in json.dumps(after)


def test_browser_can_set_no_trait(
    office: House, ministry_wire: Callable[[], websocket.WebSocket]
) -> None:
    wire = ministry_wire()
    widgets = told(wire)
    page, shell = having(widgets, "waiting"), having(widgets, "nav")
    for widget, wished in {
        page: {"waiting": [], "role": "unit", "undoable": 9, "sheet": {"id": "x"}, "template": "x"},
        shell: {"frame": {}, "demo": {}, "pages": {}, "events": ["exec"], "template": "<b>x</b>"},
    }.items():
        update = {"method": "update", "state": wished, "buffer_paths": []}
        say(wire, "comm_msg", {"comm_id": widget, "data": update})
    after = told(wire)

    for widget in (page, shell):
        kept = {name for name in widgets[widget] if name != "answered"}
        assert {n: after[widget][n] for n in kept} == {n: widgets[widget][n] for n in kept}


@pytest.mark.parametrize("login", ["dm.vp", "lanhdao"])
def test_nobody_sits_down_as_somebody_else_behind_a_proxy(office: House, login: str) -> None:
    with wired(office, login, "?page=overview") as wire:
        shell = having(told(wire), "nav")
        click(wire, shell, "sit_down", {"login": "bo.huong"})
        widgets = told(wire)

    assert widgets[shell]["frame"]["role"].startswith(("Đầu mối đơn vị", "Lãnh đạo"))


@pytest.fixture(scope="module")
def ministry_wire(office: House) -> Iterator[Callable[[], websocket.WebSocket]]:
    """One page of the Ministry's coordinator, for many a try."""
    with wired(office, "bo.huong", "?page=work") as wire:
        yield lambda: wire
