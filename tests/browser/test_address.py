"""Addresses: deep links, Back, Forward, Reload, rubbish; language, colours, the demo's day."""

import re
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.house import DAY, House
from toolkit.words import Words

pytestmark = pytest.mark.browser
LATE_OFFICES = "?page=units&late=1&kind=so"
ONE_UNIT = re.compile("unit=")
MARKUP = "%22%3E%3Cimg%20src=x%20onerror=%22window.broken=1%22%3E"


def names(page: Page) -> Locator:
    """The units in the matrix."""
    return page.locator("tbody [data-at$=':0']")


def test_filtered_address_opens_as_it_was_and_back_forward_reload_keep_it(
    visit: Visit, house: House
) -> None:
    visitor = visit()
    page = visitor.open(LATE_OFFICES)
    with house.reading() as reading:
        found = reading.matrix(DAY, kind="so", only_late=True, offset=0, limit=50)
    late = [row.unit.name for row in found.rows]
    expect(names(page)).to_have_text(late)
    expect(page.get_by_role("checkbox", name="Chỉ đơn vị quá hạn")).to_be_checked()
    expect(page.get_by_label("Loại đơn vị")).to_have_value("so")
    page.get_by_role("link", name=late[1]).click()
    expect(visitor.heading).to_have_text(late[1])
    expect(page).to_have_url(ONE_UNIT)

    page.go_back()
    expect(visitor.heading).to_have_text("Đơn vị")
    expect(page).to_have_url(
        re.compile(re.escape(LATE_OFFICES.replace("late=1&kind=so", "kind=so&late=1")) + "$")
    )
    expect(names(page)).to_have_text(late)
    page.go_forward()
    expect(visitor.heading).to_have_text(late[1])
    expect(page).to_have_url(ONE_UNIT)
    page.reload(wait_until="commit")
    visitor.settled()
    expect(visitor.heading).to_have_text(late[1])
    page.get_by_role("link", name="Danh sách đơn vị").click()
    expect(page.get_by_role("checkbox", name="Chỉ đơn vị quá hạn")).to_be_checked()
    expect(names(page)).to_have_text(late)
    page.get_by_label("Tìm đơn vị").fill("cao bang")
    expect(names(page)).to_have_count(1)
    expect(page).to_have_url(re.compile("q=cao"))


def test_plans_table_and_task_have_addresses(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?page=plan&view=table")
    expect(page.get_by_role("region", name="Bảng nhiệm vụ của kế hoạch")).to_be_visible()
    page.get_by_role("button", name="Nhân rộng điển hình tiên tiến").click()
    expect(visitor.dialog).to_contain_text("1.6")
    expect(page).to_have_url(re.compile(r"view=table&task=1\.6"))

    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("button", name="Biểu đồ").click()
    expect(page).to_have_url(re.compile(r"\?page=plan$"))
    visitor.open("?page=plan&task=2.10")
    expect(visitor.dialog).to_contain_text("2.10")


@pytest.mark.parametrize(
    "query",
    [f"?page=units&unit={MARKUP}", f"?theme={MARKUP}", f"?q={MARKUP}", "?a=1", "?q=%ff"],
)
def test_address_with_rubbish_or_markup_is_a_friendly_page(visit: Visit, query: str) -> None:
    visitor = visit()
    visitor.forgiven = "status of 400"
    visitor.page.goto(visitor.home + query)

    expect(visitor.page.get_by_role("heading")).to_have_text("Địa chỉ không đúng")
    assert visitor.page.evaluate("window.broken") is None
    visitor.page.get_by_role("link").first.click()
    visitor.settled()
    expect(visitor.heading).to_have_text("Tổng quan")


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("?page=nowhere", "Tổng quan"),
        ("?page=units&unit=KHONG-CO", "Đơn vị"),
        ("?page=units&kind=khong_co&bloc=x&p=99999", "Đơn vị"),
        ("?page=units&view=table&from=3", "Đơn vị"),
        ("?page=plan&task=9.9", "Kế hoạch"),
        ("?page=reports&on=2018-02-31", "Báo cáo"),
    ],
)
def test_address_that_means_nothing_is_told_and_the_page_opens(
    visit: Visit, query: str, heading: str
) -> None:
    visitor = visit()
    visitor.open(query)

    expect(visitor.heading).to_have_text(heading)
    visitor.hears()


def test_markup_that_arrives_by_history_is_not_drawn(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open()
    page.evaluate(f"history.pushState({{}}, '', decodeURIComponent('?page=units&q={MARKUP}'))")
    visitor.page.evaluate("history.pushState({}, '', '?page=plan')")
    page.go_back()

    expect(visitor.heading).to_have_text("Đơn vị")
    expect(page.locator("img[src=x]")).to_have_count(0)
    assert page.evaluate("window.broken") is None


def test_english_is_a_switch_away_and_stays(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("?page=units&late=1")
    page.get_by_role("button", name=re.compile("^Tài khoản")).click()
    page.get_by_role("button", name="English").click()

    expect(visitor.heading).to_have_text("Units")
    expect(page.locator("html[lang=en]")).to_have_count(1)
    expect(page).to_have_url(re.compile("late=1.*lang=en"))
    expect(page).to_have_title("Units – Gương Sáng")
    visitor.escape()
    for title in ("Overview", "My work", "Plan", "Summaries"):
        visitor.turn_to(title)
    page.reload(wait_until="commit")
    visitor.settled()
    expect(visitor.heading).to_have_text("Summaries")
    visitor.open("?page=plan")
    expect(visitor.heading).to_have_text("Plan")
    page.get_by_role("button", name=re.compile("^Account")).click()
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(visitor.heading).to_have_text("Kế hoạch")
    expect(page).to_have_url(re.compile(r"\?page=plan$"))


def test_dark_is_chosen_once(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open()
    page.get_by_role("button", name=re.compile("^Tài khoản")).click()
    page.get_by_role("button", name="Tối").click()
    expect(page.locator("html.gs-dark")).to_have_count(1)
    page.reload(wait_until="commit")
    visitor.settled()
    expect(page.locator("html.gs-dark")).to_have_count(1)
    expect(page.locator("html")).to_have_css("color-scheme", "dark")


def test_demo_lives_on_and_goes_back_by_its_marked_control(visit: Visit, house: House) -> None:
    visitor = visit()
    page = visitor.open()
    figures = page.locator(".gs-figure-value")
    expect(figures).to_have_text([re.compile(r"\d")] * 4)
    before = figures.all_inner_texts()
    move(page, "20/11/2018")
    visitor.hears("Bản minh họa nay là ngày 20/11/2018")
    expect(page.locator(".gs-demo")).to_contain_text("hôm nay là 20/11/2018")
    with house.reading() as reading:
        groups = reading.totals(date(2018, 11, 20)).groups
    expected = sum(group.tally.expected for group in groups)
    expect(figures.first).to_have_text(Words("vi").number(expected))
    expect(figures).not_to_have_text(before)

    move(page, "15/10/2018")
    expect(page.locator(".gs-demo")).to_contain_text("hôm nay là 15/10/2018")
    expect(figures).to_have_text(before)


def move(page: Page, day: str) -> None:
    page.get_by_role("button", name="Đổi ngày").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill(day)
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Đổi ngày").click()
