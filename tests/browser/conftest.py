"""A browser and a house for each module, and people who visit."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.house import SECRET, House, Proxy, keeping_house
from tests.browser.visitor import PATIENCE, Visitor, visiting
from tests.programs import QUIET

Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def house(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Somebody's own machine with the demo: no identity."""
    with keeping_house(demo_data, tmp_path_factory.mktemp("house")) as one:
        yield one


@pytest.fixture(scope="module")
def office(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server behind a proxy that tells who asks."""
    folder = tmp_path_factory.mktemp("office")
    known = {"IDENTITY_HEADER": "X-Person", "IDENTITY_SECRET": SECRET}
    with keeping_house(demo_data, folder, **known) as one:
        yield one


@pytest.fixture
def visit(browser: Browser, house: House) -> Iterator[Visit]:
    """Open a window on the house; in the end each visit must have been quiet."""
    with ExitStack() as visits:
        yield lambda **more: visits.enter_context(visiting(browser, house.url, **more))


@pytest.fixture
def visit_as(browser: Browser, office: House) -> Iterator[Visit]:
    """Open a window on the office as the person with this login."""
    with ExitStack() as visits:

        def come(login: str, **more: Any) -> Visitor:
            proxy = Proxy(office, login)
            visits.callback(proxy.close)
            return visits.enter_context(visiting(browser, proxy.url, **more))

        yield come
