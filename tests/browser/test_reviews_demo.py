"""The demo's published round, read by its secretary and by a member of its council."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_published_round_of_the_demo_is_read_by_secretary_and_member(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?page=reviews")
    expect(page.locator(".gs-rv-round").filter(has_text="Đã công bố").first).to_be_visible()
    visitor.picture("binh-xet")
    page = visitor.open("?page=reviews&round=so-ket-2018&part=progress")
    expect(page.get_by_role("group", name="Người chấm và hồ sơ")).to_be_visible()
    visitor.picture("tien-do-cham")

    visitor.sit_as("hd.minh")
    parts = page.get_by_role("navigation", name="Phần của đợt bình xét")
    parts.get_by_role("link", name="Chấm điểm").click()
    page.locator(".gs-rv-mine tbody .gs-link").nth(1).click()
    expect(page.get_by_role("form", name="Phiếu chấm điểm")).to_contain_text("Người khác cho:")
    expect(page.get_by_role("spinbutton").first).not_to_be_editable()
