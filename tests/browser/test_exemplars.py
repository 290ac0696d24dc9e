"""Điển hình in a browser: find, filter, share, put on record, be warned, lose nothing."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.visitor import Visitor
from tests.waiting import becomes

pytestmark = pytest.mark.browser
LOGIN, UNIT = "dm.vp", "VP"
NAME = "Bạch Thị Tường Vy"


def first_name(visitor: Visitor) -> Locator:
    return visitor.page.locator(".gs-xs-c-name a").first


def put(visitor: Visitor, name: str, kind: str = "Cá nhân") -> None:
    """Fill in the least that a new exemplar needs."""
    visitor.page.get_by_role("button", name="Thêm điển hình").click()
    visitor.dialog.get_by_role("radio", name=kind).check()
    visitor.fill("Họ và tên *", name)
    visitor.dialog.get_by_role("checkbox", name="Toàn diện").check()


def drafted(house: House, unit: str = UNIT) -> str:
    """The name in the coordinator's draft."""
    return str(house.draft(LOGIN, f"exemplar {unit} new").get("form", {}).get("name", ""))


def test_list_is_searched_filtered_sorted_and_shared_by_its_address(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?page=exemplars")
    count = page.locator(".gs-head-text p")
    expect(count).to_contain_text(re.compile(r"^\d[\d.]* điển hình"))
    everybody = count.inner_text()
    page.get_by_role("combobox", name="Loại", exact=True).select_option(label="Mô hình")
    expect(page).to_have_url(re.compile("kind=model"))
    expect(count).not_to_have_text(everybody)
    page.get_by_role("button", name="Mã", exact=True).click()
    expect(page.get_by_role("columnheader", name="Mã")).to_have_attribute("aria-sort", "ascending")
    page.locator("summary", has_text="Cột").click()
    page.get_by_role("checkbox", name="Lĩnh vực").uncheck()
    expect(page.get_by_role("columnheader", name="Lĩnh vực")).to_have_count(0)
    visitor.press("Escape")
    found, address = first_name(visitor).inner_text(), page.url

    expect(page).to_have_url(re.compile("columns=.*sort=code|sort=code.*columns="))
    friend = visit()
    friend.page.goto(address, wait_until="commit")
    friend.settled()
    expect(first_name(friend)).to_have_text(found)
    expect(friend.page.get_by_role("columnheader", name="Lĩnh vực")).to_have_count(0)
    first_name(friend).click()
    expect(friend.page).to_have_url(re.compile("page=exemplar&code="))
    friend.page.go_back()
    expect(first_name(friend)).to_have_text(found)


def test_filter_is_saved_under_a_name_and_opened_again(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?page=exemplars&kind=team&registration=approved")
    found = first_name(visitor).inner_text()
    page.locator("summary", has_text="Bộ lọc đã lưu").click()
    page.get_by_label("Tên bộ lọc").fill("Tập thể đã duyệt")
    page.get_by_role("button", name="Lưu bộ lọc đang dùng").click()
    page.reload(wait_until="commit")
    visitor.settled()
    page.get_by_role("button", name="Bỏ lọc").click()
    expect(page).not_to_have_url(re.compile("kind="))
    page.locator("summary", has_text="Bộ lọc đã lưu").click()
    page.get_by_role("link", name="Tập thể đã duyệt").click()

    expect(page).to_have_url(re.compile("kind=team&registration=approved"))
    expect(first_name(visitor)).to_have_text(found)


def test_what_is_filtered_is_downloaded(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?page=exemplars&kind=household")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải Excel").click()

    assert download.value.suggested_filename.endswith(".xlsx")
    visitor.hears(download.value.suggested_filename)


def test_exemplar_is_put_on_record_after_a_reload_a_fault_and_a_warning(
    visit_as: Visit, office: House
) -> None:
    visitor = visit_as(LOGIN)
    page = visitor.open("?page=exemplars")
    put(visitor, NAME)
    visitor.fill("Ngày sinh hoặc năm sinh", "31/02/1980")
    visitor.press("Tab")
    expect(visitor.dialog.get_by_text("không phải ngày")).to_be_visible()
    becomes(lambda: drafted(office), NAME)

    page.reload(wait_until="commit")
    visitor.settled()
    expect(visitor.dialog.get_by_text("Đang hiện bản nháp của bạn")).to_be_visible()
    expect(visitor.dialog.get_by_role("textbox", name="Họ và tên *")).to_have_value(NAME)
    visitor.dialog.get_by_role("button", name="Lưu").click()
    birth = visitor.dialog.get_by_role("textbox", name="Ngày sinh hoặc năm sinh")
    expect(birth).to_be_focused()
    birth.fill("1980")
    visitor.dialog.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("link", name=re.compile(rf"^{NAME} \(VP-2018-"))).to_be_visible()
    assert drafted(office) == ""

    put(visitor, "Bạch thị Tường Vi")
    visitor.dialog.get_by_role("button", name="Lưu").click()
    warning = visitor.dialog.get_by_role("alert")
    expect(warning).to_contain_text(NAME)
    expect(warning.get_by_role("link", name="Mở hồ sơ đã có")).to_have_count(1)
    visitor.dialog.get_by_role("button", name="Vẫn lưu").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_label("Tìm điển hình").fill("bach thi tuong v")
    expect(page.locator(".gs-xs-c-name a")).to_have_text(["Bạch thị Tường Vi", NAME])


def test_form_is_filled_in_by_keys_alone(visit_as: Visit, office: House) -> None:
    visitor = visit_as("dm.tcmt")
    page = visitor.open("?page=exemplars")
    opener = page.get_by_role("button", name="Thêm điển hình")
    opener.focus()
    visitor.press("Enter")
    kind = visitor.dialog.get_by_role("radio", name="Cá nhân")
    expect(kind).to_be_visible()
    kind.focus()
    visitor.press("ArrowRight")
    expect(visitor.dialog.get_by_role("radio", name="Tập thể")).to_be_checked()
    name = visitor.dialog.get_by_role("textbox", name="Tên tập thể *")
    name.focus()
    page.keyboard.type("To phim cam")
    visitor.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
    expect(page.get_by_text("Bạn đang nhập dở một điển hình")).to_be_visible()
