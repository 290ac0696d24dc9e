"""What the form of an exemplar needs to be filled in, and what is wrong with what is typed."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.actions.desk import Desk
from toolkit.actions.exemplars import seen
from toolkit.actions.proofs import NO_FILES, proofs_of
from toolkit.actions.rights import own_codes, refuse, require, require_over
from toolkit.domain.blocker import Blocker
from toolkit.domain.exemplar import Exemplar, ExemplarKind
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.domain.user import Role
from toolkit.rules.checks import unless
from toolkit.rules.exemplar_form import new_exemplar, read_exemplar
from toolkit.rules.lifeline import edit_blockers
from toolkit.rules.permissions import Act
from toolkit.rules.proof_form import Files
from toolkit.rules.succession import descendants, is_valid
from toolkit.store import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemplarSheet:
    """`exemplar` is None for a new one; `units` are those that exist today and for which the user
    may put one on record, in the order of the plan's kinds; `home` is the user's own unit's code.
    """

    plan: Plan
    exemplar: Exemplar | None
    units: tuple[Unit, ...]
    home: str


def exemplar_form(desk: Desk, *, exemplar: str = "") -> ExemplarSheet:
    """The form's choices, and the exemplar to be edited. Raises Refused and NotFound."""
    require(desk, Act.WRITE_EXEMPLARS)
    with desk.store.reading() as reading:
        found = seen(desk, reading, exemplar) if exemplar else None
        if found:
            require_over(desk, reading, Act.WRITE_EXEMPLARS, unit=found.unit)
            refuse(edit_blockers(found))
        units = _writable(desk, reading)
        known = {unit.code for unit in units}
        return ExemplarSheet(
            plan=reading.plan(),
            exemplar=found,
            units=units,
            home=desk.user.unit if desk.user.unit in known else "",
        )


def form_blockers(
    desk: Desk,
    *,
    kind: str,
    unit: str,
    form: Mapping[str, object],
    files: Files = NO_FILES,
    exemplar: str = "",
) -> tuple[Blocker, ...]:
    """Why the form can't be saved as it stands, each beside its field."""
    require(desk, Act.WRITE_EXEMPLARS)
    with desk.store.reading() as reading:
        plan = reading.plan()
        before = seen(desk, reading, exemplar) if exemplar else None
    place = (
        *unless(kind, "blocker.lacks.kind", "kind"),
        *unless(unit, "blocker.lacks.unit", "unit"),
    )
    read_as = ExemplarKind(kind) if kind in [*ExemplarKind] else ExemplarKind.PERSON
    blank = before or new_exemplar(read_as, unit, desk.today)
    _, faults = read_exemplar(form, blank, plan=plan, today=desk.today)
    _, proof_faults = proofs_of(form, blank.proofs, files, desk.today)
    return (*place, *faults, *proof_faults)


def _writable(desk: Desk, reading: Reading) -> tuple[Unit, ...]:
    units = reading.units()
    today = tuple(unit for unit in units if is_valid(unit, desk.today))
    if desk.user.role is not Role.UNIT:
        return today
    mine = descendants(units, own_codes(desk, units))
    return tuple(unit for unit in today if unit.code in mine)
