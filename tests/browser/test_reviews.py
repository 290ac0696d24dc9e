"""A round of review from its set-up on, each at their own browser: secretary, members, leader."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.house import SECRET, House, keeping_house
from tests.browser.visitor import PHONE, WIDE, Visitor
from tests.builders import a_user
from tests.desks import PLAN, UNITS, at
from tests.reviewing import MEMBERS, OPENS, REVIEW, exemplar, plan_of_reviews
from toolkit.actions.desk import Desk
from toolkit.actions.plans import use_plan
from toolkit.actions.reviews.council import put_member
from toolkit.actions.units import import_units
from toolkit.actions.users import add_user
from toolkit.app import DEMO, DEMO_DAY
from toolkit.domain.user import Role, User
from toolkit.store import Store

pytestmark = pytest.mark.browser
ROUND = f"?page=reviews&round={REVIEW}"
VOTES = {"tu": ("Hồ Thị Bảy",), "nam": ("Hồ Thị Bảy",), "ba": ("Hồ Thị Bảy",), "ha": ()}
"""Who says yes to whom; ha stands aside from the only one and hands in all the same."""
NAMES = ("Hồ Thị Bảy", "Bùi Văn Sáu", "Lý Tám")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The reading plan on the day its scores open: a council of four, nothing put up yet."""
    folder = tmp_path_factory.mktemp("council")
    data = folder / "small.db"
    sown(Store.open(str(data), create=True))
    known = {"IDENTITY_HEADER": "X-Person", "IDENTITY_SECRET": SECRET}
    with keeping_house(data, tmp_path_factory.mktemp("office"), **known) as one:
        yield one


def sown(store: Store) -> None:
    def desk(user: User | None = None, on: date = date(2017, 3, 1)) -> Desk:
        return Desk(store, user or a_user(Role.MINISTRY), lambda: at(on))

    founder = desk(on=date(2017, 1, 2))
    use_plan(founder, text=PLAN, name="doc.toml")
    import_units(founder, data=UNITS.encode(), name="truong.csv")
    use_plan(founder, text=plan_of_reviews(), name="doc.toml")
    add_user(founder, login="thuky", name="Ngô Thị Thư", role="ministry")
    add_user(founder, login="lanh", name="Tạ Lãnh", role="leader")
    for login, (name, unit, post) in MEMBERS.items():
        add_user(founder, login=login, name=name, role="council", unit=unit)
        if login != "nam":
            put_member(founder, review=REVIEW, login=login, post=post)
    for unit, name in zip(("T2", "T9", "T9"), NAMES, strict=True):
        exemplar(desk, unit, name)
    with store.writing(by="thuky", at=at(OPENS)) as tx:
        tx.put_setting(DEMO, "1")
        tx.put_setting(DEMO_DAY, OPENS.isoformat())
        tx.commit()
    store.close()


def test_a_round_is_set_up_opened_and_scored_by_keys_alone(visit_as: Visit) -> None:
    secretary = visit_as("thuky")
    set_up(secretary)

    by_keys(visit_as("tu"))
    page = visit_as("nam").open(f"{ROUND}&part=score&dossier=1")
    for name, score in (("Tính mới", "7"), ("Bền vững", "12")):
        page.get_by_role("spinbutton", name=name).fill(score)
        page.get_by_role("spinbutton", name=name).press("Enter")
    expect(page.get_by_role("row", name=re.compile("Đỗ Tư"))).to_contain_text("82")

    stands_aside(visit_as("ha"))
    watched(secretary, visit_as("lanh"))


