"""What every sheet of summary 6 is made with: figures, names, and where the data stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_col_to_name

from toolkit.domain.exemplar import Step
from toolkit.exchange.official.book import Book
from toolkit.rules.overall import Column, Group, OverallFigures, Part

TOP = 4  # rows above the first row of data, heads included
KEYS = 4  # code, name, kind and bloc stand before the counts
BLOC = "D"


@dataclass(frozen=True, slots=True)
class Shown:
    """A printed column: the columns of data that it adds up, or the rate of those before it."""

    part: Part
    label: str
    places: tuple[int, ...]
    rate: bool = False


class OverallBook(Book[OverallFigures]):
    """One workbook of summary 6."""

    kind = "summary-6"

    def label(self, column: Column) -> str:
        say = self.words.say
        if column.part is Part.REPORTS:
            return say(f"summary.measure.{column.code}")
        if column.part is Part.STEPS:
            return say(f"step.{column.code}")
        if column.part is Part.ACTIVITIES:
            return say(f"activity_kind.{column.code}")
        return say(f"overall.level.{column.code}")

    def kind_of(self, group: Group) -> str:
        return self.words.named(group.label) or self.words.say("summary.other_kind")

    @cached_property
    def step_names(self) -> list[str]:
        return [self.words.say(f"step.{step}") for step in Step]

    @cached_property
    def task_names(self) -> dict[str, str]:
        """Tasks of the plan by code."""
        return {task.code: self.words.named(task) for task in self.figures.plan.tasks}

    @cached_property
    def blocs(self) -> dict[str, str]:
        """Names by code, told apart, so that sums find them on the sheet of data."""
        found: dict[str, str] = {}
        for group in self.figures.blocs:
            name = self.words.named(group.label) or self.words.say("overall.no_bloc")
            taken = name.casefold() in {each.casefold() for each in found.values()}
            code = group.label.code
            found[code] = f"{name} ({code})" if taken else name
        return found

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """Reports of all phases with their rate; steps; activities; awards."""
        columns = self.figures.columns
        by_code: dict[tuple[Part, str], list[int]] = {}
        for place, column in enumerate(columns):
            by_code.setdefault((column.part, column.code), []).append(place)
        found = [
            Shown(part, self.label(columns[places[0]]), tuple(places))
            for (part, _), places in by_code.items()
        ]
        reports = [each for each in found if each.part is Part.REPORTS]
        rate = Shown(Part.REPORTS, self.words.say("summary.measure.rate"), (), rate=True)
        return (*reports, rate, *found[len(reports) :])

    @cached_property
    def kind_rows(self) -> tuple[tuple[int, int], ...]:
        """First and last row of data of each kind, from 1."""
        spans, row = [], TOP
        for kind in self.figures.kinds:
            spans.append((row + 1, row + len(kind.units)))
            row += len(kind.units)
        return tuple(spans)

    @cached_property
    def whole(self) -> tuple[int, int]:
        """First and last row of all the data."""
        return TOP + 1, TOP + max(sum(len(kind.units) for kind in self.figures.kinds), 1)

    def letter(self, place: int) -> str:
        """The letter on the sheet of data of a column of the figures."""
        return str(xl_col_to_name(KEYS + place))

    def values(self, counts: tuple[int, ...]) -> Iterator[float | None]:
        """What the printed columns come to; None for a rate where nothing was expected."""
        row: list[int] = []
        for column in self.shown:
            if column.rate:
                expected, on_time, late = row[:3]
                yield (on_time + late) / expected * 100 if expected else None
            else:
                row.append(sum(counts[place] for place in column.places))
                yield row[-1]


def quoted(text: str) -> str:
    """A text as a criterion names it: itself, no pattern and no comparison."""
    for sign in "~*?":
        text = text.replace(sign, f"~{sign}")
    return '"=' + text.replace('"', '""') + '"'


def summed(cells: Iterable[str]) -> str:
    """Cells added up by a formula without its leading sign."""
    return "+".join(cells) or "0"
