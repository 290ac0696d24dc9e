"""The journey of a unit's coordinator, whom the proxy names: one's own unit and nothing else."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.waiting import becomes

pytestmark = pytest.mark.browser
LOGIN, UNIT = "dm.vp", "Văn phòng Bộ"
DRAFT_KEPT = "Đang hiện bản nháp"


def test_unit_coordinator_sees_only_the_own_unit(visit_as: Visit) -> None:
    visitor = visit_as(LOGIN)
    page = visitor.open()

    expect(page.locator(".gs-who")).to_contain_text("Đầu mối đơn vị · VP")
    expect(page.locator(".gs-demo select")).to_have_count(0)
    expect(page.get_by_text("1 đơn vị của bạn")).to_be_visible()
    expect(page.locator(".gs-figure-value").nth(3)).to_have_text("5")
    visitor.turn_to("Đơn vị")
    expect(page.locator("tbody [data-at$=':0']")).to_have_text([UNIT])
    visitor.turn_to("Báo cáo")
    expect(page.get_by_role("button", name="Cá nhân")).to_be_visible()
    expect(page.get_by_role("button", name="Tiến độ")).to_have_count(0)
    visitor.open("?page=units&unit=TCMT")
    visitor.hears()
    expect(page.get_by_text("Tổng cục Môi trường")).to_have_count(0)


def test_faults_stand_beside_their_fields_and_nothing_is_sent(
    visit_as: Visit, office: House
) -> None:
    visitor = visit_as(LOGIN)
    page = visitor.open("?page=work")
    sent = page.locator("section", has_text="Đã gửi, chờ Bộ tiếp nhận")
    expect(sent.locator(".gs-count")).to_have_text(re.compile(r"\d"))
    before = sent.locator(".gs-count").inner_text()
    page.get_by_role("button", name=re.compile("^Báo cáo 1.3 ")).click()
    form = visitor.dialog
    visitor.fill("Số cá nhân được lựa chọn *", "-3")
    visitor.fill("Số tập thể được lựa chọn *", "ba")
    visitor.fill(re.compile("^Ngày văn bản"), "16/10/2018")
    visitor.fill("Đường dẫn minh chứng", "javascript:alert(1)")
    form.get_by_role("button", name="Gửi báo cáo").click()

    for label, said in {
        "Nội dung báo cáo *": "Hãy viết nội dung",
        "Số cá nhân được lựa chọn *": "âm",
        "Số tập thể được lựa chọn *": "ba",
        "Số mô hình được lựa chọn *": "Hãy nhập số liệu",
        "Ngày văn bản": "không được sau",
        "Đường dẫn minh chứng": "http",
    }.items():
        field = form.locator(
            ".v-input", has=page.get_by_role("textbox", name=re.compile("^" + re.escape(label)))
        )
        expect(field.locator(".v-messages")).to_contain_text(re.compile(said, re.IGNORECASE))
    form.get_by_role("button", name="Đóng").click()
    expect(visitor.dialog).to_have_count(0)
    expect(sent.locator(".gs-count")).to_have_text(before)
    assert office.owed("VP", "1.3").state == "open"


def test_draft_outlives_a_reload_and_the_report_is_sent_and_withdrawn(
    visit_as: Visit, office: House, tmp_path: Path
) -> None:
    paper = tmp_path / "Danh sách điển hình.pdf"
    paper.write_bytes(b"%PDF-1.4\n" + b"% points of light\n" * 130_000 + b"%%EOF\n")
    visitor = visit_as(LOGIN)
    page = visitor.open("?page=work")
    page.get_by_role("button", name=re.compile("^Báo cáo 1.4 ")).click()
    visitor.fill("Nội dung báo cáo *", "Đã đăng ký <b>ba</b> điển hình & một mô hình.")
    visitor.fill("Số cá nhân đăng ký *", "3")
    visitor.fill("Số tập thể đăng ký *", "2")
    visitor.fill("Số mô hình đăng ký *", "1")
    visitor.fill("Số văn bản", "12/BC-VP")
    visitor.fill("Cơ quan ban hành", UNIT)
    visitor.fill("Ngày văn bản", "12/10/2018")
    visitor.press("Tab")
    owed = office.owed("VP", "1.4")
    becomes(lambda: office.draft(LOGIN, owed.id).get("paper_date", ""), "2018-10-12")

    page.reload(wait_until="commit")
    visitor.settled()
    page.get_by_role("button", name=re.compile("^Báo cáo 1.4 ")).click()
    expect(visitor.dialog.get_by_text(DRAFT_KEPT)).to_be_visible()
    texts = visitor.dialog.get_by_role("textbox")
    expect(texts.first).to_have_value("Đã đăng ký <b>ba</b> điển hình & một mô hình.")
    expect(visitor.dialog.get_by_role("textbox", name="Ngày văn bản")).to_have_value("12/10/2018")

    page.locator("input[type=file]").set_input_files(paper)
    expect(visitor.dialog.get_by_text(paper.name)).to_be_visible()
    expect(visitor.dialog.get_by_role("progressbar")).to_have_count(0)
    visitor.dialog.get_by_role("button", name="Gửi báo cáo").click()
    visitor.hears("Đã gửi báo cáo lúc")
    assert office.obligation(owed.id).state == "sent"
    with office.reading() as reading:
        report = reading.report_on(owed.id)
        assert report
        assert reading.file(report.file_hash) == paper.read_bytes()

    sent = page.locator("section", has_text="Đã gửi, chờ Bộ tiếp nhận")
    sent.get_by_role("button", name=re.compile("^1.4 ")).click()
    expect(visitor.dialog.get_by_text("Đã đăng ký <b>ba</b> điển hình")).to_be_visible()
    with page.expect_download() as download:
        visitor.dialog.get_by_role("button", name=re.compile(paper.name)).click()
    assert download.value.suggested_filename == paper.name
    assert Path(download.value.path()).read_bytes() == paper.read_bytes()
    visitor.decide("Rút báo cáo")
    visitor.hears("Đã rút báo cáo lúc")
    assert office.obligation(owed.id).state == "open"
    expect(page.get_by_role("button", name=re.compile("^Báo cáo 1.4 "))).to_be_visible()


def test_file_over_ten_megabytes_is_refused_before_it_travels(
    visit_as: Visit, tmp_path: Path
) -> None:
    big = tmp_path / "phim.mp4"
    big.write_bytes(bytes(11 * 2**20))
    visitor = visit_as(LOGIN)
    page = visitor.open("?page=work")
    page.get_by_role("button", name=re.compile("^Báo cáo 1.3 ")).click()
    page.locator("input[type=file]").set_input_files(big)

    expect(visitor.dialog.get_by_text("Tệp quá lớn")).to_be_visible()
    expect(visitor.dialog.get_by_text(big.name)).to_have_count(0)


def test_returned_report_tells_the_reason_in_the_list_and_in_the_form(visit_as: Visit) -> None:
    visitor = visit_as(LOGIN)
    page = visitor.open("?page=work")
    line = page.get_by_role("row", name=re.compile("1.5 "))

    expect(line).to_contain_text("Thiếu danh sách điển hình kèm theo")
    expect(line).to_contain_text("Trả lại")
    line.get_by_role("button", name=re.compile("^Báo cáo 1.5 ")).click()
    expect(visitor.dialog.locator(".gs-note").first).to_contain_text("Thiếu danh sách điển hình")
    expect(visitor.dialog.get_by_role("textbox").first).not_to_have_value("")


def test_person_whom_nobody_put_on_the_list_gets_a_sentence(visit_as: Visit) -> None:
    visitor = visit_as("la.mat")
    page = visitor.page
    page.goto(visitor.home, wait_until="commit")

    expect(page.get_by_text("Chưa mở được Gương Sáng")).to_be_visible()
    expect(page.get_by_role("link", name="Đơn vị")).to_have_count(0)


def test_demos_coordinator_is_a_seat_away(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?page=work")
    visitor.sit_as("dm.tcmt")

    expect(page.get_by_text("Những báo cáo đơn vị bạn cần gửi")).to_be_visible()
    expect(page.locator(".gs-who")).to_contain_text("TCMT")
    expect(page.get_by_role("button", name="Tiếp nhận đã chọn")).to_have_count(0)
    visitor.turn_to("Đơn vị")
    expect(page.locator("tbody [data-at$=':0']").first).to_contain_text("Tổng cục Môi trường")
