"""The journey of the Ministry's coordinator: who is behind, decide on reports, make the summary."""

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.house import DAY, House
from toolkit.domain.obligation import State
from toolkit.rules.timeliness import Outcome

pytestmark = pytest.mark.browser
SEEN = """() => { window.seen = []
new MutationObserver(() => { const at = document.querySelector(".gs-working")
if (at) seen.push(at.innerText) }).observe(document.body, {childList: true, subtree: true,
characterData: true}) }"""


def figures(page: Page) -> list[int]:
    """The overview's four: expected, reported, on time, missing."""
    shown = page.locator(".gs-figure-value").all_inner_texts()
    return [int(text.replace(".", "")) for text in shown]


def counted(house: House, on: date) -> list[int]:
    """The same four as the data file has them, as known at the end of a day."""
    with house.reading(on if on < DAY else None) as reading:
        rows = list(reading.facts(on))
    told = [row.outcome for row in rows]
    on_time, late, missing = (
        told.count(one) for one in (Outcome.ON_TIME, Outcome.LATE, Outcome.MISSING)
    )
    return [on_time + late + missing, on_time + late, on_time, missing]


def waiting(page: Page) -> int:
    return int(page.locator("section .gs-count").inner_text())


def table(page: Page) -> dict[str, list[str]]:
    """The summary's preview: its rows by name."""
    lines = [row.split("\t") for row in page.locator(".gs-figures tbody tr").all_inner_texts()]
    return {name: figures for name, *figures in lines}


def test_overview_answers_and_leads_to_a_late_unit_in_one_click(visit: Visit, house: House) -> None:
    visitor = visit()
    page = visitor.open()

    assert figures(page) == counted(house, DAY)
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
    assert all("Quá hạn" in text for text in rows.all_inner_texts())


def test_report_is_returned_only_with_a_reason(visit: Visit, house: House) -> None:
    visitor = visit()
    page = visitor.open("?page=work")
    before = waiting(page)
    with house.reading() as reading:
        rows, total = reading.waiting(DAY, codes=None, search="", offset=0, limit=1)
    assert before == total
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
    expect(visitor.notice).to_contain_text("Đã trả lại đơn vị lúc")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert waiting(page) == before - 1
    expect(page.locator(".gs-nav .gs-badge")).to_contain_text(str(before - 1))
    returned = house.obligation(rows[0].obligation.id)
    assert (returned.state, returned.note) == (State.RETURNED, "Thiếu quyết định <khen thưởng>.")


def test_reports_are_accepted_in_bulk_and_opened_again(visit: Visit, house: House) -> None:
    visitor = visit()
    page = visitor.open("?page=work")
    before = waiting(page)
    with house.reading() as reading:
        rows, _ = reading.waiting(DAY, codes=None, search="", offset=0, limit=3)
    accept = page.get_by_role("button", name="Tiếp nhận đã chọn")
    expect(accept).to_be_disabled()
    for box in page.locator("tbody input[type=checkbox]").all()[:3]:
        box.check()
    expect(accept).to_have_text("Tiếp nhận đã chọn (3)")
    accept.click()
    visitor.dialog.get_by_role("button", name="Tiếp nhận đã chọn (3)").click()

    expect(visitor.notice).to_contain_text("Đã tiếp nhận 3 báo cáo lúc")
    assert waiting(page) == before - 3
    assert {house.obligation(row.obligation.id).state for row in rows} == {State.ACCEPTED}
    page.get_by_role("button", name="Mở lại lần vừa rồi (3)").click()
    expect(page.locator("section .gs-count")).to_have_text(str(before))
    assert {house.obligation(row.obligation.id).state for row in rows} == {State.SENT}
    page.get_by_role("textbox", name="Tìm đơn vị").fill("vien tham")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"q=vien"))


def test_summary_comes_as_a_workbook_with_the_pages_figures(
    visit: Visit, house: House, tmp_path: Path
) -> None:
    visitor = visit()
    page = visitor.open("?page=reports")
    shown = table(page)
    expected, reported, on_time, missing = counted(house, DAY)
    whole = [int(text.replace(".", "")) for text in shown["Tổng cộng"][1:5]]
    assert whole == [expected, on_time, reported - on_time, missing]
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
    told = {kind: [int(text.replace(".", "")) for text in row[1:5]] for kind, row in shown.items()}
    assert {kind: list(lines[kind]) for kind in told} == told


def test_past_day_shows_what_was_known_then(visit: Visit, house: House) -> None:
    past = date(2018, 6, 30)
    visitor = visit()
    page = visitor.open()
    now = figures(page)
    day = page.get_by_role("textbox", name="Như đã biết đến ngày")
    day.fill("30/06/2018")
    day.press("Enter")

    expect(page.get_by_text("như đã biết đến hết ngày 30/06/2018")).to_be_visible()
    expect(page).to_have_url(re.compile(r"on=2018-06-30"))
    assert figures(page) == counted(house, past) != now
    page.reload(wait_until="commit")
    visitor.settled()
    assert figures(page) == counted(house, past)
    visitor.turn_to("Báo cáo")
    page.get_by_role("textbox", name="Số liệu đến").fill("30/06/2018")
    visitor.press("Enter")
    expect(page.get_by_text("Số liệu đúng như đã biết vào cuối ngày này")).to_be_visible()
    assert int(table(page)["Tổng cộng"][1].replace(".", "")) == counted(house, past)[0]
    page.go_back()
    expect(page.get_by_role("textbox", name="Số liệu đến")).to_have_value("15/10/2018")
    visitor.open("?on=2018-06-30")
    page.get_by_role("button", name="Về hôm nay").click()
    expect(page.locator(".gs-past")).to_have_count(0)
    assert figures(page) == counted(house, DAY)
