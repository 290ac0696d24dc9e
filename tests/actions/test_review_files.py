"""Files of a round: the same figures as the pages', for whoever may have them, put down."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.builders import a_user
from tests.desks import DeskFor, coordinator, desk_for
from tests.reviewing import (
    BLIND,
    LATE,
    OF_UNITS,
    REVIEW,
    member,
    opened,
    prepared,
    round_now,
    score,
    secretary,
)
from toolkit.actions.desk import Desk
from toolkit.actions.review_figures import review_figures
from toolkit.actions.review_files import forms_file, results_file
from toolkit.actions.review_offers import RoundFile, files_offered, round_file
from toolkit.actions.review_sheets import score_forms
from toolkit.actions.reviews.results import results
from toolkit.actions.reviews.rounds import close_scoring, open_scoring
from toolkit.domain.council import Dossier
from toolkit.domain.user import Role, User
from toolkit.errors import Refused, UnknownReview
from toolkit.words import Words

__all__ = ["desk_for"]
VI = Words()


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: what is read is tested on both elsewhere."""
    return sqlite_url


LEADER, ANALYST = a_user(Role.LEADER), a_user(Role.ANALYST)


def scored(desk_for: DeskFor, review: str = REVIEW) -> list[Dossier]:
    """The first dossier has two judges' scores, the second one, the third none and one begun."""
    dossiers = opened(desk_for, review=review)
    tu, nam = member(desk_for, "tu"), member(desk_for, "nam")
    score(tu, dossiers[0], 8, 15)
    score(nam, dossiers[0], 6.5, 11)
    score(tu, dossiers[1], 9, 18)
    score(nam, dossiers[2], 7)
    return dossiers


def closed(desk_for: DeskFor, review: str = REVIEW) -> list[Dossier]:
    dossiers = scored(desk_for, review)
    score(member(desk_for, "tu"), dossiers[2], 5, 5)
    desk = secretary(desk_for, LATE)
    version = round_now(desk, review).version
    close_scoring(desk, review=review, version=version, reason="Hết hạn chấm điểm.")
    return dossiers


