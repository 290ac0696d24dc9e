"""Record what is done for exemplars and with them, and look again at what was copied."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from toolkit.actions.desk import Desk
from toolkit.actions.proofs import NO_FILES, kept, proofs_of
from toolkit.actions.rights import is_over, may_see, refuse, require_over
from toolkit.domain.activity import Activity, ActivityKind, FollowUp
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.text import clean
from toolkit.errors import NotFound
from toolkit.rules import lifeline, taking_back
from toolkit.rules.activity_form import STEP_OF, hanging_blockers, read_activity
from toolkit.rules.days import read_day
from toolkit.rules.follow_ups import answer_blockers, follow_ups, months_after
from toolkit.rules.permissions import Act
from toolkit.rules.proof_form import Files, NewProof
from toolkit.rules.reporting import reason_blockers
from toolkit.store import Writing


def record(
    desk: Desk,
    *,
    kind: str,
    unit: str,
    form: Mapping[str, object],
    exemplars: Collection[str] = (),
    files: Files = NO_FILES,
) -> Activity:
    """Record one activity, for many exemplars at once; `form` as rules/activity_form.py tells.

    The first nurturing, copying and rewarding of an exemplar is a step of its life-line; copying
    makes its follow-ups. Raises Refused with every reason."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        require_over(desk, tx, Act.WRITE_EXEMPLARS, unit=unit)
        if kind not in [*ActivityKind]:
            refuse((blocker("blocker.not_in_list", "kind"),))
        saved = _save(
            desk,
            tx,
            kind=ActivityKind(kind),
            unit=unit,
            before=None,
            form=form,
            exemplars=tuple(exemplars),
            files=files,
        )
        tx.save_many(follow_ups(saved, tx.plan()), action="follow_up")
        tx.commit()
    return saved


def change(
    desk: Desk,
    *,
    activity: str,
    version: int,
    form: Mapping[str, object],
    exemplars: Collection[str] | None = None,
    files: Files = NO_FILES,
) -> Activity:
    """Mend an activity. Open follow-ups move with its day. Raises Refused, Conflict, NotFound."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        before = tx.activity(activity)
        if before is None:
            raise NotFound()
        require_over(desk, tx, Act.WRITE_EXEMPLARS, unit=before.unit)
        before = tx.require_current(before, version)
        hung = before.exemplars if exemplars is None else tuple(exemplars)
        saved = _save(
            desk,
            tx,
            kind=before.kind,
            unit=before.unit,
            before=before,
            form=form,
            exemplars=hung,
            files=files,
        )
        for asked in tx.follow_ups_on(activity):
            due = months_after(saved.on, asked.months)
            if asked.alive is None and asked.due != due:
                tx.save(replace(asked, due=due), action="follow_up")
        tx.commit()
    return saved


def remove(desk: Desk, *, activity: str, version: int, reason: str) -> None:
    """Take an activity off the record, with a reason; its history keeps it, and so do exemplars'.

    The step that it alone made goes with it, and the looks after a copy. Raises Refused where a
    later step stands on that, Conflict, NotFound."""
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        before = tx.activity(activity)
        if before is None:
            raise NotFound()
        require_over(desk, tx, Act.WRITE_EXEMPLARS, unit=before.unit)
        before = tx.require_current(before, version)
        hung = tx.exemplars(before.exemplars).values()
        after = [_unhung(tx, each, before) for each in hung]
        refuse((*reason_blockers(reason), *(b for _, blockers in after for b in blockers)))
        for asked in tx.follow_ups_on(activity):
            tx.remove(asked, reason=reason)
        for left, _ in after:
            tx.save(left, action="unhang", reason=f"{before.title}: {reason}")
        tx.remove(before, reason=reason)
        tx.commit()


def _unhung(tx: Writing, one: Exemplar, gone: Activity) -> tuple[Exemplar, tuple[Blocker, ...]]:
    """The exemplar without the activity, and why that may not be."""
    others = [each for each in tx.activities_of(one.id) if each.id != gone.id]
    step = STEP_OF.get(gone.kind)
    if any(each.kind is gone.kind for each in others):
        step = None
    left = taking_back.without_deed(one, step, (each.on for each in others))
    return left, taking_back.removal_blockers(one, step)


def answer_follow_up(
    desk: Desk, *, follow_up: str, version: int, form: Mapping[str, object]
) -> FollowUp:
    """Say whether what was copied is still alive: `form` has alive (yes or no), on, note.

    The unit that copied it answers, or the one whose model it is."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        asked = tx.follow_up(follow_up)
        copied = tx.activity(asked.activity) if asked else None
        if asked is None or copied is None:
            raise NotFound()
        model = tx.exemplar(asked.exemplar)
        origin = model.unit if model and not is_over(desk, tx, asked.unit) else asked.unit
        require_over(desk, tx, Act.WRITE_EXEMPLARS, unit=origin)
        asked = tx.require_current(asked, version)
        day, faults = read_day(str(form.get("on") or ""), "on")
        note, alive = clean(str(form.get("note") or "")), form.get("alive")
        rule = (day or desk.today, note)
        judged = answer_blockers(*rule, alive=alive, replicated_on=copied.on, today=desk.today)
        refuse((*faults, *judged))
        answer = replace(asked, alive=alive is True, answered_on=day or desk.today, note=note)
        saved = tx.save(answer, action="answer")
        tx.commit()
    return saved


