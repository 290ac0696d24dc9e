"""A person at a browser: opens pages, presses keys, and nothing that happens stays unseen."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_core_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Locator, Page, expect

from tests import waiting

WIDE = (1366, 768)
PHONE = (390, 844)
SIZES = [WIDE, PHONE]
PATIENCE = int(waiting.PATIENCE * 1000)
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "images"

# Colours are judged when nothing fades any more; spinners never end.
STILL = """() => Promise.all(document.getAnimations()
.filter(one => one.effect.getComputedTiming().endTime < Infinity)
.map(one => one.finished.catch(() => null)))"""


# Vuetify finds out a turn later, by a timer of no length, which of its layers is the top one.
TURN = "() => new Promise(done => setTimeout(done, 20))"

# What is said at the foot of the window goes away by itself: on a slow machine before one looks.
HEAR = """addEventListener("DOMContentLoaded", () => { window.heard = []; let last = ""
new MutationObserver(() => { const at = document.querySelector(".v-snackbar .v-snackbar__content")
const said = at ? at.textContent.trim() : ""
if (said && said !== last) heard.push(said)
last = said }).observe(document.body, {childList: true, subtree: true, characterData: true}) })"""
HEARD = """said => { const at = (window.heard || []).findIndex(each => each.includes(said))
if (at >= 0) heard.splice(0, at + 1)
return at >= 0 }"""


class Visitor:
    """One browser window. `home` is where the dashboards are for this person."""

    def __init__(
        self, browser: Browser, home: str, size: tuple[int, int] = WIDE, **more: Any
    ) -> None:
        self.home = home
        self.asked: list[str] = []
        self.said: list[str] = []
        self.wires: list[str] = []
        self.opened = 0
        self.forgiven = ""
        self._context = browser.new_context(
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce",
            **more,
        )
        self._context.set_default_timeout(PATIENCE)
        self._context.add_init_script(HEAR)
        self._context.on("request", lambda request: self.asked.append(request.url))
        self._context.on("weberror", lambda error: self.said.append(f"error {error.error}"))
        self._context.on(
            "console", lambda message: self.said.append(f"{message.type} {message.text}")
        )
        self.page: Page = self._context.new_page()
        self.page.on("websocket", lambda wire: self.wires.append(wire.url))
        self.page.on("domcontentloaded", lambda _: self.count())

    def open(self, query: str = "") -> Page:
        """Open an address as a person does who typed it; returns when it can be used."""
        self.page.goto(self.home + query, wait_until="commit")
        return self.settled()

    def count(self) -> None:
        self.opened += 1

    def settled(self) -> Page:
        """Wait until a page of ours is drawn."""
        expect(self.heading).to_be_visible()
        expect(self.page.locator("#gs-loading")).to_have_count(0)
        return self.page

    @property
    def heading(self) -> Locator:
        return self.page.locator("h1:visible").first

    @property
    def dialog(self) -> Locator:
        """The dialog on top."""
        return self.page.get_by_role("dialog").last

    def hears(self, sentence: str = "") -> None:
        """Wait for a sentence at the foot of the window; once heard it must be said anew."""
        heard = waiting.eventually(lambda: bool(self.page.evaluate(HEARD, sentence)))
        assert heard, (sentence, self.page.evaluate("window.heard"))

    def decide(self, action: str) -> None:
        """Press a button of the dialog, and its like in the one that asks whether one is sure."""
        dialogs = self.page.get_by_role("dialog")
        expect(dialogs).to_have_count(1)
        self.dialog.get_by_role("button", name=action).click()
        expect(dialogs).to_have_count(2)
        self.dialog.get_by_role("button", name=action).click()

    def turn_to(self, title: str) -> None:
        """Go to a page by the drawer, or by the bar at the foot of a phone."""
        pages = self.page.get_by_role("navigation", name=re.compile("Các trang|Pages"), exact=True)
        pages.get_by_role("link", name=re.compile(f"^{title}")).click()
        expect(self.heading).to_have_text(title)

    def sit_as(self, login: str) -> None:
        """In the demo: see it as somebody else."""
        self.page.get_by_label("Xem như").select_option(login)
        expect(self.page.get_by_label("Xem như")).to_have_value(login)

    def fill(self, label: str | re.Pattern[str], text: str) -> None:
        self.dialog.get_by_role("textbox", name=label).fill(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def escape(self) -> None:
        """Press Escape, when whatever lies on top has begun to listen to it."""
        self.page.evaluate(TURN)
        self.press("Escape")

    def sees(self) -> list[str]:
        """What axe finds wrong with the page as it stands: rule and place of each."""
        self.page.evaluate(STILL)
        self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate("axe.run().then(found => found.violations)")
        return [
            f"{each['id']}: {node['target']} {node['failureSummary']}"
            for each in found
            for node in each["nodes"]
        ]

    def wider_than_the_window(self) -> int:
        """By how many pixels the page is wider than what holds it."""
        width: int = self.page.evaluate(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        return width

    def picture(self, name: str) -> None:
        """For README and guides, when they are to be made anew (SCREENSHOTS=1)."""
        if os.environ.get("SCREENSHOTS"):
            self.page.screenshot(path=PICTURES / f"{name}.png")

    def leave(self) -> None:
        self._context.close()

    def elsewhere(self) -> list[str]:
        """Every address asked for that is not this server's."""
        ours = (self.home, "blob:", "data:")
        return [url for url in self.asked if not url.startswith(ours)]

    def complaints(self) -> list[str]:
        """What the browser complained of, but for what a test provokes on purpose (`forgiven`)."""
        loud = [line for line in self.said if not line.startswith(("log", "info", "debug"))]
        return [line for line in loud if not (self.forgiven and re.search(self.forgiven, line))]


@contextmanager
def visiting(browser: Browser, home: str, **more: Any) -> Iterator[Visitor]:
    """Visit, and prove in the end that the visit was quiet and stayed at home."""
    visitor = Visitor(browser, home, **more)
    try:
        yield visitor
        assert not visitor.elsewhere(), visitor.elsewhere()
        assert not visitor.complaints(), visitor.complaints()
        if not visitor.forgiven:
            assert len(visitor.wires) <= visitor.opened, "a wire broke and was made anew"
    finally:
        visitor.leave()
