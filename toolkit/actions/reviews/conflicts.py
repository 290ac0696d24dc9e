"""Who stands aside from which dossier: by the tree of units, and by what they declared."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.actions.reviews.held import Held
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Declaration, Dossier, Member
from toolkit.domain.unit import Unit
from toolkit.rules.conflicts import conflict_blockers
from toolkit.rules.succession import bearers
from toolkit.store import Reading

KIN = "blocker.kin."
STAND = "blocker.stand."


@dataclass(frozen=True, slots=True)
class Away:
    """Reasons of a round, read once for all its members and dossiers.

    Units are those of the day: whoever was of a unit that has ended is of its successor."""

    round_of: Held
    homes: Mapping[str, str]
    units: Mapping[str, Unit]
    bearer: Mapping[str, str]
    declared: Mapping[tuple[str, str], Declaration]
    _kin: dict[tuple[str, str], tuple[Blocker, ...]] = field(default_factory=dict, init=False)

    def blockers(self, login: str, dossier: Dossier) -> tuple[Blocker, ...]:
        """Why this judge stands aside from the dossier; empty when they may judge it."""
        found = self._by_unit(self.homes.get(login, ""), dossier.unit)
        said = self.declared.get((dossier.id, login))
        if said is None:
            return found
        return (*found, blocker(f"blocker.stand.{said.stand.value}", reason=said.reason))

    def _by_unit(self, judge: str, dossier: str) -> tuple[Blocker, ...]:
        pair = (self.bearer.get(judge, judge), self.bearer.get(dossier, dossier))
        if pair not in self._kin:
            kinds = self.round_of.review.conflicts
            self._kin[pair] = tuple(
                blocker(each.key, unit=self.unit_name(pair[1]))
                for each in conflict_blockers(*pair, kinds, self.units)
            )
        return self._kin[pair]

    def unit_name(self, code: str) -> str:
        return self.units[code].name if code in self.units else code


def away(q: Reading, round_of: Held, on: date) -> Away:
    """Who stands aside as known on that day, in three statements however many they are.

    Once scoring is closed the day is that of the closing: later changes of units don't count."""
    day = round_of.round.closed_on or on
    units = {unit.code: unit for unit in q.units()}
    bearer = bearers(units.values(), day)
    said = (each for each in q.declarations(round_of.review.code) if not each.taken_back)
    return Away(
        round_of,
        {user.login: user.unit for user in q.users()},
        {code: _of_today(unit, bearer) for code, unit in units.items()},
        bearer,
        {(each.dossier, each.login): each for each in said},
    )


def blockers_for(
    q: Reading, round_of: Held, member: Member, dossier: Dossier, *, on: date
) -> tuple[Blocker, ...]:
    """Why this member stands aside from this dossier; for many ask `away` once."""
    return away(q, round_of, on).blockers(member.login, dossier)


def discreet(found: tuple[Blocker, ...], *, own: bool) -> tuple[Blocker, ...]:
    """The same reasons for somebody who must not learn whose dossier it is.

    What they declared themselves (`own`) they know; of others' reasons only that there is one."""
    kin = any(each.key.startswith(KIN) for each in found)
    stands = [each for each in found if each.key.startswith(STAND)]
    told = stands if own else [blocker("blocker.stand.hidden") for _ in stands]
    return (*((blocker("blocker.kin.hidden"),) if kin else ()), *told)


def _of_today(unit: Unit, bearer: Mapping[str, str]) -> Unit:
    """The unit with whoever stands above it now."""
    above = bearer.get(unit.parent, unit.parent)
    return unit if above == unit.parent else replace(unit, parent=above)
