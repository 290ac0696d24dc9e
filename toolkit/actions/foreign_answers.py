"""What is shown of somebody's list before it is taken, and what the user says to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from toolkit.domain.blocker import Blocker
from toolkit.domain.ledger import Verdict
from toolkit.errors import Problem
from toolkit.exchange.cells import Converted
from toolkit.exchange.foreign import Left
from toolkit.rules.list_columns import ListKind
from toolkit.rules.matching import Proposal


class OnLike(StrEnum):
    """What becomes of a row that may be on record already."""

    SKIP = "skip"
    ADD = "add"


class OnHidden(StrEnum):
    """What becomes of rows that the sheet hides."""

    TAKE = "take"
    LEAVE = "leave"


class RowState(StrEnum):
    """Mới, đã có, cần quyết, bỏ qua (dòng ẩn), lỗi."""

    NEW = "new"
    HERE = "here"
    LIKELY = "likely"
    LEFT = "left"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The user's corrections and decisions; whatever is not there is asked or proposed.

    `columns` maps headings to fields ("" to take nothing from it), `values` (field, words) to
    codes. `unit`, `found_on`, `field`, `award_type`, `paper_number` stand in for what rows do not
    tell. `hidden` and `likely` decide for all rows, `rows` (line → skip or add) for single ones."""

    columns: Mapping[str, str] = attribute(default_factory=lambda: MappingProxyType({}))
    values: Mapping[tuple[str, str], str] = attribute(default_factory=lambda: MappingProxyType({}))
    unit: str = ""
    found_on: date | None = None
    field: str = ""
    award_type: str = ""
    paper_number: str = ""
    hidden: str = ""
    likely: str = ""
    rows: Mapping[int, str] = attribute(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A heading, the field it is held to be ("" for none) and why; `others` are less likely.

    `samples` are the first words that stand under it."""

    letter: str
    heading: str
    field: str
    score: int
    reason: str
    is_sure: bool
    others: tuple[str, ...]
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValueSeen:
    """Words of a column that speaks of codes: what they are held to mean; "" where undecided.

    `proposals` are what they may mean, the likeliest first; `rows` is how many rows say so."""

    field: str
    told: str
    meant: str
    reason: str
    is_sure: bool
    proposals: tuple[Proposal, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Question:
    """Something that many rows do not tell, asked once for all of them.

    `what` is a field of Answers, `proposal` a day or code that the list itself suggests."""

    what: str
    rows: int
    is_needed: bool
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class RowSeen:
    """One row of the body: what becomes of it, what is wrong, which record it is like."""

    line: int
    state: RowState
    name: str
    unit: str
    problems: tuple[Problem, ...] = ()
    like: str = ""
    reasons: tuple[Blocker, ...] = ()
    notes: tuple[Blocker, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPreview:
    """What was understood of the list; nothing has been written.

    `verdict` is REFUSED while anything stands in the way of taking it; `problems` concern all of
    the file, those of rows stand with them. `left` are lines that are no rows, `others` sheets that
    seem to hold lists too, `legacy` texts made Unicode, `notes` what is told of the file."""

    kind: ListKind
    name: str
    digest: str
    verdict: Verdict
    sheet: str = ""
    head_line: int = 0
    columns: tuple[ColumnSeen, ...] = ()
    values: tuple[ValueSeen, ...] = ()
    questions: tuple[Question, ...] = ()
    rows: tuple[RowSeen, ...] = ()
    left: tuple[Left, ...] = ()
    others: tuple[str, ...] = ()
    legacy: tuple[Converted, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    awards: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """State of rows → how many; `out` counts lines that are no rows, `awards` rewards."""
        counts = {state.value: 0 for state in RowState}
        for row in self.rows:
            counts[row.state.value] += 1
        return {**counts, "out": len(self.left), "awards": self.awards}

    @property
    def doubtful(self) -> tuple[ColumnSeen, ...]:
        """Columns that must be confirmed or corrected."""
        return tuple(column for column in self.columns if not column.is_sure)

    @property
    def undecided(self) -> tuple[ValueSeen, ...]:
        """Values that must be decided."""
        return tuple(value for value in self.values if not value.is_sure)
