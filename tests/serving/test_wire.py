"""A hostile client on the websocket, and persons who are not who they say."""

import contextlib
import json

import pytest
import websocket

from tests.serving.running import Running, Visit, say

PROXY = {"X-Toolkit-Secret": "only-the-proxy-knows"}
LAN = {**PROXY, "X-Person": "lan"}
MINH = {**PROXY, "X-Person": "minh"}


def refused(visit: Visit, headers: dict[str, str]) -> int:
    """The status with which the websocket is refused."""
    with pytest.raises(websocket.WebSocketBadStatusException) as told:
        visit.wire(headers)
    return int(told.value.status_code)


def kinds_by_question(wire: websocket.WebSocket, last: str) -> dict[str, list[str]]:
    """What is heard, by the message that it answers, until `last` has its answer and is done."""
    heard: dict[str, list[str]] = {}
    while not {"kernel_info_reply", "idle"} <= set(heard.get(last, ())):
        message = json.loads(wire.recv())
        kind = message["content"].get("execution_state") or message["msg_type"]
        heard.setdefault(message["parent_header"].get("msg_id", ""), []).append(kind)
    return heard


@pytest.mark.parametrize("channel", ["shell", "control"])
def test_page_can_neither_run_code_nor_ask_about_it(server: Running, channel: str) -> None:
    trace = server.folder / f"trace-{channel}"
    questions = {
        "execute_request": {"code": f"open({str(trace)!r}, 'w').write('broken in')"},
        "inspect_request": {"code": "os.environ", "cursor_pos": 4, "detail_level": 1},
        "complete_request": {"code": "os.env", "cursor_pos": 6},
        "history_request": {"hist_access_type": "tail", "n": 9, "output": True, "raw": True},
        "is_complete_request": {"code": "1 +"},
        "debug_request": {"command": "debugInfo"},
        "create_subshell_request": {},
        "usage_request": {},
        "input_reply": {"value": "x"},
        "shutdown_request": {"restart": False},
        "interrupt_request": {},
    }
    visit = server.open_page()
    with contextlib.closing(visit.wire()) as wire:
        asked = [say(wire, kind, content, channel) for kind, content in questions.items()]
        last = say(wire, "kernel_info_request", {}, channel)
        heard = kinds_by_question(wire, last)

    assert [one for one in asked if one in heard] == []
    assert not trace.exists()
    assert visit.widget()["who"] == "(local)"
    visit.leave()


def test_message_that_is_no_message_does_no_harm(server: Running) -> None:
    visit = server.open_page()
    for rubbish in ("", "{", "[]", '{"channel": "nowhere"}', "\x00" * 100):
        with contextlib.closing(visit.wire()) as wire:
            wire.send(rubbish)

    assert visit.widget()["who"] == "(local)"
    visit.leave()


def test_websocket_from_another_site_is_refused(server: Running) -> None:
    visit = server.open_page()
    address = f"ws://127.0.0.1:{server.port}/api/kernels/{visit.kernel_id}/channels"

    with pytest.raises(websocket.WebSocketBadStatusException) as told:
        websocket.create_connection(address, origin="https://evil.example")

    assert told.value.status_code == 403
    visit.leave()


def test_person_named_by_the_proxy_is_who_the_page_is_for(guarded: Running) -> None:
    visit = guarded.open_page(headers=LAN)

    assert visit.widget()["who"] == "lan"
    visit.leave()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Person": "lan"},
        {"X-Person": "lan", "X-Toolkit-Secret": "guessed"},
        {"X-Person": "lan", "X-Toolkit-Secret": ""},
        {"X-Toolkit-Secret": "only-the-proxy-knows"},
        {**PROXY, "X-Person": ""},
        {**PROXY, "X-Person": "lan; rm -rf"},
        {**PROXY, "X-Person": "l" * 200},
    ],
)
def test_forged_or_missing_identity_gets_no_page_and_no_kernel(
    guarded: Running, headers: dict[str, str]
) -> None:
    pages = guarded.health()["pages"]
    reply = guarded.ask("/", headers=headers)

    assert reply.status == 403
    assert "Chưa được phép vào" in reply.text
    assert guarded.health()["pages"] <= pages  # one that was left before may be ended meanwhile


def test_kernel_of_another_person_is_out_of_reach(guarded: Running) -> None:
    visit = guarded.open_page(headers=LAN)
    path = f"/api/kernels/{visit.kernel_id}"

    assert refused(visit, MINH) == 403
    assert refused(visit, {"X-Person": "lan"}) == 403
    assert guarded.ask(path, headers=MINH).status == 403
    assert guarded.ask(path, headers={}).status == 403
    assert guarded.ask(visit.place("outputs"), headers=MINH).status == 403
    assert visit.leave(**MINH).status == 403
    assert guarded.ask(path, headers=LAN).status == 200
    assert visit.widget()["who"] == "lan"
    visit.leave()


def test_farewell_is_taken_only_from_the_page_itself(server: Running) -> None:
    visit = server.open_page()

    assert visit.leave(Origin="https://evil.example").status == 403
    assert visit.leave(**{"Sec-Fetch-Site": "cross-site"}).status == 403
    assert server.ask(f"/leave/{visit.kernel_id}", "POST", body="").status == 403
    assert visit.widget()["who"] == "(local)"
    assert visit.leave().status == 204
    assert visit.leave().status == 204


def test_kernel_knows_nothing_of_the_proxys_secret(guarded: Running) -> None:
    visit = guarded.open_page(headers=LAN)
    secret = b"only-the-proxy-knows"
    environments = [one.environ() for one in guarded.kernels()]

    assert environments
    assert not [one for one in environments if secret.decode() in one.values()]
    visit.leave()
