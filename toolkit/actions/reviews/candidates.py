"""Who can be put up for a round: approved exemplars that are followed, units that take part."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.held import Held, held
from toolkit.actions.rights import require
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.exemplar import Exemplar, Registration, Standing
from toolkit.domain.review import Reviewed
from toolkit.domain.text import fold
from toolkit.domain.unit import Unit
from toolkit.rules.permissions import Act
from toolkit.rules.succession import bearers, descendants, is_valid
from toolkit.store import ExemplarFilter, Reading

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An exemplar (`subject` is its id) or a unit (its code), and why it can't be put up."""

    subject: str
    code: str
    name: str
    unit: str
    unit_name: str
    kind: str
    fields: tuple[str, ...] = ()
    blockers: tuple[Blocker, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidates:
    """A page of them, and how many there are in all."""

    rows: tuple[Candidate, ...]
    total: int


def candidates(
    desk: Desk,
    review: str,
    *,
    text: str = "",
    unit: str = "",
    kind: str = "",
    field: str = "",
    at: int = 0,
    most: int = 50,
) -> Candidates:
    """A page of those that could be put up; `unit` with all below it. Raises Refused."""
    require(desk, Act.RUN_REVIEWS)
    with desk.store.reading() as q:
        round_of = held(q, review)
        up = {each.subject for each in q.dossiers(review) if not each.withdrawn}
        units = q.units()
        within = descendants(units, frozenset(_with_before(desk, units, unit))) if unit else None
        if round_of.review.of is Reviewed.UNITS:
            fit = [
                each
                for each in units
                if not _unit_blockers(desk, round_of, each, {})
                and (within is None or each.code in within)
                and (not kind or each.kind == kind)
                and fold(text) in fold(f"{each.code} {each.name}")
            ]
            rows = [_of_unit(each, up) for each in fit[at : at + min(most, MOST)]]
            return Candidates(tuple(rows), len(fit))
        asked = ExemplarFilter(
            codes=within,
            kind=kind,
            field=field,
            registration=Registration.APPROVED.value,
            text=text,
        )
        page = q.exemplar_page(asked, offset=at, limit=min(most, MOST))
        found = q.exemplars([row.id for row in page.rows])
        names = {each.code: each.name for each in units}
        bearer = bearers(units, desk.today)
        ordered = [found[row.id] for row in page.rows]
        return Candidates(
            tuple(_of_exemplar(round_of, each, up, bearer, names) for each in ordered), page.total
        )


def found_subjects(
    q: Reading, desk: Desk, round_of: Held, subjects: Sequence[str]
) -> tuple[dict[str, str], tuple[Blocker, ...]]:
    """Subject → unit of those that can be put up, and everything that is wrong with the others."""
    if not subjects:
        return {}, (blocker("blocker.nobody_chosen"),)
    up = {each.subject for each in q.dossiers(round_of.review.code) if not each.withdrawn}
    if round_of.review.of is Reviewed.UNITS:
        names = {each.code: each.name for each in q.units()}
        units = {each.code: each for each in q.units_called(subjects)}
        found = {code: code for code in subjects if code in units}
        blockers = [b for code in found for b in _unit_blockers(desk, round_of, units[code], names)]
        titles = {code: unit.name for code, unit in units.items()}
    else:
        ones = q.exemplars(subjects)
        found = {each: ones[each].unit for each in subjects if each in ones}
        blockers = [b for each in found for b in _exemplar_blockers(round_of, ones[each])]
        titles = {each: one.name for each, one in ones.items()}
    if len(found) < len(subjects):
        blockers.append(blocker("blocker.subject_unknown", count=len(subjects) - len(found)))
    twice = (each for each in found if each in up)
    blockers += [blocker("blocker.already_put_up", name=titles[each]) for each in twice]
    return found, tuple(blockers)


def _exemplar_blockers(round_of: Held, one: Exemplar) -> tuple[Blocker, ...]:
    if one.standing is Standing.MERGED:
        return (blocker("blocker.exemplar_lives_on", name=one.name),)
    if one.standing is Standing.STOPPED:
        return (blocker("blocker.exemplar_stopped", name=one.name),)
    if one.registration is not Registration.APPROVED:
        return (blocker("blocker.exemplar_not_approved", name=one.name),)
    until = round_of.review.until
    if one.discovered_on > until:
        return (blocker("blocker.found_after_period", name=one.name, until=until),)
    return ()


def _unit_blockers(
    desk: Desk, round_of: Held, unit: Unit, names: dict[str, str]
) -> tuple[Blocker, ...]:
    kinds = {each.code for each in round_of.plan.kinds if each.takes_part}
    if not is_valid(unit, desk.today):
        heir = names.get(unit.successor, unit.successor)
        key = "blocker.unit_merged" if unit.successor else "blocker.unit_ended"
        return (blocker(key, name=unit.name, **({"into": heir} if unit.successor else {})),)
    if unit.kind not in kinds:
        return (blocker("blocker.unit_takes_no_part", name=unit.name),)
    return ()


def _with_before(desk: Desk, units: Sequence[Unit], code: str) -> set[str]:
    """The unit and all that it has succeeded: what they found is found under their codes."""
    return {before for before, now in bearers(units, desk.today).items() if code in (before, now)}


def _of_unit(unit: Unit, up: set[str]) -> Candidate:
    return Candidate(
        subject=unit.code,
        code=unit.code,
        name=unit.name,
        unit=unit.code,
        unit_name=unit.name,
        kind=unit.kind,
        blockers=_already(unit.name) if unit.code in up else (),
    )


def _of_exemplar(
    round_of: Held, one: Exemplar, up: set[str], bearer: dict[str, str], names: dict[str, str]
) -> Candidate:
    unit = bearer.get(one.unit, one.unit)
    told = _already(one.name) if one.id in up else _exemplar_blockers(round_of, one)
    return Candidate(
        subject=one.id,
        code=one.code,
        name=one.name,
        unit=unit,
        unit_name=names.get(unit, unit),
        kind=one.kind.value,
        fields=one.scope,
        blockers=told,
    )


def _already(name: str) -> tuple[Blocker, ...]:
    return (blocker("blocker.already_put_up", name=name),)
