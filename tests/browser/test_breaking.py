"""What breaks under an open page is told, what was typed stays, and leaving leaves nothing."""

import contextlib
import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit
from tests.browser.house import House, keeping_house
from tests.browser.visitor import visiting
from tests.waiting import becomes, eventually
from toolkit.serving.server import WAITING

pytestmark = pytest.mark.browser
BROKEN = "ERR_CONNECTION|WebSocket connection|404|Connection|kernel|Failed to fetch|net::ERR"


def empty(house: House) -> bool:
    """Whether no page is open and no kernel is left but those that wait for a visitor."""
    return house.health()["pages"] == 0 and len(house.kernel_ids) <= WAITING


def test_killed_kernel_is_told_and_reload_brings_the_draft_back(
    visit_as: Visit, office: House
) -> None:
    visitor = visit_as("dm.vp")
    visitor.forgiven = BROKEN
    page = visitor.open("?page=work")
    page.get_by_role("button", name=re.compile("^Báo cáo 1.3 ")).click()
    visitor.fill("Nội dung báo cáo *", "Đang viết dở thì mất điện.")
    owed = office.owed("VP", "1.3")
    assert eventually(lambda: bool(office.draft("dm.vp", owed.id)))
    for number in office.kernel_ids:
        with contextlib.suppress(ProcessLookupError):  # of a page that was left a moment ago
            os.kill(number, signal.SIGKILL)

    banner = page.get_by_role("alert").filter(has_text="Phiên làm việc của trang này đã kết thúc")
    expect(banner).to_be_visible()
    banner.get_by_role("button", name="Tải lại").click()
    expect(banner).to_have_count(0)
    visitor.settled()
    page.get_by_role("button", name=re.compile("^Báo cáo 1.3 ")).click()
    expect(visitor.dialog.get_by_role("textbox").first).to_have_value("Đang viết dở thì mất điện.")
    visitor.dialog.get_by_role("button", name="Bỏ bản nháp").click()
    expect(visitor.dialog.get_by_role("textbox").first).to_have_value("")
    assert not office.draft("dm.vp", owed.id)


def test_stopped_server_is_told(browser: Browser, demo_data: Path, tmp_path: Path) -> None:
    with (
        keeping_house(demo_data, tmp_path) as house,
        visiting(browser, house.url) as visitor,
    ):
        visitor.forgiven = BROKEN
        page = visitor.open()
        house.stop()

        banner = page.get_by_role("alert").filter(has_text="Máy chủ không trả lời")
        expect(banner).to_be_visible()
        expect(banner.get_by_role("button", name="Tải lại")).to_be_visible()


def test_kernel_ends_when_the_page_is_left_and_reloads_leave_one(
    visit: Visit, house: House
) -> None:
    visitor = visit()
    page = visitor.open()
    page.reload(wait_until="commit")
    visitor.settled()
    visitor.open("?page=plan")
    becomes(lambda: house.health()["pages"], 1)
    assert eventually(lambda: len(house.kernel_ids) <= 1 + WAITING)
    page.close(run_before_unload=True)

    assert eventually(lambda: empty(house))
