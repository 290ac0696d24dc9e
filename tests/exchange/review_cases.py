"""Rounds of review for the tests of their workbooks: dossiers, judges and scores made up."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from tests.exchange.summary_cases import MADE, TWO_PHASES
from toolkit.domain.review import Criterion, Review, Reviewed
from toolkit.exchange.review import Given, Judge, Judged, ReviewFigures
from toolkit.rules.firmness import firmness
from toolkit.rules.scoring import Scale, standings, total

ON = date(2018, 10, 15)
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Hạnh", "Khoa", "Phượng", "Quyên", "Thủy")
POSTS = ("Chủ tịch Hội đồng", "Phó Chủ tịch Hội đồng", "Ủy viên thư ký")


def a_criterion(code: str = "tot", **changes: Any) -> Criterion:
    told = {"name": f"Tiêu chí {code}", "name_en": f"Criterion {code}", "most": 10, "weight": 50}
    return Criterion(**{"code": code, **told, **changes})


def a_review(**changes: Any) -> Review:
    """A round of exemplars on three criteria of unlike weight."""
    return Review(
        **{
            "code": "so-ket-thu",
            "name": "Sơ kết giai đoạn 1, bình xét điển hình tiên tiến năm 2018",
            "name_en": "Mid-term review",
            "of": Reviewed.EXEMPLARS,
            "phase": "1",
            "since": date(2016, 12, 8),
            "until": date(2018, 8, 31),
            "opens": date(2018, 9, 10),
            "closes": date(2018, 10, 5),
            "criteria": (
                a_criterion("tot", name="Thành tích nổi bật", weight=40),
                a_criterion("moi", name="Tính mới, sáng tạo", weight=35, most=20),
                a_criterion("lan", name="Lan tỏa, nhân rộng", weight=25, most=7.5),
            ),
            **changes,
        }
    )


def a_name(place: int) -> str:
    middle = ("Văn", "Thị", "Hữu", "Minh", "Thu")[place % 5]
    return f"{FAMILY[place % 7]} {middle} {GIVEN[place % 9]}"


def judges(count: int) -> tuple[Judge, ...]:
    return tuple(
        Judge(f"hd{place}", a_name(place), POSTS[place] if place < len(POSTS) else "Ủy viên")
        for place in range(count)
    )


def scored(
    review: Review, dossiers: int, council: Sequence[Judge], *, seed: int = 7
) -> list[Given]:
    """Every judge scores every dossier, save that some stand aside; strict and lavish ones."""
    dice, found = Random(seed), []
    for dossier in range(dossiers):
        for place, judge in enumerate(council):
            if (dossier + place) % 11 == 5:
                continue
            scores = {
                each.code: min(
                    each.most,
                    round(each.most * (0.5 + 0.4 * dice.random() + 0.02 * (place % 4)) * 2) / 2,
                )
                for each in review.criteria
            }
            record = f"S{dossier}-{place}"
            found.append(
                Given(dossier=f"D{dossier}", judge=judge.login, scores=scores, record=record)
            )
    return found


def figures(
    dossiers: int = 12, council: int = 9, review: Review | None = None, **changes: Any
) -> ReviewFigures:
    """A round's results, ranked by the mean alone."""
    review, people = review or a_review(), judges(council)
    given = scored(review, dossiers, people)
    scales = {each.code: Scale(each.most, each.weight) for each in review.criteria}
    totals = [(each.dossier, each.judge, total(each.scores, scales)) for each in given]
    standing = standings(totals)
    firm = firmness(totals, standing)
    order = sorted(standing, key=lambda one: (-standing[one].mean, one))
    rows = [
        Judged(
            id=one,
            number=int(one[1:]) + 1,
            name=a_name(int(one[1:])),
            unit="Sở Tài nguyên và Môi trường tỉnh số " + one[1:],
            rank=rank,
            best=firm[one].best,
            worst=firm[one].worst,
            away=frozenset(
                judge.login
                for place, judge in enumerate(people)
                if (int(one[1:]) + place) % 11 == 5
            ),
        )
        for rank, one in enumerate(order, 1)
    ]
    return ReviewFigures(
        **{
            "plan": TWO_PHASES,
            "plan_version": 1,
            "as_known_on": ON,
            "made_at": MADE,
            "review": review,
            "rows": rows,
            "judges": people,
            "given": given,
            **changes,
        }
    )
