"""The shell as its state tells it: pages, addresses, languages, people."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.builders import a_user
from tests.pages.garden import a_garden, at, desk, sent
from toolkit.app import Toolkit
from toolkit.demo import PERSONAS
from toolkit.domain.user import Role, User
from toolkit.errors import Refused
from toolkit.pages.overview.state import OverviewState
from toolkit.pages.shell.state import ICONS
from toolkit.pages.shell.view import Shell
from toolkit.settings import Settings
from toolkit.store import Store

JUNE_20 = date(2017, 6, 20)
LEADER = a_user(Role.LEADER, login=PERSONAS[2], name="Trịnh Quốc Việt")


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = a_garden(tmp_path_factory.mktemp("garden"))
    sent(store, date(2017, 6, 14), "T1", "2", "2017-H1", cay="120")
    with store.writing(by="founder", at=at(date(2017, 1, 3))) as tx:
        tx.save_many([LEADER, a_user(Role.UNIT, login=PERSONAS[1], unit="T1")], action="add")
        tx.commit()
    yield store
    store.close()


def shell(
    store: Store,
    search: str = "",
    *,
    user: User | None = None,
    demo: bool = False,
    identified: bool = False,
) -> Shell:
    toolkit = Toolkit(Settings(), desk(store, JUNE_20, user), demo, identified)
    return Shell(toolkit, search)


def overview_of(page: Shell) -> OverviewState:
    state = page.state.opened["overview"]
    assert isinstance(state, OverviewState)
    return state


def send(page: Shell, event: str, data: Any = None) -> None:
    page._handle_custom_msg({"event": event, "data": data}, [])


def test_overview_opens_first(garden: Store) -> None:
    state = shell(garden).state

    assert (state.page, state.trouble) == ("overview", "")
    assert state.place == {
        "search": "?page=overview",
        "replace": False,
        "title": "Tổng quan – Gương Sáng",
    }


def test_address_opens_its_page_with_its_filters(garden: Store) -> None:
    page = shell(garden, "?page=overview&on=2017-06-01&lang=en")

    assert overview_of(page).past
    assert page.state.place["search"] == "?page=overview&on=2017-06-01&lang=en"
    assert page.state.place["title"] == "Overview – Gương Sáng"


def test_pages_are_made_when_first_opened_and_kept(garden: Store) -> None:
    page = shell(garden)
    before = dict(page.pages)
    send(page, "go", {"search": "?page=plan"})
    send(page, "go", {"search": "?page=overview"})

    assert list(before) == ["overview"]
    assert list(page.pages) == ["overview", "plan"]
    assert page.pages["overview"] is before["overview"]


def test_back_replaces_the_address_and_a_link_adds_one(garden: Store) -> None:
    page = shell(garden)
    send(page, "go", {"search": "?page=plan"})
    followed = page.state.place["replace"]
    send(page, "back", {"search": "?page=overview"})

    assert (followed, page.state.place["replace"]) == (False, True)
    assert page.state.page == "overview"


def test_changing_a_filter_on_a_page_changes_the_address(garden: Store) -> None:
    page = shell(garden)
    page.state.opened["overview"].open(on=date(2017, 6, 1))

    assert page.state.place["search"] == "?page=overview&on=2017-06-01"
    assert page.state.place["replace"] is False


@pytest.mark.parametrize(
    "search",
    [
        "?page=overview&on=2017-06-99",
        "?page=overview&on=%3Cscript%3Ealert(1)%3C/script%3E",
        "?page=overview&evil=1",
        "?page=overview&theme=neon",
        "?page=overview&lang=xx",
    ],
)
def test_rubbish_in_an_address_is_left_out_and_said(garden: Store, search: str) -> None:
    state = shell(garden, search).state

    assert state.place["search"] == "?page=overview"
    assert state.says["kind"] == "warning"
    assert "<" not in state.says["text"]


def test_unknown_page_becomes_the_overview_and_is_said(garden: Store) -> None:
    state = shell(garden, "?page=<b>admin</b>&unit=T1").state

    assert state.place["search"] == "?page=overview"
    assert state.says["text"].startswith("Không có trang này")


def test_language_changes_every_page_and_its_address(garden: Store) -> None:
    page = shell(garden)
    send(page, "speak", {"language": "en"})

    assert page.state.nav[0]["title"] == "Overview"
    assert overview_of(page).cards[0]["label"] == "Due"
    assert page.state.place["search"] == "?page=overview&lang=en"


def test_leader_has_neither_work_nor_files_to_exchange(garden: Store) -> None:
    page = shell(garden, "?page=work", user=a_user(Role.LEADER), identified=True)

    others = [name for name in ICONS if name not in ("work", "exchange")]
    assert [each["name"] for each in page.state.nav] == others
    assert page.state.page == "overview"


def test_badge_counts_what_waits_for_the_user(garden: Store) -> None:
    badges = {each["name"]: each["badge"] for each in shell(garden).state.nav}

    assert badges == {**dict.fromkeys(ICONS, 0), "work": 1}


def test_who_may_not_see_a_page_is_told_why_instead(garden: Store) -> None:
    state = shell(garden, user=a_user(active=False), identified=True).state

    assert state.trouble == "Bạn không có quyền làm việc này."


def test_member_of_a_council_comes_straight_to_the_reviews(garden: Store) -> None:
    state = shell(garden, user=a_user(Role.COUNCIL), identified=True).state

    assert (state.page, state.frame["home"], state.trouble) == ("reviews", "?page=reviews", "")
    assert "overview" not in [each["name"] for each in state.nav]


def test_local_user_is_told_of_their_rights_in_plain_words(garden: Store) -> None:
    framed = shell(garden, user=a_user(name="")).state.frame

    assert (framed["name"], framed["role"]) == ("Máy cá nhân", "Đầu mối Bộ")
    assert "không đăng nhập" in framed["local"]


def test_demo_is_marked_and_may_be_seen_as_its_people(garden: Store) -> None:
    page = shell(garden, demo=True)
    told = page.state.demo
    send(page, "sit_down", {"login": LEADER.login})

    assert (told["told"], told["iso"]) == ("hôm nay là 20/06/2017", "2017-06-20")
    assert [each["login"] for each in told["people"]] == [PERSONAS[1], PERSONAS[2]]
    assert page.state.frame["name"] == "Trịnh Quốc Việt"
    assert page.state.opened["overview"].desk.user.role is Role.LEADER


def test_sitting_down_as_somebody_else_makes_the_pages_anew(garden: Store) -> None:
    page = shell(garden, demo=True)
    before = page.pages["overview"]
    send(page, "sit_down", {"login": PERSONAS[1]})

    assert page.pages["overview"] is not before
    assert before.comm is None


@pytest.mark.parametrize(("demo", "identified"), [(False, False), (False, True), (True, True)])
def test_nobody_sits_down_as_another_outside_an_anonymous_demo(
    garden: Store,
    demo: bool,  # noqa: FBT001 -- a parameter of the table above
    identified: bool,  # noqa: FBT001 -- the same
) -> None:
    page = shell(garden, demo=demo, identified=identified)
    send(page, "sit_down", {"login": LEADER.login})

    assert page.state.desk.user.role is Role.MINISTRY
    assert page.state.says["kind"] == "error"


def test_day_of_real_data_can_not_be_moved(garden: Store) -> None:
    with pytest.raises(Refused):
        shell(garden).state.move_to_day(date(2018, 1, 1), lambda _: None)
