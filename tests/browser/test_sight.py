"""Every page on both sizes, light and dark: nothing that axe objects to, nothing too wide."""

import os
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import PHONE, SIZES, WIDE, Visitor

pytestmark = pytest.mark.browser
SHOWN = {
    "tong-quan": "?page=overview",
    "don-vi": "?page=units",
    "mot-don-vi": "?page=units&unit=VP",
    "dien-hinh": "?page=exemplars",
    "them-dien-hinh": "?page=exemplars&view=new",
    "hoat-dong": "?page=activities",
    "lich-hoat-dong": "?page=activities&view=calendar&month=2018-10",
    "nhan-rong": "?page=replication",
    "viec-cua-toi": "?page=work",
    "ke-hoach": "?page=plan",
    "ke-hoach-bang": "?page=plan&view=table",
    "bao-cao": "?page=reports",
}

PICTURED = (
    *("tong-quan", "don-vi", "mot-don-vi", "dien-hinh", "vong-doi", "nhan-rong"),
    *("viec-cua-toi", "ke-hoach", "bao-cao"),
)


def look(visitor: Visitor, name: str) -> dict[str, Any]:
    """What is wrong with what is shown now, under its name."""
    if os.environ.get("LOOK"):
        visitor.page.screenshot(path=f"{os.environ['LOOK']}/{name}.png")
    found = {name: visitor.sees()}
    wide = visitor.wider_than_the_window()
    if wide:
        found[name].append(f"wider than the window by {wide} px")
    return {name: faults for name, faults in found.items() if faults}


def follow(visitor: Visitor, query: str) -> None:
    """Open an address within the page, as a link does."""
    visitor.page.evaluate(
        """query => { const link = document.createElement("a"); link.href = query
        document.body.append(link); link.click(); link.remove() }""",
        query,
    )
    expect(visitor.page).to_have_url(re.compile(re.escape(query) + "$"))
    visitor.settled()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=["1366x768", "390x844"])
def test_no_page_has_anything_that_axe_objects_to(
    visit: Visit, size: tuple[int, int], theme: str
) -> None:
    visitor = visit(size=size, color_scheme=theme)
    page = visitor.open()
    expect(page.locator("html.gs-dark")).to_have_count(int(theme == "dark"))
    tag = f"{size[0]}-{theme}"
    faults: dict[str, Any] = {}
    for name, query in SHOWN.items():
        follow(visitor, query)
        faults |= look(visitor, f"{name}-{tag}")

    follow(visitor, "?page=work")
    page.locator("tbody button:visible").first.click()
    expect(visitor.dialog).to_contain_text("Lịch sử xử lý")
    faults |= look(visitor, f"ho-so-{tag}")
    visitor.dialog.get_by_role("button", name="Trả lại").click()
    expect(visitor.dialog).to_contain_text("Trả lại báo cáo để đơn vị sửa?")
    faults |= look(visitor, f"tra-lai-{tag}")
    visitor.escape()
    expect(page.get_by_role("dialog")).to_have_count(1)
    visitor.escape()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Tài khoản")).click()
    expect(page.get_by_role("button", name="English")).to_be_visible()
    faults |= look(visitor, f"tai-khoan-{tag}")
    assert faults == {}


@pytest.mark.parametrize("size", SIZES, ids=["1366x768", "390x844"])
def test_unit_coordinators_form_has_nothing_that_axe_objects_to(
    visit_as: Visit, size: tuple[int, int]
) -> None:
    visitor = visit_as("dm.vp", size=size)
    page = visitor.open("?page=work")
    tag = str(size[0])
    faults = look(visitor, f"viec-don-vi-{tag}")
    page.get_by_role("button", name=re.compile("^Báo cáo 1.3 ")).click()
    visitor.dialog.get_by_role("button", name="Gửi báo cáo").click()
    expect(visitor.dialog.get_by_text("Hãy viết nội dung báo cáo.")).to_be_visible()
    faults |= look(visitor, f"loi-{tag}")
    page.get_by_role("button", name=re.compile("^Chọn ngày trên lịch – Ngày văn bản")).click()
    expect(page.locator(".v-date-picker")).to_be_visible()
    faults |= look(visitor, f"lich-{tag}")
    assert faults == {}


def test_pictures_for_the_readme(visit: Visit, visit_as: Visit) -> None:
    visitor = visit(size=WIDE)
    for name, query in {**SHOWN, "vong-doi": "?page=exemplar&code=TCMT-2017-001"}.items():
        if name in PICTURED:
            visitor.open(query)
            visitor.picture(name)
    phone = visit(size=PHONE)
    phone.open()
    phone.picture("dien-thoai")
    unit = visit_as("dm.vp")
    page = unit.open("?page=work")
    page.get_by_role("button", name=re.compile("^Báo cáo 1.5 ")).click()
    expect(unit.dialog.get_by_role("textbox").first).not_to_have_value("")
    expect(unit.dialog.get_by_role("button", name="Chọn tệp")).to_be_visible()
    expect(unit.dialog.get_by_role("textbox", name=re.compile("^Ngày văn bản"))).to_be_visible()
    unit.picture("ho-so-bao-cao")
    expect(unit.dialog).to_be_visible()
