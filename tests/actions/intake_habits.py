"""What people do to a workbook besides filling it in: paste, sort, delete, move, copy, type."""

import random
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tests.actions.intake_cases import ACTIVITIES, EXEMPLARS, REPORTS, TARGETS
from tests.filling import Filled, copied
from toolkit.domain.text import fold
from toolkit.domain.workbook import Cell, Sheet

PERIOD, OTHER_PERIOD = "2018-H2", "2018-H1"


@dataclass
class Wish:
    """What one unit means by its file: (sheet, who, field, value) for each cell it filled in, and
    how many rows are new, changed or left out."""

    unit: str
    period: str
    path: Path
    cells: list[tuple[Sheet, str, str, Cell]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    faulty: int = 0


Habit = Callable[[Filled, Wish, int, random.Random], None]


def plain(_book: Filled, _wish: Wish, _mended: int, _chance: random.Random) -> None:
    """Nothing besides."""


def pastes_over(book: Filled, *_: object) -> None:
    for name in (TARGETS, REPORTS, EXEMPLARS, ACTIVITIES):
        book.sheet(name).paste_over()


def deletes_columns(book: Filled, *_: object) -> None:
    for name in ("movement", "contact", "next_step", "head", "registration"):
        book.sheet(EXEMPLARS).delete_column(name)
    for name in ("place", "people", "guests"):
        book.sheet(ACTIVITIES).delete_column(name)
    book.sheet(REPORTS).delete_column("due")


def sorts(book: Filled, *_: object) -> None:
    book.sheet(EXEMPLARS).sort("name", descending=True)
    book.sheet(ACTIVITIES).sort("title")
    book.sheet(TARGETS).sort("field")


def loses_keys(book: Filled, *_: object) -> None:
    for name in (TARGETS, REPORTS, EXEMPLARS, ACTIVITIES):
        book.sheet(name).forget("@key")


def adds_own_things(book: Filled, *_: object) -> None:
    rows = book.sheet(EXEMPLARS)
    rows.insert_column("summary", {rows.head + 1: "Ghi chú riêng", rows.lines[0]: "xem lại"})
    rows.insert_rows(1, 3)
    book.sheet(ACTIVITIES).insert_rows(book.sheet(ACTIVITIES).head + 3, 2)
    book.rename(ACTIVITIES, "Hoạt động (mới)")


def moves_columns(book: Filled, *_: object) -> None:
    book.sheet(EXEMPLARS).move_column("workplace", "name")
    book.sheet(ACTIVITIES).move_column("title", "kind")
    book.sheet(REPORTS).move_column("text", "value")


def copies_rows(book: Filled, wish: Wish, mended: int, _chance: random.Random) -> None:
    """A new exemplar made of a copy of an old row, hidden cells and all."""
    rows = book.sheet(EXEMPLARS)
    if not mended or rows.told(mended, "kind") != "Cá nhân":
        return
    name, at = f"Trịnh Đình Chép {wish.unit}", max(rows.lines) + 1
    rows.rows[at] = copied(rows.rows[mended])
    rows.write(at, name=name, birth=1966, next_step=None)
    wish.cells.append((Sheet.EXEMPLARS, fold(name), "birth", 1966))
    wish.counts["new"] += 1


def deletes_rows(book: Filled, wish: Wish, mended: int, _chance: random.Random) -> None:
    rows = book.sheet(EXEMPLARS)
    known = [line for line in rows.lines if rows.value(line, 0) and line != mended]
    if known:
        rows.delete_row(known[-1])
        wish.counts.update({"removed": 1, "unchanged": -1})


def loses_names(book: Filled, *_: object) -> None:
    """The hidden row of field names is gone: the heads remain."""
    for name in (EXEMPLARS, ACTIVITIES, TARGETS):
        rows = book.sheet(name)
        for column in list(rows.rows[rows.head]):
            if column:
                rows.rows[rows.head].pop(column)
        rows.put(rows.head, 0, "")


def types_by_hand(book: Filled, wish: Wish, mended: int, _chance: random.Random) -> None:
    """Days and numbers as text, letters and marks apart, blanks around."""
    rows = book.sheet(EXEMPLARS)
    last = rows.lines[-1]
    name = str(rows.told(last, "name"))
    day = next(value for sheet, _, what, value in wish.cells if what == "discovered_on")
    assert isinstance(day, date)
    rows.write(
        last,
        name=f"  {unicodedata.normalize('NFD', name)} ",
        discovered_on=day.strftime("%d/%m/%Y"),
        birth="1975",
    )
    sheet = book.sheet(TARGETS)
    if wish.period == PERIOD:
        sheet.write(sheet.key("2018/model/"), count=" 9 ")


HABITS: tuple[Habit, ...] = (
    *(plain, pastes_over, deletes_columns, sorts, loses_keys, adds_own_things, moves_columns),
    *(copies_rows, deletes_rows, loses_names, types_by_hand),
)
