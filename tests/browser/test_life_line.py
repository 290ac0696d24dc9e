"""One exemplar lives its life in a browser: registered, returned, nurtured, copied, told."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.visitor import SIZES, Visitor

pytestmark = pytest.mark.browser
NAME = "Phòng họp không giấy"


def press(visitor: Visitor, name: str, *, sure: bool = True) -> None:
    """Press a button of the page, and its like in the dialog that asks."""
    visitor.page.get_by_role("button", name=name, exact=True).click()
    if sure:
        visitor.dialog.get_by_role("button", name=name, exact=True).click()
        expect(visitor.page.get_by_role("dialog")).to_have_count(0)


def deed(visitor: Visitor, kind: str) -> None:
    """Open the form of an activity of this kind."""
    visitor.page.locator("summary", has_text="Ghi hoạt động").click()
    visitor.page.get_by_role("button", name=kind, exact=True).click()
    expect(visitor.dialog).to_contain_text(f"Ghi hoạt động: {kind}")


def save(visitor: Visitor) -> None:
    visitor.dialog.get_by_role("button", name="Lưu").click()
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)


def pick(visitor: Visitor, label: str, typed: str, name: str) -> None:
    """Choose from what a search finds, by keys."""
    box = visitor.dialog.get_by_role("combobox", name=label)
    box.fill(typed)
    expect(visitor.dialog.get_by_role("option", name=name)).to_be_visible()
    box.press("Enter")


def events(page: Page) -> list[str]:
    return page.locator(".gs-events > li strong:first-of-type").all_inner_texts()


def test_from_register_to_copied_and_told(visit_as: Visit, office: House) -> None:
    unit, ministry = visit_as("dm.vp"), visit_as("bo.huong")
    code = put_on_record(unit)
    send_what_is_whole(unit)
    ministry.open(f"?page=exemplar&code={code}")
    send_back(ministry, "Cần nêu rõ số cuộc họp.")
    mend(unit, "Cần nêu rõ số cuộc họp.")
    again(ministry)
    press(ministry, "Duyệt")
    expect(ministry.page.get_by_text("Đăng ký: Đã duyệt")).to_be_visible()
    again(unit)
    nurture(unit)
    copy(unit, "vien khoa hoc moi", "Viện Khoa học môi trường")
    copy(unit, "tcmt", "Tổng cục Môi trường")
    publish(unit, "Họp không giấy ở Bộ")

    page = unit.page
    expect(page.locator('[role="treeitem"][aria-level="2"]')).to_have_count(2)
    assert events(page) == [
        *("Tuyên truyền", "Nhân rộng", "Nhân rộng", "Bồi dưỡng", "Đăng ký được duyệt"),
        *("Gửi đăng ký", "Trả lại đăng ký", "Gửi đăng ký", "Lựa chọn", "Phát hiện"),
    ]
    with office.reading() as reading:
        one = reading.exemplar_called(code)
        assert one
        assert len(reading.follow_ups_of(one.id)) == 4
    unit.turn_to("Nhân rộng")
    expect(page.get_by_role("rowheader").get_by_role("link", name=NAME)).to_be_visible()
    unit.turn_to("Hoạt động")
    expect(page.locator("tbody strong", has_text="Họp không giấy ở Bộ")).to_be_visible()


def again(visitor: Visitor) -> None:
    visitor.page.reload(wait_until="commit")
    visitor.settled()


def put_on_record(unit: Visitor) -> str:
    """A model that lacks its summary; its code."""
    page = unit.open("?page=exemplars")
    page.get_by_role("button", name="Thêm điển hình").click()
    unit.dialog.get_by_role("radio", name="Mô hình").check()
    for label, text in {
        "Tên mô hình *": NAME,
        "Nơi thực hiện": "Văn phòng Bộ",
        "Điểm mới của mô hình": "Tài liệu chỉ ở dạng số.",
        "Kết quả bằng số liệu": "Giảm 40.000 trang in mỗi quý.",
    }.items():
        unit.fill(label, text)
    unit.dialog.get_by_role("checkbox", name="Toàn diện").check()
    save(unit)
    page.get_by_role("link", name=re.compile(f"^{NAME} ")).click()
    expect(unit.heading).to_have_text(NAME)
    return page.url.partition("code=")[2]


def send_what_is_whole(unit: Visitor) -> None:
    page = unit.page
    press(unit, "Lựa chọn")
    expect(page.get_by_text("Chưa gửi được vì: thiếu tóm tắt thành tích.")).to_be_visible()
    expect(page.get_by_role("button", name="Gửi đăng ký")).to_be_disabled()
    page.get_by_role("button", name="Sửa hồ sơ").click()
    unit.fill("Tóm tắt thành tích", "Họp không in giấy từ năm 2017.")
    save(unit)
    press(unit, "Gửi đăng ký")
    expect(page.get_by_text("đang chờ Bộ duyệt")).to_be_visible()


def send_back(ministry: Visitor, why: str) -> None:
    """Without a reason it is refused."""
    button = ministry.page.get_by_role("button", name="Trả lại", exact=True)
    button.click()
    inside = ministry.dialog.get_by_role("button", name="Trả lại", exact=True)
    inside.click()
    expect(ministry.dialog.get_by_text("Hãy ghi lý do.")).to_be_visible()
    ministry.fill("Lý do *", why)
    inside.click()
    expect(ministry.page.get_by_text(f"Lý do: {why}")).to_be_visible()


def mend(unit: Visitor, why: str) -> None:
    again(unit)
    expect(unit.page.get_by_text(f"Lý do: {why}")).to_be_visible()
    unit.page.get_by_role("button", name="Sửa hồ sơ").click()
    unit.fill("Tóm tắt thành tích", "120 cuộc họp không in giấy từ năm 2017.")
    save(unit)
    press(unit, "Gửi đăng ký")


def nurture(unit: Visitor) -> None:
    """Faults stand beside their fields, and the first has the focus."""
    unit.page.get_by_role("button", name="Ghi bồi dưỡng").click()
    unit.dialog.get_by_role("button", name="Lưu").click()
    expect(unit.dialog.get_by_role("textbox", name="Nội dung *")).to_be_focused()
    expect(unit.dialog.get_by_text("Hãy chọn hình thức bồi dưỡng.")).to_be_visible()
    unit.fill("Nội dung *", "Tập huấn họp trực tuyến")
    unit.dialog.get_by_label("Hình thức bồi dưỡng *").select_option(label="Đào tạo, tập huấn")
    save(unit)


def copy(unit: Visitor, typed: str, taker: str) -> None:
    deed(unit, "Nhân rộng")
    unit.fill("Nội dung áp dụng *", "Họp không giấy")
    pick(unit, "Đơn vị áp dụng *", typed, taker)
    save(unit)


def publish(unit: Visitor, title: str) -> None:
    deed(unit, "Tuyên truyền")
    unit.fill("Tên tin, bài *", title)
    unit.fill("Báo, đài *", "Báo Tài nguyên và Môi trường")
    unit.dialog.get_by_label("Loại phương tiện *").select_option(label="Báo điện tử")
    save(unit)


def copied_most(house: House) -> str:
    """Code of the exemplar that the most units have copied."""
    with house.reading() as reading:
        codes = [row.code for row in reading.replications()]
    return max(sorted(set(codes)), key=codes.count)


def test_a_typical_life_line_is_printed_on_one_sheet(
    visit: Visit, house: House, pdftoppm: str, tmp_path: Path
) -> None:
    visitor = visit()
    page = visitor.open(f"?page=exemplar&code={copied_most(house)}")
    expect(page.locator(".gs-events > li").first).to_be_visible()
    page.pdf(path=tmp_path / "life.pdf", prefer_css_page_size=True)
    drawn = [pdftoppm, "-r", "10", "-png", str(tmp_path / "life.pdf"), str(tmp_path / "sheet")]
    subprocess.run(drawn, check=True)

    assert len(list(tmp_path.glob("sheet*.png"))) == 1


def test_the_tree_of_followers_is_walked_by_keys(visit: Visit, house: House) -> None:
    visitor = visit()
    page = visitor.open(f"?page=exemplar&code={copied_most(house)}")
    items = page.get_by_role("treeitem")
    items.first.focus()
    visitor.press("ArrowDown")
    expect(items.nth(1)).to_be_focused()
    visitor.press("ArrowRight")
    expect(items.nth(2)).to_be_focused()
    visitor.press("ArrowLeft", "ArrowLeft")
    expect(items.nth(1)).to_have_attribute("aria-expanded", "false")
    visitor.press("End")
    expect(items.first).not_to_be_focused()
    visitor.press("Home")
    expect(items.first).to_be_focused()


@pytest.mark.parametrize("size", SIZES, ids=["1366x768", "390x844"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_objects_to_nothing_and_nothing_is_wider_than_the_window(
    visit: Visit, house: House, theme: str, size: tuple[int, int]
) -> None:
    visitor = visit(size=size, color_scheme=theme)
    visitor.open(f"?page=exemplar&code={copied_most(house)}")
    faults = [*visitor.sees(), visitor.wider_than_the_window()]
    deed(visitor, "Tham quan, học tập")
    faults += [*visitor.sees(), visitor.wider_than_the_window()]
    visitor.press("Escape")
    expect(visitor.page.get_by_role("dialog")).to_have_count(0)

    assert faults == [0, 0]
