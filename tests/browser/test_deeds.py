"""Activities in a browser: a draft outlives a reload, Back closes the form, one is removed."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.test_life_line import deed, events
from tests.waiting import becomes
from toolkit.actions.activity_drafts import draft_key
from toolkit.domain.exemplar import Exemplar
from toolkit.store import ExemplarFilter

pytestmark = pytest.mark.browser
WHAT = "Tập huấn ghi chép hiện trường"


def an_approved(house: House) -> Exemplar:
    """One of the Ministry's office that is registered and followed."""
    asked = ExemplarFilter(codes=frozenset({"VP"}), registration="approved")
    with house.reading() as reading:
        [row, *_] = reading.exemplar_page(asked).rows
        return reading.exemplars({row.id})[row.id]


def test_an_activity_outlives_a_reload_is_saved_and_removed_with_a_reason(
    visit_as: Visit, office: House
) -> None:
    one, visitor = an_approved(office), visit_as("dm.vp")
    page = visitor.open(f"?page=exemplar&code={one.code}")
    before = events(page)
    deed(visitor, "Bồi dưỡng")
    visitor.fill("Nội dung *", WHAT)
    key = draft_key(kind="nurturing", exemplars=[one.id])
    becomes(lambda: str(office.draft("dm.vp", key).get("form", {}).get("title", "")), WHAT)
    page.reload(wait_until="commit")
    visitor.settled()
    deed(visitor, "Bồi dưỡng")
    expect(visitor.dialog.get_by_text("Đang hiện bản nháp của bạn")).to_be_visible()
    expect(visitor.dialog.get_by_role("textbox", name="Nội dung *")).to_have_value(WHAT)
    visitor.dialog.get_by_label("Hình thức bồi dưỡng *").select_option(label="Đào tạo, tập huấn")
    visitor.dialog.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".gs-events > li")).to_have_count(len(before) + 1)
    assert office.draft("dm.vp", key) == {}

    page.get_by_role("button", name=f"Sửa: {WHAT}").click()
    visitor.dialog.get_by_role("button", name="Xóa hoạt động").click()
    why = visitor.dialog.get_by_role("textbox", name="Lý do xóa")
    expect(why).to_be_focused()
    visitor.dialog.get_by_role("button", name="Xóa", exact=True).click()
    expect(visitor.dialog.get_by_text("Hãy ghi lý do.")).to_be_visible()
    assert visitor.sees() == []
    why.fill("Ghi nhầm điển hình.")
    visitor.dialog.get_by_role("button", name="Xóa", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text(f"{WHAT}: Ghi nhầm điển hình.").first).to_be_visible()
    expect(page.get_by_role("button", name=f"Sửa: {WHAT}")).to_have_count(0)


def test_focus_comes_back_when_a_dialog_is_closed_by_its_button_and_back_closes_it(
    visit_as: Visit, office: House
) -> None:
    visitor = visit_as("dm.vp")
    page = visitor.open("?page=exemplars")
    page.get_by_role("link", name=an_approved(office).name).first.click()
    opener = page.get_by_role("button", name="Sửa hồ sơ")
    opener.click()
    visitor.dialog.get_by_role("button", name="Đóng").first.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
    deed(visitor, "Bồi dưỡng")
    page.go_back()
    expect(visitor.heading).to_have_text("Điển hình")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_back_after_a_save_opens_no_empty_form(visit_as: Visit) -> None:
    visitor = visit_as("dm.vp")
    page = visitor.open("?page=work")
    visitor.turn_to("Điển hình")
    page.get_by_role("button", name="Thêm điển hình").click()
    visitor.dialog.get_by_role("radio", name="Mô hình").check()
    visitor.fill("Tên mô hình *", "Tủ sách cơ quan tự quản")
    visitor.dialog.get_by_role("checkbox", name="Toàn diện").check()
    visitor.dialog.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.go_back()
    expect(visitor.heading).to_have_text("Việc của tôi")
