"""The report sơ kết, tổng kết: the figures of summary 6 in the words and tables of a document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from toolkit.domain.activity import ActivityKind
from toolkit.domain.exemplar import Step
from toolkit.exchange.official.page import short_mark
from toolkit.exchange.word.official import HEAD, letterhead
from toolkit.exchange.word.template import Names, Value, fill
from toolkit.resources import resource
from toolkit.rules.overall import Column, Group, Level, OverallFigures, Part
from toolkit.rules.targets import KindAim
from toolkit.rules.timeliness import Tally
from toolkit.words import Words

LATE_SHOWN = 20
STEP_NAMES = {
    Step.DISCOVERED: "phat_hien",
    Step.SELECTED: "lua_chon",
    Step.REGISTERED: "dang_ky",
    Step.NURTURED: "boi_duong",
    Step.REPLICATED: "nhan_rong",
    Step.INTERIM_REVIEWED: "so_ket",
    Step.REWARDED: "khen_thuong",
    Step.FINAL_REVIEWED: "tong_ket",
    Step.NOMINATED: "gioi_thieu",
    Step.HONOURED: "bieu_duong",
}
ACTIVITY_NAMES = {
    ActivityKind.NURTURING: "hd_boi_duong",
    ActivityKind.REPLICATION: "hd_nhan_rong",
    ActivityKind.MEDIA: "hd_tuyen_truyen",
    ActivityKind.VISIT: "hd_tham_quan",
    ActivityKind.MOVEMENT: "hd_phong_trao",
    ActivityKind.ISSUE: "hd_van_de",
}
LEVEL_NAMES = {Level.UNIT: "kt_co_so", Level.MINISTRY: "kt_bo", Level.STATE: "kt_nha_nuoc"}


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
    counts = _Counts(overall, words)
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
        **counts.row(overall.total, units=sum(len(kind.units) for kind in overall.kinds)),
        "bang_loai_don_vi": [
            {"tt": str(number), "ten": words.named(each.label), **counts.of(each)}
            for number, each in enumerate(overall.kinds, 1)
        ],
        "bang_giai_doan": [
            {"ten": words.named(each), **counts.tally(overall.total, [each.code])}
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


class _Counts:
    """Counts of summary 6 by the names that templates use."""

    def __init__(self, figures: OverallFigures, words: Words) -> None:
        self._place = {column: place for place, column in enumerate(figures.columns)}
        self._phases = [phase.code for phase in figures.phases]
        self._words = words

    def of(self, group: Group) -> dict[str, str]:
        return self.row(group.counts, units=len(group.units))

    def row(self, counts: Sequence[int], *, units: int) -> dict[str, str]:
        write, at = self._words.number, self._at
        awards = {name: at(counts, Part.AWARDS, level) for level, name in LEVEL_NAMES.items()}
        return {
            "so_don_vi": write(units),
            **self.tally(counts, self._phases),
            **{name: write(at(counts, Part.STEPS, step)) for step, name in STEP_NAMES.items()},
            **{
                name: write(at(counts, Part.ACTIVITIES, kind))
                for kind, name in ACTIVITY_NAMES.items()
            },
            **{name: write(count) for name, count in awards.items()},
            "kt_tong": write(sum(awards.values())),
        }

    def tally(self, counts: Sequence[int], phases: Iterable[str]) -> dict[str, str]:
        """What was expected and what came, in these phases together."""
        found = sum(
            (
                Tally(
                    **{
                        measure: self._at(counts, Part.REPORTS, measure, phase)
                        for measure in ("expected", "on_time", "late", "missing")
                    }
                )
                for phase in phases
            ),
            Tally(),
        )
        write, share = self._words.number, self._words.percent
        return {
            "den_han": write(found.expected),
            "dung_han": write(found.on_time),
            "cham": write(found.late),
            "da_bao_cao": write(found.actual),
            "chua_bao_cao": write(found.missing),
            "ty_le_bao_cao": share(found.rate),
            "ty_le_dung_han": share(found.on_time_rate),
        }

    def _at(self, counts: Sequence[int], part: Part, code: str, phase: str = "") -> int:
        return counts[self._place[Column(part, code, phase)]]


_TALLY = frozenset(
    {"den_han", "dung_han", "cham", "da_bao_cao", "chua_bao_cao"}
    | {"ty_le_bao_cao", "ty_le_dung_han"}
)
_COUNTED = (
    _TALLY
    | {"so_don_vi", "kt_tong"}
    | set(STEP_NAMES.values())
    | set(ACTIVITY_NAMES.values())
    | set(LEVEL_NAMES.values())
)
REPORT_NAMES: Names = {
    **dict.fromkeys(HEAD, frozenset[str]()),
    **dict.fromkeys(("giai_doan", "giai_doan_tu", "giai_doan_den", "so_nhiem_vu"), frozenset()),
    **dict.fromkeys(sorted(_COUNTED), frozenset()),
    "bang_loai_don_vi": frozenset({"tt", "ten"}) | _COUNTED,
    "bang_giai_doan": frozenset({"ten"}) | _TALLY,
    "nam_chi_tieu": frozenset(),
    "bang_chi_tieu": frozenset({"ten", "chi_tieu", "dat", "ty_le"}),
    **dict.fromkeys(("so_don_vi_cham", "so_don_vi_cham_khac"), frozenset()),
    "bang_don_vi_cham": frozenset({"tt", "ten", "so_bao_cao", "han_som_nhat", "so_ngay"}),
    "dau_van": frozenset(),
}
