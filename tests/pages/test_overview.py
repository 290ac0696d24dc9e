"""The overview as its state tells it, today and as known on a past day."""

import json
from collections.abc import Iterator
from datetime import date

import pytest

from tests.builders import a_user
from tests.pages.garden import a_garden, accepted, desk, sent
from toolkit.actions.views import overview
from toolkit.domain.user import Role, User
from toolkit.errors import Refused
from toolkit.pages.overview.state import OverviewState
from toolkit.store import Store
from toolkit.words import Words

JUNE_20 = date(2017, 6, 20)


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = a_garden(tmp_path_factory.mktemp("garden"))
    sent(store, date(2017, 6, 14), "T1", "2", "2017-H1", cay="120")
    sent(store, date(2017, 6, 18), "T3", "2", "2017-H1", cay="30")
    accepted(store, date(2017, 6, 19), "T1", "2", "2017-H1")
    yield store
    store.close()


def seen(
    store: Store,
    day: date = JUNE_20,
    user: User | None = None,
    language: str = "vi",
    on: date | None = None,
) -> OverviewState:
    state = OverviewState(desk(store, day, user), Words(language))
    state.open(**({"on": on} if on else {}))
    return state


def test_four_figures_are_the_tally_of_everything_due(garden: Store) -> None:
    state = seen(garden)
    total = overview(desk(garden, JUNE_20)).total

    assert [int(card["value"]) for card in state.cards] == [
        total.expected,
        total.actual,
        total.on_time,
        total.missing,
    ]
    assert total.expected == total.on_time + total.late + total.missing
    assert (total.on_time, total.late) == (1, 1)


def test_each_figure_opens_the_rows_behind_it(garden: Store) -> None:
    hrefs = [card["href"] for card in seen(garden).cards]

    assert all(href.startswith("?page=units") for href in hrefs)
    assert "late=1" in hrefs[3]


def test_late_units_come_longest_first_and_lead_to_the_unit(garden: Store) -> None:
    rows = seen(garden).late["rows"]
    days = [int(row["days"]) for row in rows]

    assert days == sorted(days, reverse=True)
    assert rows[0]["days"] == "81"
    assert all(row["href"].startswith("?page=units&unit=") for row in rows)


def test_phase_tells_time_gone_by_and_days_left(garden: Store) -> None:
    planting, tending = seen(garden).phases

    assert (planting["gone"], planting["time"]) == (46.8, "đã qua 46,8 %, còn 194 ngày")
    assert (tending["gone"], tending["time"]) == (0.0, "bắt đầu sau 195 ngày")
    assert tending["told"] == "chưa có báo cáo đến hạn"


def test_bands_and_marks_stand_on_one_timeline_from_0_to_100(garden: Store) -> None:
    state = seen(garden)
    planting, tending = state.phases

    assert planting["left"] == 0
    assert tending["left"] + tending["width"] == pytest.approx(100)
    assert [mark["past"] for mark in state.line["marks"]] == [True, False]
    assert state.line["next"]["day"] == "01/06/2018"
    assert [year["name"] for year in state.line["years"]] == ["2017", "2018"]


def test_bars_of_a_group_add_up_to_everything_due(garden: Store) -> None:
    groups = seen(garden).groups

    assert {name: len(rows) for name, rows in groups.items()} == {"kind": 2, "bloc": 2}
    assert all(
        sum(row["bar"]) == pytest.approx(100, abs=0.2) for rows in groups.values() for row in rows
    )


def test_changes_tell_who_when_what_and_where(garden: Store) -> None:
    changes = seen(garden).changes

    assert changes["counts"] == ["Gửi báo cáo 2", "Tiếp nhận 1"]
    newest = changes["rows"][0]
    assert (newest["at"], newest["what"], newest["task"]) == ("19/06", "Tiếp nhận", "Trồng cây")
    assert newest["unit"] == "Trường Tiểu học Đồng Tháp"


def test_indicator_sums_reports_that_stand(garden: Store) -> None:
    assert [(row["name"], row["total"], row["fill"]) for row in seen(garden).indicators] == [
        ("Cây được trồng", "150", 75.0)
    ]


def test_past_day_shows_what_was_known_then_and_says_so(garden: Store) -> None:
    state = seen(garden, on=date(2017, 6, 16))

    assert state.past
    assert "16/06/2017" in state.day["notice"]
    assert state.query == {"on": date(2017, 6, 16)}
    assert state.cards[1]["value"] == "1"
    assert all("on=2017-06-16" in card["href"] for card in state.cards)


@pytest.mark.parametrize("on", [JUNE_20, date(2030, 1, 1)])
def test_today_or_a_day_to_come_is_simply_today(garden: Store, on: date) -> None:
    state = seen(garden, on=on)

    assert (state.past, state.day["notice"], state.query) == (False, "", {"on": None})


def test_unit_coordinator_sees_only_their_own_units(garden: Store) -> None:
    state = seen(garden, user=a_user(Role.UNIT, unit="T3"))

    assert "của bạn" in state.day["sub"]
    assert [row["name"] for row in state.late["rows"]] == ['Trường <b onclick="x()">Ba</b> & Bốn']


def test_leader_is_sent_to_units_and_never_to_work(garden: Store) -> None:
    state = seen(garden, user=a_user(Role.LEADER))

    assert state.also
    assert all("page=work" not in each["href"] for each in state.also)


def test_council_member_is_refused(garden: Store) -> None:
    with pytest.raises(Refused):
        seen(garden, user=a_user(Role.COUNCIL))


def test_english_is_complete(garden: Store) -> None:
    state = seen(garden, language="en")

    assert state.cards[3]["label"] == "Missing"
    assert state.phases[0]["name"] == "Planting"
    assert state.groups["kind"][0]["name"] == "School"


def test_everything_shown_is_plain_json_and_small(garden: Store) -> None:
    state = seen(garden)
    shown = {name: getattr(state, name) for name in state.trait_names(shown=True)}

    assert len(json.dumps(shown, ensure_ascii=False).encode()) < 12_000
