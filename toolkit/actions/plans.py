"""Put a plan into use, and keep obligations in step with plan and units."""

from dataclasses import dataclass, replace

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require
from toolkit.domain.obligation import Obligation, State
from toolkit.errors import FaultyFile
from toolkit.plans.load import read_plan
from toolkit.rules.duties import Duty, duties
from toolkit.rules.permissions import Act
from toolkit.store import PlanVersion, Writing


@dataclass(frozen=True, slots=True)
class Made:
    """What keeping in step did: obligations made, moved to another day, and no longer owed."""

    made: int = 0
    moved: int = 0
    dropped: int = 0


def use_plan(desk: Desk, *, text: str, name: str, reason: str = "") -> Made:
    """Put the plan file's text into use as a new version and make the obligations it asks for.

    Raises FaultyFile (nothing is written) and Refused."""
    require(desk, Act.USE_PLAN)
    plan, problems = read_plan(text, name)
    if plan is None or problems:
        raise FaultyFile(name=name, problems=problems)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        current = tx.plan_version()
        version = PlanVersion(code=plan.code, title=plan.title, toml=text, in_use_from=desk.today)
        if current is not None:
            version = replace(version, id=current.id, version=current.version)
        if current is None or current.toml != text:
            tx.save(version, action="use_plan", reason=reason)
        made = keep_in_step(tx)
        tx.commit()
    return made


def keep_in_step(tx: Writing) -> Made:
    """Make missing obligations, move due days that changed, waive open ones no longer owed.

    What has been sent or decided is never touched."""
    plan = tx.plan()
    owed = {_key(duty): duty for duty in duties(plan, tx.units())}
    known = {(o.unit, o.task, o.period): o for o in tx.all_obligations()}
    new = [_obligation(duty) for key, duty in owed.items() if key not in known]
    tx.save_many(new, action="make")
    moved = [
        replace(known[key], due=duty.due)
        for key, duty in owed.items()
        if key in known and known[key].due != duty.due and known[key].state is State.OPEN
    ]
    gone = [
        replace(obligation, state=State.WAIVED)
        for key, obligation in known.items()
        if key not in owed and obligation.state is State.OPEN
    ]
    for obligation in moved:
        tx.save(obligation, action="move")
    for obligation in gone:
        tx.save(obligation, action="drop")
    return Made(len(new), len(moved), len(gone))


def _key(duty: Duty) -> tuple[str, str, str]:
    return duty.unit, duty.task, duty.period


def _obligation(duty: Duty) -> Obligation:
    return Obligation(
        unit=duty.unit, task=duty.task, phase=duty.phase, period=duty.period, due=duty.due
    )
