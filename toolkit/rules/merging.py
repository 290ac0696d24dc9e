"""One exemplar out of two records of it: nothing is lost, the older day counts."""

from dataclasses import replace
from typing import TypeVar

from toolkit.domain.exemplar import CONTENT, Exemplar, Registration, Standing, Step, StepTaken, rank

Each = TypeVar("Each")
_FILLED = frozenset(CONTENT) - {"comprehensive", "fields", "proofs", "discovered_on", "unit"}
_ORDER = (
    Registration.DRAFT,
    Registration.RETURNED,
    Registration.WAITING,
    Registration.APPROVED,
)


def merged(one: Exemplar, into: Exemplar) -> tuple[Exemplar, Exemplar]:
    """(`one` as it ends, `into` as it goes on): what only one of them tells, both now tell.

    Where both tell something, `into` is believed; the other's word stays in its own record."""
    ended = replace(one, standing=Standing.MERGED, merged_into=into.id)
    filled = {name: getattr(one, name) for name in _FILLED if getattr(into, name) in ("", None)}
    if not into.scope:
        filled |= {"comprehensive": one.comprehensive, "fields": one.fields}
    together = replace(
        into,
        **filled,
        discovered_on=min(one.discovered_on, into.discovered_on),
        proofs=_both(into.proofs, one.proofs),
        steps=_steps(one, into),
        registration=max(one.registration, into.registration, key=_ORDER.index),
        other_codes=_both(into.other_codes, (one.code, *one.other_codes)),
        last_on=max(filter(None, (one.last_on, into.last_on)), default=None),
    )
    return ended, together


def _steps(one: Exemplar, into: Exemplar) -> tuple[StepTaken, ...]:
    found: dict[Step, StepTaken] = {}
    for each in (*into.steps, *one.steps):
        known = found.get(each.step)
        if known is None or each.on < known.on:
            found[each.step] = each
    return tuple(sorted(found.values(), key=lambda each: rank(each.step)))


def _both(first: tuple[Each, ...], second: tuple[Each, ...]) -> tuple[Each, ...]:
    return tuple(dict.fromkeys((*first, *second)))
