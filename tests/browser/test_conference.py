"""A conference in a browser: a unit nominates by keys, the Ministry decides, closes and prints."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.visitor import PHONE, Visitor
from toolkit.domain.text import fold
from toolkit.store import ExemplarFilter

pytestmark = pytest.mark.browser
CODE = "bieu-duong-2018"


def who_may_still(house: House) -> tuple[str, int]:
    """A unit that has nominated nobody though it has places and more exemplars; its places."""
    with house.reading() as q:
        busy = {each.unit for each in q.delegates(CODE)}
        for quota in q.quotas(CODE):
            mine = ExemplarFilter(codes=frozenset({quota.unit}), reached="interim_reviewed")
            enough = quota.count >= 2 and q.exemplar_page(mine, limit=1).total > quota.count
            if enough and quota.unit not in busy:
                return quota.unit, quota.count
    raise AssertionError("no unit of the demo may nominate still")


def tick(visitor: Visitor, number: int) -> str:
    """Tick a candidate by keys; its name."""
    line = visitor.page.locator(".gs-cf-candidates > li").nth(number)
    line.get_by_role("checkbox").focus()
    visitor.press("Space")
    expect(line.get_by_role("checkbox")).to_be_checked()
    coming = line.get_by_label("Người đi dự *")
    if coming.count():
        coming.fill("Trần Thị Bình")
    return line.locator("strong").inner_text()


def rows(page: Page) -> int:
    return page.locator(".gs-cf-people tbody tr:not(.gs-cf-section)").count()


@contextmanager
def downloaded(page: Page, button: str, folder: Path) -> Iterator[Path]:
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    place = folder / coming.value.suggested_filename
    coming.value.save_as(place)
    yield place


def test_from_nominations_to_badges(visit_as: Visit, office: House, tmp_path: Path) -> None:
    code, places = who_may_still(office)
    unit, ministry = visit_as(f"dm.{fold(code)}"), visit_as("bo.huong")
    nominate(unit, places)
    decide(ministry, unit_name(office, code), places)
    close(ministry)
    page = ministry.page
    page.get_by_role("button", name="In ấn").click()
    with downloaded(page, "Lập tệp: Danh sách đại biểu, Excel", tmp_path) as place:
        sheet = load_workbook(BytesIO(place.read_bytes())).worksheets[0]
    numbers = [row[2] for row in sheet.iter_rows(values_only=True) if str(row[2]).isdigit()]
    assert numbers == [f"{number:03d}" for number in range(1, len(numbers) + 1)]
    with downloaded(page, "Lập tệp: Thẻ đại biểu, Word", tmp_path) as place:
        assert place.read_bytes()[:2] == b"PK"
    unit.page.reload(wait_until="commit")
    unit.settled()
    expect(unit.page.get_by_text("Danh sách đại biểu đã chốt").first).to_be_visible()
    assert unit.page.locator(".gs-cf-sent li").filter(has_text="Thiếu xác nhận").count() == 1
    look(visit_as("lanhdao", size=PHONE))


def nominate(unit: Visitor, places: int) -> None:
    """By keys; what was ticked is there again after a reload, and no more than the places go."""
    page = unit.open(f"?page=conference&code={CODE}&part=nominate")
    for number in range(places):
        tick(unit, number)
    expect(page.get_by_text("Đã lưu nháp lúc")).to_be_visible()
    tick(unit, places)
    expect(page.get_by_text("Chọn quá số chỗ.")).to_be_visible()
    send = page.get_by_role("button", name="Gửi giới thiệu")
    expect(send).to_be_disabled()
    page.locator(".gs-cf-candidates > li").nth(places).get_by_role("checkbox").uncheck()
    expect(send).to_be_enabled()
    expect(page.get_by_text("Đã lưu nháp lúc")).to_be_visible()
    assert unit.sees() == []
    send.click()
    unit.dialog.get_by_role("button", name="Gửi giới thiệu").click()
    unit.hears(f"Đã gửi giới thiệu {places} điển hình.")
    expect(page.locator(".gs-cf-sent > li")).to_have_count(places)


def unit_name(house: House, code: str) -> str:
    with house.reading() as q:
        unit = q.unit(code)
    assert unit is not None
    return unit.name


def decide(ministry: Visitor, unit: str, places: int) -> None:
    """Found without tone marks; one is declined, with a reason; the rest are confirmed."""
    page = ministry.open(f"?page=conference&code={CODE}&part=list")
    expect(page.locator(".gs-cf-people")).to_be_visible()
    ministry.picture("hoi-nghi")
    page.get_by_role("searchbox", name="Tìm").fill(fold(unit))
    expect(page.locator(".gs-cf-people tbody tr:not(.gs-cf-section)")).to_have_count(places)
    page.get_by_role("button", name="Không duyệt").first.click()
    yes = ministry.dialog.get_by_role("button", name="Không duyệt", exact=True)
    yes.click()
    expect(ministry.dialog.get_by_text("Hãy ghi lý do.")).to_be_visible()
    ministry.fill("Lý do (đơn vị sẽ đọc)", "Thiếu xác nhận.")
    yes.click()
    ministry.hears("Đã ghi không duyệt")
    page.get_by_role("searchbox", name="Tìm").fill("")
    expect(page.get_by_role("button", name="Chốt danh sách")).to_be_disabled()
    page.get_by_label("Chọn hết người chờ duyệt").check()
    page.get_by_role("button", name="Duyệt (").click()
    ministry.hears("Đã duyệt")
    assert ministry.sees() == []


def close(ministry: Visitor) -> None:
    """A guest is put down, and the list closed: badges are numbered."""
    page = ministry.page
    page.get_by_role("button", name="Thêm đại biểu").click()
    ministry.dialog.get_by_role("button", name="Lưu").click()
    expect(ministry.dialog.get_by_text("Hãy ghi tên người đi dự.")).to_be_visible()
    ministry.fill("Họ và tên *", "Đỗ Quốc Khánh")
    ministry.fill("Chức vụ", "Thứ trưởng")
    ministry.dialog.get_by_role("button", name="Lưu").click()
    ministry.hears("Đã thêm đại biểu.")
    page.get_by_role("button", name="Chốt danh sách").click()
    ministry.dialog.get_by_role("button", name="Chốt danh sách").click()
    ministry.hears("Đã chốt danh sách và đánh số thẻ.")
    expect(page.get_by_text("Đã chốt danh sách").first).to_be_visible()
    first = page.locator(".gs-cf-people tbody tr:not(.gs-cf-section)").first
    expect(first).to_contain_text("Đỗ Quốc Khánh")
    page.get_by_role("button", name="Phân bổ chỗ").click()
    expect(page.get_by_role("columnheader", name="Số chỗ")).to_be_visible()
    assert ministry.sees() == []


def look(leader: Visitor) -> None:
    """A leader reads on a phone, and has nothing to press."""
    page = leader.open(f"?page=conference&code={CODE}&part=list")
    expect(page.locator(".gs-cf-people")).to_be_visible()
    assert rows(page) > 0
    assert page.get_by_role("button", name="Thêm đại biểu").count() == 0
    assert leader.wider_than_the_window() == 0
    assert leader.sees() == []
