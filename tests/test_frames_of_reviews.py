"""Frames of reviews tell the page's results, and nothing of who judged or voted."""

import pytest

from tests.builders import a_user
from tests.desks import DeskFor
from tests.reviewing import LATE, REVIEW, member, opened, round_now, score, secretary
from toolkit import frames
from toolkit.actions.desk import Desk
from toolkit.actions.reviews.results import results
from toolkit.actions.reviews.rounds import close_scoring
from toolkit.domain.user import Role
from toolkit.errors import Refused

GIVEN = {"tu": ((8, 15), (9, 18)), "nam": ((7, 12), (10, 11))}


@pytest.fixture
def analyst(desk_for: DeskFor) -> Desk:
    """A round of two dossiers, scored by two of its five judges and closed."""
    dossiers = opened(desk_for, ("T2", "T2"))
    for login, scores in GIVEN.items():
        for dossier, given in zip(dossiers, scores, strict=True):
            score(member(desk_for, login), dossier, *given)
    desk = secretary(desk_for, LATE)
    close_scoring(desk, review=REVIEW, version=round_now(desk).version, reason="Thiếu người.")
    return desk_for(a_user(Role.ANALYST), LATE)


def test_frame_of_results_tells_the_page_s_results(analyst: Desk) -> None:
    page, table = results(analyst, REVIEW), frames.results(analyst)

    assert list(table["number"]) == [row.dossier.number for row in page.rows]
    assert list(table["rank"]) == [row.rank for row in page.rows]
    assert list(table["mean"]) == [row.standing and row.standing.mean for row in page.rows]
    assert set(table["review"]) == {REVIEW}
    assert table["chosen"].isna().all()


def test_frame_of_score_sheets_has_one_row_a_score_and_no_judge_s_name(analyst: Desk) -> None:
    table = frames.score_sheets(analyst)

    found = {
        (row.judge, row.number, row.criterion): row.score for row in table.itertuples(index=False)
    }
    assert sorted(found.values()) == sorted(
        value for given in GIVEN.values() for each in given for value in each
    )
    assert {judge for judge, *_ in found} <= set("12345")
    assert table["total"].notna().all()


def test_frame_of_rounds_counts_what_was_judged(analyst: Desk) -> None:
    table = frames.rounds(analyst).set_index("review")

    told = table.loc[REVIEW, ["state", "members", "dossiers", "sheets"]]
    assert list(told) == ["scored", 5, 2, 4]
    before = frames.rounds(analyst, on=LATE.replace(month=9, day=20)).set_index("review")
    assert before.loc[REVIEW, "state"] == "scoring"


def test_every_column_is_documented_and_every_documented_column_is_there(analyst: Desk) -> None:
    for name in ("rounds", "score_sheets", "results", "delegates"):
        assert list(getattr(frames, name)(analyst)) == list(frames.COLUMNS[name])


@pytest.mark.parametrize("name", ["rounds", "score_sheets", "results", "delegates"])
def test_who_may_not_see_all_gets_no_frame(analyst: Desk, name: str) -> None:
    with pytest.raises(Refused):
        getattr(frames, name)(analyst.as_user(a_user(Role.COUNCIL)))


def test_no_frame_has_anything_of_ballots() -> None:
    told = " ".join(" ".join((name, *columns)) for name, columns in frames.COLUMNS.items())

    assert "ballot" not in told
    assert "vote" not in told
