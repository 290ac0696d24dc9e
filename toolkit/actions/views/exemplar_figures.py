"""How exemplars stand: the funnel of steps, targets, the newest, the stalled; of all or a unit."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require, visible_codes
from toolkit.actions.views.exemplars import codes_seen
from toolkit.domain.exemplar import ExemplarKind, Registration, Step
from toolkit.domain.plan import Plan
from toolkit.rules.permissions import Act
from toolkit.rules.stalled import stalled_before
from toolkit.rules.succession import is_valid
from toolkit.rules.targets import Aim, KindAim, aims, by_kind
from toolkit.store import ExemplarFilter, ExemplarRow, FollowedRow, FunnelRow, Reading

SHOWN = 6
_NOBODY = (0,) * len(Step)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemplarFigures:
    """Figures of the unit and all below it, or of all that the user sees where `unit` is empty.

    `funnel` and `standing` as the store counts them (an empty field counts each exemplar once);
    `aims` are of `year`: each unit's own where one unit is asked about, `by_kind` their sums."""

    plan: Plan
    on: date
    unit: str
    year: int
    funnel: tuple[FunnelRow, ...]
    standing: tuple[FollowedRow, ...]
    by_kind: tuple[KindAim, ...]
    aims: tuple[Aim, ...]
    waiting: int
    returned: int
    newest: tuple[ExemplarRow, ...]
    followed: int
    stalled: tuple[ExemplarRow, ...]
    stalled_total: int

    def at_step(self, *, kind: str = "", field: str = "") -> tuple[int, ...]:
        """How many that are followed stand at each step now: what the list finds there."""
        return added(row for row in self.standing if row.field == field and kind in ("", row.kind))

    def reached(self, *, phase: str = "", kind: str = "", field: str = "") -> tuple[int, ...]:
        """How many took each step, in the order of `Step`; empty words add everything up."""
        return added(
            row
            for row in self.funnel
            if row.field == field and phase in ("", row.phase) and kind in ("", row.kind)
        )


def added(rows: Iterable[FunnelRow | FollowedRow]) -> tuple[int, ...]:
    """The rows' steps added up."""
    return tuple(map(sum, zip(_NOBODY, *(row.steps for row in rows), strict=True)))


def exemplar_figures(desk: Desk, *, unit: str = "", on: date | None = None) -> ExemplarFigures:
    """Everything that the overview and a unit's page show of exemplars, as known now or then."""
    require(desk, Act.SEE_EXEMPLARS)
    past = on if on is not None and on < desk.today else None
    day = past or desk.today
    with desk.store.reading(as_known_on=past) as reading:
        plan, visible = reading.plan(), visible_codes(desk, reading)
        codes = codes_seen(reading.units(), visible, unit, day) if unit else visible
        year = min(max(day.year, plan.starts.year), plan.ends.year)
        found = partial(_aims, reading, plan, codes, day, year)
        still = stalled_before(day, plan.exemplars.stalled_days)
        wanted = ExemplarFilter(codes=codes, sort="day", descending=True)
        newest = reading.exemplar_page(wanted, limit=SHOWN)
        stalled = reading.exemplar_page(
            ExemplarFilter(codes=codes, stalled_before=still, sort="last"), limit=SHOWN
        )
        states = reading.registrations(codes=codes)
        return ExemplarFigures(
            plan=plan,
            on=day,
            unit=unit,
            year=year,
            funnel=reading.funnel(day, codes=codes),
            standing=reading.followed(codes=codes),
            by_kind=_by_kind(reading, found, codes, f"aims {year} {day}"),
            aims=found() if unit else (),
            waiting=states.get(Registration.WAITING, 0),
            returned=states.get(Registration.RETURNED, 0),
            newest=newest.rows,
            followed=newest.total,
            stalled=stalled.rows,
            stalled_total=stalled.total,
        )


def _aims(
    reading: Reading, plan: Plan, codes: frozenset[str] | None, day: date, year: int
) -> tuple[Aim, ...]:
    asked = (each for each in reading.units() if is_valid(each, day))
    units = [each for each in asked if codes is None or each.code in codes]
    targets = reading.targets(codes=codes, year=year)
    return aims(plan, units, [year], targets, reading.actuals(day, codes=codes, year=year))


def _by_kind(
    reading: Reading,
    found: Callable[[], tuple[Aim, ...]],
    codes: frozenset[str] | None,
    name: str,
) -> tuple[KindAim, ...]:
    """The sums; of all units they are remembered, since there may be thousands."""
    if codes is not None:
        return by_kind(found())
    return reading.remembered(name, lambda: by_kind(found()), _kind_aims)


def _kind_aims(body: list[tuple[str, int, int, int]]) -> tuple[KindAim, ...]:
    return tuple(KindAim(ExemplarKind(kind), *counts) for kind, *counts in body)


def unit_funnel(desk: Desk, *, on: date | None = None) -> tuple[FunnelRow, ...]:
    """The funnel by bearer, kind, field and phase: what the Ministry's summary adds up."""
    require(desk, Act.SEE_EXEMPLARS)
    past = on if on is not None and on < desk.today else None
    with desk.store.reading(as_known_on=past) as reading:
        codes = visible_codes(desk, reading)
        return reading.funnel(past or desk.today, codes=codes, by_unit=True)
