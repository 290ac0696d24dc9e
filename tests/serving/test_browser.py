"""The page in a real browser: what a visitor sees while it loads, breaks, and is left."""

import contextlib
import os
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.programs import QUIET
from tests.serving.running import Running, running
from tests.waiting import PATIENCE, becomes

pytestmark = pytest.mark.browser
MILLISECONDS = PATIENCE * 1000
# What was on the screen, one after another: the words of the loading screen, and the page's button.
WATCH = """addEventListener("DOMContentLoaded", () => { window.seen = []
const look = () => { const at = document.getElementById("gs-loading")
const now = [at ? at.textContent.trim() : "", document.getElementById("add") !== null]
if (String(now) !== String(seen.at(-1))) seen.push(now) }
look()
new MutationObserver(look).observe(document.documentElement, {childList: true, subtree: true}) })"""


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=MILLISECONDS)
    with sync_playwright() as play:
        yield play.chromium.launch(executable_path=chromium, args=QUIET)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    context.set_default_timeout(MILLISECONDS)
    yield context.new_page()
    context.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as one:
        yield one


def visit(page: Page, address: str) -> None:
    """Open the page and wait until it can be used."""
    page.goto(address, wait_until="commit")
    expect(page.locator("#add")).to_be_visible()
    expect(page.locator("#gs-loading")).to_have_count(0)


def test_page_is_whole_quiet_and_at_home(server: Running, page: Page) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(f"{message.type} {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error {error}"))

    visit(page, f"{server.url}?page=units&unit=TCMT")

    expect(page).to_have_title("Gương Sáng")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.locator("#asked")).to_have_text("page=units&unit=TCMT")
    page.locator("#add").click()
    expect(page.locator("#count")).to_have_text("1")
    elsewhere = [url for url in asked if not url.startswith((server.url, "blob:", "data:"))]
    assert elsewhere == []
    assert [line for line in said if line.startswith("error")] == []


def test_visit_asks_for_few_files(server: Running, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    visit(page, server.url)
    scripts = [name for name in asked if name.endswith(".js")]

    assert sorted(scripts) == ["frame.js", "page.min.js", "trial.js"]


def test_second_visit_fetches_no_file_again(server: Running, page: Page) -> None:
    visit(page, server.url)
    page.wait_for_load_state("networkidle")
    visit(page, server.url)
    page.wait_for_load_state("networkidle")
    fetched = page.evaluate(
        """() => performance.getEntriesByType("resource")
        .filter((entry) => entry.transferSize > 0).map((entry) => entry.name)"""
    )

    assert [url for url in fetched if "/static/" in url] == []


def test_loading_screen_stays_until_the_widgets_have_drawn(server: Running, page: Page) -> None:
    page.add_init_script(WATCH)
    visit(page, server.url)
    (words, drawn), *later = page.evaluate("seen")

    assert "Đang mở bảng theo dõi…" in words
    assert not drawn
    assert [words != "" or drawn for words, drawn in later] == [True] * len(later)


def test_leaving_and_reloading_end_the_kernel(own: Running, page: Page) -> None:
    visit(page, own.url)
    visit(page, own.url)
    becomes(lambda: own.health()["pages"], 1)
    page.goto("about:blank")

    becomes(lambda: own.health()["pages"], 0)


def test_killed_kernel_shows_a_banner_whose_button_mends_it(server: Running, page: Page) -> None:
    visit(page, server.url)
    page.locator("#add").click()
    expect(page.locator("#count")).to_have_text("1")
    os.kill(int(page.locator("#pid").inner_text()), signal.SIGKILL)

    banner = page.get_by_role("alert")
    expect(banner).to_contain_text("Phiên làm việc của trang này đã kết thúc")
    banner.get_by_role("button", name="Tải lại").click()
    expect(page.locator("#count")).to_have_text("0")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_stopped_server_shows_a_banner(own: Running, page: Page) -> None:
    visit(page, own.url)
    own.stop()

    expect(page.get_by_role("alert")).to_contain_text("Máy chủ không trả lời")


def test_dropped_connection_comes_back_with_the_page_as_it_was(own: Running, page: Page) -> None:
    with Line(own.port) as line:
        visit(page, f"http://127.0.0.1:{line.port}/")
        page.locator("#add").click()
        expect(page.locator("#count")).to_have_text("1")
        with page.expect_websocket():
            line.drop()
        page.locator("#add").click()

        expect(page.locator("#count")).to_have_text("2")
        expect(page.get_by_role("alert")).to_have_count(0)


def test_visitor_who_chose_dark_sees_a_dark_loading_screen(server: Running, page: Page) -> None:
    page.goto(f"{server.url}?theme=dark", wait_until="commit")

    expect(page.locator("html.gs-dark")).to_have_count(1)


def test_english_page_says_so(server: Running, page: Page) -> None:
    page.add_init_script(WATCH)
    visit(page, f"{server.url}?lang=en")

    expect(page.locator("html[lang=en]")).to_have_count(1)
    assert "Opening the dashboard…" in page.evaluate("seen")[0][0]


class Line:
    """A line between browser and server that can break."""

    def __init__(self, server: int) -> None:
        self._server = server
        self._door = socket.create_server(("127.0.0.1", 0))
        self._ends: list[socket.socket] = []
        self.port: int = self._door.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._answer, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits at it
        self._door.close()
        self.drop()

    def drop(self) -> None:
        """Break every connection that is open now; new ones may be made."""
        ends, self._ends = self._ends, []
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _answer(self) -> None:
        while True:
            try:
                browser, _ = self._door.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._server))
            self._ends += [browser]
            for ends in ((browser, server), (server, browser)):
                threading.Thread(target=self._carry, args=ends, daemon=True).start()

    @staticmethod
    def _carry(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_RDWR)
        except OSError:
            return
        finally:
            source.close()
