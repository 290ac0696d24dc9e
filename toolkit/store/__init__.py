"""Keeps every version of every record, in a SQLite file or a PostgreSQL database."""

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
from toolkit.store.writing import Writing

__all__ = [
    "Cell",
    "Change",
    "ChangeRow",
    "GroupTally",
    "LateUnit",
    "MatrixPage",
    "MatrixRow",
    "ObligationRow",
    "PlanVersion",
    "Reading",
    "Store",
    "Totals",
    "UnitTally",
    "Writing",
]
