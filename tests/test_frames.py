"""Analysts' frames tell the dashboards' figures to the last digit."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_user
from toolkit import frames
from toolkit.actions.desk import Desk
from toolkit.actions.views import overview
from toolkit.actions.views.activities import activity_list
from toolkit.actions.views.exemplar_figures import exemplar_figures
from toolkit.actions.views.replication import replication_map
from toolkit.actions.views.summary import summary_1
from toolkit.app import open_toolkit
from toolkit.domain.exemplar import COMPREHENSIVE, Step
from toolkit.domain.user import Role
from toolkit.errors import Refused
from toolkit.rules.timeliness import Tally

PAST = date(2018, 3, 31)


@pytest.fixture(scope="module")
def desk(demo_data: Path) -> Iterator[Desk]:
    with open_toolkit(str(demo_data)) as toolkit:
        yield toolkit.desk


def told(desk: Desk, by: str, on: date | None) -> dict[str, Tally]:
    table = frames.timeliness(desk, by=by, on=on)
    rows = table[["expected", "on_time", "late", "missing"]].astype(int)
    tallies = {str(code): Tally(*row) for code, *row in rows.itertuples()}
    return {code: tally for code, tally in tallies.items() if tally.expected}


@pytest.mark.parametrize("on", [None, PAST])
def test_frames_pages_and_summary_tell_the_same_figures(desk: Desk, on: date | None) -> None:
    page, paper = overview(desk, on=on), summary_1(desk, on=on)
    by_kind = told(desk, "kind", on)
    assert by_kind == {label.code: tally for label, tally in page.by_kind if tally.expected}
    assert by_kind == {
        kind.kind.code: kind.tally() for kind in paper.kinds if kind.tally().expected
    }
    assert told(desk, "bloc", on) == {
        label.code: tally for label, tally in page.by_bloc if tally.expected
    }
    assert told(desk, "phase", on) == {
        each.phase.code: each.tally for each in page.phases if each.tally.expected
    }
    assert sum(told(desk, "unit", on).values(), Tally()) == page.total == paper.tally()


@pytest.mark.parametrize("name", frames.COLUMNS)
def test_every_column_is_documented_and_every_documented_column_is_there(
    name: str, desk: Desk
) -> None:
    assert list(getattr(frames, name)(desk)) == list(frames.COLUMNS[name])


@pytest.mark.parametrize("on", [None, PAST])
def test_frame_of_exemplars_tells_the_overviews_figures(desk: Desk, on: date | None) -> None:
    page, table = exemplar_figures(desk, on=on), frames.exemplars(desk, on=on)
    followed = table[table["standing"] == "followed"]
    assert len(followed) == page.followed > 0
    assert tuple((followed["step"] == step).sum() for step in Step) == page.at_step()
    counted = table[table["standing"] != "merged"]
    assert tuple(counted[f"{step}_on"].notna().sum() for step in Step) == page.reached()
    whole = followed["comprehensive"].sum()
    assert whole == sum(page.at_step(field=COMPREHENSIVE))


def test_frame_of_targets_tells_the_overviews_targets(desk: Desk) -> None:
    page, table = exemplar_figures(desk), frames.targets(desk)
    year = table[(table["year"] == page.year) & (table["field"] == "")]
    sums = year.groupby("kind")[["target", "actual"]].sum()
    assert {kind: tuple(row) for kind, *row in sums.itertuples()} == {
        str(aim.kind): (aim.target, aim.actual) for aim in page.by_kind if aim.target or aim.actual
    }


def test_frames_of_activities_and_replications_tell_their_pages_rows(desk: Desk) -> None:
    page, table = activity_list(desk, limit=20), frames.activities(desk)
    assert len(table) == page.page.total > 0
    assert list(table["activity"][:20]) == [row.id for row in page.page.rows]
    seen, copies = replication_map(desk), frames.replications(desk)
    assert list(copies["activity"]) == [row.activity for row in seen.rows]
    assert copies["alive"].isna().sum() == sum(row.alive is None for row in seen.rows)


def test_one_row_an_obligation_with_real_dates(desk: Desk) -> None:
    table = frames.obligations(desk)
    assert table["obligation"].is_unique
    assert str(table["deadline"].dtype).startswith("datetime64")


def test_rows_follow_the_plans_order(desk: Desk) -> None:
    kinds = [kind.code for kind in overview(desk).plan.kinds]
    table = frames.timeliness(desk)
    assert list(table.index) == [code for code in kinds if code in table.index]


def test_a_unit_coordinator_gets_their_own_rows_only(desk: Desk) -> None:
    mine = desk.as_user(a_user(Role.UNIT, unit="TCMT"))
    assert set(frames.obligations(mine)["unit"]) == {"TCMT", "VKHMT", "TCMTR"}


def test_who_may_not_see_gets_no_frame(desk: Desk) -> None:
    with pytest.raises(Refused):
        frames.obligations(desk.as_user(a_user(Role.COUNCIL)))


def test_an_unknown_grouping_is_named_in_the_error(desk: Desk) -> None:
    with pytest.raises(ValueError, match="kind, bloc, phase, task, unit"):
        frames.timeliness(desk, by="tinh")
