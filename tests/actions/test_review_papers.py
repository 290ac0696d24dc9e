"""What minutes tell of a council's ballots, and the documents of a round."""

from io import BytesIO

import docx
import pytest

from tests.balloting import closed, counted, voting
from tests.builders import a_user
from tests.desks import DeskFor, coordinator, desk_for
from tests.reviewing import LATE, REVIEW, member, secretary
from toolkit.actions.review_papers import minutes_file
from toolkit.actions.reviews.minutes import minutes_of
from toolkit.domain.user import Role
from toolkit.errors import Refused, UnknownReview
from toolkit.words import Words

__all__ = ["desk_for"]
VI = Words()


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database is enough here: what is read is tested on both elsewhere."""
    return sqlite_url


def text(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_minutes_tell_names_votes_and_who_stood_aside(desk_for: DeskFor) -> None:
    ballot, _ = counted(desk_for)
    told = minutes_of(secretary(desk_for, LATE), REVIEW)
    (only,) = told.ballots

    assert (told.day, told.dossiers) == (LATE, 3)
    assert [one.login for one in told.present][:2] == ["chu", "ha"]
    assert told.absent == ()
    assert told.chair
    assert told.secretary
    assert (told.chair.login, told.secretary.login) == ("chu", "ha")
    assert told.secretary.unit_name == "Trường Hai"
    assert (only.handed, only.members, only.least) == (5, 5, 4)
    assert only.ballot.id == ballot.id
    assert {(line.member.login, line.label.number) for line in told.conflicts} == {
        *(("chu", 1), ("chu", 2), ("chu", 3), ("ha", 1), ("ba", 2), ("ba", 3))
    }
    assert [line.rank for line in sorted(only.lines, key=lambda one: one.label.number)] == [2, 1, 3]


def test_minutes_are_for_the_council_and_those_who_look_on(desk_for: DeskFor) -> None:
    counted(desk_for)

    for desk in (member(desk_for, "tu", LATE), desk_for(a_user(Role.LEADER), LATE)):
        assert minutes_of(desk, REVIEW).ballots
    with pytest.raises(Refused):
        minutes_of(desk_for(coordinator("T2"), LATE), REVIEW)


def test_the_document_tells_the_ballot_and_is_put_down(desk_for: DeskFor) -> None:
    counted(desk_for)
    desk = secretary(desk_for, LATE)
    name, data = minutes_file(desk, review=REVIEW, words=VI)
    told = text(data)

    for sentence in (
        "Hôm nay, ngày 02 tháng 10 năm 2017",
        "Có mặt: 5/5 thành viên (100,0 %)",
        "số phiếu thu vào 5 (phải có ít nhất 4), trong đó hợp lệ 4, không hợp lệ 1.",
        "kết quả nhất trí 66,7 % (2/3 phiếu)",
        "chọn 2 hồ sơ:",
        "Hồ Thị Bảy – Trường Một mới",
    ):
        assert sentence in told
    assert name == "Bien-ban-binh-xet_doc-2017_20171002.docx"
    with desk.store.reading() as q:
        assert [line.name for line in q.exports(kind="review-minutes")] == [name]


def test_without_a_counted_ballot_there_is_a_sentence_and_no_document(desk_for: DeskFor) -> None:
    voting(desk_for, closed(desk_for))
    desk = secretary(desk_for, LATE)
    told = minutes_of(desk, REVIEW)
    with pytest.raises(Refused) as fault:
        minutes_file(desk, review=REVIEW, words=VI)

    assert [each.key for each in fault.value.blockers] == ["blocker.review_file.nothing_counted"]
    assert (told.day, told.ballots, len(told.absent)) == (None, (), 5)
    with pytest.raises(UnknownReview):
        minutes_file(desk, review="khong-co", words=VI)
    with desk.store.reading() as q:
        assert q.exports(kind="review-minutes") == ()
