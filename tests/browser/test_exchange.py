"""Files go out and come back in a browser: good, faulty, in conflict, large, other people's."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.actions.intake_cases import EXEMPLARS
from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.visitor import SIZES, Visitor
from tests.exchange.foreign_books import PERSONS, SIGNATURES, TITLES, book
from tests.filling import Filled

pytestmark = pytest.mark.browser
UNIT = "Tổng cục Môi trường"
MANY = 200
NAME = "Ngô Thị Thử Nghiệm"


def form_of(visitor: Visitor, folder: Path) -> Filled:
    """Download the workbook of the unit as its coordinator does."""
    page = visitor.open("?page=exchange&view=forms&unit=TCMT")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải biểu mẫu", exact=True).last.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name == "Bieu-mau_TCMT_2018-H2.xlsx"
    visitor.hears("tệp nằm trong thư mục tải về")
    expect(page.get_by_role("cell", name=path.name).first).to_be_visible()
    return Filled(path.read_bytes())


def send(visitor: Visitor, *files: tuple[str, bytes]) -> Page:
    page = visitor.page
    sent = [
        {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        for name, data in files
    ]
    page.locator("input[type=file]").first.set_input_files(sent)  # type: ignore[arg-type]  # as playwright takes them
    return page


def written(form: Filled, name: str = NAME) -> Filled:
    """A new exemplar, and more said of one that is known."""
    rows = form.sheet(EXEMPLARS)
    rows.add(
        name=name,
        kind="Cá nhân",
        scope_1="Môi trường",
        discovered_on="12/09/2018",
        summary="Tái chế rác thải nhựa trong khu dân cư.",
        birth=1985,
        sex="Nữ",
        workplace="Phòng Kỹ thuật",
    )
    rows.write(rows.key("TCMT-2017-001"), contact="Phòng Môi trường đất")
    return form


def test_form_goes_out_is_filled_in_compared_and_taken(
    visit: Visit, house: House, tmp_path: Path
) -> None:
    visitor = visit()
    form = written(form_of(visitor, tmp_path))
    page = visitor.open("?page=exchange")
    send(visitor, ("TCMT.xlsx", form.data))

    expect(page.get_by_role("heading", name="TCMT.xlsx")).to_be_visible()
    expect(page.locator(".gs-ex-line", has_text=NAME)).to_contain_text("Mới")
    expect(page.locator(".gs-ex-line", has_text="TCMT-2017-001")).to_contain_text("Thay đổi")
    expect(page.get_by_role("cell", name="Phòng Môi trường đất")).to_be_visible()
    assert visitor.sees() == []
    visitor.picture("nhan-tep")
    page.get_by_role("button", name="Nhận", exact=True).click()

    visitor.hears("Đã nhận tệp TCMT.xlsx")
    page.get_by_role("button", name="Sổ nhận tệp").click()
    expect(page.get_by_role("heading", name="Sổ nhận tệp")).to_be_visible()
    line = page.get_by_role("row", name="TCMT.xlsx").first
    expect(line).to_contain_text("1 mới · 1 thay đổi")
    with page.expect_download() as download:
        line.get_by_role("button", name="Tải tệp gốc").click()
    assert Path(download.value.path()).read_bytes() == form.data
    line.get_by_role("button", name="TCMT.xlsx", exact=True).click()
    expect(page.get_by_role("heading", name="TCMT.xlsx")).to_be_focused()
    assert visitor.sees() == []
    expect(page.get_by_role("link", name="Điển hình của đơn vị")).to_be_visible()
    visitor.open(f"?page=exemplars&q={NAME}")
    expect(page.get_by_role("link", name=NAME)).to_be_visible()
    visitor.open("?page=exchange")
    send(visitor, ("lần hai.xlsx", form.data))
    expect(page.get_by_text("đã nhận trước đây")).to_be_visible()


def test_faulty_file_goes_back_with_each_fault_in_its_cell(
    visit: Visit, house: House, tmp_path: Path
) -> None:
    visitor = visit()
    form = form_of(visitor, tmp_path)
    rows = form.sheet(EXEMPLARS)
    rows.write(rows.key("TCMT-2017-003"), birth="31/02/1974")
    page = visitor.open("?page=exchange")
    send(visitor, ("TCMT sai.xlsx", form.data))

    fault = page.get_by_role("table").first
    expect(fault).to_contain_text("31/02/1974")
    expect(page.get_by_role("button", name="Nhận", exact=True)).to_have_count(0)
    assert visitor.sees() == []
    with page.expect_download() as download:
        page.get_by_role("button", name="Từ chối và tải bản ghi chú lỗi").click()
    back = tmp_path / download.value.suggested_filename
    download.value.save_as(back)

    assert back.name == "TCMT sai - lỗi cần sửa.xlsx"
    copy = load_workbook(back)
    assert copy.sheetnames[0] == "Lỗi cần sửa"
    notes = [
        cell.comment.text for row in copy[EXEMPLARS].iter_rows() for cell in row if cell.comment
    ]
    assert any("31/02/1974" in note for note in notes)
    page.get_by_role("link", name="Xem trong sổ").click()
    expect(page.get_by_role("cell", name="31/02/1974")).to_be_visible()


def test_conflict_is_shown_field_by_field_and_the_side_chosen_stands(
    visit: Visit, house: House, tmp_path: Path
) -> None:
    visitor = visit()
    form = form_of(visitor, tmp_path)
    rows = form.sheet(EXEMPLARS)
    rows.write(rows.key("TCMT-2017-002"), contact="Tổ Đo đạc, tầng 2")
    page = visitor.open("?page=exemplar&code=TCMT-2017-002")
    page.get_by_role("button", name="Sửa hồ sơ").click()
    visitor.fill("Liên hệ", "Tổ Đo đạc, tầng 5")
    visitor.dialog.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("dialog")).to_have_count(0)

    page = visitor.open("?page=exchange")
    send(visitor, ("TCMT.xlsx", form.data))
    expect(page.get_by_text("Còn 1 mâu thuẫn chưa chọn")).to_be_visible()
    expect(page.get_by_role("button", name="Nhận", exact=True)).to_be_disabled()
    assert visitor.sees() == []
    page.get_by_role("radio", name="Tổ Đo đạc, tầng 2").check()
    page.get_by_role("button", name="Nhận", exact=True).click()

    visitor.hears("Đã nhận tệp")
    visitor.open("?page=exemplar&code=TCMT-2017-002")
    expect(page.get_by_text("Tổ Đo đạc, tầng 2").first).to_be_visible()


def test_large_file_shows_how_far_it_is_and_is_told_what_is_wrong(visit: Visit) -> None:
    """20 MB that are no workbook of ours; the page stays alive."""
    visitor = visit()
    page = visitor.open("?page=exchange")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/media/anh.bin", bytes(range(256)) * 80 * 1024)

    send(visitor, ("ảnh.xlsx", data.getvalue()))

    expect(page.locator(".gs-intake")).to_contain_text("ảnh.xlsx")
    expect(page.get_by_text("Có lỗi", exact=True).first).to_be_visible()
    visitor.turn_to("Đơn vị")


def test_reading_of_many_files_is_stopped_and_what_was_sent_is_there_after_another_page(
    visit: Visit, house: House, tmp_path: Path
) -> None:
    """So many that nobody has read them all by the time the button is pressed."""
    visitor = visit()
    form = form_of(visitor, tmp_path).data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for number in range(MANY):
            archive.writestr(f"đơn vị {number}.xlsx", form)
    page = visitor.open("?page=exchange")
    send(visitor, ("nộp.zip", packed.getvalue()))

    page.locator(".gs-working").get_by_role("button", name="Dừng").click()

    expect(page.get_by_role("button", name="Đọc tiếp")).to_be_visible()
    expect(page.locator(".gs-working")).to_have_count(0)
    expect(page.get_by_text("Chưa đọc", exact=True).first).to_be_visible()
    assert visitor.sees() == []
    visitor.turn_to("Đơn vị")
    visitor.turn_to("Trao đổi tệp")
    expect(page.locator(".gs-ex-queue tbody tr")).to_have_count(MANY)


def test_list_with_headings_of_its_own_is_understood_and_taken(visit: Visit, house: House) -> None:
    visitor = visit()
    page = visitor.open("?page=exchange&view=lists")
    rows = [(1, "Đỗ Thị Danh Sách", "Nữ", 1979, "Chuyên viên", "", UNIT, "", "", "", "")]
    send(visitor, ("danh sách.xlsx", book([*TITLES, PERSONS, *rows, *SIGNATURES])))

    expect(page.get_by_role("heading", name="danh sách.xlsx")).to_be_visible()
    expect(page.get_by_role("button", name="Nhận 0 dòng mới")).to_be_disabled()
    page.get_by_role("button", name="Đồng ý").click()
    expect(page.get_by_role("button", name="Nhận 1 dòng mới")).to_be_enabled()
    assert visitor.sees() == []
    visitor.picture("danh-sach-khac")
    page.get_by_role("button", name="Nhận 1 dòng mới").click()
    visitor.dialog.get_by_role("button", name="Nhận", exact=True).click()

    visitor.hears("1 điển hình mới")
    visitor.open("?page=exemplars&q=Đỗ Thị Danh Sách")
    expect(page.get_by_role("link", name="Đỗ Thị Danh Sách")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", ["take", "forms", "lists", "ledger"])
def test_each_part_fits_its_window_and_axe_finds_nothing(
    visit: Visit, view: str, size: tuple[int, int]
) -> None:
    visitor = visit(size=size)
    visitor.open(f"?page=exchange&view={view}")

    assert visitor.wider_than_the_window() == 0
    assert visitor.sees() == []


def test_unit_coordinator_sends_their_own_file_by_keys_alone(
    visit_as: Visit, office: House, tmp_path: Path
) -> None:
    unit = visit_as("dm.tcmt")
    form = written(form_of(unit, tmp_path), "Ngô Thị Bàn Phím")
    page = unit.open("?page=exchange")
    send(unit, ("TCMT.xlsx", form.data))
    button = page.get_by_role("button", name="Nhận", exact=True)
    expect(button).to_be_enabled()

    expect(page.get_by_role("heading", name="TCMT.xlsx")).to_be_focused()
    for _ in range(10):
        unit.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    unit.press("Enter")

    unit.hears("Đã nhận tệp TCMT.xlsx")
    expect(page.get_by_role("heading", name="Tệp vừa gửi")).to_be_focused()
