"""The statistics form that comes along: the plan's key figures by kind of unit."""

from datetime import date
from pathlib import Path

from toolkit.domain.plan import Plan
from toolkit.exchange.layouts.cells import Cell
from toolkit.exchange.layouts.fill import Values
from toolkit.exchange.named import COUNTED, Count, Counts
from toolkit.exchange.official.page import short_mark
from toolkit.exchange.word.template import Names
from toolkit.resources import resource
from toolkit.rules.overall import OverallFigures
from toolkit.words import Words

_HEAD = (
    *("ten_ke_hoach", "so_ke_hoach", "ngay_ke_hoach", "don_vi_bao_cao", "don_vi_nhan_bao_cao"),
    *("so_lieu_den_ngay", "ngay_lap", "dau_van"),
)
LAYOUT_NAMES: Names = {
    **dict.fromkeys(_HEAD, frozenset[str]()),
    **dict.fromkeys(sorted(COUNTED), frozenset[str]()),
    "bang_loai_don_vi": frozenset({"tt", "ten"}) | COUNTED,
}


def statistics_layout() -> Path:
    return resource("excel/bieu-thong-ke.xlsx")


def statistics_values(figures: OverallFigures, words: Words) -> Values:
    """Name → what goes there; shares are numbers 0-1, a dash where there is none."""
    counts = Counts(figures)
    return {
        **_head(figures.plan, figures.as_known_on, figures.made_at.date(), words),
        "dau_van": short_mark(figures.fingerprint),
        **_shown(counts.whole()),
        "bang_loai_don_vi": [
            {"tt": number, "ten": words.named(each.label), **_shown(counts.of(each))}
            for number, each in enumerate(figures.kinds, 1)
        ],
    }


def _head(plan: Plan, on: date, made_on: date, words: Words) -> dict[str, Cell]:
    return {
        "ten_ke_hoach": words.named(plan, "title"),
        "so_ke_hoach": plan.paper.number if plan.paper else plan.code,
        "ngay_ke_hoach": plan.paper.on if plan.paper else None,
        "don_vi_bao_cao": plan.issuer,
        "don_vi_nhan_bao_cao": plan.superior,
        "so_lieu_den_ngay": on,
        "ngay_lap": made_on,
    }


def _shown(counts: dict[str, Count]) -> dict[str, Cell]:
    return {name: "–" if count is None else count for name, count in counts.items()}
