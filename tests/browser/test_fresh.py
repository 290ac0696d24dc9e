"""A page is for whoever asks, with what was written a second before the click."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.house import DAY, House
from toolkit.domain.obligation import State

pytestmark = pytest.mark.browser


def test_two_people_one_after_another_each_see_their_own_and_what_is_new(
    visit_as: Visit, office: House
) -> None:
    ministry = visit_as("bo.huong")
    board = ministry.open("?page=work")
    expect(board.locator(".gs-who")).to_contain_text("Đỗ Thu Hương")
    with office.reading() as reading:
        _, before = reading.waiting(DAY, codes=None, search="", offset=0, limit=1)
    expect(board.locator("section .gs-count")).to_have_text(str(before))

    unit = visit_as("dm.vp")
    desk = unit.open("?page=work")
    expect(desk.locator(".gs-who")).to_contain_text("Đỗ Anh Linh")
    desk.get_by_role("button", name="1.8 Biểu dương").click()
    unit.decide("Rút báo cáo")
    unit.hears("Đã rút báo cáo lúc")

    board = ministry.open("?page=work")
    expect(board.locator(".gs-who")).to_contain_text("Đỗ Thu Hương")
    expect(board.locator("section .gs-count")).to_have_text(str(before - 1))
    expect(board.get_by_text("Văn phòng Bộ", exact=True)).to_have_count(0)


def test_conflict_is_told_and_the_second_decision_changes_nothing(
    visit_as: Visit, office: House
) -> None:
    with office.reading() as reading:
        rows, _ = reading.waiting(DAY, codes=None, search="", offset=0, limit=1)
    owed = rows[0].obligation
    windows = [visit_as("bo.huong"), visit_as("bo.quang")]
    for one in windows:
        one.open("?page=work").locator("tbody button").first.click()
        expect(one.dialog).to_contain_text(rows[0].unit.name)
    first, second = windows
    first.dialog.get_by_role("button", name="Tiếp nhận").click()
    first.hears("Đã tiếp nhận lúc")
    second.dialog.get_by_role("button", name="Trả lại").click()
    second.dialog.get_by_role("textbox", name="Lý do").fill("Thiếu số liệu.")
    second.dialog.get_by_role("button", name="Trả lại").click()

    expect(second.page.locator(".gs-conflict")).to_be_visible()
    assert office.obligation(owed.id).state is State.ACCEPTED
    with office.reading() as reading:
        told = [change.by for change in reading.history("obligation", owed.id)]
    assert told[0] == "bo.huong"
