"""A council's meeting and those it chose, for the tests of their papers."""

from datetime import date
from typing import Any

from tests.exchange.review_cases import a_name, a_review
from tests.exchange.summary_cases import TWO_PHASES
from toolkit.domain.ballot import BallotKind
from toolkit.exchange.word import (
    Attendee,
    MinutesPaper,
    Rewarded,
    RewardsPaper,
    StoodAside,
    Vote,
    Voted,
)

MET = date(2018, 10, 8)
POSTS = ("Chủ tịch", "Phó Chủ tịch", "Ủy viên thư ký")


def attendees(first: int, last: int) -> list[Attendee]:
    return [
        Attendee(
            a_name(place),
            POSTS[place] if place < len(POSTS) else "Ủy viên",
            "Vụ Thi đua, Khen thưởng và Truyền thông" if place % 3 else "Văn phòng Bộ",
        )
        for place in range(first, last)
    ]


def a_vote(**changes: Any) -> Vote:
    return Vote(
        **{
            "number": 2,
            "kind": BallotKind.ELECTRONIC,
            "on": MET,
            "members": 9,
            "handed": 9,
            "least": 6,
            "valid": 8,
            "invalid": 1,
            "threshold": 0.5,
            "seats": 5,
            **changes,
        }
    )


def voted(place: int, **changes: Any) -> Voted:
    agreed = max(8 - place, 0)
    return Voted(
        **{
            "ballot": 2,
            "number": place + 1,
            "name": a_name(place),
            "unit": "Sở Tài nguyên và Môi trường tỉnh Bình Dương",
            "rank": place + 1,
            "mean": 88.126 - place,
            "agreed": agreed,
            "of": 8,
            "share": agreed / 8,
            "chosen": place < 5,
            **changes,
        }
    )


def a_minutes(dossiers: int = 8, **changes: Any) -> MinutesPaper:
    """Nine members, one absent; a first ballot that is void, a second that is counted."""
    results = [
        voted(
            place,
            by="lot" if place in {4, 5} else "",
            kept=[a_name(1)] if place == 2 else (),
        )
        for place in range(dossiers)
    ]
    return MinutesPaper(
        **{
            "plan": TWO_PHASES,
            "review": a_review(),
            "made_on": date(2018, 10, 9),
            "met_on": MET,
            "scored_from": date(2018, 9, 10),
            "scored_until": date(2018, 10, 5),
            "chair": a_name(0),
            "secretary": a_name(2),
            "present": attendees(0, 8),
            "absent": attendees(8, 9),
            "dossiers": dossiers,
            "votes": [a_vote(number=1, void="Máy chủ mất điện giữa chừng."), a_vote()],
            "results": results,
            "aside": [StoodAside(a_name(1), 3, a_name(2), "Cùng đơn vị với hồ sơ.")],
            "seed": "a1b2c3",
            **changes,
        }
    )


def a_rewards(**changes: Any) -> RewardsPaper:
    """Three persons and a team for the Minister's certificate, two for a unit's."""
    titles = ["Bằng khen của Bộ trưởng"] * 4 + ["Giấy khen"] * 2
    return RewardsPaper(
        **{
            "plan": TWO_PHASES,
            "review": a_review(),
            "made_on": date(2018, 10, 9),
            "met_on": MET,
            "dossiers": 8,
            "rows": [
                Rewarded(
                    title=title,
                    name=a_name(place),
                    post="Chuyên viên",
                    unit="Sở Tài nguyên và Môi trường tỉnh Bình Dương",
                    summary="Giải quyết hồ sơ đúng hạn, được nhân dân tin. " * (place % 3 + 1),
                    is_person=place != 3,
                    share=1 - place / 10,
                )
                for place, title in enumerate(titles)
            ],
            **changes,
        }
    )
