"""The templates that people edit: those that come along, and whether one can be filled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from toolkit.errors import Problem
from toolkit.exchange import layouts, word
from toolkit.exchange.word.conference import ConferencePaper, conference_template


@dataclass(frozen=True, slots=True)
class Seen:
    """What is wrong with a template, which names it does not use, which ones nobody fills."""

    problems: tuple[Problem, ...]
    unused: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


SHIPPED: Mapping[str, Callable[[], Path]] = MappingProxyType(
    {
        **{kind.value: partial(word.report_template, kind) for kind in word.ReportKind},
        "letter": word.letter_template,
        "minutes": word.minutes_template,
        "submission": word.submission_template,
        "rewards": word.reward_list_template,
        "delegates": partial(conference_template, ConferencePaper.LIST),
        "badges": partial(conference_template, ConferencePaper.BADGES),
        "certificates": partial(conference_template, ConferencePaper.CERTIFICATES),
        "invitations": partial(conference_template, ConferencePaper.INVITATIONS),
        "statistics": layouts.statistics_layout,
    }
)
"""What finds the file of each template that comes along."""


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
    """The file of a template that comes along, by its name in `SHIPPED`."""
    return SHIPPED[name]()
