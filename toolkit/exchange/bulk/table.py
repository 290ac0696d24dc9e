"""A tidy table: one row an observation, columns of one kind each, all of them told in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from operator import attrgetter
from typing import Any

from toolkit.words import Words

Cell = str | int | float | bool | date | datetime | None
Row = tuple[Cell, ...]


class Kind(Enum):
    """What the cells of a column hold; any may be empty."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    TRUTH = "truth"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """`of` takes the cell out of a row's thing; `codes` is the family of words for its codes."""

    name: str
    of: Callable[[Any], Cell]
    kind: Kind = Kind.TEXT
    codes: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    columns: tuple[Column, ...]

    def rows(self, things: Iterable[Any]) -> Iterable[Row]:
        """One row a thing, read as they come."""
        takers = [column.of for column in self.columns]
        return (tuple([take(thing) for take in takers]) for thing in things)


def column(name: str, kind: Kind = Kind.TEXT, *, of: str = "", codes: str = "") -> Column:
    """A column that is the thing's attribute of the same name, or the one at the path `of`."""
    get = attrgetter(of or name)
    return Column(name, _plainly(get) if kind is Kind.TEXT else get, kind, codes)


def texts(*names: str, of: str = "") -> tuple[Column, ...]:
    """Columns of text; `of` is the attribute whose attributes they are."""
    return tuple(column(name, of=f"{of}.{name}" if of else "") for name in names)


def _plainly(get: Callable[[Any], Any]) -> Callable[[Any], Cell]:
    def taken(thing: Any) -> Cell:
        value = get(thing)
        return value.value if isinstance(value, StrEnum) else value

    return taken


@dataclass(frozen=True, slots=True)
class Told:
    """A column as the table of columns tells it."""

    table: str
    title: str
    column: str
    kind: str
    meaning: str
    codes: str


COLUMNS = Table("columns", texts("table", "title", "column", "kind", "meaning", "codes"))


def told(tables: Iterable[Table], words: Words) -> list[Told]:
    """Every column of the tables in words, with what its codes mean."""
    say = words.say
    return [
        Told(
            table.name,
            say(f"bulk.table.{table.name}"),
            each.name,
            say(f"bulk.kind.{each.kind.value}"),
            meaning(table, each, words),
            "; ".join(f"{code} = {name}" for code, name in words.family(each.codes).items())
            if each.codes
            else "",
        )
        for table in tables
        for each in table.columns
    ]


def meaning(table: Table, column: Column, words: Words) -> str:
    """What a column tells: its own sentence, or that of all columns of this name."""
    own = f"bulk.{table.name}.{column.name}"
    return words.say(own if words.has(own) else f"bulk.any.{column.name}")
