"""A conference of the plan in use, with what is kept of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from toolkit.actions.desk import Desk
from toolkit.domain.conference import Conference, Delegate, DelegateState, Quota
from toolkit.domain.exemplar import Exemplar, ExemplarKind
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.errors import NotFound, UnknownConference
from toolkit.rules.allocation import Allocation, allocate
from toolkit.rules.conference import Stage, list_order, section_of, stage
from toolkit.rules.succession import bearers, is_founded, is_valid
from toolkit.store import Reading


@dataclass(frozen=True)
class Called:
    """`quotas` and `delegates` as kept; `bearer` is unit code → who bears it on the day.

    `exemplars` are those that delegates are or stand for, by id."""

    conference: Conference
    plan: Plan
    on: date
    quotas: tuple[Quota, ...]
    delegates: tuple[Delegate, ...]
    units: tuple[Unit, ...]
    bearer: Mapping[str, str]
    stage: Stage
    approved: Mapping[str, int]
    exemplars: Mapping[str, Exemplar] = field(default_factory=lambda: MappingProxyType({}))

    def those(self, ids: Collection[str]) -> list[Delegate]:
        """The delegates of these ids, each once. Raises NotFound for one that is none of them."""
        by_id = {each.id: each for each in self.delegates}
        if any(each not in by_id for each in ids):
            raise NotFound()
        return [by_id[each] for each in dict.fromkeys(ids)]

    @cached_property
    def unit_by_code(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def unit_place(self) -> dict[str, int]:
        return {unit.code: place for place, unit in enumerate(self.units)}

    @cached_property
    def places(self) -> dict[str, int]:
        """Unit that bears them today → places."""
        found: dict[str, int] = {}
        for each in self.quotas:
            unit = self.now(each.unit)
            found[unit] = found.get(unit, 0) + each.count
        return found

    @cached_property
    def nominated(self) -> dict[str, int]:
        """Unit that bears them today → nominees that were not declined."""
        found: dict[str, int] = {}
        for each in self.delegates:
            if each.exemplar and each.state is not DelegateState.DECLINED:
                unit = self.now(each.unit)
                found[unit] = found.get(unit, 0) + 1
        return found

    @cached_property
    def taking_part(self) -> tuple[Unit, ...]:
        """Units of today that take part in the plan."""
        kinds = {kind.code for kind in self.plan.kinds if kind.takes_part}
        return tuple(unit for unit in self.units if unit.kind in kinds and is_valid(unit, self.on))

    @cached_property
    def proposed(self) -> Allocation:
        """How places would be shared today."""
        exemplars = dict.fromkeys((unit.code for unit in self.taking_part), 0)
        for code, count in self.approved.items():
            unit = self.now(code)
            if unit in exemplars:
                exemplars[unit] += count
        one = self.conference
        return allocate(one.seats, one.per_unit, exemplars)

    def now(self, unit: str) -> str:
        """Who bears what was the unit's."""
        return self.bearer.get(unit, unit)

    def section(self, one: Delegate) -> str:
        """The part of the list where a delegate stands; empty where no part takes them."""
        found = section_of(self.conference, one, self.kind(one))
        return found.code if found else ""

    def kind(self, one: Delegate) -> ExemplarKind | None:
        found = self.exemplars.get(one.exemplar)
        return found.kind if found else None

    def order(self, one: Delegate) -> tuple[int, int, str]:
        """Where a delegate comes in the list."""
        codes = [section.code for section in self.conference.sections]
        section, unit = self.section(one), self.now(one.unit)
        place = codes.index(section) if section in codes else len(codes)
        return list_order(place, self.unit_place.get(unit, len(self.units)), one.name)


def called(q: Reading, desk: Desk, code: str) -> Called:
    """The conference of that code: seven statements. Raises UnknownConference (a NotFound)."""
    plan, today = q.plan(), desk.today
    one = plan.conference_by_code.get(code)
    if one is None:
        raise UnknownConference(code=code)
    units, delegates, quotas = q.units(), q.delegates(code), q.quotas(code)
    founded = tuple(unit for unit in units if is_founded(unit, today))
    return Called(
        conference=one,
        plan=plan,
        on=today,
        quotas=quotas,
        delegates=delegates,
        units=founded,
        bearer=bearers(founded, today),
        stage=stage(one, delegates, shared=bool(quotas), today=today),
        approved=q.approved_by_unit(),
        exemplars=q.exemplars([each.exemplar for each in delegates if each.exemplar]),
    )
