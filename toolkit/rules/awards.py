"""The figures of the Ministry's summary 4: who was rewarded with what, and for what."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from toolkit.domain.activity import Activity, ActivityKind, Award, AwardType, Commendation
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.plan import Plan
from toolkit.domain.proof import NO_PROOF
from toolkit.domain.text import fold
from toolkit.domain.unit import Unit
from toolkit.rules.deeds import Hung
from toolkit.rules.posts import Level, level_of
from toolkit.rules.unit_facts import FiguresByUnit, by_kind

KINDS = (ActivityKind.COMMENDATION,)
"""The activities that summary 4 tells of."""


class Section(StrEnum):
    """Danh hiệu thi đua; hình thức khen thưởng; biểu dương, which the law counts as neither."""

    TITLE = "title"
    FORM = "form"
    PRAISE = "praise"


class Cause(StrEnum):
    """For what, as Biểu 03 heads it: công trạng; chuyên đề, đột xuất; đối ngoại; cống hiến."""

    MERIT = "merit"
    SPECIAL = "special"
    FOREIGN = "foreign"
    SERVICE = "service"


class Receiver(StrEnum):
    """Doanh nghiệp; tập thể, hộ gia đình, mô hình; cá nhân."""

    ENTERPRISE = "enterprise"
    COLLECTIVE = "collective"
    PERSON = "person"


CAUSE_OF: Mapping[AwardType, Cause] = MappingProxyType(
    {
        AwardType.MERIT: Cause.MERIT,
        AwardType.SUDDEN: Cause.SPECIAL,
        AwardType.MOVEMENT: Cause.SPECIAL,
        AwardType.FOREIGN: Cause.FOREIGN,
        AwardType.DEVOTION: Cause.SERVICE,
        AwardType.SENIORITY: Cause.SERVICE,
    }
)
# Luật Thi đua, khen thưởng 2003, điều 8 and 20-31 (titles), 32-78 (forms).
_TITLES = frozenset(
    {
        *(Award.LABOUR, Award.LABOUR_TEAM, Award.EMULATION_BASE, Award.EXCELLENT_TEAM),
        *(Award.EMULATION_MINISTRY, Award.MINISTRY_FLAG, Award.EMULATION_NATION),
        Award.GOVERNMENT_FLAG,
    }
)
AWARDS: Mapping[Section, tuple[Award, ...]] = MappingProxyType(
    {
        Section.TITLE: tuple(each for each in reversed(Award) if each in _TITLES),
        Section.FORM: tuple(
            each for each in reversed(Award) if each not in _TITLES and each is not Award.PRAISE
        ),
        Section.PRAISE: (Award.PRAISE,),
    }
)
"""Awards of each section, from the highest to the lowest."""
# Luật Doanh nghiệp 2014, điều 38: an enterprise's name begins with its legal form.
_ENTERPRISES = ("cong ty ", "tong cong ty ", "tap doan ", "doanh nghiep ")


@dataclass(frozen=True, slots=True)
class AwardFact:
    """One award to one receiver, on its decision's day.

    `level` is empty unless a person received it; `unit` bears the receiver's unit, `made_for`."""

    unit: str
    year: int
    award: Award
    cause: Cause
    receiver: Receiver
    level: str
    on: date
    name: str
    code: str
    post: str
    decision: str
    decided_on: date | None
    issuer: str
    made_for: str
    record: str

    @property
    def key(self) -> tuple[int, Award, Cause, Receiver, str]:
        """What a row of data counts together."""
        return self.year, self.award, self.cause, self.receiver, self.level


@dataclass(frozen=True, slots=True)
class Measure:
    """A column: awards for a cause, to a receiver, to people of a level; where told."""

    cause: Cause | None = None
    receiver: Receiver | None = None
    level: Level | None = None


MEASURES = (
    *(Measure(receiver=each) for each in Receiver),
    Measure(Cause.MERIT),
    *(Measure(Cause.MERIT, Receiver.PERSON, each) for each in Level),
    Measure(Cause.SPECIAL),
    *(Measure(Cause.SPECIAL, Receiver.PERSON, each) for each in Level),
    Measure(Cause.FOREIGN),
    Measure(Cause.SERVICE),
)
"""What Biểu 03 counts, in its order; sums and shares follow from it."""


class AwardFigures(FiguresByUnit[AwardFact]):
    """All that summary 4 tells."""

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years in which anybody was rewarded."""
        return tuple(sorted({fact.year for fact in self.facts}))


def counted(facts: Iterable[AwardFact]) -> tuple[int, ...]:
    """One number for each of `MEASURES`."""
    kinds = Counter((fact.cause, fact.receiver, fact.level) for fact in facts)
    return tuple(
        sum(
            count
            for (cause, receiver, level), count in kinds.items()
            if each.cause in (None, cause)
            and each.receiver in (None, receiver)
            and each.level in (None, level)
        )
        for each in MEASURES
    )


def award_figures(
    plan: Plan,
    units: Iterable[Unit],
    activities: Iterable[Activity],
    *,
    hung: Mapping[str, Hung],
    heirs: Mapping[str, str],
    as_known_on: date,
    made_at: datetime,
    plan_version: int = 1,
) -> AwardFigures:
    """Count each award once a receiver, at the unit that bears the receiver's: see `by_kind`."""
    mine: dict[str, list[AwardFact]] = {}
    for activity in activities:
        for fact in _facts(activity, hung, heirs):
            mine.setdefault(fact.unit, []).append(fact)
    return AwardFigures(
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


def receiver_of(one: Hung) -> Receiver:
    """A person; an enterprise where its name begins as the law has it; else a collective."""
    if one.kind is ExemplarKind.PERSON:
        return Receiver.PERSON
    named = one.kind is ExemplarKind.TEAM and fold(one.name).startswith(_ENTERPRISES)
    return Receiver.ENTERPRISE if named else Receiver.COLLECTIVE


def _facts(
    activity: Activity, hung: Mapping[str, Hung], heirs: Mapping[str, str]
) -> Iterator[AwardFact]:
    detail = activity.detail
    if not isinstance(detail, Commendation):
        return
    decision = activity.proofs[0] if activity.proofs else NO_PROOF
    receivers = {one.id: one for each in activity.exemplars if (one := hung.get(each))}
    for one in receivers.values():
        bearer = heirs.get(one.unit, one.unit)
        person = one.kind is ExemplarKind.PERSON
        yield AwardFact(
            unit=bearer,
            year=activity.on.year,
            award=detail.award,
            cause=CAUSE_OF[detail.type],
            receiver=receiver_of(one),
            level=level_of(one.post).value if person else "",
            on=activity.on,
            name=one.name,
            code=one.code,
            post=one.post,
            decision=decision.paper_number,
            decided_on=decision.paper_date,
            issuer=decision.paper_issuer,
            made_for="" if bearer == one.unit else one.unit,
            record=activity.id,
        )


_RANK = {each: place for place, each in enumerate(reversed(Award))}


def _place(fact: AwardFact) -> tuple[object, ...]:
    year, award, *rest = fact.key
    return year, _RANK[award], *map(str, rest), fact.on, fact.code, fact.record