def set_up(visitor: Visitor) -> None:
    """Council, dossiers, who judges which; then the scores are opened."""
    page = visitor.open()
    visitor.turn_to("Bình xét")
    page.get_by_role("link", name="Tiếp tục chuẩn bị").first.click()
    expect(visitor.heading).to_have_text(f"Bình xét {REVIEW}")
    expect(page.get_by_text("Chưa có hồ sơ nào được đưa vào")).to_be_visible()
    expect(page.get_by_role("button", name="Mở chấm điểm")).to_be_disabled()

    page.get_by_role("combobox", name="Thêm thành viên").fill("vu nam")
    page.get_by_role("option", name=re.compile("Vũ Năm")).click()
    expect(page.get_by_role("row", name=re.compile("Vũ Năm"))).to_be_visible()
    page.get_by_role("button", name="Đưa hồ sơ vào").click()
    visitor.dialog.get_by_role("searchbox", name="Tìm hồ sơ").fill("bui van")
    expect(visitor.dialog.get_by_role("checkbox")).to_have_count(1)
    visitor.dialog.get_by_role("searchbox", name="Tìm hồ sơ").fill("")
    expect(visitor.dialog.get_by_role("checkbox")).to_have_count(3)
    visitor.dialog.get_by_role("button", name="Chọn cả trang này").click()
    assert visitor.sees() == []
    visitor.dialog.get_by_role("button", name="Đưa vào: 3").click()
    visitor.hears("Đã đưa vào 3 hồ sơ.")

    row = page.get_by_role("row", name=re.compile(NAMES[0]))
    expect(row).to_contain_text("Đứng ngoài: 2")
    row.get_by_role("button", name=re.compile("^Phân công người chấm")).click()
    for name in ("Vũ Năm", "Đỗ Tư"):
        visitor.dialog.get_by_role("checkbox", name=re.compile(name)).check()
    visitor.dialog.get_by_role("button", name="Lưu").click()
    expect(row).to_contain_text("2 người")
    assert visitor.sees() == []
    visitor.picture("binh-xet-chuan-bi")
    page.get_by_role("button", name="Mở chấm điểm").click()
    expect(visitor.dialog).to_contain_text("5 thành viên Hội đồng bắt đầu chấm 3 hồ sơ")
    visitor.dialog.get_by_role("button", name="Mở chấm điểm").click()

    visitor.hears("Đã mở chấm điểm")
    expect(page.get_by_text("Đã cố định từ 04/09/2017")).to_be_visible()


def by_keys(visitor: Visitor) -> None:
    """All that a member does, from their first page to the second dossier, without a mouse."""
    page = visitor.open()
    expect(visitor.heading).to_have_text("Bình xét")
    follow(visitor, "Chấm tiếp: còn 3 hồ sơ")
    follow(visitor, f"Chấm tiếp: {NAMES[0]}")

    novelty, steady = (page.get_by_role("spinbutton", name=each) for each in ("Tính mới", "Bền"))
    expect(novelty).to_be_focused()
    visitor.press("1", "1", "Enter")
    expect(page.get_by_role("alert")).to_contain_text("phải từ 0 đến 10; bạn cho 11")
    expect(novelty).to_be_focused()
    page.keyboard.type("8,5")
    visitor.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Đã lưu lúc")).to_be_visible()
    expect(steady).to_be_focused()
    page.get_by_role("textbox", name="Nhận xét chung").fill("Nên nhân rộng.")
    steady.focus()
    page.keyboard.type("15")
    visitor.press("ArrowUp", "ArrowUp", "Enter")
    expect(page.get_by_text("Tổng điểm 82/100")).to_be_visible()
    assert visitor.sees() == []
    visitor.picture("phieu-cham")
    following = page.get_by_role("link", name=f"Hồ sơ tiếp theo: {NAMES[1]}")
    expect(following).to_be_focused()
    visitor.press("Enter")

    expect(visitor.heading).to_have_text(f"2. {NAMES[1]}")
    expect(novelty).to_be_focused()
    expect(novelty).to_have_value("")
    page.go_back()
    expect(visitor.heading).to_have_text(f"1. {NAMES[0]}")
    expect(novelty).to_have_value("8,5")
    expect(page.get_by_role("textbox", name="Nhận xét chung")).to_have_value("Nên nhân rộng.")


def follow(visitor: Visitor, name: str) -> None:
    """Reach a link by Tab and go there."""
    link = visitor.page.get_by_role("link", name=name)
    expect(link).to_be_visible()
    for _ in range(40):
        if link.evaluate("one => one === document.activeElement"):
            break
        visitor.press("Tab")
    expect(link).to_be_focused()
    visitor.press("Enter")