def _save(
    desk: Desk,
    tx: Writing,
    *,
    kind: ActivityKind,
    unit: str,
    before: Activity | None,
    form: Mapping[str, object],
    exemplars: tuple[str, ...],
    files: Files,
) -> Activity:
    plan, today = tx.plan(), desk.today
    read, faults = read_activity(kind, form, before, unit=unit, plan=plan, today=today)
    known = before.proofs if before else ()
    proofs, proof_faults = proofs_of(form, known, files, today)
    hung = _visible(desk, tx, exemplars, before.exemplars if before else ())
    units = {each.code for each in tx.units_called(read.units)}
    told = {fault.field for fault in faults}
    hanging = [b for b in hanging_blockers(read, hung.values(), units) if b.field not in told]
    unknown = () if len(hung) == len(set(exemplars)) else (_UNKNOWN,)
    own = () if unit in units else (blocker("blocker.not_in_list", "unit"),)
    decision = _decision_blockers(kind, proofs)
    refuse((*faults, *proof_faults, *unknown, *own, *decision, *hanging))
    ready = replace(read, exemplars=tuple(hung), proofs=kept(tx, proofs, files))
    saved = tx.save(ready, action="change" if before else "record")
    _touch(desk, tx, saved, hung)
    return saved


_UNKNOWN = blocker("blocker.exemplar_unknown", "exemplars")


def _visible(
    desk: Desk, tx: Writing, ids: tuple[str, ...], before: tuple[str, ...]
) -> dict[str, Exemplar]:
    """Those of the exemplars that the user may see, in the order asked for."""
    found = tx.exemplars(ids)
    return {
        each: found[each]
        for each in dict.fromkeys(ids)
        if each in found and (each in before or may_see(desk, tx, found[each]))
    }


def _decision_blockers(kind: ActivityKind, proofs: tuple[NewProof, ...]) -> tuple[Blocker, ...]:
    """A commendation has its decision: number, day and who decided."""
    if kind is not ActivityKind.COMMENDATION or any(each.proof.paper_number for each in proofs):
        return ()
    return (blocker("blocker.lacks.decision", "proofs"),)


def _touch(desk: Desk, tx: Writing, done: Activity, hung: Mapping[str, Exemplar]) -> None:
    """Whoever something was done for has been heard of, and may have taken a step by it."""
    step = STEP_OF.get(done.kind)
    for before in hung.values():
        if step:
            after = lifeline.step_by_deed(before, step, done.on, desk.user.login)
        else:
            after = lifeline.touched(before, done.on)
        if after != before:
            tx.save(after, action="touch" if after.steps == before.steps else "step")
