"""What a unit's workbook is made of: its sheets and columns; writer and reader both go by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from toolkit.domain.workbook import Sheet

KEY = "@key"
"""Names the hidden column of keys, on the hidden row of field names above the heads."""
HIDDEN = "_gs"
"""The very-hidden sheet: rows of name and value (`STAMPS`), a row `KEPT`, then one row a line."""
STAMPS = (
    *("template", "template_version", "language", "plan", "plan_version", "unit", "period"),
    *("made_at", "known_at"),
)
KEPT = ("sheet", "key", "id", "version")
LISTS = "_ds"
"""The hidden sheet whose named ranges the drop-downs show."""
NUMBER = "#"
"""In the key of a row of a report, before the code of the number it asks for:
"1.2/2018-H1#ca_nhan". The first row of a report holds its first number too."""
TEMPORARY = "M"
"""With a number behind it ("M1"): what a unit may call a new exemplar, to name it elsewhere."""
CALLED = " – "
"""Between code and name where a list shows both; the code alone is as good."""


class Sort(StrEnum):
    """What a cell holds. BIRTH is a day or a year of four digits; SEVERAL are choices between
    semicolons; GUESTS are "code: number" between semicolons."""

    LINE = "line"
    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    DAY = "day"
    BIRTH = "birth"
    CHOICE = "choice"
    SEVERAL = "several"
    GUESTS = "guests"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field of `Line.values`, what its cells hold, its width in mm.

    `choices` names its list. `ours` are filled by the software only and not read back. Where
    several columns are `part` 1, 2, … of one field, the field is all their values joined.
    `kinds` are the kinds of exemplar or activity that it is for, none: all; `needed` tells that it
    must be filled for those."""

    field: str
    sort: Sort
    width: float
    choices: str = ""
    ours: bool = False
    part: int = 0
    kinds: tuple[str, ...] = ()
    needed: bool = False

    @property
    def name(self) -> str:
        """How the hidden row names it: "title", or "scope_2"."""
        return f"{self.field}_{self.part}" if self.part else self.field


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet: the key of its title and its columns, left to right after the column of keys.

    `room` is for how many new rows it is prepared; 0: rows can't be added. `repeated` columns are
    printed on each page beside the others."""

    sheet: Sheet
    columns: tuple[Column, ...]
    room: int = 0
    frozen: int = 2

    @property
    def title(self) -> str:
        """The key of its name."""
        return f"workbook.sheet.{self.sheet}"


NAMES_ROW, HEAD_ROW, FIRST_ROW = 5, 6, 8
"""Rows, from 1, of field names (hidden), heads (row 7 numbers the columns) and data: as given out.
Who reads finds the row of field names by `KEY`, for people put rows above it."""

_PERSON, _TEAM, _MODEL, _HOUSEHOLD = "person", "team", "model", "household"
_NURTURING, _REPLICATION, _MEDIA, _VISIT = "nurturing", "replication", "media", "visit"
_MOVEMENT, _COMMENDATION, _ISSUE = "movement", "commendation", "issue"
_ON_ONE = (_REPLICATION, _VISIT)
_ON_SOME = (_NURTURING, _MEDIA, _COMMENDATION)
_GROUP = (_TEAM, _HOUSEHOLD)

TARGETS = SheetForm(
    Sheet.TARGETS,
    (
        Column("year", Sort.WHOLE, 14, ours=True),
        Column("kind", Sort.CHOICE, 40, choices="exemplar_kind", ours=True),
        Column("field", Sort.CHOICE, 80, choices="scope", ours=True),
        Column("count", Sort.WHOLE, 32),
        Column("reached", Sort.WHOLE, 32, ours=True),
        Column("missing", Sort.WHOLE, 32, ours=True),
    ),
)
REPORTS = SheetForm(
    Sheet.REPORTS,
    (
        Column("task", Sort.LINE, 46, ours=True),
        Column("period", Sort.LINE, 18, ours=True),
        Column("due", Sort.DAY, 19, ours=True),
        Column("status", Sort.LINE, 20, ours=True),
        Column("asked", Sort.LINE, 44, ours=True),
        Column("value", Sort.NUMBER, 19),
        Column("text", Sort.TEXT, 62),
        Column("paper_number", Sort.LINE, 24),
        Column("paper_date", Sort.DAY, 19),
        Column("paper_issuer", Sort.LINE, 28),
        Column("link", Sort.LINE, 26),
        Column("note", Sort.TEXT, 28, ours=True),
    ),
)
EXEMPLARS = SheetForm(
    Sheet.EXEMPLARS,
    (
        Column("code", Sort.LINE, 27, ours=True),
        Column("name", Sort.LINE, 42, needed=True),
        Column("kind", Sort.CHOICE, 19, choices="exemplar_kind", needed=True),
        Column("scope", Sort.CHOICE, 24, choices="scope", part=1, needed=True),
        Column("scope", Sort.CHOICE, 24, choices="scope", part=2),
        Column("scope", Sort.CHOICE, 24, choices="scope", part=3),
        Column("scope", Sort.SEVERAL, 24, choices="scope", part=4),
        Column("discovered_on", Sort.DAY, 20, needed=True),
        Column("summary", Sort.TEXT, 60, needed=True),
        Column("movement", Sort.LINE, 30),
        Column("contact", Sort.LINE, 26),
        Column("birth", Sort.BIRTH, 20, kinds=(_PERSON,), needed=True),
        Column("sex", Sort.CHOICE, 13, choices="sex", kinds=(_PERSON,), needed=True),
        Column("post", Sort.LINE, 26, kinds=(_PERSON,)),
        Column("workplace", Sort.LINE, 32, kinds=(_PERSON,), needed=True),
        Column("head", Sort.LINE, 28, kinds=_GROUP),
        Column("size", Sort.WHOLE, 15, kinds=_GROUP, needed=True),
        Column("place", Sort.LINE, 28, kinds=(_MODEL, _HOUSEHOLD), needed=True),
        Column("novelty", Sort.TEXT, 40, kinds=(_MODEL,), needed=True),
        Column("figures", Sort.TEXT, 40, kinds=(_MODEL,), needed=True),
        Column("cost", Sort.NUMBER, 20, kinds=(_MODEL,)),
        Column("benefit", Sort.NUMBER, 20, kinds=(_MODEL,)),
        Column("registration", Sort.LINE, 20, ours=True),
        Column("step", Sort.CHOICE, 22, choices="step", ours=True),
        Column("next_step", Sort.CHOICE, 22, choices="next_step"),
        Column("next_step_on", Sort.DAY, 20),
        Column("note", Sort.TEXT, 30, ours=True),
    ),
    room=200,
)
ACTIVITIES = SheetForm(
    Sheet.ACTIVITIES,
    (
        Column("kind", Sort.CHOICE, 28, choices="activity_kind", needed=True),
        Column("title", Sort.LINE, 52, needed=True),
        Column("on", Sort.DAY, 20, needed=True),
        Column("until", Sort.DAY, 20),
        Column(
            "exemplars",
            Sort.CHOICE,
            38,
            choices="exemplar",
            part=1,
            kinds=_ON_ONE + _ON_SOME,
            needed=True,
        ),
        Column("exemplars", Sort.CHOICE, 38, choices="exemplar", part=2, kinds=_ON_SOME),
        Column("exemplars", Sort.CHOICE, 38, choices="exemplar", part=3, kinds=_ON_SOME),
        Column("exemplars", Sort.SEVERAL, 34, choices="exemplar", part=4, kinds=_ON_SOME),
        Column(
            "choice",
            Sort.CHOICE,
            34,
            choices="detail",
            kinds=(_NURTURING, _MEDIA, _COMMENDATION, _ISSUE),
            needed=True,
        ),
        Column(
            "type",
            Sort.CHOICE,
            30,
            choices="award_type",
            kinds=(_COMMENDATION,),
            needed=True,
        ),
        Column("taker", Sort.CHOICE, 40, choices="unit", kinds=(_REPLICATION,), needed=True),
        Column("guests", Sort.GUESTS, 30, choices="unit", kinds=(_VISIT,), needed=True),
        Column("outlet", Sort.LINE, 30, kinds=(_MEDIA, _MOVEMENT)),
        Column("link", Sort.LINE, 30, kinds=(_MEDIA,)),
        Column(
            "told",
            Sort.TEXT,
            48,
            kinds=(_REPLICATION, _VISIT, _MOVEMENT, _COMMENDATION, _ISSUE),
        ),
        Column("figures", Sort.TEXT, 40, kinds=(_REPLICATION, _MOVEMENT)),
        Column("adjusted_on", Sort.DAY, 20, kinds=(_ISSUE,)),
        Column("place", Sort.LINE, 28),
        Column("people", Sort.LINE, 28),
        Column("result", Sort.TEXT, 48),
        Column("paper_number", Sort.LINE, 24, kinds=(_COMMENDATION,), needed=True),
        Column("paper_date", Sort.DAY, 20, kinds=(_COMMENDATION,), needed=True),
        Column("paper_issuer", Sort.LINE, 30, kinds=(_COMMENDATION,), needed=True),
    ),
    room=300,
)
FORMS: Mapping[Sheet, SheetForm] = MappingProxyType(
    {form.sheet: form for form in (TARGETS, REPORTS, EXEMPLARS, ACTIVITIES)}
)
