"""Visits in headless Chromium: when a page is drawn, and when it has answered a click."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from tests.programs import QUIET, required

PATIENCE = 30.0
_WATCH = (Path(__file__).parent / "watch.js").read_text(encoding="utf-8")
_FLAGS = [*QUIET, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


@dataclass(frozen=True)
class Look:
    """JavaScript: whether the page is drawn, what to click, and what the answer changes."""

    drawn: str
    click: str
    told: str

    @property
    def script(self) -> str:
        parts = {"__DRAWN__": self.drawn, "__CLICK__": self.click, "__TOLD__": self.told}
        script = _WATCH
        for name, text in parts.items():
            script = script.replace(name, text)
        return script


# The groups turn from kinds to blocs in the browser; that the kernel answers too is seen from its
# reply to a click on the page's own link.
OURS = Look(
    drawn="document.querySelectorAll('.gs-figure').length === 4 && seen(one('.gs-overview h1'))"
    " && !one('#gs-loading')",
    click="one('.gs-list-head .gs-choice button:last-child').click(); one('.gs-brand').click()",
    told="heard ? one('.gs-bars a').textContent : ''",
)
VOILA = Look(
    drawn="seen(one('.jupyter-button'))",
    click="one('.jupyter-button').click()",
    told="one('.jupyter-button').textContent",
)
STREAMLIT = Look(
    drawn="seen(one('h1')) && document.querySelectorAll('[data-testid=stMetric]').length === 4"
    " && document.querySelectorAll('[role=radiogroup] input').length === 2",
    click="document.querySelectorAll('[role=radiogroup] input')[1].click()",
    told="document.querySelectorAll('[data-testid=stTable]')[1].textContent",
)
PANEL = Look(
    drawn="all('h1').some(seen) && all('table').length >= 4 && all('.bk-btn').length === 2",
    click="all('.bk-btn')[1].click()",
    told="all('table').map(table => table.textContent).join()",
)


@dataclass(frozen=True)
class Seen:
    """Seconds from navigation until drawn, and until a click was answered."""

    drawn: float
    usable: float


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as play:
        path = str(required("chromium"))
        browser = await play.chromium.launch(executable_path=path, args=_FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


@contextlib.asynccontextmanager
async def visitor(browser: Browser, look: Look | None = None) -> AsyncIterator[BrowserContext]:
    """Somebody with an empty cache, in Vietnam."""
    context = await browser.new_context(
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport={"width": 1366, "height": 768},
    )
    context.set_default_timeout(PATIENCE * 1000)
    if look:
        await context.add_init_script(look.script)
    try:
        yield context
    finally:
        await context.close()


async def open_page(page: Page, url: str) -> Seen:
    """Open an address and wait until it is usable. Raises TimeoutError."""
    await page.goto(url, wait_until="commit")
    async with asyncio.timeout(PATIENCE):
        told = await page.evaluate("window.__usable()")
    return Seen(told["drawn"] / 1000, told["usable"] / 1000)


async def leave(page: Page) -> None:
    """Go away and give the server time to notice and to make itself ready for the next."""
    await page.goto("about:blank")
    await asyncio.sleep(1.8)