def stands_aside(visitor: Visitor) -> None:
    """One dossier is of the member's own unit; from another they declare that they stand aside."""
    page = visitor.open(f"{ROUND}&part=score")
    expect(page.get_by_role("row", name=re.compile(NAMES[0]))).to_have_count(0)
    page.get_by_role("link", name=NAMES[1], exact=True).click()
    page.get_by_role("button", name="Tôi đứng ngoài hồ sơ này").click()
    visitor.dialog.get_by_role("radio", name=re.compile("Hồi tị")).check()
    visitor.fill(re.compile("Lý do"), "Là người hướng dẫn.")
    visitor.dialog.get_by_role("button", name="Khai đứng ngoài").click()

    visitor.hears("Đã ghi nhận bạn đứng ngoài")
    expect(page.get_by_text("Là người hướng dẫn.").first).to_be_visible()
    expect(page.get_by_role("spinbutton", name="Tính mới")).not_to_be_editable()


def watched(secretary: Visitor, leader: Visitor) -> None:
    """Who is missing is seen by both; only the secretary writes reminders."""
    page = secretary.open(f"{ROUND}&part=progress")
    matrix = page.get_by_role("group", name="Người chấm và hồ sơ")
    expect(matrix.get_by_role("row", name=re.compile(NAMES[0]))).to_contain_text("2/2")
    page.get_by_role("button", name="Soạn lời nhắc").click()
    expect(page.get_by_role("list", name="Soạn lời nhắc")).to_contain_text("Vũ Năm")
    assert secretary.sees() == []

    page = leader.open(f"{ROUND}&part=progress")
    expect(page.get_by_role("row", name=re.compile("Đỗ Tư")).first).to_contain_text("1/3")
    expect(page.get_by_role("button", name="Soạn lời nhắc")).to_have_count(0)
    expect(page.get_by_role("button", name="Khóa điểm")).to_have_count(0)


def test_scores_are_closed_voted_on_in_secret_published_and_the_minutes_downloaded(
    visit_as: Visit, tmp_path: Path
) -> None:
    """After the journey above: what the council does on the day of its meeting."""
    secretary = visit_as("thuky")
    closed(secretary)
    put_to_vote(secretary)
    for login, agreed in VOTES.items():
        votes(visit_as(login), agreed)
    counted(secretary)
    published(secretary)

    page = secretary.page
    page.get_by_text("Tệp của đợt").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Biên bản")).click()
    download.value.save_as(tmp_path / "minutes.docx")
    told = " ".join(each.text for each in Document(str(tmp_path / "minutes.docx")).paragraphs)
    assert "nhất trí" in told.lower()
    leader = visit_as("lanh").open(f"{ROUND}&part=decide")
    expect(leader.get_by_text("12/QĐ-PGD")).to_be_visible()
    row = leader.get_by_role("row", name=re.compile(NAMES[0]))
    expect(row).to_contain_text("Giấy khen")


def closed(visitor: Visitor) -> None:
    """Not everybody has scored: the reason is asked for."""
    page = visitor.open(f"{ROUND}&part=progress")
    page.get_by_role("button", name="Khóa điểm").click()
    visitor.fill(re.compile("Lý do"), "Các ủy viên đi công tác.")
    visitor.dialog.get_by_role("button", name="Khóa điểm").click()
    visitor.hears("Hồ sơ số 2, 3 chưa có phiếu chấm hoàn chỉnh nào")

    for name in NAMES[1:]:
        page = visitor.open(f"{ROUND}&part=setup")
        page.get_by_role("button", name=f"Rút: {name}").click()
        visitor.fill(re.compile("Lý do"), "Chưa đủ hồ sơ.")
        visitor.dialog.get_by_role("button", name="Rút").click()
        visitor.hears("Đã rút hồ sơ.")
    page.get_by_role("button", name="Khóa điểm").click()
    visitor.dialog.get_by_role("button", name="Khóa điểm").click()
    visitor.hears("Đã khóa điểm")


