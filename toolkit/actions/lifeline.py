"""Steps of the life-line: select, register, review, nominate, honour; stop, resume, merge."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from toolkit.actions.desk import Desk
from toolkit.actions.exemplars import written
from toolkit.actions.proofs import NO_FILES, kept, one_proof
from toolkit.actions.rights import refuse, require_over
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.exemplar import Exemplar, Registration, Standing, Step, StepTaken
from toolkit.domain.text import clean
from toolkit.errors import Conflict
from toolkit.rules import lifeline, taking_back
from toolkit.rules.activity_form import STEP_OF
from toolkit.rules.checks import too_long
from toolkit.rules.days import read_day
from toolkit.rules.merging import merged
from toolkit.rules.permissions import Act
from toolkit.rules.proof_form import Files
from toolkit.rules.reporting import MOST_REASON, reason_blockers
from toolkit.store import Writing

Form = Mapping[str, object]
REVIEWS = (Step.INTERIM_REVIEWED, Step.FINAL_REVIEWED)


def select(
    desk: Desk, *, exemplar: str, version: int, form: Form, files: Files = NO_FILES
) -> Exemplar:
    """Lựa chọn. `form` of this and the other steps: on, note, proof (as rules/proof_form.py)."""
    return _take(desk, Step.SELECTED, (exemplar, version), form=form, files=files, action="select")


def review(
    desk: Desk, *, exemplar: str, version: int, step: str, form: Form, files: Files = NO_FILES
) -> Exemplar:
    """Sơ kết or tổng kết: `step` is "interim_reviewed" or "final_reviewed"."""
    if step not in REVIEWS:
        refuse((blocker("blocker.not_in_list", "step"),))
    return _take(desk, Step(step), (exemplar, version), form=form, files=files, action="review")


def nominate(
    desk: Desk, *, exemplar: str, version: int, form: Form, files: Files = NO_FILES
) -> Exemplar:
    """Giới thiệu dự Hội nghị biểu dương."""
    return _take(
        desk, Step.NOMINATED, (exemplar, version), form=form, files=files, action="nominate"
    )


def honour(
    desk: Desk, *, exemplar: str, version: int, form: Form, files: Files = NO_FILES
) -> Exemplar:
    """Biểu dương at the Conference; the Ministry's word."""
    seen, judge = (exemplar, version), Act.JUDGE_EXEMPLARS
    return _take(desk, Step.HONOURED, seen, form=form, files=files, action="honour", act=judge)


def submit(desk: Desk, *, exemplar: str, version: int) -> Exemplar:
    """Send the registration to the Ministry. Raises Refused with everything that it lacks."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = _seen(desk, tx, exemplar, version)
        refuse(lifeline.submit_blockers(found, tx.plan()))
        sent = replace(found, registration=Registration.WAITING, note="")
        saved = tx.save(lifeline.touched(sent, desk.today), action="submit")
        tx.commit()
    return saved


def recall(desk: Desk, *, exemplar: str, version: int) -> Exemplar:
    """Take back a registration that waits for a decision."""
    return _change(
        desk,
        (exemplar, version),
        lifeline.withdraw_blockers,
        lambda found: replace(found, registration=Registration.DRAFT),
        action="recall",
    )


def approve(desk: Desk, *, exemplar: str, version: int) -> Exemplar:
    """Approve a registration that waits."""
    taken = StepTaken(step=Step.REGISTERED, on=desk.today, by=desk.user.login)
    return _change(
        desk,
        (exemplar, version),
        lifeline.decide_blockers,
        lambda found: replace(
            lifeline.with_step(found, taken), registration=Registration.APPROVED, note=""
        ),
        action="approve",
        act=Act.JUDGE_EXEMPLARS,
    )


def send_back(desk: Desk, *, exemplar: str, version: int, reason: str) -> Exemplar:
    """Return a registration to its unit to be mended; the reason is asked for."""
    reason = clean(reason)
    return _change(
        desk,
        (exemplar, version),
        lambda found: (*lifeline.decide_blockers(found), *reason_blockers(reason)),
        lambda found: replace(found, registration=Registration.RETURNED, note=reason),
        action="send_back",
        reason=reason,
        act=Act.JUDGE_EXEMPLARS,
    )


def take_back(desk: Desk, *, exemplar: str, version: int, reason: str) -> Exemplar:
    """Take back the last step, with a reason; an approval taken back waits to be decided again.

    What an activity made goes with that activity. Raises Refused, Conflict."""
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = _seen(desk, tx, exemplar, version)
        if found.step in taking_back.JUDGED:
            require_over(desk, tx, Act.JUDGE_EXEMPLARS, unit=found.unit)
        done = tx.activities_of(found.id)
        deeds = {STEP_OF[each.kind] for each in done if each.kind in STEP_OF}
        refuse(taking_back.take_back_blockers(found, deeds, reason))
        before = taking_back.without_last_step(found, (each.on for each in done))
        saved = tx.save(before, action="take_back", reason=reason)
        tx.commit()
    return saved


def stop(desk: Desk, *, exemplar: str, version: int, reason: str) -> Exemplar:
    """Thôi theo dõi, with a reason."""
    reason = clean(reason)
    return _change(
        desk,
        (exemplar, version),
        lambda found: lifeline.stop_blockers(found, reason),
        lambda found: replace(found, standing=Standing.STOPPED, note=reason),
        action="stop",
        reason=reason,
    )


def resume(desk: Desk, *, exemplar: str, version: int) -> Exemplar:
    """Follow one again that was stopped."""
    return _change(
        desk,
        (exemplar, version),
        lifeline.resume_blockers,
        lambda found: replace(found, standing=Standing.FOLLOWED, note=""),
        action="resume",
    )


def merge(desk: Desk, *, exemplar: str, version: int, into: str, into_version: int) -> Exemplar:
    """Make one record of two: `exemplar` lives on in `into`, with all that was done for it.

    Its code is still found. Returns `into` as it is now."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        one = _seen(desk, tx, exemplar, version)
        other = _seen(desk, tx, into, into_version)
        refuse(lifeline.merge_blockers(one, other))
        ended, together = merged(one, other)
        tx.save(ended, action="merge", reason=other.code)
        saved = tx.save(together, action="merge", reason=one.code)
        _rehang(tx, one.id, other.id)
        tx.commit()
    return saved


