"""The journey of a leader: read in half a minute, and nothing to press by mistake."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.waiting import eventually

pytestmark = pytest.mark.browser


def test_leader_reads_everything_and_can_change_nothing(visit_as: Visit, office: House) -> None:
    visitor = visit_as("lanhdao")
    page = visitor.open()

    expect(page.locator(".gs-who")).to_contain_text("Lãnh đạo")
    pages = ["Tổng quan", "Đơn vị", "Điển hình", "Hoạt động", "Nhân rộng"]
    pages += ["Bình xét", "Hội nghị", "Kế hoạch", "Báo cáo"]
    expect(page.locator(".gs-nav")).to_have_text(pages)
    expect(page.locator(".gs-figure")).to_have_count(4)
    page.get_by_role("region", name="Đơn vị quá hạn").get_by_role("link").first.click()
    page.get_by_role("button", name=re.compile(r"^1\.5 ")).first.click()
    expect(visitor.dialog).to_contain_text("Bồi dưỡng điển hình tiên tiến")
    expect(visitor.dialog.locator(".gs-sheet-actions button")).to_have_count(0)
    expect(visitor.dialog.get_by_role("textbox")).to_have_count(0)
    visitor.escape()
    expect(page.get_by_role("dialog")).to_have_count(0)
    visitor.open("?page=work")
    visitor.hears("Không có trang này")
    expect(visitor.heading).to_have_text("Tổng quan")


def test_overview_answers_on_one_screen(visit_as: Visit) -> None:
    visitor = visit_as("lanhdao")
    page = visitor.open()
    height = page.evaluate("innerHeight")
    answers = [
        page.locator(".gs-figure").last,
        page.get_by_role("region", name="Tiến độ theo giai đoạn"),
        page.get_by_role("region", name="Đơn vị quá hạn").get_by_role("row").nth(2),
        page.locator(".gs-bars li").nth(3),
        page.locator(".gs-changes li").first,
    ]

    assert eventually(lambda: all(foot(answer) <= height for answer in answers))
    assert page.evaluate("scrollY") == 0


def foot(locator: Locator) -> float:
    """Where it ends, in pixels from the top of the window."""
    box = locator.bounding_box()
    assert box
    return box["y"] + box["height"]
