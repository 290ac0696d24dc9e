"""Take a list of units over into the store."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from toolkit.actions.desk import Desk
from toolkit.actions.plans import Made, keep_in_step
from toolkit.actions.rights import require
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.errors import FaultyFile, NoPlan
from toolkit.exchange.units import check_units, in_order, read_units
from toolkit.rules.permissions import Act
from toolkit.store import Writing


@dataclass(frozen=True, slots=True)
class Imported:
    """How many units were new, changed, the same as before; and what became of obligations."""

    new: int
    changed: int
    same: int
    obligations: Made


def import_units(
    desk: Desk, *, data: bytes, name: str, progress: Callable[[float], None] = lambda _: None
) -> Imported:
    """Take the units of a CSV or Excel file over: all of them, or none where one is faulty.

    Units that the file does not name stay as they are. `progress` hears the share done, 0 to 1.
    Raises FaultyFile and Refused."""
    require(desk, Act.IMPORT_UNITS)
    rows, problems = read_units(data, name)
    progress(0.2)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        units, between = check_units(rows, tx.units(), _plan_or_none(tx))
        if problems or between:
            raise FaultyFile(name=name, problems=in_order((*problems, *between)))
        progress(0.3)
        new, changed = _save(tx, units)
        progress(0.5)
        made = keep_in_step(tx) if _plan_or_none(tx) else Made()
        tx.commit()
    progress(1)
    return Imported(new, changed, len(units) - new - changed, made)


def _save(tx: Writing, units: Sequence[Unit]) -> tuple[int, int]:
    known = {unit.code: unit for unit in tx.units()}
    new = [unit for unit in units if unit.code not in known]
    tx.save_many(new, action="import")
    changed = 0
    for unit in units:
        before = known.get(unit.code)
        if before is None:
            continue
        after = replace(unit, id=before.id, version=before.version)
        if after != before:
            tx.save(after, action="import")
            changed += 1
    return len(new), changed


def _plan_or_none(tx: Writing) -> Plan | None:
    try:
        return tx.plan()
    except NoPlan:
        return None
