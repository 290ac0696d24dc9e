"""Journeys on Báo cáo: two days compared down to the records, a file known again, Word reports."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.visitor import SIZES

pytestmark = pytest.mark.browser

TWO_DAYS = "?page=reports&part=compare&first=2018-03-31&second=2018-04-30"


def made(page: Page, folder: Path, button: str = "Lập biểu Excel") -> Path:
    """The file that the button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    expect(page.locator(".gs-done")).to_contain_text(file.name)
    return file


def test_a_figure_that_changed_opens_its_rows_and_records(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open(TWO_DAYS)
    page.get_by_role("button", name="So sánh", exact=True).click()
    row = page.get_by_role("row", name=re.compile("^Chậm"))
    expect(row).to_be_visible()
    change = row.get_by_role("cell").nth(2).inner_text()
    rows = row.get_by_role("cell").nth(3).inner_text()
    assert re.fullmatch(r"\+\d+", change)
    visitor.picture("so-sanh-hai-ngay")
    row.get_by_role("button", name="Chậm").focus()
    visitor.press("Enter")
    expect(visitor.dialog).to_contain_text("Các dòng đứng sau: Chậm")
    expect(visitor.dialog.locator("tbody tr")).to_have_count(int(rows))
    expect(visitor.dialog).to_contain_text("Chưa báo cáo → Chậm")
    visitor.escape()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_label("Biểu", exact=True).select_option("6")
    expect(page).to_have_url(re.compile(r"kind=6"))
    expect(page.get_by_text("Chưa so sánh")).to_be_visible()


def test_a_file_made_is_known_again_and_its_altered_cell_named(
    visit: Visit, tmp_path: Path
) -> None:
    visitor = visit()
    page = visitor.open("?page=reports&view=overall")
    expect(page.get_by_role("heading", name=re.compile(r"^Biểu 6\."))).to_be_visible()
    file = made(page, tmp_path)
    assert re.fullmatch(r"Bieu-6-so-ket-tong-ket_[\w.-]+_20181015\.xlsx", file.name)
    page.get_by_role("button", name="Xác minh tệp").click()
    page.locator("input[type=file]").set_input_files(file)
    told = page.locator(".gs-verified")
    expect(told).to_contain_text("Nguyên vẹn")
    expect(told).to_contain_text("Người lập")

    book = load_workbook(file)
    book["Dữ liệu"]["M6"] = 4321
    book.save(tmp_path / "sua.xlsx")
    page.locator("input[type=file]").set_input_files(tmp_path / "sua.xlsx")
    expect(told).to_contain_text("Đã bị sửa")
    row = page.get_by_role("row", name=re.compile(r"Dữ liệu!M6"))
    expect(row).to_contain_text("4.321")
    visitor.picture("xac-minh-tep")
    page.get_by_role("button", name="Tệp đã lập").click()
    expect(page.get_by_role("row", name=re.compile(re.escape(file.name)))).to_be_visible()


def test_a_word_report_is_made_from_the_same_page(visit: Visit, tmp_path: Path) -> None:
    page = visit().open("?page=reports&view=interim")
    file = made(page, tmp_path, button="Lập báo cáo Word")
    assert file.suffix == ".docx"
    assert file.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("size", SIZES, ids=["1366x768", "390x844"])
def test_every_part_can_be_read_by_everybody(
    visit: Visit, size: tuple[int, int], tmp_path: Path
) -> None:
    visitor = visit(size=size)
    page = visitor.open(TWO_DAYS)
    assert (visitor.sees(), visitor.wider_than_the_window()) == ([], 0)
    page.get_by_role("button", name="So sánh", exact=True).click()
    page.get_by_role("button", name="Chậm").click()
    expect(visitor.dialog).to_contain_text("Các dòng đứng sau")
    assert (visitor.sees(), visitor.wider_than_the_window()) == ([], 0)
    visitor.escape()
    expect(page.get_by_role("dialog")).to_have_count(0)
    (tmp_path / "a.xlsx").write_bytes(b"abc")
    page.get_by_role("button", name="Xác minh tệp").click()
    page.locator("input[type=file]").set_input_files(tmp_path / "a.xlsx")
    expect(page.locator(".gs-verified")).to_contain_text("Không phải tệp của mình")
    assert (visitor.sees(), visitor.wider_than_the_window()) == ([], 0)
    page.get_by_role("button", name="Tệp đã lập").click()
    expect(page.locator("#gs-earlier")).to_be_visible()
    assert (visitor.sees(), visitor.wider_than_the_window()) == ([], 0)
