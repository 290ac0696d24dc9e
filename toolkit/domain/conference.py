"""The Conference of Advanced Exemplars (hội nghị biểu dương): places, nominees, delegates."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.source import Source


class DelegateGroup(StrEnum):
    """Điển hình, lãnh đạo đơn vị, cán bộ thi đua, đại biểu đương nhiên."""

    EXEMPLAR = "exemplar"
    LEADER = "leader"
    OFFICER = "officer"
    EX_OFFICIO = "ex_officio"


class DelegateState(StrEnum):
    """Đã giới thiệu, đã duyệt, không duyệt, vắng có lý do, đã dự."""

    NOMINATED = "nominated"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    EXCUSED = "excused"
    ATTENDED = "attended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the list of delegates, as the programme prints it (I, II, III …).

    Of exemplars it holds those of its `kinds`; none told: every kind."""

    code: str
    name: str
    name_en: str
    groups: tuple[DelegateGroup, ...]
    kinds: tuple[ExemplarKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """A conference of the plan. `review` is the round whose results nominees are taken from.

    `seats` are for exemplars in all; every unit has `per_unit` of them, and the rest are divided
    by the number of exemplars approved."""

    code: str
    name: str
    name_en: str
    on: date
    place: str
    review: str
    seats: int
    per_unit: int = 1
    sections: tuple[Section, ...] = ()
    source: Source = Source.ASSUMED

    @property
    def section_by_code(self) -> dict[str, Section]:
        return {section.code: section for section in self.sections}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How many exemplars a unit may nominate to a conference (its code in the plan)."""

    conference: str
    unit: str
    count: int
    note: str = ""
    id: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegate:
    """Somebody who is to come. `exemplar` is the id of the exemplar that they are or stand for.

    `badge` is the number on the badge, from 1, given when the list is closed (0 until then)."""

    conference: str
    group: DelegateGroup
    name: str
    unit: str
    post: str = ""
    exemplar: str = ""
    section: str = ""
    state: DelegateState = DelegateState.NOMINATED
    badge: int = 0
    note: str = ""
    id: str = ""
    version: int = 0
