"""The toolkit's own errors; each owns the key of its sentence, spoken at the edge."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


class ToolkitError(Exception):
    """A mistake that can be told to a person: `key` names the sentence, `values` fill it."""

    key = "error.unexpected"

    def __init__(self, **values: Any) -> None:
        self.values = values
        super().__init__(self.key, values)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a file: the sentence's key, where it stands, and the values it speaks of.

    `line` counts from 1 as the person's editor or sheet does (0: the whole file); `cell` is "B7"
    in a workbook, `column` the heading or key."""

    key: str
    line: int = 0
    column: str = ""
    cell: str = ""
    values: dict[str, Any] = field(default_factory=dict)


class FaultyFile(ToolkitError):
    """A file that can't be taken as it is; `problems` tells every fault in it."""

    key = "error.faulty_file"

    def __init__(self, *, name: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(name=name, count=len(self.problems))


class Refused(ToolkitError):
    """An action that may not be done; `blockers` (toolkit.domain.blocker) say why."""

    key = "error.refused"

    def __init__(self, blockers: Sequence[Any]) -> None:
        self.blockers = tuple(blockers)
        super().__init__(count=len(self.blockers))


class NotFound(ToolkitError):
    """No such record, or none that this user may see."""

    key = "error.not_found"


class UnknownConference(NotFound):
    """The plan names no conference by this `code`."""

    key = "error.unknown_conference"


class UnknownReview(NotFound):
    """The plan names no round of review by this `code`."""

    key = "error.unknown_review"


class Conflict(ToolkitError):
    """Somebody saved the record meanwhile; `differences` is (field, base, theirs, mine) each."""

    key = "error.conflict"

    def __init__(self, *, kind: str, id: str, theirs: Any, mine: Any, base: Any, by: str) -> None:
        self.theirs, self.mine, self.base = theirs, mine, base
        super().__init__(kind=kind, id=id, by=by)

    @property
    def differences(self) -> tuple[tuple[str, Any, Any, Any], ...]:
        """Fields in which the saved version and mine differ: (field, base, theirs, mine)."""
        names = [name for name in self.theirs.__dataclass_fields__ if name not in ("id", "version")]
        rows = (
            (
                name,
                getattr(self.base, name, None),
                getattr(self.theirs, name),
                getattr(self.mine, name),
            )
            for name in names
        )
        return tuple(row for row in rows if row[2] != row[3])


class DataError(ToolkitError):
    """The data file or database can't be used; children say why."""

    key = "error.data"


class NotOurs(DataError):
    key = "error.data_not_ours"


class NewerVersion(DataError):
    key = "error.data_newer"


class ReadOnly(DataError):
    key = "error.data_read_only"


class DiskFull(DataError):
    key = "error.data_disk_full"


class Locked(DataError):
    key = "error.data_locked"


class Damaged(DataError):
    key = "error.data_damaged"


class NoData(DataError):
    """There is nothing at the place named, and nobody asked to create it."""

    key = "error.data_missing"


class Unreachable(DataError):
    """The database server does not answer, or does not let us in; `detail` is what it says."""

    key = "error.data_unreachable"


class Occupied(DataError):
    """Data is there already, and nobody asked to replace it."""

    key = "error.data_occupied"


class FaultyBackup(DataError):
    """The file is no whole backup; `detail` names what does not agree."""

    key = "error.backup_faulty"


class NotADemo(ToolkitError):
    """Only demo data may be taken back in time."""

    key = "error.not_a_demo"


class AlreadyVoted(ToolkitError):
    """A second vote in the same secret ballot."""

    key = "error.already_voted"


class BallotClosed(ToolkitError):
    """A vote in a ballot that is counted, void or on paper, or a count of one that is not open."""

    key = "error.ballot_closed"


class NoPlan(ToolkitError):
    """No plan is in use yet."""

    key = "error.no_plan"


class NoPlanThen(NoPlan):
    """On the past day that is asked about (`on`) no plan was known yet."""

    key = "error.no_plan_then"


class UnknownUser(ToolkitError):
    """The proxy names a person who is not on the list of users."""

    key = "error.unknown_user"


class Cancelled(ToolkitError):
    """The person stopped a long piece of work; nothing of it is left behind."""

    key = "error.cancelled"


class NoPdf(ToolkitError):
    """LibreOffice is missing or did not make a PDF; Word files can always be made."""

    key = "error.no_pdf"
