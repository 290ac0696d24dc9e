"""The tables of people, and of files that came in and went out."""

from toolkit.domain.ledger import Received
from toolkit.exchange.bulk.progress import DAY, KEPT, MOMENT, TRUTH, WHOLE
from toolkit.exchange.bulk.table import Cell, Column, Table, column, texts

USERS = Table(
    "users",
    (
        *texts("login", "name", of="record"),
        column("role", of="record.role", codes="role"),
        column("unit", of="record.unit"),
        column("active", TRUTH, of="record.active"),
        *KEPT,
    ),
)


def _counts(line: Received) -> Cell:
    return "|".join(f"{name}={count}" for name, count in sorted(line.counts.items()))


RECEIVED = Table(
    "received",
    (
        column("id"),
        column("at", MOMENT),
        column("by"),
        *texts("name", "kind", "unit", "period"),
        column("verdict", of="standing", codes="bulk.verdict"),
        column("file_size", WHOLE, of="size"),
        column("file_hash", of="digest"),
        Column("counts", _counts),
        Column("problems", lambda line: len(line.problems), WHOLE),
        column("replaces"),
    ),
)
EXPORTED = Table(
    "exported",
    (
        column("id"),
        column("at", MOMENT),
        column("by"),
        *texts("kind", "name", "unit", "period"),
        column("known_on", DAY),
        column("plan_version", WHOLE),
        column("file_hash", of="digest"),
        column("mark"),
    ),
)
