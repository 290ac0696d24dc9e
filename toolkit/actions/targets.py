"""Set what a unit aims at."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from toolkit.actions.desk import Desk
from toolkit.actions.rights import refuse, require_over
from toolkit.domain.blocker import blocker
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.target import Target
from toolkit.rules.permissions import Act
from toolkit.rules.targets import target_blockers


def set_targets(
    desk: Desk, *, unit: str, year: int, counts: Mapping[tuple[str, str], Any]
) -> tuple[Target, ...]:
    """Set how many exemplars the unit aims at in the year, by (kind, field; "" for all fields).

    Aims not named stay. Returns all of the unit's for the year. Raises Refused."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        require_over(desk, tx, Act.SET_TARGETS, unit=unit)
        known_unit = () if tx.unit(unit) else (blocker("blocker.not_in_list", "unit"),)
        refuse((*known_unit, *target_blockers(tx.plan(), year, counts)))
        before = {(each.kind, each.field): each for each in tx.targets(codes=[unit], year=year)}
        for (kind, field), count in counts.items():
            old = before.get((ExemplarKind(kind), field))
            new = Target(unit=unit, year=year, kind=ExemplarKind(kind), field=field, count=count)
            if old is None:
                tx.save(new, action="set_target")
            elif old.count != count:
                tx.save(replace(old, count=count), action="set_target")
        found = tx.targets(codes=[unit], year=year)
        tx.commit()
    return found
