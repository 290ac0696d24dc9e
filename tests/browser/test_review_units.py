"""A round of units at three browsers: a school, the head of its bloc, the Ministry."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.actions.unit_rounds import OPEN, REVIEW, opened, planned
from tests.browser.conftest import Visit
from tests.browser.house import SECRET, House, keeping_house
from tests.browser.visitor import PHONE, Visitor
from tests.builders import a_user
from tests.desks import at
from toolkit.actions.desk import Desk
from toolkit.actions.users import add_user
from toolkit.app import DEMO, DEMO_DAY
from toolkit.domain.user import Role
from toolkit.store import Store

pytestmark = pytest.mark.browser
UNITS = f"?page=reviews&round={REVIEW}&part=units"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The schools on the day their round is open: T2 leads the bloc, T3 is its deputy."""
    data = tmp_path_factory.mktemp("schools") / "schools.db"
    store = Store.open(str(data), create=True)
    ministry = Desk(store, a_user(Role.MINISTRY), lambda: at(OPEN))
    planned(store)
    opened(ministry)
    add_user(ministry, login="bo", name="Ngô Thị Bộ", role="ministry")
    for unit in ("T2", "T4"):
        add_user(ministry, login=unit.lower(), name=f"Lê {unit}", role="unit", unit=unit)
    with store.writing(by="bo", at=at(OPEN)) as tx:
        tx.put_setting(DEMO, "1")
        tx.put_setting(DEMO_DAY, OPEN.isoformat())
        tx.commit()
    store.close()
    known = {"IDENTITY_HEADER": "X-Person", "IDENTITY_SECRET": SECRET}
    with keeping_house(data, tmp_path_factory.mktemp("office"), **known) as one:
        yield one


# A score that is sent while somebody writes: its answer draws the sheet anew under their hands.
REDRAWN = """box => { box.value = "7,5"; box.dispatchEvent(new Event("input"))
box.dispatchEvent(new FocusEvent("blur")) }"""


def test_a_unit_is_scored_by_itself_its_head_and_the_ministry(visit_as: Visit) -> None:
    scores_itself_by_keys(visit_as("t4"))
    head = visit_as("t2")
    checks_and_explains(head)
    proposes(head)
    looks_on_by_phone(visit_as("bo", size=PHONE, color_scheme="dark"))


def scores_itself_by_keys(visitor: Visitor) -> None:
    page = visitor.open(UNITS)
    expect(page.get_by_role("heading", name="4. Trường Bốn")).to_be_visible()
    reports = page.get_by_role("button", name="0/2 báo cáo đúng hạn; 0 muộn, 2 chưa gửi")
    reports.focus()
    visitor.press("Enter")
    expect(page.get_by_role("link", name="2 Báo cáo đọc sách")).to_be_visible()
    assert visitor.sees() == []
    visitor.press("Enter")
    expect(page.get_by_text("31/03/2017")).to_have_count(0)

    page.get_by_role("spinbutton", name="Tự chấm: Báo cáo đúng hạn").focus()
    visitor.press("8", "Enter", "2", "5", "Enter")
    expect(page.get_by_role("alert")).to_have_text(
        "Điểm của “Phong trào đọc” phải từ 0 đến 20; bạn cho 25."
    )
    reading = page.get_by_role("spinbutton", name="Tự chấm: Phong trào đọc")
    reading.fill("14,5")
    visitor.press("ArrowUp", "Enter")
    expect(page.locator(".gs-un-marks strong")).to_have_text("77/100")
    visitor.open(UNITS)
    expect(reading).to_have_value("15")


def checks_and_explains(visitor: Visitor) -> None:
    page = visitor.open(UNITS)
    expect(page.get_by_role("link", name="Còn 3 đơn vị bạn chưa chấm chéo xong")).to_be_visible()
    assert visitor.sees() == []
    page.get_by_role("link", name="Trường Bốn").click()
    for name, score in (("Báo cáo đúng hạn", "8"), ("Phong trào đọc", "9")):
        box = page.get_by_role("spinbutton", name=f"Chấm chéo: {name}")
        box.fill(score)
        box.press("Enter")
    expect(page.get_by_text("còn 1 chênh lệch cần giải trình")).to_be_visible()
    expect(page.get_by_text("thấp hơn 6")).to_be_visible()
    why = page.get_by_role("textbox", name="Nhận xét, minh chứng, Chấm chéo: Phong trào đọc")
    why.press_sequentially("Hai ngày hội đọc")
    page.get_by_role("spinbutton", name="Chấm chéo: Báo cáo đúng hạn").evaluate(REDRAWN)
    expect(page.get_by_role("spinbutton", name="Chấm chéo: Báo cáo đúng hạn")).to_have_value("7,5")
    expect(page.locator(".gs-rv-saved")).not_to_be_empty()
    why.press_sequentially(" không có biên bản.")
    expect(why).to_have_value("Hai ngày hội đọc không có biên bản.")
    why.blur()
    expect(page.locator(".gs-un-marks strong").last).to_have_text("57/100")
    assert visitor.sees() == []


def proposes(visitor: Visitor) -> None:
    page = visitor.open(UNITS)
    page.get_by_role("button", name="Khối, cụm của tôi").click()
    chosen = page.get_by_role("combobox", name="Thêm đơn vị")
    for name in ("Trường Ba", "Trường Bốn"):
        chosen.select_option(label=name)
    page.get_by_role("button", name="Đưa lên: Trường Bốn").click()
    page.get_by_role("button", name="Gửi đề xuất").click()
    expect(page.get_by_role("alert")).to_have_text("Hãy nêu lý do đề xuất.")
    page.get_by_role("textbox", name="Lý do").fill("Dẫn đầu phong trào đọc.")
    assert visitor.sees() == []
    page.get_by_role("button", name="Gửi đề xuất").click()
    visitor.hears("Đã gửi đề xuất của khối, cụm.")
    expect(page.locator(".gs-un-order li")).to_have_text(["1Trường Bốn", "2Trường Ba"])


def looks_on_by_phone(visitor: Visitor) -> None:
    page = visitor.open(f"{UNITS}&show=apart")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.get_by_text("1 tiêu chí lệch nhiều")).to_be_visible()
    assert (visitor.sees(), visitor.wider_than_the_window()) == ([], 0)
    page.get_by_role("link", name="Trường Bốn").click()
    page.get_by_role("spinbutton", name="Bộ chấm: Phong trào đọc").fill("13")
    page.get_by_role("spinbutton", name="Bộ chấm: Báo cáo đúng hạn").fill("8")
    page.get_by_role("spinbutton", name="Bộ chấm: Báo cáo đúng hạn").blur()
    expect(page.locator(".gs-un-marks strong").last).to_have_text("71/100")
    assert (visitor.sees(), visitor.wider_than_the_window()) == ([], 0)
    page.get_by_role("link", name="Danh sách đơn vị").click()
    visitor.open(f"{UNITS}&bloc=K1")
    expect(page.get_by_text("Đã gửi ngày 10/09/2017.")).to_be_visible()
    expect(page.get_by_role("button", name="Rút đề xuất")).to_be_visible()
    assert (visitor.sees(), visitor.wider_than_the_window()) == ([], 0)