def put_to_vote(visitor: Visitor) -> None:
    page = visitor.open(f"{ROUND}&part=ballot")
    page.get_by_role("button", name="Mở bỏ phiếu").click()
    expect(page.get_by_role("checkbox", name=re.compile(NAMES[0]))).to_be_checked()
    assert visitor.sees() == []
    page.get_by_role("button", name="Mở bỏ phiếu").click()
    visitor.dialog.get_by_role("button", name="Mở bỏ phiếu").click()
    visitor.hears("Đã mở bỏ phiếu.")


def votes(visitor: Visitor, agreed: tuple[str, ...]) -> None:
    page = visitor.open(f"{ROUND}&part=ballot")
    ballot = page.get_by_role("form", name="Phiếu của tôi")
    for name in agreed:
        ballot.get_by_role("checkbox", name=re.compile(name)).check()
    visitor.picture("bo-phieu-kin")
    ballot.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    expect(visitor.dialog).to_contain_text(f"Bạn đồng ý {len(agreed)} hồ sơ")
    visitor.dialog.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    visitor.hears("Đã nhận phiếu của bạn.")
    assert visitor.sees() == []
    expect(page.get_by_text("Bạn đã bỏ phiếu.")).to_be_visible()
    expect(ballot).to_have_count(0)


def counted(visitor: Visitor) -> None:
    page = visitor.open(f"{ROUND}&part=ballot")
    expect(page.get_by_text("4/5 người có mặt đã bỏ phiếu")).to_be_visible()
    page.get_by_role("button", name="Kiểm phiếu").click()
    visitor.dialog.get_by_role("button", name="Kiểm phiếu").click()
    visitor.hears("Đã kiểm phiếu.")
    expect(page.get_by_role("row", name=re.compile(NAMES[0]))).to_contain_text("100,0 %")
    assert visitor.sees() == []


def published(visitor: Visitor) -> None:
    page = visitor.open(f"{ROUND}&part=decide")
    page.get_by_role("button", name="Lập đề nghị").click()
    visitor.hears("Đã lập 1 đề nghị")
    page.get_by_role("button", name=f"Sửa: {NAMES[0]}").click()
    visitor.dialog.get_by_role("combobox", name=re.compile("Danh hiệu")).select_option("giay_khen")
    assert visitor.sees() == []
    visitor.dialog.get_by_role("button", name="Lưu").click()
    visitor.hears("Đã ghi đề nghị.")
    page.get_by_role("textbox", name="Số quyết định *").fill("12/QĐ-PGD")
    page.get_by_role("textbox", name="Người, cơ quan ban hành *").fill("Phòng Giáo dục")
    page.get_by_role("button", name="Công bố").click()
    visitor.dialog.get_by_role("button", name="Công bố").click()
    visitor.hears("Đã công bố.")
    expect(page.get_by_text("Theo quyết định số 12/QĐ-PGD")).to_be_visible()
    assert visitor.sees() == []


def test_every_part_fits_its_window_and_axe_finds_nothing(visit_as: Visit) -> None:
    """On a phone by day and a wide window by night; the journeys above looked at the rest."""
    for size, scheme in ((PHONE, "light"), (WIDE, "dark")):
        secretary, member = (
            visit_as(login, size=size, color_scheme=scheme) for login in ("thuky", "tu")
        )
        for visitor, query in (
            (secretary, "?page=reviews"),
            (secretary, f"{ROUND}&part=setup"),
            (secretary, f"{ROUND}&part=progress"),
            (secretary, f"{ROUND}&part=results"),
            (secretary, f"{ROUND}&part=ballot"),
            (secretary, f"{ROUND}&part=decide"),
            (member, f"{ROUND}&part=score"),
            (member, f"{ROUND}&part=score&dossier=1"),
            (member, f"{ROUND}&part=ballot"),
        ):
            visitor.open(query)
            expect(visitor.page.locator(".gs-rv-round, .gs-rv-part").first).to_be_visible()
            assert visitor.wider_than_the_window() == 0
            assert visitor.sees() == []
