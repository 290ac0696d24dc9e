"""One table of figures: medians, spreads, ratios, and whether the goals are met."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median, quantiles

_HEAD = ("what", "median", "lowest – highest", "goal", "")


@dataclass(frozen=True)
class Figure:
    """Values in `unit`, one a round; a failed round is infinite. No goal is for information."""

    name: str
    unit: str
    values: tuple[float, ...]
    goal: float | None = None

    @property
    def middle(self) -> float:
        return median(self.values)

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        return "met" if self.middle <= self.goal else "MISSED"

    def row(self) -> tuple[str, ...]:
        spread = f"{_written(min(self.values))} – {_written(max(self.values))}"
        goal = f"≤ {_written(self.goal)}" if self.goal is not None else ""
        return self.name, f"{_written(self.middle)} {self.unit}", spread, goal, self.verdict


@dataclass
class Figures:
    """The table, filled part by part."""

    parts: dict[str, list[Figure]] = field(default_factory=dict)
    part: str = ""

    def begin(self, part: str) -> None:
        self.part = part
        self.parts[part] = []

    def add(
        self, name: str, values: Sequence[float], unit: str, goal: float | None = None
    ) -> Sequence[float]:
        """One row; the values are given back."""
        if values:
            self.parts[self.part].append(Figure(name, unit, tuple(values), goal))
        return values

    def ratio(
        self, name: str, ours: Sequence[float], theirs: Sequence[float], goal: float | None = None
    ) -> None:
        """Ours by theirs, round by round: what slows the machine down slows both."""
        self.add(name, [_over(a, b) for a, b in zip(ours, theirs, strict=True)], "×", goal)

    def table(self) -> str:
        rows: list[tuple[str, ...]] = [_HEAD]
        for part, figures in self.parts.items():
            rows += [(part.upper(), "", "", "", ""), *(figure.row() for figure in figures)]
        widths = [max(len(row[place]) for row in rows) for place in range(len(_HEAD))]
        return "\n".join(_line(row, widths) for row in rows)

    def write(self, place: Path) -> None:
        told = {part: [asdict(one) for one in figures] for part, figures in self.parts.items()}
        place.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")


def high(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    name, *others = (
        text.ljust(width) if place == 0 else text.rjust(width)
        for place, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join([name, *others]).rstrip()


def _over(a: float, b: float) -> float:
    return a / b if b and math.isfinite(b) else math.nan


def _written(value: float) -> str:
    if math.isinf(value):
        return "failed"
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