def keys(fault: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [each.key for each in fault.value.blockers]


def cells(data: bytes, sheet: str) -> str:
    book = load_workbook(BytesIO(data), data_only=True)
    return str([[cell.value for cell in row] for row in book[sheet].iter_rows()])


def test_the_workbook_tells_the_pages_results(desk_for: DeskFor) -> None:
    closed(desk_for)
    desk = secretary(desk_for, LATE)
    made, page = review_figures(desk, review=REVIEW, words=VI), results(desk, REVIEW)

    assert not made.provisional
    assert [(row.number, row.rank) for row in made.rows] == [
        (row.dossier.number, row.rank) for row in page.rows
    ]
    for row in page.rows:
        told = row.standing
        assert told
        assert row.firmness
        assert made.reached[row.dossier.id] == pytest.approx(
            (told.mean, told.median, told.normalised), abs=1e-7
        )
    assert [row.unit for row in made.rows] == [row.label.unit_name for row in page.rows]
    assert [made.notes[0]] == [VI.blocker(page.notes[0])]
    assert [judge.post for judge in made.judges[:2]] == ["Chủ tịch Hội đồng", "Ủy viên thư ký"]


def test_while_scoring_is_open_the_secretary_has_results_so_far(desk_for: DeskFor) -> None:
    dossiers = scored(desk_for)
    made = review_figures(secretary(desk_for), review=REVIEW, words=VI)

    assert made.provisional
    assert made.begun == 1
    assert [(row.id, row.rank) for row in made.rows] == [
        *((dossiers[1].id, 1), (dossiers[0].id, 2), (dossiers[2].id, None))
    ]
    name, data = results_file(secretary(desk_for), review=REVIEW, words=VI)
    assert name.endswith("_tam-tinh.xlsx")
    assert "(TẠM TÍNH, CHƯA KHÓA ĐIỂM)" in cells(data, "Biểu 1")


@pytest.mark.parametrize("user", [LEADER, ANALYST, coordinator("T2")])
def test_others_have_nothing_before_scores_are_closed(desk_for: DeskFor, user: User) -> None:
    scored(desk_for)
    desk = desk_for(user, LATE)
    with pytest.raises(Refused) as fault:
        review_figures(desk, review=REVIEW, words=VI)

    assert keys(fault) == ["blocker.results_not_closed"]
    with pytest.raises(Refused):
        review_figures(member(desk_for, "tu"), review=REVIEW, words=VI)


def test_once_they_are_closed_leaders_and_the_council_have_them_and_units_do_not(
    desk_for: DeskFor,
) -> None:
    closed(desk_for)

    for desk in (desk_for(LEADER, LATE), member(desk_for, "tu", LATE)):
        assert len(review_figures(desk, review=REVIEW, words=VI).rows) == 3
    with pytest.raises(Refused) as fault:
        review_figures(desk_for(coordinator("T2"), LATE), review=REVIEW, words=VI)
    assert keys(fault) == ["blocker.no_right"]


def test_what_is_not_there_is_told_in_a_sentence(desk_for: DeskFor) -> None:
    prepared(desk_for)
    desk = secretary(desk_for)
    with pytest.raises(Refused) as fault:
        review_figures(desk, review=REVIEW, words=VI)
    assert keys(fault) == ["blocker.review_file.not_opened"]
    with pytest.raises(UnknownReview):
        review_figures(desk, review="khong-co", words=VI)


def test_a_round_that_nobody_has_scored_has_no_results(desk_for: DeskFor) -> None:
    opened(desk_for)
    with pytest.raises(Refused) as fault:
        review_figures(secretary(desk_for), review=REVIEW, words=VI)

    assert keys(fault) == ["blocker.review_file.nobody_scored"]


def test_results_are_put_down_as_handed_out(desk_for: DeskFor) -> None:
    closed(desk_for)
    desk = secretary(desk_for, LATE)
    name, data = results_file(desk, review=REVIEW, words=VI)
    forms_file(desk, review=REVIEW, words=VI)

    with desk.store.reading() as q:
        (line,) = q.exports(kind="review-results")
        assert len(q.exports(kind="review-forms")) == 1
    mark = review_figures(desk, review=REVIEW, words=VI).fingerprint
    assert (line.name, line.mark) == (name, mark)
    assert load_workbook(BytesIO(data)).properties.keywords


def test_blind_members_have_numbers_where_the_secretary_has_names(desk_for: DeskFor) -> None:
    closed(desk_for, BLIND)
    blind = review_figures(member(desk_for, "tu", LATE), review=BLIND, words=VI)
    named = review_figures(secretary(desk_for, LATE), review=BLIND, words=VI)

    assert sorted(row.name for row in blind.rows) == [f"Hồ sơ số {number}" for number in (1, 2, 3)]
    assert {row.unit for row in blind.rows} == {""}
    assert "Bùi Văn Sáu" in {row.name for row in named.rows}


def sheets(desk: Desk) -> dict[str, list[int]]:
    """Numbers on each member's sheet."""
    made = score_forms(desk, review=REVIEW, words=VI)
    return {each.judge.login: [one.number for one in each.asked] for each in made.sheets}


def test_every_member_has_a_sheet_of_what_they_score(desk_for: DeskFor) -> None:
    opened(desk_for)

    assert sheets(secretary(desk_for)) == {
        "chu": [],
        "ha": [2, 3],
        "ba": [1],
        "nam": [1, 2, 3],
        "tu": [1, 2, 3],
    }
    assert sheets(member(desk_for, "ba")) == {"ba": [1]}


def test_nobody_has_anothers_sheet(desk_for: DeskFor) -> None:
    opened(desk_for)
    for desk in (member(desk_for, "tu"), desk_for(LEADER), desk_for(coordinator("T2"))):
        with pytest.raises(Refused):
            score_forms(desk, review=REVIEW, words=VI, login="nam")
    with pytest.raises(Refused) as fault:
        score_forms(secretary(desk_for), review=REVIEW, words=VI, login="ai-do")
    assert keys(fault) == ["blocker.review_file.not_a_member"]


def test_a_blank_sheet_has_no_scores_and_a_filled_one_all(desk_for: DeskFor) -> None:
    scored(desk_for)
    blank = score_forms(member(desk_for, "nam"), review=REVIEW, words=VI)
    filled = score_forms(member(desk_for, "nam"), review=REVIEW, words=VI, filled=True)

    assert [dict(one.scores) for one in blank.sheets[0].asked] == [{}, {}, {}]
    assert [dict(one.scores) for one in filled.sheets[0].asked] == [
        *({"moi": 6.5, "ben": 11}, {}, {"moi": 7})
    ]


def test_sheets_of_a_blind_round_name_nobody_whoever_prints_them(desk_for: DeskFor) -> None:
    opened(desk_for, review=BLIND)
    made = score_forms(secretary(desk_for), review=BLIND, words=VI)
    told = str(made.sheets)

    assert {one.name for each in made.sheets for one in each.asked} == {""}
    assert [word for word in ("Bùi", "Trường", "T2", "T9") if word in told] == []
    assert "đứng ngoài" in told


def test_a_round_of_units_has_no_sheets_of_a_council(desk_for: DeskFor) -> None:
    prepared(desk_for)
    with pytest.raises(Refused) as fault:
        score_forms(secretary(desk_for), review=OF_UNITS, words=VI)

    assert keys(fault) == ["blocker.round_without_council"]


def test_files_are_offered_to_whom_and_when_they_may_be_had(desk_for: DeskFor) -> None:
    dossiers = prepared(desk_for)
    people = secretary(desk_for), member(desk_for, "tu"), desk_for(LEADER)
    before = [files_offered(desk, REVIEW) for desk in people]
    version = round_now(people[0]).version
    open_scoring(people[0], review=REVIEW, version=version)
    score(people[1], dossiers[0], 8, 15)
    during = [files_offered(desk, REVIEW) for desk in people]

    assert before == [(RoundFile.SHEETS,), (RoundFile.SHEETS,), ()]
    both = (RoundFile.SHEETS, RoundFile.FILLED)
    assert during == [(*both, RoundFile.RESULTS), both, ()]


def test_what_is_offered_once_scores_are_closed_can_be_made(desk_for: DeskFor) -> None:
    closed(desk_for)
    for desk in (secretary(desk_for, LATE), member(desk_for, "tu", LATE), desk_for(LEADER, LATE)):
        offered = files_offered(desk, REVIEW)
        made = [round_file(desk, review=REVIEW, kind=kind, words=VI) for kind in offered]
        assert RoundFile.RESULTS in offered
        assert [name for name, data in made if not data.startswith(b"PK")] == []
    assert files_offered(desk_for(coordinator("T2"), LATE), REVIEW) == ()
