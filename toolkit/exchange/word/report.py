"""The report sơ kết, tổng kết: the figures of summary 6 in the words and tables of a document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from toolkit.exchange.named import COUNTED, RATES, TALLY, Count, Counts
from toolkit.exchange.official.page import short_mark
from toolkit.exchange.word.official import HEAD, letterhead
from toolkit.exchange.word.template import Names, Value, fill
from toolkit.resources import resource
from toolkit.rules.overall import OverallFigures
from toolkit.rules.targets import KindAim
from toolkit.words import Words

LATE_SHOWN = 20


class ReportKind(StrEnum):
    """Sơ kết at the end of the first phase, tổng kết at the end of the plan."""

    INTERIM = "so-ket"
    FINAL = "tong-ket"


@dataclass(frozen=True, slots=True)
class Late:
    """A unit that owes reports: how many, since when."""

    name: str
    count: int
    oldest: date
    days: int


@dataclass(frozen=True, slots=True)
class ReportFigures:
    """All that the report tells: summary 6, who is late, what was aimed at in the year."""

    overall: OverallFigures
    late: Sequence[Late]
    year: int
    aims: Sequence[KindAim]


def report(kind: ReportKind, figures: ReportFigures, words: Words, template: Path | None) -> bytes:
    """The document. Raises FaultyFile for a template that can't be filled."""
    context = report_context(kind, figures, words)
    overall = figures.overall
    properties = {
        "title": words.say(f"papers.title_{kind.name.lower()}", plan=overall.plan.code),
        "author": overall.plan.issuer,
        "subject": words.say("summary.subject", on=overall.as_known_on),
        "keywords": short_mark(overall.fingerprint),
    }
    return fill(template or report_template(kind), context, REPORT_NAMES, properties)


def report_template(kind: ReportKind) -> Path:
    return resource(f"word/bao-cao-{kind}.docx")


def report_context(kind: ReportKind, figures: ReportFigures, words: Words) -> dict[str, Value]:
    """Name → text or table, as templates use them."""
    overall, plan = figures.overall, figures.overall.plan
    phase = plan.phases[0]
    interim = kind is ReportKind.INTERIM
    starts, ends = (phase.starts, phase.ends) if interim else (plan.starts, plan.ends)
    counts = Counts(overall)
    late = [
        {
            "tt": str(number),
            "ten": each.name,
            "so_bao_cao": words.number(each.count),
            "han_som_nhat": words.date(each.oldest),
            "so_ngay": words.number(each.days),
        }
        for number, each in enumerate(figures.late[:LATE_SHOWN], 1)
    ]
    return {
        **letterhead(plan, overall.made_at.date(), overall.as_known_on, words),
        "giai_doan": words.named(phase) if interim else f"{starts.year}–{ends.year}",
        "giai_doan_tu": words.date(starts),
        "giai_doan_den": words.date(ends),
        "so_nhiem_vu": words.number(len(plan.tasks)),
        **_written(counts.whole(), words),
        "bang_loai_don_vi": [
            {"tt": str(number), "ten": words.named(each.label), **_written(counts.of(each), words)}
            for number, each in enumerate(overall.kinds, 1)
        ],
        "bang_giai_doan": [
            {"ten": words.named(each), **_written(counts.of_phase(each.code), words)}
            for each in overall.phases
        ],
        "nam_chi_tieu": str(figures.year),
        "bang_chi_tieu": [
            {
                "ten": words.say(f"exemplar_kind.{aim.kind}"),
                "chi_tieu": words.number(aim.target),
                "dat": words.number(aim.actual),
                "ty_le": words.percent(aim.actual / aim.target if aim.target else None),
            }
            for aim in figures.aims
        ],
        "so_don_vi_cham": words.number(len(figures.late)),
        "so_don_vi_cham_khac": words.number(max(len(figures.late) - LATE_SHOWN, 0)),
        "bang_don_vi_cham": late,
        "dau_van": short_mark(overall.fingerprint),
    }


def _written(counts: Mapping[str, Count], words: Words) -> dict[str, str]:
    return {
        name: words.percent(count) if name in RATES or count is None else words.number(count)
        for name, count in counts.items()
    }


REPORT_NAMES: Names = {
    **dict.fromkeys(HEAD, frozenset[str]()),
    **dict.fromkeys(("giai_doan", "giai_doan_tu", "giai_doan_den", "so_nhiem_vu"), frozenset()),
    **dict.fromkeys(sorted(COUNTED), frozenset()),
    "bang_loai_don_vi": frozenset({"tt", "ten"}) | COUNTED,
    "bang_giai_doan": frozenset({"ten"}) | TALLY,
    "nam_chi_tieu": frozenset(),
    "bang_chi_tieu": frozenset({"ten", "chi_tieu", "dat", "ty_le"}),
    **dict.fromkeys(("so_don_vi_cham", "so_don_vi_cham_khac"), frozenset()),
    "bang_don_vi_cham": frozenset({"tt", "ten", "so_bao_cao", "han_som_nhat", "so_ngay"}),
    "dau_van": frozenset(),
}
