"""Frames of rounds of review: what they judged, the scores once closed, the results; delegates.

Votes are in none of them, nor are judges' names, nor decisions that are not published."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.held import Held, all_held
from toolkit.actions.reviews.results import ResultRow, Results
from toolkit.actions.reviews.results import results as results_of
from toolkit.actions.rights import require
from toolkit.domain.council import RoundState, ScoreSheet
from toolkit.domain.review import Scorer
from toolkit.frames.framing import framed, past
from toolkit.rules.permissions import Act
from toolkit.store import Reading

_CLOSED = (RoundState.SCORED, RoundState.PUBLISHED)
_ROUND = "đợt bình xét · code of the round"
_DOSSIER = "mã bản ghi hồ sơ · dossier's id"
_NUMBER = "số hồ sơ · number of the dossier"
COLUMNS = {
    "rounds": {
        "review": _ROUND,
        "name": "tên · name",
        "of": "exemplars, units",
        "phase": "giai đoạn · code of the phase",
        "state": "preparing, scoring, scored, published",
        "opened_on": "ngày mở chấm · day scoring opened",
        "closed_on": "ngày khóa điểm · day scoring closed",
        "published_on": "ngày công bố · day of publication",
        "members": "thành viên hội đồng · members of the council",
        "dossiers": "hồ sơ, không kể đã rút · dossiers that are not withdrawn",
        "sheets": "phiếu chấm đủ của hội đồng · complete sheets of the council",
        "chosen": "hồ sơ được chọn, trống khi chưa công bố · chosen, empty until published",
    },
    "score_sheets": {
        "review": _ROUND,
        "dossier": _DOSSIER,
        "number": _NUMBER,
        "scorer": "self, cross, ministry, council",
        "judge": "số của giám khảo trong hội đồng, hoặc đơn vị chấm · judge's number, or the unit",
        "criterion": "mã tiêu chí · criterion",
        "score": "điểm · score",
        "most": "điểm cao nhất · highest score of the criterion",
        "weight": "trọng số, phần trăm · weight in percent",
        "total": "tổng của cả phiếu, 0–100, trống khi chưa đủ · whole sheet's total, if complete",
    },
    "results": {
        "review": _ROUND,
        "dossier": _DOSSIER,
        "number": _NUMBER,
        "name": "tên · name",
        "unit": "đơn vị · code of the unit",
        "judges": "số giám khảo · judges",
        "mean": "trung bình có trọng số, 0–100 · weighted mean",
        "median": "trung vị · median",
        "normalised": "trung bình đã chuẩn hóa theo giám khảo · mean, normalised by judge",
        "rank": "xếp hạng · rank",
        "best": "hạng cao nhất khi bỏ bớt một giám khảo · best rank without any one judge",
        "worst": "hạng thấp nhất khi bỏ bớt một giám khảo · worst rank without any one judge",
        "rung": "bậc phân định khi bằng điểm · rung of the ladder that decided",
        "chosen": "được chọn, trống khi chưa công bố · chosen, empty until published",
    },
    "delegates": {
        "conference": "hội nghị · code of the conference",
        "delegate": "mã bản ghi · id",
        "group": "exemplar, leader, officer, ex_officio",
        "name": "tên · name",
        "unit": "đơn vị · code of the unit",
        "section": "mục của danh sách · section of the list",
        "state": "nominated, confirmed, declined, excused, attended",
        "exemplar": "mã bản ghi điển hình · exemplar's id",
        "badge": "số thẻ, 0 khi chưa chốt · number on the badge, 0 until the list is closed",
    },
}


def rounds(desk: Desk, *, on: date | None = None) -> pd.DataFrame:
    """One row a round of review; columns as `COLUMNS["rounds"]` tells."""
    require(desk, Act.SUMMARISE)
    with desk.store.reading(as_known_on=past(desk, on)) as q:
        rows = [_round(q, each) for each in all_held(q)]
    days = ("opened_on", "closed_on", "published_on")
    return framed(COLUMNS["rounds"], rows, *days).astype({"chosen": "Int64"})


def score_sheets(desk: Desk, *, on: date | None = None) -> pd.DataFrame:
    """One row a score on a criterion, of rounds whose scoring is closed.

    Columns as `COLUMNS["score_sheets"]` tells."""
    require(desk, Act.SUMMARISE)
    with desk.store.reading(as_known_on=past(desk, on)) as q:
        closed = [each for each in all_held(q) if each.round.state in _CLOSED]
        rows = [row for each in closed for row in _scores(q, each)]
    return framed(COLUMNS["score_sheets"], rows)


def results(desk: Desk) -> pd.DataFrame:
    """One row a dossier of a round whose scoring is closed, by rank; as the page *Bình xét* tells.

    Columns as `COLUMNS["results"]` tells."""
    require(desk, Act.SUMMARISE)
    with desk.store.reading() as q:
        closed = [each for each in all_held(q) if each.round.state in _CLOSED]
    found = [results_of(desk, each.review.code) for each in closed]
    rows = [_result(each, row) for each in found for row in each.rows]
    kinds = {"rank": "Int64", "best": "Int64", "worst": "Int64", "chosen": "boolean"}
    return framed(COLUMNS["results"], rows).astype(kinds)


def delegates(desk: Desk, *, on: date | None = None) -> pd.DataFrame:
    """One row a delegate of a conference; columns as `COLUMNS["delegates"]` tells."""
    require(desk, Act.SUMMARISE)
    with desk.store.reading(as_known_on=past(desk, on)) as q:
        found = [one for conference in q.plan().conferences for one in q.delegates(conference.code)]
    rows = [
        (
            *(one.conference, one.id, str(one.group), one.name, one.unit),
            *(one.section, str(one.state), one.exemplar, one.badge),
        )
        for one in found
    ]
    return framed(COLUMNS["delegates"], rows)


def _round(q: Reading, of: Held) -> tuple[Any, ...]:
    review, held = of.review, of.round
    published = held.state is RoundState.PUBLISHED
    chosen = sum(each.chosen for each in q.decisions(review.code)) if published else None
    return (
        *(review.code, review.name, str(review.of), review.phase, str(held.state)),
        *(held.opened_on, held.closed_on, held.published_on),
        sum(each.active for each in q.members(review.code)),
        sum(not each.withdrawn for each in q.dossiers(review.code)),
        len(q.score_totals(review.code)),
        chosen,
    )


def _scores(q: Reading, of: Held) -> Iterator[tuple[Any, ...]]:
    code = of.review.code
    numbers = {each.id: each.number for each in q.dossiers(code) if not each.withdrawn}
    seats = {each.login: str(place) for place, each in enumerate(q.members(code), start=1)}
    for sheet in q.sheets(code):
        if sheet.dossier in numbers:
            judge = seats.get(sheet.judge, "") if sheet.scorer is Scorer.COUNCIL else sheet.judge
            yield from _sheet(of, sheet, numbers[sheet.dossier], judge)


def _sheet(of: Held, sheet: ScoreSheet, number: int, judge: str) -> Iterator[tuple[Any, ...]]:
    for one in of.review.criteria:
        if one.code in sheet.scores:
            yield (
                *(sheet.review, sheet.dossier, number, str(sheet.scorer), judge, one.code),
                *(sheet.scores[one.code], one.most, one.weight, sheet.total),
            )


def _result(found: Results, row: ResultRow) -> tuple[Any, ...]:
    standing, firm = row.standing, row.firmness
    published = found.held.round.state is RoundState.PUBLISHED
    return (
        *(found.held.review.code, row.dossier.id, row.dossier.number),
        *(row.label.name, row.label.unit),
        standing.judges if standing else 0,
        *((standing.mean, standing.median, standing.normalised) if standing else (None,) * 3),
        *(row.rank, firm.best if firm else None, firm.worst if firm else None, row.rung),
        row.chosen if published else None,
    )
