"""The doors of a view: a browser reaches those, sets nothing, and always gets an answer."""

import logging
from typing import Any, ClassVar

import pytest
from traitlets import Unicode

from toolkit.errors import NotFound
from toolkit.pages import checks
from toolkit.pages.state import Speaking
from toolkit.pages.view import PageView, guarded
from toolkit.words import Words


class Bell(Speaking):
    """A state that counts what was rung."""

    rung = Unicode().tag(shown=True)
    kept = Unicode()


class BellView(PageView):
    """A view with one good door, two that fail, and a method that is no door."""

    template_name = "../../toolkit/pages/parts/empty.vue"
    state: Bell
    secrets: ClassVar[list[str]] = []

    @guarded(name=checks.text(10, 1))
    def vue_ring(self, name: str) -> None:
        self.state.rung = name
        self.state.kept = name

    @guarded()
    def vue_lose(self) -> None:
        raise NotFound

    @guarded(name=checks.text(100))
    def vue_break(self, name: str) -> None:
        raise RuntimeError(name)

    @guarded()
    def vue_take(self, buffers: Any = ()) -> None:
        self.state.rung = bytes(buffers[0]).decode()

    def vue_secret(self, *_: Any) -> None:
        self.secrets.append("reached")


def a_bell() -> BellView:
    return BellView(Bell(Words("vi")))


def send(page: PageView, event: str, data: Any = None, buffers: Any = ()) -> None:
    page._handle_custom_msg({"event": event, "data": data}, list(buffers))


def sent_by(page: PageView, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    messages: list[dict[str, Any]] = []
    monkeypatch.setattr(page, "_send", lambda message, **_: messages.append(message))
    return messages


def test_only_traits_that_are_to_be_shown_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    page = a_bell()
    messages = sent_by(page, monkeypatch)
    send(page, "ring", {"name": "chuông"})

    assert [message["state"] for message in messages] == [{"answered": 1, "rung": "chuông"}]
    assert "kept" not in page.get_state()


def test_change_outside_an_event_is_sent_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    page = a_bell()
    messages = sent_by(page, monkeypatch)
    page.state.rung = "xa"

    assert [message["state"] for message in messages] == [{"rung": "xa"}]


@pytest.mark.parametrize(
    "data",
    [None, {}, [], "ring", {"name": ""}, {"name": "x" * 11}, {"name": 7}, {"name": "a", "by": "b"}],
)
def test_bad_data_changes_nothing_is_told_and_gives_the_button_back(data: Any) -> None:
    page = a_bell()
    send(page, "ring", data)

    assert (page.state.rung, page.answered) == ("", 1)
    assert page.state.notice["kind"] == "warning"


@pytest.mark.parametrize(
    "content",
    [
        {"event": "secret"},
        {"event": "close"},
        {"event": "__init__", "data": {}},
        {"event": ["ring"], "data": {"name": "a"}},
        {"event": None},
        {"create_widget": ["os", "system"], "props": {"command": "true"}, "id": "x"},
        {"update_ref": {"functionRef": "close", "args": []}, "id": "x", "prop": "y"},
        {"destroy_widget": "x"},
        "ring",
        None,
    ],
)
def test_nothing_but_a_door_can_be_reached(content: Any) -> None:
    page = a_bell()
    page._handle_custom_msg(content, [])

    assert (page.state.rung, page.answered, BellView.secrets) == ("", 0, [])
    assert page.comm is not None


def test_browser_can_set_no_trait() -> None:
    page = a_bell()
    message = {"method": "update", "state": {"rung": "x", "template": "y", "answered": 9}}
    page._handle_msg({"content": {"data": message}, "buffers": []})

    assert (page.state.rung, page.answered) == ("", 0)
    assert page.template != "y"


def test_error_of_ours_is_told_in_its_own_sentence() -> None:
    page = a_bell()
    send(page, "lose")

    assert page.state.notice["text"] == Words("vi").say("error.not_found")
    assert page.answered == 1


def test_bug_is_told_with_a_code_and_logged_without_what_it_says(
    caplog: pytest.LogCaptureFixture,
) -> None:
    page = a_bell()
    with caplog.at_level(logging.ERROR):
        send(page, "break", {"name": "Nguyễn Thị Bí Mật"})

    (record,) = [each for each in caplog.records if each.name == "toolkit.pages.view"]
    code = record.getMessage().split(":")[0]
    assert code in page.state.notice["text"]
    assert "vue_break" in record.getMessage()
    assert "Bí Mật" not in caplog.text


def test_bytes_reach_the_door_that_takes_them() -> None:
    page = a_bell()
    send(page, "take", None, [memoryview("tệp".encode())])

    assert page.state.rung == "tệp"


def test_template_travels_without_indentation_and_comments() -> None:
    lines = a_bell().template.splitlines()

    assert lines[0] == "<template>"
    assert not [line for line in lines if line != line.strip() or line.startswith(("<!--", "//"))]
