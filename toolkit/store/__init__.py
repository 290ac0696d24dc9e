"""Keeps every version of every record, in a SQLite file or a PostgreSQL database."""

from toolkit.store.exemplar_records import (
    SORTS,
    ActivityFilter,
    ActivityPage,
    ExemplarFilter,
    ExemplarPage,
    ExemplarRow,
    FollowedRow,
    FunnelRow,
    ReplicationRow,
)
from toolkit.store.reading import Reading
from toolkit.store.records import (
    Cell,
    Change,
    ChangeRow,
    GroupTally,
    LateUnit,
    MatrixPage,
    MatrixRow,
    ObligationRow,
    PlanVersion,
    Totals,
    UnitTally,
)
from toolkit.store.store import Store
from toolkit.store.streaming import Kept
from toolkit.store.writing import Writing

__all__ = [
    "SORTS",
    "ActivityFilter",
    "ActivityPage",
    "Cell",
    "Change",
    "ChangeRow",
    "ExemplarFilter",
    "ExemplarPage",
    "ExemplarRow",
    "FollowedRow",
    "FunnelRow",
    "GroupTally",
    "Kept",
    "LateUnit",
    "MatrixPage",
    "MatrixRow",
    "ObligationRow",
    "PlanVersion",
    "Reading",
    "ReplicationRow",
    "Store",
    "Totals",
    "UnitTally",
    "Writing",
]
