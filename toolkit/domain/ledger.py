"""The books kept of files: what came in, what went out, and what words of others were taken for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from toolkit.errors import Problem


class Verdict(StrEnum):
    """Nhận, từ chối, thay thế, trùng, sai phiên bản, không rõ đơn vị."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    SUPERSEDED = "superseded"
    DUPLICATE = "duplicate"
    WRONG_VERSION = "wrong_version"
    UNKNOWN_UNIT = "unknown_unit"


class FileKind(StrEnum):
    """A unit's own workbook, or a list with headings of its own."""

    WORKBOOK = "workbook"
    LIST = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One file that was taken in, or why it was not: a line that is never changed.

    `digest` is the SHA-256 of its bytes, `size` in bytes; `kept` says that the bytes are kept.
    `counts` are rows by what became of them. `problems` are its faults; `notes` tell what was not
    followed, and why: rows it leaves out, fields in which what is here stayed. `replaces` is the
    id of the earlier line that this one takes the place of, `replaced_by` that of the later one.
    `at`, `by`, `id` and `replaced_by` are the store's to fill."""

    name: str
    digest: str
    size: int
    verdict: Verdict
    kind: FileKind = FileKind.WORKBOOK
    unit: str = ""
    period: str = ""
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    replaces: str = ""
    kept: bool = True
    id: str = ""
    at: datetime | None = None
    by: str = ""
    replaced_by: str = ""

    @property
    def standing(self) -> Verdict:
        """What the ledger shows: an accepted file is superseded once a later one replaces it."""
        replaced = self.verdict is Verdict.ACCEPTED and bool(self.replaced_by)
        return Verdict.SUPERSEDED if replaced else self.verdict


@dataclass(frozen=True, slots=True)
class ReceivedPage:
    """The lines asked for, the newest first, and how many there are in all."""

    rows: tuple[Received, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One file that was handed out.

    `kind` is "summary-1" … "summary-6", "workbook", "report-so-ket" and so on; `known_on` the day
    as known on which its figures stand, `mark` their fingerprint, `digest` the SHA-256 of the file.
    `at`, `by` and `id` are the store's to fill."""

    kind: str
    name: str
    digest: str
    known_on: date
    mark: str = ""
    plan_version: int = 0
    unit: str = ""
    period: str = ""
    id: str = ""
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a heading or a value of somebody's list was taken for, so that nobody is asked again.

    `kind` is the kind of list, `what` is "column" or the field whose value it is, `told` what was
    met (folded), `meant` the field or the value."""

    kind: str
    what: str
    told: str
    meant: str
