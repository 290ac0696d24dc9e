"""The journey of the Ministry's coordinator: who is behind, decide on reports, make the summary."""

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.house import DAY, House
from tests.waiting import becomes
from toolkit.domain.obligation import State
from toolkit.rules.timeliness import Outcome
from toolkit.words import Words

pytestmark = pytest.mark.browser
SEEN = """() => { window.seen = []
new MutationObserver(() => { const at = document.querySelector(".gs-working")
if (at) seen.push(at.innerText) }).observe(document.body, {childList: true, subtree: true,
characterData: true}) }"""


def figures(page: Page) -> Locator:
    """The overview's four: expected, reported, on time, missing."""
    return page.locator(".gs-figure-value")


def counted(house: House, on: date) -> list[str]:
    """The same four as the data file has them, as known at the end of a day, in Vietnamese."""
    with house.reading(on if on < DAY else None) as reading:
        rows = list(reading.facts(on))
    told = [row.outcome for row in rows]
    on_time, late, missing = (
        told.count(one) for one in (Outcome.ON_TIME, Outcome.LATE, Outcome.MISSING)
    )
    four = (on_time + late + missing, on_time + late, on_time, missing)
    return [Words("vi").number(each) for each in four]


def waiting(page: Page) -> Locator:
    """How many reports wait for a decision."""
    return page.locator("section .gs-count")


def number(text: str) -> int:
    return int(text.replace(".", ""))


def table(page: Page) -> dict[str, list[str]]:
    """The summary's preview: its rows by name, as they are shown now."""
    lines = [row.split("\t") for row in page.locator(".gs-figures tbody tr").all_inner_texts()]
    return {name: figures for name, *figures in lines}


def test_overview_answers_and_leads_to_a_late_unit_in_one_click(visit: Visit, house: House) -> None:
    visitor = visit()
    page = visitor.open()

    expect(figures(page)).to_have_text(counted(house, DAY))
    late = page.get_by_role("region", name="Đơn vị quá hạn").get_by_role("row")
    with house.reading() as reading:
        first = reading.late(DAY, limit=1)[0]
    expect(late.nth(1)).to_contain_text(first.name)
    expect(late.nth(1)).to_contain_text(str(first.days))
    late.nth(1).get_by_role("link").click()

    expect(visitor.heading).to_have_text(first.name)
    expect(page).to_have_url(re.compile(rf"\?page=units&unit={first.unit}$"))
    expect(page).to_have_title(f"{first.name} – Gương Sáng")
    overdue = page.get_by_role("group", name="Chỉ xem một trạng thái").get_by_text("Quá hạn")
    overdue.click()
    rows = page.locator(".gs-u-table tbody tr")
    expect(rows.first).to_contain_text("Quá hạn")
    expect(rows.filter(has_not_text="Quá hạn")).to_have_count(0)


def test_report_is_returned_only_with_a_reason(visit: Visit, house: House) -> None:
    visitor = visit()
    page = visitor.open("?page=work")
    with house.reading() as reading:
        rows, before = reading.waiting(DAY, codes=None, search="", offset=0, limit=1)
    expect(waiting(page)).to_have_text(str(before))
    line = page.locator("tbody tr").first
    expect(line).to_contain_text(rows[0].unit.name)
    line.get_by_role("button").click()
    expect(visitor.dialog).to_contain_text(rows[0].unit.name)
    visitor.dialog.get_by_role("button", name="Trả lại").click()
    asking = visitor.dialog
    expect(asking).to_contain_text("Trả lại báo cáo để đơn vị sửa?")
    asking.get_by_role("button", name="Trả lại").click()
    expect(asking.get_by_text("Hãy ghi lý do.")).to_be_visible()
    assert house.obligation(rows[0].obligation.id).state is State.SENT

    asking.get_by_role("textbox", name="Lý do").fill("Thiếu quyết định <khen thưởng>.")
    asking.get_by_role("button", name="Trả lại").click()
    visitor.hears("Đã trả lại đơn vị lúc")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(waiting(page)).to_have_text(str(before - 1))
    expect(page.locator(".gs-nav .gs-badge")).to_contain_text(str(before - 1))
    returned = house.obligation(rows[0].obligation.id)
    assert (returned.state, returned.note) == (State.RETURNED, "Thiếu quyết định <khen thưởng>.")


