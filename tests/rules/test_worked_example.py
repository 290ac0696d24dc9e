"""The example worked by hand in docs/vi-du-binh-xet.md: the rules come to every number of it."""

import re
from datetime import date
from functools import cache

import pytest
from scipy import stats

from tests.source import ROOT
from toolkit.domain.activity import Award, AwardType
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.review import Balance, Wish
from toolkit.plans.eligibility import award_rules
from toolkit.rules.balance import balance
from toolkit.rules.eligibility import Earlier, Verdict, eligibility
from toolkit.rules.firmness import firmness
from toolkit.rules.ranking import Ranked, drawn, ranking
from toolkit.rules.scoring import Scale, Total, habits, mean, normalised, standings, total

PAGE = (ROOT / "docs/vi-du-binh-xet.md").read_text("utf-8")
SCALES = {"thanh_tich": Scale(10, 60), "lan_toa": Scale(5, 40)}
SEATS = 3
RUNGS = ("điểm trung bình", "điểm giữa", "Lan tỏa", "bốc thăm")
SEXES = {"nam": ("male",), "nữ": ("female",)}


@cache
def _table(section: int, nth: int = 0) -> tuple[dict[str, str], ...]:
    """The rows of one of a section's tables, each by its headings."""
    part = re.split(r"^## \d+\. ", PAGE, flags=re.MULTILINE)[section]
    block = re.findall(r"(?:^\|.*\n)+", part, re.MULTILINE)[nth]
    head, _, *rows = block.splitlines()
    return tuple(dict(zip(_cells(head), _cells(row), strict=True)) for row in rows)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _number(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))


def _totals() -> list[Total]:
    return [(row["Hồ sơ"], row["Người chấm"], _number(row["Tổng"])) for row in _table(1)]


def _ranked() -> tuple[Ranked, ...]:
    whole = standings(_totals())
    reach: dict[str, list[float]] = {}
    for row in _table(1):
        reach.setdefault(row["Hồ sơ"], []).append(_number(row["Lan tỏa"]))
    ladder = [
        lambda tied: {one: whole[one].median for one in tied},
        lambda tied: {one: mean(reach[one]) for one in tied},
    ]
    scores = {dossier: one.mean for dossier, one in whole.items()}
    seed = re.search(r"hạt giống bốc thăm .*là \*\*(.+?)\*\*", PAGE)
    assert seed is not None
    return ranking(
        scores, ladder, lambda tied: [str(one) for one in drawn(map(int, tied), seed[1])]
    )


def test_each_total_is_what_its_scores_and_weights_come_to() -> None:
    for row in _table(1):
        scores = {"thanh_tich": _number(row["Thành tích"]), "lan_toa": _number(row["Lan tỏa"])}
        assert total(scores, SCALES) == pytest.approx(_number(row["Tổng"])), row


def test_means_and_medians_are_those_of_the_totals() -> None:
    whole = standings(_totals())

    assert {dossier: (one.mean, one.median) for dossier, one in whole.items()} == {
        row["Hồ sơ"]: (_number(row["Điểm trung bình"]), _number(row["Điểm giữa"]))
        for row in _table(2)
    }


def test_order_rungs_and_lot_are_those_of_the_page() -> None:
    assert [(str(one.rank), one.dossier, RUNGS[one.rung]) for one in _ranked()] == [
        (row["Hạng"], row["Hồ sơ"], row["Phân định ở"]) for row in _table(3)
    ]


def test_judges_habits_and_normalised_totals_are_those_of_the_page() -> None:
    rows = [_table(4), _table(4, 1)]
    found = habits(_totals()) | {"Chung": habits([("", "", one) for *_, one in _totals()])[""]}

    for row in rows[0]:
        habit = found[row["Người chấm"]]
        told = (int(row["Số phiếu"]), _number(row["Trung bình"]), _number(row["Độ phân tán"]))
        assert (habit.count, habit.mean, habit.spread) == pytest.approx(told, abs=5e-5), row
    even = {(dossier, judge): value for dossier, judge, value in normalised(_totals())}
    for row in rows[1]:
        for judge in ("An", "Bình", "Chi"):
            if (row["Hồ sơ"], judge) in even:
                told_value = _number(row[judge])
                assert even[row["Hồ sơ"], judge] == pytest.approx(told_value, abs=5e-3), row


def test_normalised_scores_and_ranks_are_those_of_the_page_and_of_scipy() -> None:
    whole = standings(_totals())
    firm = firmness(_totals(), whole)

    for row in _table(4, 1):
        one = row["Hồ sơ"]
        told = _number(row["Điểm quy chuẩn"])
        assert whole[one].normalised == pytest.approx(told, abs=5e-3)
        assert firm[one].normalised == int(row["Hạng quy chuẩn"])
    assert [value for *_, value in normalised(_totals())] == pytest.approx(_by_scipy())


def _by_scipy() -> list[float]:
    """The normalised totals as scipy's z-scores make them."""
    rows = _totals()
    values = [value for *_, value in rows]
    own: dict[str, list[float]] = {}
    for _, judge, value in rows:
        own.setdefault(judge, []).append(value)
    scores = {judge: iter(stats.zscore(some, ddof=0)) for judge, some in own.items()}
    middle, spread = stats.tmean(values), stats.tstd(values, ddof=0)
    return [float(middle + next(scores[judge]) * spread) for _, judge, _ in rows]


def test_rank_intervals_are_those_of_the_page() -> None:
    rows, whole = _totals(), standings(_totals())
    firm = firmness(rows, whole)

    for row in _table(5):
        one = row["Hồ sơ"]
        for judge in ("An", "Bình", "Chi"):
            left = standings([each for each in rows if each[1] != judge])
            assert left[one].mean == pytest.approx(_number(row[f"Không có {judge}"])), row
        told = (int(row["Hạng tốt nhất"]), int(row["Hạng kém nhất"]))
        assert (firm[one].best, firm[one].worst) == told, row
    loose = sorted(one for one, found in firm.items() if found.best <= SEATS < found.worst)
    assert f"ba hồ sơ **{', '.join(loose)}** ở quanh" in PAGE


def test_one_woman_more_is_wanting_as_the_page_says() -> None:
    sex = {row["Hồ sơ"]: SEXES.get(row["Đối tượng"], ()) for row in _table(1)}
    chosen = [one.dossier for one in _ranked() if one.rank <= SEATS]
    wish = Wish(by=Balance.SEX, value="female", least=0.6)

    women, _ = balance(
        [{Balance.SEX: each} for each in sex.values()],
        [{Balance.SEX: sex[one]} for one in chosen],
        [wish],
    )

    assert chosen == ["2", "1", "5"]
    assert (women.chosen, women.chosen_of, women.share, women.wanting) == (1, 2, 0.5, 1)


def test_law_finds_the_years_that_the_page_counts() -> None:
    words = {Verdict.MET: "đạt", Verdict.NOT_MET: "chưa đủ theo dữ liệu"}

    for row in _table(7):
        had = [
            Earlier(award=Award.EMULATION_BASE, type=AwardType.MERIT, on=date(int(year), 1, 10))
            for year in row["Các năm được Chiến sĩ thi đua cơ sở"].split(", ")
        ]
        found = eligibility(
            award_rules(),
            Award.EMULATION_MINISTRY,
            ExemplarKind.PERSON,
            had,
            since=date(2016, 12, 8),
            on=date(2018, 10, 15),
        ).findings[0]
        told = (int(row["Số năm liên tục"]), row["Ý kiến"])
        assert (found.found, words[found.verdict]) == told
