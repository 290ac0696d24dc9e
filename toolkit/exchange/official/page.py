"""A page of an official workbook: A4 landscape, margins, and a footer that names its figures."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from toolkit.domain.plan import Plan
from toolkit.exchange.official import paper
from toolkit.words import Words


class Stamped(Protocol):
    """What every official workbook says of itself: the plan, the day it speaks of, its making."""

    @property
    def plan(self) -> Plan: ...
    @property
    def as_known_on(self) -> date: ...
    @property
    def made_at(self) -> datetime: ...


class Figures(Stamped, Protocol):
    """What every summary is made of: equal figures have equal fingerprints, whoever makes them."""

    @property
    def plan_version(self) -> int: ...
    @property
    def fingerprint(self) -> str: ...


class Columns(Protocol):
    """Columns that lines of a head or foot are laid over: widths in mm, index of the last."""

    @property
    def widths(self) -> Sequence[float]: ...
    @property
    def last(self) -> int: ...


def page(sheet: Worksheet) -> None:
    """A4 landscape with official margins."""
    sheet.set_landscape()
    sheet.set_paper(9)
    margins = (paper.LEFT, paper.RIGHT, paper.TOP, paper.BOTTOM)
    sheet.set_margins(*(paper.inches(each) for each in margins))
    sheet.hide_gridlines(2)
    sheet.set_start_page(1)


def footer(sheet: Worksheet, words: Words, *, table: str, fingerprint: str) -> None:
    """Name the table, its figures and the page at the foot of every page."""
    mark = words.say("summary.footer", table=table, mark=short_mark(fingerprint))
    number = words.say("summary.page", page="&P")
    font = f'"{paper.FONT},Italic"&10'
    sheet.set_footer(f"&L&{font}{mark}&R&{font}{number}", {"margin": paper.inches(9)})


def columns(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the widths, told in mm."""
    for column, width in enumerate(widths):
        sheet.set_column_pixels(column, column, paper.pixels(width))


def quiet(sheet: Worksheet, row: int, column: int) -> None:
    """Keep Excel from marking codes of digits and rows of unlike formulas as likely mistakes."""
    area = xl_range(0, 0, row, column)
    marks = ("number_stored_as_text", "formula_differs", "formula_range")
    sheet.ignore_errors(dict.fromkeys(marks, area))


def short_mark(fingerprint: str) -> str:
    """The beginning of the fingerprint, as people read it out: "3F2A-91BC-07D4"."""
    start = fingerprint[:12].upper()
    return "-".join(start[place : place + 4] for place in range(0, 12, 4))


def roman(number: int) -> str:
    """1 → I, 4 → IV, 18 → XVIII."""
    signs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    text = ""
    for value, sign in signs:
        text += sign * (number // value)
        number %= value
    return text