def _rehang(tx: Writing, gone: str, into: str) -> None:
    """Everything done for the one that is gone was done for the one it lives on in."""
    for done in tx.activities_of(gone):
        hung = tuple(dict.fromkeys(into if each == gone else each for each in done.exemplars))
        tx.save(replace(done, exemplars=hung), action="merge")
    for asked in tx.follow_ups_of(gone):
        tx.save(replace(asked, exemplar=into), action="merge")


def _take(
    desk: Desk,
    step: Step,
    seen: tuple[str, int],
    *,
    form: Form,
    files: Files,
    action: str,
    act: Act = Act.WRITE_EXEMPLARS,
) -> Exemplar:
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = _seen(desk, tx, *seen, act)
        day, faults = _day(form)
        note = clean(str(form.get("note") or ""))
        proof, proof_faults = one_proof(_proof_form(form), files, desk.today)
        on = day or desk.today
        judged = lifeline.step_blockers(found, step, on, today=desk.today, plan=tx.plan())
        refuse(
            (
                *(faults or judged),
                *too_long("note", note, MOST_REASON),
                *proof_faults,
            )
        )
        [paper] = kept(tx, (proof,), files)
        taken = StepTaken(step=step, on=on, note=note, proof=paper, by=desk.user.login)
        saved = tx.save(lifeline.with_step(found, taken), action=action)
        tx.commit()
    return saved


def _day(form: Form) -> tuple[date | None, tuple[Blocker, ...]]:
    typed = form.get("on")
    if isinstance(typed, date) or typed is None:
        return typed, ()
    return read_day(str(typed), "on")


def _proof_form(form: Form) -> Mapping[str, object] | None:
    typed = form.get("proof")
    return typed if isinstance(typed, Mapping) else None


def _change(
    desk: Desk,
    seen: tuple[str, int],
    blockers: Callable[[Exemplar], tuple[Blocker, ...]],
    change: Callable[[Exemplar], Exemplar],
    *,
    action: str,
    reason: str = "",
    act: Act = Act.WRITE_EXEMPLARS,
) -> Exemplar:
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        found = _seen(desk, tx, *seen, act)
        refuse(blockers(found))
        saved = tx.save(change(found), action=action, reason=reason)
        tx.commit()
    return saved


def _seen(
    desk: Desk, tx: Writing, exemplar: str, version: int, act: Act = Act.WRITE_EXEMPLARS
) -> Exemplar:
    """The exemplar, where it is still what the user saw, but for what was done for it meanwhile.

    Raises Conflict where it is not."""
    found = written(desk, tx, exemplar, act)
    if found.version == version:
        return found
    base = tx.exemplar_version(exemplar, version)
    same = base and replace(base, last_on=found.last_on, version=found.version) == found
    if base is None or not same:
        by = tx.saved_by(found)
        raise Conflict(
            kind="exemplar", id=exemplar, theirs=found, mine=base or found, base=base, by=by
        )
    return found
