"""Put an exemplar on record, edit it, and see who may be the same."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from toolkit.actions.desk import Desk
from toolkit.actions.proofs import NO_FILES, kept, proofs_of
from toolkit.actions.rights import is_over, may_see, refuse, require, require_over
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.exemplar import CONTENT, Exemplar, ExemplarKind, Step, StepTaken
from toolkit.domain.plan import Plan
from toolkit.errors import Conflict, NotFound
from toolkit.rules.duplicates import Likeness, likeness
from toolkit.rules.exemplar_form import found_on, new_exemplar, read_exemplar
from toolkit.rules.lifeline import edit_blockers
from toolkit.rules.permissions import Act
from toolkit.rules.proof_form import Files
from toolkit.store import Reading, Writing

LIKE_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Like:
    """One that may be the same, and why; `visible` tells whether the user may open it.

    It tells name, code, unit and birth only."""

    exemplar: Exemplar
    likeness: Likeness
    visible: bool


def discover(
    desk: Desk, *, kind: str, unit: str, form: Mapping[str, object], files: Files = NO_FILES
) -> Exemplar:
    """Put a new exemplar on record; its code is given now. Raises Refused with every reason.

    `form` as rules/exemplar_form.py tells, with `proofs`; `files` holds its new files by name."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        require_over(desk, tx, Act.WRITE_EXEMPLARS, unit=unit)
        refuse(_place_blockers(tx, tx.plan(), kind, unit))
        blank = new_exemplar(ExemplarKind(kind), unit, desk.today)
        read = _read(desk, tx, blank, form, files)
        first = StepTaken(step=Step.DISCOVERED, on=read.discovered_on, by=desk.user.login)
        coded = replace(
            read,
            code=tx.next_code(unit, read.discovered_on.year),
            steps=(first,),
            last_on=read.discovered_on,
        )
        saved = tx.save(coded, action="discover")
        tx.drop_draft(desk.user.login, _draft_key(unit, ""))
        tx.commit()
    return saved


def edit(
    desk: Desk,
    *,
    exemplar: str,
    version: int,
    form: Mapping[str, object],
    files: Files = NO_FILES,
) -> Exemplar:
    """Save what was typed over the version that the user saw.

    What others changed meanwhile in other fields stays. Raises Conflict, told field by field, where
    both changed the same one; Refused; NotFound."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        current = written(desk, tx, exemplar)
        refuse(edit_blockers(current))
        base = tx.exemplar_version(exemplar, version)
        if base is None:
            raise NotFound()
        mine = _read(desk, tx, base, form, files)
        together = _together(tx, base, current, mine)
        saved = current if together == current else tx.save(together, action="edit")
        tx.drop_draft(desk.user.login, _draft_key(current.unit, exemplar))
        tx.commit()
    return saved


def similar(
    desk: Desk, *, kind: str, unit: str, form: Mapping[str, object], exemplar: str = ""
) -> tuple[Like, ...]:
    """Those already on record that may be the one being typed, the likeliest first."""
    require(desk, Act.WRITE_EXEMPLARS)
    if kind not in [*ExemplarKind]:
        return ()
    with desk.store.reading() as reading:
        blank = replace(new_exemplar(ExemplarKind(kind), unit, desk.today), id=exemplar)
        mine, _ = read_exemplar(form, blank, plan=reading.plan(), today=desk.today)
        judged = ((other, likeness(mine, other)) for other in reading.alike(mine))
        found = [(other, like) for other, like in judged if like]
        found.sort(key=lambda pair: (-pair[1].score, pair[0].code))
        return tuple(
            Like(other, like, is_over(desk, reading, other.unit))
            for other, like in found[:LIKE_SHOWN]
        )


def keep_form(desk: Desk, *, unit: str, form: dict[str, Any], exemplar: str = "") -> None:
    """Keep what was typed, by user and unit (and exemplar), until it is saved or thrown away."""
    require(desk, Act.WRITE_EXEMPLARS)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        tx.save_draft(desk.user.login, _draft_key(unit, exemplar), form)
        tx.commit()


def read_form(
    desk: Desk, *, unit: str, exemplar: str = ""
) -> tuple[dict[str, Any], datetime | None]:
    """The user's own draft and when it was kept; ({}, None) where there is none."""
    with desk.store.reading() as reading:
        found = reading.draft(desk.user.login, _draft_key(unit, exemplar))
    return found or ({}, None)


def drop_form(desk: Desk, *, unit: str, exemplar: str = "") -> None:
    """Throw the user's own draft away."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        tx.drop_draft(desk.user.login, _draft_key(unit, exemplar))
        tx.commit()


def exemplar_file(desk: Desk, *, exemplar: str, digest: str) -> tuple[str, bytes]:
    """(name, bytes) of a file among the exemplar's proofs, its steps' and its activities'."""
    require(desk, Act.SEE_EXEMPLARS)
    with desk.store.reading() as reading:
        found = seen(desk, reading, exemplar)
        proofs = [*found.proofs, *(step.proof for step in found.steps)]
        proofs += [proof for done in reading.activities_of(exemplar) for proof in done.proofs]
        proof = next((each for each in proofs if each.file_hash == digest and digest), None)
        if proof is None:
            raise NotFound()
        return proof.file_name, reading.file(digest)


def seen(desk: Desk, reading: Reading, exemplar: str) -> Exemplar:
    """The exemplar, if the user may see it. Raises NotFound."""
    found = reading.exemplar(exemplar)
    if found is None or not may_see(desk, reading, found):
        raise NotFound()
    return found


def written(desk: Desk, tx: Writing, exemplar: str, act: Act = Act.WRITE_EXEMPLARS) -> Exemplar:
    """The exemplar as it is now, after asking for the right to act on it."""
    found = tx.exemplar(exemplar)
    if found is None:
        raise NotFound()
    require_over(desk, tx, act, unit=found.unit)
    return found


def _place_blockers(tx: Writing, plan: Plan, kind: str, unit: str) -> tuple[Blocker, ...]:
    if kind not in plan.exemplars.kinds:
        return (blocker("blocker.not_in_list", "kind"),)
    return () if tx.unit(unit) else (blocker("blocker.not_in_list", "unit"),)


def _read(
    desk: Desk, tx: Writing, before: Exemplar, form: Mapping[str, object], files: Files
) -> Exemplar:
    read, faults = read_exemplar(form, before, plan=tx.plan(), today=desk.today)
    proofs, proof_faults = proofs_of(form, before.proofs, files, desk.today)
    refuse((*faults, *proof_faults))
    return replace(read, proofs=kept(tx, proofs, files))


def _together(tx: Writing, base: Exemplar, current: Exemplar, mine: Exemplar) -> Exemplar:
    """The current record with what I changed in it."""
    changes = {
        name: getattr(mine, name) for name in CONTENT if getattr(mine, name) != getattr(base, name)
    }
    theirs = {name for name in CONTENT if getattr(current, name) != getattr(base, name)}
    if any(name in theirs and getattr(current, name) != value for name, value in changes.items()):
        raise Conflict(
            kind="exemplar",
            id=current.id,
            theirs=current,
            mine=replace(current, **changes),
            base=base,
            by=tx.saved_by(current),
        )
    together = replace(current, **changes)
    return found_on(together, together.discovered_on)


def _draft_key(unit: str, exemplar: str) -> str:
    return f"exemplar {unit} {exemplar or 'new'}"
