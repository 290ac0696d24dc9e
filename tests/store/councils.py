"""Short ways to write down what a council does, in tests of the store."""

from typing import Any

from tests.store.builders import day
from toolkit.domain.activity import Award, AwardType
from toolkit.domain.ballot import Ballot, BallotKind, Decision, DecisionState, PaperCount
from toolkit.domain.conference import Delegate, DelegateGroup, DelegateState, Quota
from toolkit.domain.council import (
    BlocRound,
    Declaration,
    Dossier,
    Member,
    Post,
    Round,
    RoundState,
    ScoreSheet,
    Stand,
)
from toolkit.domain.review import Scorer

REVIEW = "so-ket-2018"


def a_dossier(number: int = 1, **others: Any) -> Dossier:
    values = {"review": REVIEW, "subject": f"E{number}", "unit": "A1", "number": number}
    return Dossier(**{**values, **others})


def a_sheet(dossier: str, judge: str, total: float | None = None, **others: Any) -> ScoreSheet:
    scores = {"thanh_tich": 8.5} if total is None else {"thanh_tich": 8.5, "guong-2": total / 10}
    values = {"review": REVIEW, "dossier": dossier, "judge": judge, "scorer": Scorer.COUNCIL}
    return ScoreSheet(**{**values, "scores": scores, "total": total, **others})


def a_ballot(*dossiers: str, voters: tuple[str, ...] = ("ha", "lan"), **others: Any) -> Ballot:
    shares = {"number": 1, "quorum": 2 / 3, "threshold": 0.5, "opened_on": day("2018-09-20")}
    values = {"review": REVIEW, "kind": BallotKind.ELECTRONIC, **shares}
    return Ballot(**{**values, "dossiers": dossiers, "voters": voters, **others})


def one_of_each() -> tuple[Any, ...]:
    """A record of every kind, with something in every field that may be empty."""
    told = day("2018-09-20")
    return (
        Round(review=REVIEW, state=RoundState.SCORED, plan_version=2, seed="4711", opened_on=told),
        Member(review=REVIEW, login="lan", post=Post.VICE_CHAIR, active=False),
        a_dossier(judges=("ha", "lan"), withdrawn=True, note="Đã rút"),
        Declaration(review=REVIEW, dossier="D", login="ha", stand=Stand.RECUSE, reason="Vợ chồng"),
        a_sheet("D", "ha", 92.5, notes={"": "Tốt", "thanh_tich": "Rõ"}),
        BlocRound(review=REVIEW, bloc="4", head="SAG", proposed=("SAG", "SBG"), sent_on=told),
        a_ballot("D", present=("ha",), seats=3, note="Lần 1"),
        PaperCount(ballot="B", login="ha", valid=7, invalid=1, agreed={"D": 6}),
        Decision(
            review=REVIEW,
            dossier="D",
            chosen=True,
            award=Award.MINISTER_CERTIFICATE,
            type=AwardType.MOVEMENT,
            reason="Đứng đầu",
            on=told,
            number="1/QĐ",
            state=DecisionState.PUBLISHED,
        ),
        Decision(review=REVIEW, dossier="E", chosen=False, reason="Chưa đủ tiêu chuẩn"),
        Quota(conference="hoi-nghi-2020", unit="SAG", count=2, note="Thêm 1"),
        Delegate(
            conference="hoi-nghi-2020",
            group=DelegateGroup.EXEMPLAR,
            unit="SAG",
            name="Trần Thị Bình",
            post="Chuyên viên",
            exemplar="E1",
            badge=7,
            state=DelegateState.CONFIRMED,
        ),
    )
