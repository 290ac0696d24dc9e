"""The templates that people edit: those that come along, and whether one can be filled."""

from dataclasses import dataclass
from pathlib import Path

from toolkit.errors import Problem
from toolkit.exchange import layouts, word


@dataclass(frozen=True, slots=True)
class Seen:
    """What is wrong with a template, which names it does not use, which ones nobody fills."""

    problems: tuple[Problem, ...]
    unused: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


def looked_at(file: Path) -> Seen:
    """A Word template, or by its ending an Excel layout."""
    if file.suffix.lower() == ".xlsx":
        names = layouts.LAYOUT_NAMES
        if problems := layouts.faults(file, names):
            return Seen(problems)
        return Seen((), layouts.unused(file, names), layouts.strangers(file, names))
    fillable = word.names_for(file)
    problems = word.faults(file, fillable)
    return Seen(problems, () if problems else word.unused(file, fillable))


def shipped(name: str) -> Path:
    """The file of a template that comes along: so-ket, tong-ket, letter, statistics."""
    if name == "statistics":
        return layouts.statistics_layout()
    if name == "letter":
        return word.letter_template()
    return word.report_template(word.ReportKind(name))
