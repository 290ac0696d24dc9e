"""A kind of record: its table, and both ways between records and rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, Table

from toolkit.domain.activity import Activity, FollowUp
from toolkit.domain.ballot import Ballot, Decision, PaperCount
from toolkit.domain.conference import Delegate, Quota
from toolkit.domain.council import BlocRound, Declaration, Dossier, Member, Round, ScoreSheet
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.obligation import Obligation
from toolkit.domain.report import Report
from toolkit.domain.target import Target
from toolkit.domain.unit import Unit
from toolkit.domain.user import User
from toolkit.store.records import PlanVersion

Values = dict[str, Any]
Record = (
    (Unit | Obligation | Report | User | PlanVersion | Exemplar | Activity | FollowUp | Target)
    | (Round | Member | Dossier | Declaration | ScoreSheet | BlocRound)
    | (Ballot | PaperCount | Decision | Quota | Delegate)
)
AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True, slots=True)
class Kind(Generic[AnyRecord]):
    """A kind of record: its table, the columns that are unique among current rows, both ways."""

    name: str
    type: type[AnyRecord]
    table: Table
    key: tuple[str, ...]
    to_row: Callable[[AnyRecord], Values]
    from_row: Callable[[Row[Any]], AnyRecord]