def test_reports_are_accepted_in_bulk_and_opened_again(visit: Visit, house: House) -> None:
    visitor = visit()
    page = visitor.open("?page=work")
    with house.reading() as reading:
        rows, before = reading.waiting(DAY, codes=None, search="", offset=0, limit=3)
    expect(waiting(page)).to_have_text(str(before))
    accept = page.get_by_role("button", name="Tiếp nhận đã chọn")
    expect(accept).to_be_disabled()
    for place in range(3):
        page.locator("tbody input[type=checkbox]").nth(place).check()
    expect(accept).to_have_text("Tiếp nhận đã chọn (3)")
    accept.click()
    visitor.dialog.get_by_role("button", name="Tiếp nhận đã chọn (3)").click()

    visitor.hears("Đã tiếp nhận 3 báo cáo lúc")
    expect(waiting(page)).to_have_text(str(before - 3))
    assert {house.obligation(row.obligation.id).state for row in rows} == {State.ACCEPTED}
    page.get_by_role("button", name="Mở lại lần vừa rồi (3)").click()
    expect(waiting(page)).to_have_text(str(before))
    assert {house.obligation(row.obligation.id).state for row in rows} == {State.SENT}
    page.get_by_role("textbox", name="Tìm đơn vị").fill("vien tham")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"q=vien"))


def test_summary_comes_as_a_workbook_with_the_pages_figures(
    visit: Visit, house: House, tmp_path: Path
) -> None:
    visitor = visit()
    page = visitor.open("?page=reports")
    expected, reported, on_time, missing = counted(house, DAY)
    late = Words("vi").number(number(reported) - number(on_time))
    whole = [expected, on_time, late, missing]
    becomes(lambda: table(page).get("Tổng cộng", [])[1:5], whole)
    shown = table(page)
    page.evaluate(SEEN)
    with page.expect_download() as download:
        page.get_by_role("button", name="Lập biểu Excel").click()
    expect(page.locator(".gs-done")).to_contain_text(download.value.suggested_filename)
    expect(page.get_by_role("button", name="Lập biểu Excel")).to_be_enabled()
    assert any("Đang lập biểu" in text for text in page.evaluate("seen"))

    name = download.value.suggested_filename
    assert re.fullmatch(r"Bieu-1-tien-do_[\w.-]+_20181015\.xlsx", name)
    download.value.save_as(tmp_path / name)
    sheet = load_workbook(tmp_path / name, data_only=True)["Biểu 1"]
    lines = {row[1]: row[2:6] for row in sheet.iter_rows(values_only=True) if row[1]}
    lines["Tổng cộng"] = lines.pop("TỔNG CỘNG")
    told = {kind: [number(text) for text in row[1:5]] for kind, row in shown.items()}
    assert {kind: list(lines[kind]) for kind in told} == told


def test_past_day_shows_what_was_known_then(visit: Visit, house: House) -> None:
    past = date(2018, 6, 30)
    visitor = visit()
    page = visitor.open()
    now = counted(house, DAY)
    expect(figures(page)).to_have_text(now)
    day = page.get_by_role("textbox", name="Như đã biết đến ngày")
    expect(day).to_have_value("15/10/2018")
    day.fill("30/06/2018")
    day.press("Enter")

    expect(page.get_by_text("như đã biết đến hết ngày 30/06/2018")).to_be_visible()
    expect(page).to_have_url(re.compile(r"on=2018-06-30"))
    assert counted(house, past) != now
    expect(figures(page)).to_have_text(counted(house, past))
    page.reload(wait_until="commit")
    visitor.settled()
    expect(figures(page)).to_have_text(counted(house, past))
    visitor.turn_to("Báo cáo")
    expect(page.get_by_role("textbox", name="Số liệu đến")).to_have_value("15/10/2018")
    page.get_by_role("textbox", name="Số liệu đến").fill("30/06/2018")
    visitor.press("Enter")
    expect(page.get_by_text("Số liệu đúng như đã biết vào cuối ngày này")).to_be_visible()
    becomes(lambda: table(page).get("Tổng cộng", [])[1:2], counted(house, past)[:1])
    expect(page).to_have_url(re.compile(r"page=reports&on=2018-06-30"))
    page.go_back()
    expect(page.get_by_role("textbox", name="Số liệu đến")).to_have_value("15/10/2018")
    visitor.open("?on=2018-06-30")
    page.get_by_role("button", name="Về hôm nay").click()
    expect(page.locator(".gs-past")).to_have_count(0)
    expect(figures(page)).to_have_text(now)
