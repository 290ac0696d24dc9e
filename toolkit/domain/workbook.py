"""The workbook that a unit fills in: its lines, whatever program they were typed with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

TEMPLATE = "guong-sang/don-vi"
TEMPLATE_VERSION = 1
SEPARATOR = ";"
"""Between the values of a cell that holds several; no name of ours has one."""


class Sheet(StrEnum):
    """Kế hoạch và chỉ tiêu, báo cáo nhiệm vụ, điển hình, hoạt động."""

    TARGETS = "targets"
    REPORTS = "reports"
    EXEMPLARS = "exemplars"
    ACTIVITIES = "activities"


Cell = str | int | float | date | None
"""What a field holds: NFC text, trimmed; nothing is None and never "".

A choice is told by its code ("person", "dat_dai"), several as "dat_dai; nuoc", the guests of a
visit as "TCMT: 12; KHTC: 3"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One record on a sheet; `values` maps the fields that rules/workbook_lines.py names to cells.

    `key` is what stands in its row's hidden column, "" for a new row: "2018/person/dat_dai" of a
    target ("2018/person/" for all fields), "1.2/2018-H1" of a report, the code of an exemplar, the
    id of an activity. `id` and `version` are the record's as given out: of a report the
    obligation's id and the report's version (0: none yet). `row` (from 1) and `cells` (field →
    "F12") tell where it stood when it was read."""

    sheet: Sheet
    key: str = ""
    id: str = ""
    version: int = 0
    values: Mapping[str, Cell] = field(default_factory=lambda: MappingProxyType({}))
    row: int = 0
    cells: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """`unit` and `plan` are codes, `period` is "2018-H1" or "2018"; `known_at` is the moment whose
    records it was filled with, `made_at` the moment it was written."""

    plan: str
    plan_version: int
    unit: str
    period: str
    made_at: datetime
    known_at: datetime
    lines: tuple[Line, ...] = ()
    template: str = TEMPLATE
    template_version: int = TEMPLATE_VERSION
    language: str = "vi"
