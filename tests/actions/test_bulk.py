"""Everything written as tables agrees with the frames and the lists, for whoever may have it."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_user
from tests.desks import DeskFor, coordinator, desk_for
from toolkit import frames
from toolkit.actions.bulk import export_all
from toolkit.actions.desk import Desk
from toolkit.app import open_toolkit
from toolkit.domain.user import Role
from toolkit.errors import Refused
from toolkit.exchange.bulk import Format
from toolkit.words import Words

__all__ = ["desk_for"]
VI = Words()
Lines = list[dict[str, str]]


def tables(desk: Desk, folder: Path, on: date | None = None) -> dict[str, Lines]:
    export_all(desk, form=Format.CSV, folder=folder, words=VI, on=on)
    return {
        file.stem: list(csv.DictReader(file.read_text("utf-8-sig").splitlines(keepends=True)))
        for file in folder.glob("*.csv")
    }


@pytest.fixture(scope="module")
def everything(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Lines]:
    with open_toolkit(str(demo_data)) as kit:
        return tables(kit.desk, tmp_path_factory.mktemp("all") / "out")


def test_tables_have_the_rows_that_frames_have(
    everything: dict[str, Lines], demo_data: Path
) -> None:
    with open_toolkit(str(demo_data)) as kit:
        owed = frames.obligations(kit.desk)
        found = frames.exemplars(kit.desk)
        done = frames.activities(kit.desk)
        copied = frames.replications(kit.desk)

    told = everything["obligations"]
    assert sorted(
        (row["id"], row["status"], row["outcome"], row["unit"]) for row in told
    ) == sorted(
        owed[["obligation", "status", "outcome", "unit"]].itertuples(index=False, name=None)
    )
    assert [row["code"] for row in everything["exemplars"]] == found["code"].tolist()
    assert {row["id"] for row in everything["activities"]} == set(done["activity"])
    assert len(everything["activity_exemplars"]) == done["exemplars"].sum()
    assert [row["activity"] for row in everything["replications"]] == copied["activity"].tolist()


def test_parts_hang_on_wholes(everything: dict[str, Lines]) -> None:
    exemplars = {row["id"] for row in everything["exemplars"]}
    activities = {row["id"] for row in everything["activities"]}
    owed = {row["id"] for row in everything["obligations"]}

    assert {row["exemplar"] for row in everything["steps"]} == exemplars
    assert {row["exemplar"] for row in everything["exemplar_fields"]} == exemplars
    assert {row["activity"] for row in everything["activity_exemplars"]} <= activities
    assert {row["obligation"] for row in everything["reports"]} <= owed
    assert {row["report"] for row in everything["report_numbers"]} <= {
        row["id"] for row in everything["reports"]
    }


def test_codes_are_told_in_the_table_of_columns(everything: dict[str, Lines]) -> None:
    told = {(row["table"], row["column"]): row["codes"] for row in everything["columns"]}

    for (table, column), codes in told.items():
        known = {code.split(" = ")[0] for code in codes.split("; ")}
        if codes:
            assert {row[column] for row in everything[table]} - {""} <= known, (table, column)


def test_nobody_is_told_who_the_users_are_but_who_manages_them(
    desk_for: DeskFor, tmp_path: Path
) -> None:
    ministry, leader = desk_for(), desk_for(a_user(Role.LEADER))

    assert "users" in tables(ministry, tmp_path / "a")
    assert "users" not in tables(leader, tmp_path / "b")


def test_a_unit_may_not_have_everything(desk_for: DeskFor, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        export_all(desk_for(coordinator("T1")), form=Format.CSV, folder=tmp_path / "a", words=VI)

    assert not (tmp_path / "a").exists()


def test_a_past_day_is_told_as_it_was_known(desk_for: DeskFor, tmp_path: Path) -> None:
    later = desk_for(on=date(2017, 6, 1))

    now = tables(later, tmp_path / "now")["obligations"]
    then = tables(later, tmp_path / "then", on=date(2017, 3, 31))["obligations"]

    assert {row["unit"] for row in now if row["made_for"] == "T1"} == {"T9"}
    assert {row["unit"] for row in then if row["made_for"] == "T1"} == {"T1"}
    assert {row["status"] for row in then if row["task"] == "1"} == {"due_soon"}
