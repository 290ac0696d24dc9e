"""From a number on the overview to the exemplars behind it, and to the list that is signed."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser


def test_number_of_a_step_opens_as_many_exemplars_as_it_says(visit_as: Visit) -> None:
    visitor = visit_as("lanhdao")
    page = visitor.open()
    link = page.get_by_role("region", name="Điển hình tiên tiến").get_by_role(
        "link", name=re.compile("^Bồi dưỡng, đang ở bước")
    )
    count = link.inner_text()
    link.click()
    expect(page).to_have_url(re.compile(r"\?page=exemplars&step=nurtured$"))
    expect(page.locator(".gs-xs")).to_contain_text(f"{count} điển hình")


def test_list_of_persons_comes_as_a_workbook_of_as_many_rows_as_previewed(
    visit_as: Visit, tmp_path: Path
) -> None:
    page = visit_as("lanhdao").open("?page=reports&view=persons")
    total = page.get_by_role("row", name=re.compile("^Tổng cộng"))
    count = total.get_by_role("cell").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="Lập biểu Excel").click()
    name = download.value.suggested_filename
    assert re.fullmatch(r"Danh-sach-ca-nhan_[\w.-]+_20181015\.xlsx", name)
    download.value.save_as(tmp_path / name)
    sheet = load_workbook(tmp_path / name, data_only=True)["Danh sách"]
    told = [row[1].value for row in sheet.iter_rows() if str(row[1].value).startswith("Tổng cộng")]
    assert told == [f"Tổng cộng: {count.replace('.', '')}"]
