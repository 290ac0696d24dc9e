"""A small round of units: a bloc of four schools, led by one, with the Ministry's office above."""

from collections.abc import Iterator
from datetime import date

import pytest

from tests.builders import a_user
from tests.desks import PLAN, DeskFor, at, coordinator
from toolkit.actions.desk import Desk
from toolkit.actions.plans import use_plan
from toolkit.actions.reviews import unit_scores
from toolkit.actions.reviews.blocs import name_head
from toolkit.actions.reviews.dossiers import put_up
from toolkit.actions.reviews.rounds import close_scoring, open_scoring, review_seen
from toolkit.actions.units import import_units
from toolkit.domain.council import Dossier, ScoreSheet
from toolkit.domain.review import Scorer
from toolkit.domain.user import Role, User
from toolkit.store import Store

REVIEW = "danh-gia-truong"
OPEN = date(2017, 9, 10)
ROUND = """
[[blocs]]
code = "K1"
name = "Khối 1"
name_en = "Bloc 1"
[[blocs]]
code = "K2"
name = "Khối 2"
name_en = "Bloc 2"

[[reviews]]
code = "danh-gia-truong"
name = "Đánh giá trường"
name_en = "Schools judged"
of = "units"
phase = "A"
since = 2017-01-01
until = 2017-08-31
opens = 2017-09-03
closes = 2017-09-30
scorers = ["self", "cross", "ministry"]
tie_break = ["timeliness", "criterion:doc", "lot"]
ballot = false
[[reviews.criteria]]
code = "bao_cao"
name = "Báo cáo đúng hạn"
name_en = "Reports on time"
most = 10
weight = 40
figure = "timeliness"
[[reviews.criteria]]
code = "doc"
name = "Phong trào đọc"
name_en = "Reading"
most = 20
weight = 60
"""
SCHOOLS = """code,name_vi,kind,bloc,parent,valid_from,valid_to,successor
PGD,Phòng Giáo dục,phong,,,,,
T1,Trường Một,truong,K1,PGD,,2017-09-20,T2
T2,Trường Hai,truong,K1,PGD,,,
T3,Trường Ba,truong,K1,PGD,,,
T4,Trường Bốn,truong,K1,PGD,,,
T5,Trường Năm,truong,K2,PGD,,,
T6,Trường Sáu,truong,,PGD,,,
"""


@pytest.fixture
def school_desk(database_url: str) -> Iterator[DeskFor]:
    """school_desk(user, day): the plan with its round and the schools are in use."""
    store = Store.open(database_url, create=True)

    def desk(user: User | None = None, on: date = OPEN) -> Desk:
        return Desk(store, user or a_user(Role.MINISTRY), lambda: at(on))

    planned(store)
    yield desk
    store.close()


@pytest.fixture
def round_desk(school_desk: DeskFor) -> DeskFor:
    """The same with the round open for scoring; T2 leads bloc K1, T3 is its deputy."""
    opened(school_desk())
    return school_desk


def planned(store: Store) -> None:
    """Put the plan with its round and the schools in use."""
    founder = Desk(store, a_user(Role.MINISTRY), lambda: at(date(2017, 1, 2)))
    head, _, tasks = PLAN.partition("[[tasks]]")
    use_plan(founder, text=head + ROUND + "[[tasks]]" + tasks, name="doc.toml")
    import_units(founder, data=SCHOOLS.encode(), name="truong.csv")


def opened(ministry: Desk) -> None:
    """Put all schools up, name who leads bloc K1, open scoring."""
    if not dossiers(ministry):
        put_up(ministry, review=REVIEW, subjects=["T1", "T2", "T3", "T4", "T5", "T6"])
    name_head(ministry, review=REVIEW, bloc="K1", head="T2", deputy="T3", version=0)
    seen = review_seen(ministry, REVIEW)
    open_scoring(ministry, review=REVIEW, version=seen.round.version, seed="1")


def dossiers(desk: Desk) -> dict[str, Dossier]:
    with desk.store.reading() as q:
        return {each.subject: each for each in q.dossiers(REVIEW)}


def scored(desk: Desk, unit: str, scorer: Scorer, *scores: float, why: str = "") -> ScoreSheet:
    """Both criteria scored, each remarked on where there is a reason to."""
    dossier = dossiers(desk)[unit].id
    with desk.store.reading() as q:
        kept = next(iter(q.sheets(REVIEW, scorer=scorer, dossier=dossier)), None)
    version = kept.version if kept else 0
    for criterion, score in zip(("bao_cao", "doc"), scores, strict=True):
        kept = unit_scores.give_unit_score(
            desk, dossier=dossier, scorer=scorer, criterion=criterion, score=score, version=version
        )
        if why:
            kept = unit_scores.give_unit_remark(
                desk,
                dossier=dossier,
                scorer=scorer,
                criterion=criterion,
                remark=why,
                version=kept.version,
            )
        version = kept.version
    assert kept
    return kept


def close(desk: Desk) -> None:
    seen = review_seen(desk, REVIEW)
    close_scoring(desk, review=REVIEW, version=seen.round.version, reason="Hết hạn chấm.")


def of_school(school_desk: DeskFor, unit: str, on: date = OPEN) -> Desk:
    return school_desk(coordinator(unit), on)
