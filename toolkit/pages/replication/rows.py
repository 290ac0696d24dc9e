"""Replications as the page shows them: models with their takers, what is due, where gaps are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from toolkit.actions.views.replication import ReplicationMap
from toolkit.domain.activity import FollowUp
from toolkit.domain.exemplar import COMPREHENSIVE
from toolkit.domain.text import fold
from toolkit.pages.activity.record import look_record, look_state
from toolkit.pages.address import address
from toolkit.store import ReplicationRow
from toolkit.words import Words

STATES = ("alive", "ended", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which replications are wanted: by the exemplar's field, what became of it, words."""

    field: str = ""
    alive: str = ""
    q: str = ""

    def takes(self, row: ReplicationRow, view: ReplicationMap) -> bool:
        words = fold(self.q).split()
        names = (row.code, row.name, row.origin, row.taker)
        text = fold(" ".join((*names, _unit(row.origin, view), _unit(row.taker, view))))
        return (
            (not self.field or self.field in row.scope)
            and (not self.alive or state(row) == self.alive)
            and all(word in text for word in words)
        )


def state(row: ReplicationRow) -> str:
    """What the last look found: alive, ended, unknown."""
    if row.alive is None:
        return "unknown"
    return "alive" if row.alive else "ended"


def models(rows: Iterable[ReplicationRow]) -> list[list[ReplicationRow]]:
    """The rows of each exemplar together, the most copied first."""
    found: dict[str, list[ReplicationRow]] = {}
    for row in rows:
        found.setdefault(row.exemplar, []).append(row)
    return sorted(found.values(), key=lambda copies: (-len(copies), copies[0].code))


def model_record(
    copies: list[ReplicationRow], view: ReplicationMap, words: Words
) -> dict[str, Any]:
    """One line: the exemplar, and each unit that copied it with what was found there."""
    first = copies[0]
    counted = Counter(state(row) for row in copies)
    return {
        "id": first.exemplar,
        "code": first.code,
        "name": first.name,
        "href": address("exemplar", code=first.code),
        "origin": _unit(first.origin, view),
        "scope": scope_text(first.scope, view, words),
        "takers": [taker_record(row, view, words) for row in copies],
        "sums": [{"state": each, "count": counted[each]} for each in STATES if counted[each]],
    }


def due_records(view: ReplicationMap, words: Words) -> list[dict[str, Any]]:
    """Follow-ups that should have been answered: the user's own, the longest due first."""
    found = [
        (look, row)
        for row in view.rows
        for look in view.follow_ups.get(row.activity, ())
        if look.id in view.answerable and look_state(look, view.on) == "due"
    ]
    found.sort(key=lambda pair: (pair[0].due, pair[1].code))
    return [
        {
            **look_record(look, words, view.on, may=True),
            "unit": _unit(row.taker, view),
            "name": row.name,
            "href": address("exemplar", code=row.code),
        }
        for look, row in found
    ]


def field_gaps(view: ReplicationMap, words: Words) -> list[dict[str, Any]]:
    """Each field: how many are registered, how many of them copied, by how many units."""
    codes = [COMPREHENSIVE, *(field.code for field in view.plan.fields)]
    return [_gap(code, view, words) for code in codes]


def bloc_gaps(view: ReplicationMap, words: Words) -> list[dict[str, Any]]:
    """Each bloc of the units that take part: how many units, how many copy, how many are copied."""
    taking = {kind.code for kind in view.plan.kinds if kind.takes_part}
    takers = {row.taker for row in view.rows}
    origins = {row.origin for row in view.rows}
    found = []
    for bloc in view.plan.blocs:
        members = {u.code for u in view.today if u.bloc == bloc.code and u.kind in taking}
        if members:
            copying, copied = len(members & takers), len(members & origins)
            found.append(
                {
                    "name": words.named(bloc),
                    "units": words.number(len(members)),
                    "takers": words.number(copying),
                    "origins": words.number(copied),
                    "gap": copying == 0,
                }
            )
    return found


def totals(view: ReplicationMap, words: Words) -> list[dict[str, str]]:
    """The figures at the head: copied exemplars, copies, and what became of these."""
    counted = Counter(state(row) for row in view.rows)
    copied = len({row.exemplar for row in view.rows})
    return [
        {"name": "models", "count": words.number(view.models)},
        {"name": "copied", "count": words.number(copied)},
        {"name": "copies", "count": words.number(len(view.rows))},
        *({"name": each, "count": words.number(counted[each])} for each in STATES),
    ]


def scope_text(scope: tuple[str, ...], view: ReplicationMap, words: Words) -> str:
    return ", ".join(_field(code, view, words) for code in scope)


def taker_record(row: ReplicationRow, view: ReplicationMap, words: Words) -> dict[str, Any]:
    looks = view.follow_ups.get(row.activity, ())
    return {
        "id": row.activity,
        "code": row.taker,
        "name": _unit(row.taker, view),
        "day": words.date(row.on),
        "state": state(row),
        "looks": [_look(look, view, words) for look in looks],
    }


def _look(look: FollowUp, view: ReplicationMap, words: Words) -> list[str]:
    """[months, state, what is said of it]."""
    told = look_record(look, words, view.on, may=False)
    return [told["short"], told["state"], f"{told['months']}: {told['text']}"]


def _gap(code: str, view: ReplicationMap, words: Words) -> dict[str, Any]:
    rows = [row for row in view.rows if code in row.scope]
    copied = len({row.exemplar for row in rows})
    registered = view.registered.get(code, 0)
    return {
        "name": _field(code, view, words),
        "link": address("replication", field=code),
        "registered": words.number(registered),
        "copied": words.number(copied),
        "takers": words.number(len({row.taker for row in rows})),
        "gap": registered > 0 and copied == 0,
    }


def _field(code: str, view: ReplicationMap, words: Words) -> str:
    if code == COMPREHENSIVE:
        return words.say("scope.toan_dien")
    known = view.plan.field_by_code
    return words.named(known[code]) if code in known else code


def _unit(code: str, view: ReplicationMap) -> str:
    return view.units.get(code, code)
