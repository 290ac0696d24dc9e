"""Two people mend one exemplar at once: the second sees both versions and chooses."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.records import a_model
from tests.browser.visitor import Visitor
from tests.waiting import becomes

pytestmark = pytest.mark.browser
WAS, FIRST, SECOND = "Một bảng tin.", "Hai bảng tin.", "Ba bảng tin."


def begin(visitor: Visitor, code: str) -> None:
    visitor.open(f"?page=exemplar&code={code}")
    visitor.page.get_by_role("button", name="Sửa hồ sơ").click()
    expect(visitor.dialog.get_by_role("textbox", name="Tóm tắt thành tích")).to_have_value(WAS)


def save(visitor: Visitor) -> Locator:
    button = visitor.dialog.get_by_role("button", name="Lưu")
    button.click()
    return button


def test_the_second_editor_is_shown_both_versions_field_by_field_and_chooses(
    visit_as: Visit, office: House
) -> None:
    one = a_model(office, name="Bảng tin xóm", summary=WAS, place="Xóm 1", novelty="Một")
    first, second = visit_as("dm.vp"), visit_as("bo.huong")
    begin(first, one.code)
    begin(second, one.code)
    first.fill("Tóm tắt thành tích", FIRST)
    first.fill("Nơi thực hiện", "Xóm 2")
    save(first)
    expect(first.page.get_by_role("dialog")).to_have_count(0)

    second.fill("Tóm tắt thành tích", SECOND)
    second.fill("Nơi thực hiện", "Xóm 3")
    second.fill("Điểm mới của mô hình", "Hai")
    becomes(lambda: office.draft("bo.huong", f"exemplar VP {one.id}") != {}, True)
    save(second)
    clash = second.dialog.get_by_role("alert")
    summary = clash.get_by_role("radiogroup", name="Tóm tắt thành tích")
    expect(summary).to_contain_text(WAS)
    expect(summary.get_by_role("radio")).to_have_count(2)
    expect(summary).to_contain_text(FIRST)
    expect(summary).to_contain_text(SECOND)
    expect(clash.get_by_role("radiogroup")).to_have_count(2)
    expect(second.dialog.get_by_role("button", name="Lưu")).to_be_disabled()
    assert second.sees() == []
    summary.get_by_role("radio").nth(1).check()
    clash.get_by_role("radiogroup", name="Nơi thực hiện").get_by_role("radio").first.check()
    save(second)
    expect(second.page.get_by_role("dialog")).to_have_count(0)

    with office.reading() as reading:
        found = reading.exemplar(one.id)
    assert found
    assert (found.summary, found.place, found.novelty) == (SECOND, "Xóm 2", "Hai")


def test_what_is_typed_into_a_record_outlives_a_reload(visit_as: Visit, office: House) -> None:
    one = a_model(office, name="Tổ tự quản bến đò", summary=WAS)
    visitor = visit_as("dm.vp")
    begin(visitor, one.code)
    visitor.fill("Tóm tắt thành tích", SECOND)
    becomes(lambda: kept(office, one.id), SECOND)
    visitor.page.reload(wait_until="commit")
    visitor.settled()
    visitor.page.get_by_role("button", name="Sửa hồ sơ").click()
    expect(visitor.dialog.get_by_text("Đang hiện bản nháp của bạn")).to_be_visible()
    summary = visitor.dialog.get_by_role("textbox", name="Tóm tắt thành tích")
    expect(summary).to_have_value(SECOND)


def kept(house: House, one: str) -> str:
    """The summary in the coordinator's draft."""
    form = house.draft("dm.vp", f"exemplar VP {one}").get("form", {})
    return str(form.get("summary", ""))
