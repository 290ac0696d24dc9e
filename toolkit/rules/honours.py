"""The figures of the Ministry's summary 5: who is nominated to be honoured."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from toolkit.domain.activity import Activity, ActivityKind
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Step
from toolkit.domain.plan import Plan
from toolkit.domain.text import given_name_order, vietnamese_order
from toolkit.domain.unit import Unit
from toolkit.rules.deeds import Hung
from toolkit.rules.unit_facts import FiguresByUnit, by_kind

KINDS = (ActivityKind.COMMENDATION, ActivityKind.REPLICATION)
"""The activities that the list tells beside the achievements."""
STEPS = (Step.NOMINATED, Step.HONOURED)
"""The furthest steps of those who are on the list."""


@dataclass(frozen=True, slots=True)
class HonourFact:
    """One exemplar on the list, with what it was rewarded with and how often it was copied.

    `unit` is the code of the unit that bears its own today; `told` is what makes its figures."""

    unit: str
    kind: ExemplarKind
    code: str
    nominated_on: date | None
    honoured_on: date | None
    made_for: str
    copies: int
    told: tuple[str, ...]
    exemplar: Exemplar = field(repr=False)
    awards: tuple[Activity, ...] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class HonourFigures(FiguresByUnit[HonourFact]):
    """All that summary 5 tells."""

    @cached_property
    def sections(self) -> dict[ExemplarKind, tuple[HonourFact, ...]]:
        """Those on the list by kind, in the order of units; a kind without any is left out."""
        found: defaultdict[ExemplarKind, list[HonourFact]] = defaultdict(list)
        for fact in self.facts:
            found[fact.kind].append(fact)
        return {kind: tuple(found[kind]) for kind in ExemplarKind if found[kind]}


def counted(facts: Iterable[HonourFact]) -> tuple[int, ...]:
    """How many of each kind are on the list, and how many in all were honoured since."""
    facts = list(facts)
    kinds = Counter(fact.kind for fact in facts)
    honoured = sum(fact.honoured_on is not None for fact in facts)
    return (*(kinds[kind] for kind in ExemplarKind), honoured)


def honour_figures(
    plan: Plan,
    units: Iterable[Unit],
    nominated: Iterable[Exemplar],
    *,
    activities: Iterable[Activity],
    hung: Mapping[str, Hung],
    heirs: Mapping[str, str],
    as_known_on: date,
    made_at: datetime,
    plan_version: int = 1,
) -> HonourFigures:
    """Group those on the list by the unit that bears theirs: see `by_kind`."""
    awards, copies = _deeds(activities, hung)
    mine: dict[str, list[HonourFact]] = {}
    for one in nominated:
        fact = _fact(one, heirs.get(one.unit, one.unit), tuple(awards[one.id]), copies[one.id])
        mine.setdefault(fact.unit, []).append(fact)
    return HonourFigures(
        plan=plan,
        plan_version=plan_version,
        as_known_on=as_known_on,
        made_at=made_at,
        groups=by_kind(
            plan,
            units,
            {code: tuple(sorted(facts, key=_place)) for code, facts in mine.items()},
            as_known_on,
        ),
    )


def _deeds(
    activities: Iterable[Activity], hung: Mapping[str, Hung]
) -> tuple[defaultdict[str, list[Activity]], Counter[str]]:
    """Awards and number of copies by the exemplar's id, of a merged one by what it lives on in."""
    awards: defaultdict[str, list[Activity]] = defaultdict(list)
    copies: Counter[str] = Counter()
    for activity in activities:
        for id_ in dict.fromkeys(hung[each].id for each in activity.exemplars if each in hung):
            if activity.kind is ActivityKind.REPLICATION:
                copies[id_] += 1
            else:
                awards[id_].append(activity)
    return awards, copies


def _fact(one: Exemplar, bearer: str, awards: tuple[Activity, ...], copies: int) -> HonourFact:
    nominated, honoured = one.taken(Step.NOMINATED), one.taken(Step.HONOURED)
    return HonourFact(
        unit=bearer,
        kind=one.kind,
        code=one.code,
        nominated_on=nominated.on if nominated else None,
        honoured_on=honoured.on if honoured else None,
        made_for="" if bearer == one.unit else one.unit,
        copies=copies,
        told=tuple(_told(one, awards)),
        exemplar=one,
        awards=awards,
    )


def _told(one: Exemplar, awards: Iterable[Activity]) -> Iterator[str]:
    yield from (one.name, one.post, one.workplace, one.head, str(one.size or ""), one.place)
    yield one.summary
    yield from one.scope
    yield from (f"{each.id}-{each.version}" for each in awards)


def _place(fact: HonourFact) -> tuple[int, str, str]:
    named = fact.kind in (ExemplarKind.PERSON, ExemplarKind.HOUSEHOLD)
    name = fact.exemplar.name
    order = given_name_order(name) if named else vietnamese_order(name)
    return list(ExemplarKind).index(fact.kind), order, fact.code
