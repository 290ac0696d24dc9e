"""Visits: fresh, one's own, limited in number, and leaving nothing behind."""

import contextlib
import json
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
import websocket

from tests.serving.running import ROOT, Running, Visit, running
from tests.waiting import becomes, children, ended, eventually

PROXY = {"X-Toolkit-Secret": "only-the-proxy-knows"}


def forked(server: Running) -> list[psutil.Process]:
    """The kernels: children of the warm parent."""
    return children(*parents(server))


def parents(server: Running) -> list[psutil.Process]:
    """The warm parent; for a moment none, after one has died."""
    return children(psutil.Process(server.process.pid))


def state(server: Running) -> tuple[int, int, int]:
    """How many kernels there are, how many of them wait, and how many pages are open."""
    told = server.health()
    return len(forked(server)), told["waiting"], told["pages"]


def test_page_shows_what_was_written_a_moment_before_the_click(server: Running) -> None:
    becomes(lambda: server.health()["waiting"], 2)
    shown = []
    for number in range(3):
        server.data.write_text(f"written {number}")
        visit = server.open_page()
        shown.append(visit.widget()["data"])
        visit.leave()

    assert shown == ["written 0", "written 1", "written 2"]


def test_pages_opened_at_once_each_show_their_own_person_and_query(guarded: Running) -> None:
    def visited(name: str) -> tuple[str, str]:
        visit = guarded.open_page(f"?unit={name}", {**PROXY, "X-Person": name})
        state = visit.widget()
        visit.leave()
        return state["who"], state["asked"]

    names = [f"person{number}" for number in range(6)]
    with ThreadPoolExecutor(6) as together:
        shown = list(together.map(visited, names))

    assert shown == [(name, f"unit={name}") for name in names]


def test_page_goes_out_before_its_kernel_has_drawn(server: Running) -> None:
    visit = server.open_page()

    assert "Đang mở bảng theo dõi" in visit.html
    assert "trial.vue" not in visit.html
    assert "trial.vue" in visit.outputs
    visit.leave()


def test_page_left_while_it_is_being_drawn_leaves_no_kernel(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        becomes(lambda: len(forked(server)), 2)
        for _ in range(5):
            html = server.ask("/").text
            assert Visit(server, html, {}).leave().status == 204

        becomes(lambda: state(server), (2, 2, 0))


def test_page_that_says_farewell_leaves_no_kernel(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        becomes(lambda: len(forked(server)), 2)
        visits = [server.open_page() for _ in range(3)]
        assert server.health()["pages"] == 3
        for visit in visits:
            visit.leave()

        assert server.health()["pages"] == 0
        becomes(lambda: state(server), (2, 2, 0))
        assert list(tmp_path.glob("gs-*/*-[1-5]")) != []


def test_full_server_says_so_and_opens_again_when_somebody_leaves(tmp_path: Path) -> None:
    with running(tmp_path, MOST_KERNELS="2") as server:
        visits = [server.open_page() for _ in range(2)]
        busy = server.ask("/")

        assert busy.status == 503
        assert busy.headers["Retry-After"] == "15"
        assert "Máy chủ đang đông" in busy.text
        visits[0].leave()
        assert server.ask("/").status == 200


def test_page_that_never_connects_is_ended_and_a_connected_one_is_kept(tmp_path: Path) -> None:
    # When the lost one is ended, the kept one has long been connected beyond either limit.
    with running(tmp_path, UNCONNECTED="6", IDLE_SECONDS="2") as server:
        kept = server.open_page()
        with contextlib.closing(kept.wire()):
            lost = server.open_page()
            becomes(lambda: server.health()["pages"], 1)
            assert server.ask(f"/api/kernels/{kept.kernel_id}").status == 200
            assert server.ask(f"/api/kernels/{lost.kernel_id}").status == 404
        becomes(lambda: server.health()["pages"], 0)


def test_killed_kernel_is_told_to_its_page_and_forgotten(server: Running) -> None:
    visit = server.open_page()
    pid = visit.widget()["pid"]
    with contextlib.ExitStack() as afterwards:
        wire = visit.wire()
        afterwards.callback(wire.shutdown)  # close() does nothing where the other side closed
        psutil.Process(pid).kill()
        kind, data = wire.recv_data()
        while kind != websocket.ABNF.OPCODE_CLOSE:
            kind, data = wire.recv_data()

    assert int.from_bytes(data[:2], "big") == 4404
    becomes(lambda: server.ask(f"/api/kernels/{visit.kernel_id}").status, 404)


def test_next_page_opens_after_the_warm_parent_was_killed(tmp_path: Path) -> None:
    with running(tmp_path) as server:
        becomes(lambda: len(forked(server)), 2)
        open_before = server.open_page()
        (parent,) = parents(server)
        parent.kill()
        visits = [server.open_page() for _ in range(4)]

        assert [visit.widget()["who"] for visit in visits] == ["(local)"] * 4
        assert open_before.widget()["who"] == "(local)"
        assert eventually(lambda: [one.pid != parent.pid for one in parents(server)] == [True])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_stopped_server_leaves_no_process_behind(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path) as server:
        becomes(lambda: len(forked(server)), 2)
        server.open_page()
        server.ask("/")  # a page that is still being drawn
        started = server.kernels()
        assert len(started) >= 3
        server.stop(number)

        assert eventually(lambda: all(ended(one) for one in started))
        assert number == signal.SIGKILL or list(tmp_path.glob("gs-*")) == []


def test_notebook_that_fails_gives_a_sentence_with_a_code_and_no_kernel(tmp_path: Path) -> None:
    cell = {"cell_type": "code", "source": "1/0", "id": "a", "metadata": {}, "outputs": []}
    book = {"cells": [{**cell, "execution_count": None}], "metadata": {}}
    notebook = tmp_path / "failing.ipynb"
    notebook.write_text(json.dumps({**book, "nbformat": 4, "nbformat_minor": 5}))
    with running(tmp_path, notebook) as server:
        outputs = json.loads(server.open_page().outputs)["failure"]

        assert "Trang chưa mở được" in outputs
        assert "Mã lỗi để báo quản trị" in outputs
        assert "ZeroDivisionError" not in outputs
        becomes(lambda: server.health()["pages"], 0)


def test_everything_moves_with_the_base_address(tmp_path: Path) -> None:
    with running(tmp_path, BASE_URL="/guong-sang/") as server:
        visit = server.open_page("?page=units")

        assert visit.widget()["asked"] == "page=units"
        assert 'src="/guong-sang/static/' in visit.html
        assert server.ask("/").status == 404
        assert server.ask("/healthz").status == 404
        assert visit.leave().status == 204


def test_dashboard_notebook_is_one_cell_of_two_lines() -> None:
    book = json.loads((ROOT / "notebooks" / "dashboard.ipynb").read_text("utf-8"))

    assert [cell["source"] for cell in book["cells"]] == [
        ["from toolkit.pages.shell import open_page\n", "open_page()"]
    ]
