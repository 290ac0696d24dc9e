"""Without a mouse: Tab reaches all, Enter opens, arrows move, Esc closes, focus comes back."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
# What a person must be able to reach: everything that takes the focus and can be seen.
WITHOUT = """() => { const all = "a[href], button, input, select, textarea, summary, [tabindex='0']"
const seen = at => at.checkVisibility({visibilityProperty: true}) && !at.disabled
return [...document.querySelectorAll(all)].filter(at => seen(at) && at.tabIndex >= 0
&& !at.dataset.reached).map(at => at.outerHTML.slice(0, 160)) }"""
WATCH = """() => { for (const old of document.querySelectorAll("[data-reached]"))
delete old.dataset.reached
document.addEventListener("focusin", event => { event.target.dataset.reached = "yes" }) }"""


def never_reached(visitor: Visitor, most: int = 260) -> list[str]:
    """What Tab does not come to, from the top of the page until it begins anew."""
    page = visitor.page
    page.evaluate(WATCH)
    page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0) }")
    left: list[str] = []
    for count in range(most):
        page.keyboard.press("Tab")
        if count % 20 == 19:
            left = page.evaluate(WITHOUT)
            if not left:
                break
    return left


def hold(locator: Locator) -> None:
    """Focus it as Tab does."""
    locator.focus()
    expect(locator).to_be_focused()


@pytest.mark.parametrize(
    "query",
    [
        *("?page=overview", "?page=units", "?page=units&unit=VP", "?page=work", "?page=plan"),
        *("?page=plan&view=table", "?page=reports", "?page=exemplars"),
    ],
)
def test_tab_reaches_everything(visit: Visit, query: str) -> None:
    visitor = visit()
    visitor.open(query)

    assert never_reached(visitor) == []


def test_skip_link_is_first_and_leads_to_the_content(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open()
    visitor.press("Tab")
    skip = page.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    visitor.press("Enter")

    expect(page.locator("#gs-main")).to_be_focused()
    visitor.press("Tab")
    expect(page.locator("#gs-main :focus")).to_have_count(1)


def test_arrows_move_over_the_matrix_and_enter_opens_the_unit(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?page=units")
    hold(page.locator("[data-at='0:0']"))
    for key, place in {
        "ArrowRight": "0:1",
        "ArrowDown": "1:1",
        "End": "1:9",
        "Home": "1:0",
        "Control+End": "49:9",
        "Control+Home": "0:0",
        "ArrowUp": "0:0",
        "ArrowLeft": "0:0",
    }.items():
        visitor.press(key)
        expect(page.locator(f"[data-at='{place}']")).to_be_focused()
    visitor.press("ArrowDown", "ArrowRight", "ArrowRight")
    name = page.locator("[data-at='1:0']").inner_text()
    expect(page.locator(".gs-m-said")).to_contain_text(name)
    visitor.press("Enter")
    expect(visitor.heading).to_have_text(name)
    back = page.get_by_role("link", name="Danh sách đơn vị")
    expect(back).to_be_focused()
    visitor.press("Enter")
    expect(page.locator("[data-at='1:2']")).to_be_focused()


def test_escape_closes_dialogs_one_by_one_and_focus_comes_back(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?page=work")
    opener = page.locator("tbody button:visible").nth(2)
    hold(opener)
    visitor.press("Enter")
    expect(visitor.dialog).to_contain_text("Lịch sử xử lý")
    for key in ["Tab"] * 12 + ["Shift+Tab"] * 12:
        visitor.press(key)
        expect(page.locator("[role=dialog]:focus-within")).to_have_count(1)
    returning = visitor.dialog.get_by_role("button", name="Trả lại")
    hold(returning)
    visitor.press("Enter")
    expect(visitor.dialog).to_contain_text("Trả lại báo cáo để đơn vị sửa?")
    expect(visitor.dialog.get_by_role("textbox", name="Lý do")).to_be_focused()
    visitor.escape()
    expect(page.get_by_role("dialog")).to_have_count(1)
    visitor.escape()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_focus_comes_back_though_the_kernel_takes_long_to_close_a_dialog(
    visit: Visit, house: House
) -> None:
    visitor = visit()
    page = visitor.open("?page=work")
    opener = page.locator("tbody button:visible").nth(2)
    hold(opener)
    visitor.press("Enter")
    expect(visitor.dialog).to_contain_text("Lịch sử xử lý")
    with stopped(house.kernel_ids):
        visitor.escape()
        page.wait_for_timeout(1_000)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


@contextmanager
def stopped(numbers: list[int]) -> Iterator[None]:
    """These processes stand still meanwhile."""
    try:
        _tell(numbers, signal.SIGSTOP)
        yield
    finally:
        _tell(numbers, signal.SIGCONT)


def _tell(numbers: list[int], what: signal.Signals) -> None:
    for number in numbers:
        with suppress(ProcessLookupError):  # of a page that was left a moment ago
            os.kill(number, what)


def test_menu_calendar_and_demo_dialog_close_on_escape(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open()
    for opener, opened, held in (
        (page.get_by_role("button", name=re.compile("^Tài khoản")), ".gs-menu", ""),
        (
            page.get_by_role("button", name=re.compile("^Chọn ngày trên lịch")),
            *(".v-date-picker", ".v-date-picker :focus"),
        ),
        (
            page.get_by_role("button", name="Đổi ngày"),
            *("[role=dialog] .gs-dialog", "[role=dialog]:focus-within"),
        ),
    ):
        hold(opener)
        visitor.press("Enter")
        expect(page.locator(opened)).to_be_visible()
        if held:
            expect(page.locator(held)).to_be_visible()
        visitor.escape()
        expect(page.locator(opened)).to_be_hidden()
        expect(opener).to_be_focused()
