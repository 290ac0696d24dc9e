"""The figures of summary 6 by the names that templates use, in Word and in Excel."""

from collections.abc import Iterable, Sequence

from toolkit.domain.activity import ActivityKind
from toolkit.domain.exemplar import Step
from toolkit.rules.overall import Column, Group, Level, OverallFigures, Part
from toolkit.rules.timeliness import Tally

Count = int | float | None
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
RATES = frozenset({"ty_le_bao_cao", "ty_le_dung_han"})
"""Those that are shares, 0-1; None where nothing was expected."""
TALLY = frozenset({"den_han", "dung_han", "cham", "da_bao_cao", "chua_bao_cao"}) | RATES
COUNTED = (
    TALLY
    | {"so_don_vi", "kt_tong"}
    | set(STEP_NAMES.values())
    | set(ACTIVITY_NAMES.values())
    | set(LEVEL_NAMES.values())
)


class Counts:
    """Counts of summary 6 by name."""

    def __init__(self, figures: OverallFigures) -> None:
        self._figures = figures
        self._place = {column: place for place, column in enumerate(figures.columns)}
        self._phases = [phase.code for phase in figures.phases]

    def whole(self) -> dict[str, Count]:
        """Of the whole plan."""
        figures = self._figures
        return self._row(figures.total, sum(len(kind.units) for kind in figures.kinds))

    def of(self, group: Group) -> dict[str, Count]:
        """Of a kind of units."""
        return self._row(group.counts, len(group.units))

    def of_phase(self, phase: str) -> dict[str, Count]:
        """What was expected of all units in a phase, and what came."""
        return self._tally(self._figures.total, [phase])

    def _row(self, counts: Sequence[int], units: int) -> dict[str, Count]:
        at = self._at
        awards = {name: at(counts, Part.AWARDS, level) for level, name in LEVEL_NAMES.items()}
        return {
            "so_don_vi": units,
            **self._tally(counts, self._phases),
            **{name: at(counts, Part.STEPS, step) for step, name in STEP_NAMES.items()},
            **{name: at(counts, Part.ACTIVITIES, kind) for kind, name in ACTIVITY_NAMES.items()},
            **awards,
            "kt_tong": sum(awards.values()),
        }

    def _tally(self, counts: Sequence[int], phases: Iterable[str]) -> dict[str, Count]:
        found = Tally()
        for phase in phases:
            measures = ("expected", "on_time", "late", "missing")
            found += Tally(*(self._at(counts, Part.REPORTS, each, phase) for each in measures))
        return {
            "den_han": found.expected,
            "dung_han": found.on_time,
            "cham": found.late,
            "da_bao_cao": found.actual,
            "chua_bao_cao": found.missing,
            "ty_le_bao_cao": found.rate,
            "ty_le_dung_han": found.on_time_rate,
        }

    def _at(self, counts: Sequence[int], part: Part, code: str, phase: str = "") -> int:
        return counts[self._place[Column(part, code, phase)]]
