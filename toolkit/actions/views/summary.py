"""The figures of the Ministry's summaries, for any day as known on that day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypedDict

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require
from toolkit.rules import awards, deeds, honours
from toolkit.rules.awards import AwardFigures, award_figures
from toolkit.rules.deeds import DeedFigures, deed_figures
from toolkit.rules.figures import SummaryFigures, summary_figures
from toolkit.rules.funnel import FunnelFact, FunnelFigures, funnel_figures
from toolkit.rules.honours import HonourFigures, honour_figures
from toolkit.rules.permissions import Act
from toolkit.store import ExemplarFilter, Reading


class _Stamp(TypedDict):
    as_known_on: date
    made_at: datetime
    plan_version: int


def summary_1(desk: Desk, *, on: date | None = None) -> SummaryFigures:
    """Figures of "Biểu tổng hợp tiến độ thực hiện kế hoạch" as known at the end of `on`."""
    with _read(desk, on) as (q, day, stamp):
        return summary_figures(q.plan(), q.units(), q.facts(day), **stamp)


def summary_2(desk: Desk, *, on: date | None = None) -> FunnelFigures:
    """Figures of "Biểu tổng hợp điển hình theo các bước" as known at the end of `on`."""
    with _read(desk, on) as (q, day, stamp):
        facts = (FunnelFact(*row) for row in q.funnel(day, by_unit=True))
        sources = q.funnel_sources(day)
        return funnel_figures(q.plan(), q.units(), facts, sources=sources, **stamp)


def summary_3(desk: Desk, *, on: date | None = None) -> DeedFigures:
    """Figures of "Biểu tổng hợp bồi dưỡng, nhân rộng …" as known at the end of `on`."""
    with _read(desk, on) as (q, day, stamp):
        return deed_figures(
            q.plan(),
            q.units(),
            q.deeds(deeds.KINDS, day),
            hung=q.hung(deeds.KINDS),
            follow_ups=q.follow_ups(),
            heirs=q.heirs(day),
            **stamp,
        )


def summary_4(desk: Desk, *, on: date | None = None) -> AwardFigures:
    """Figures of "Biểu tổng hợp kết quả khen thưởng" as known at the end of `on`."""
    with _read(desk, on) as (q, day, stamp):
        return award_figures(
            q.plan(),
            q.units(),
            q.deeds(awards.KINDS, day),
            hung=q.hung(awards.KINDS),
            heirs=q.heirs(day),
            **stamp,
        )


def summary_5(desk: Desk, *, on: date | None = None) -> HonourFigures:
    """Figures of "Danh sách điển hình đề nghị biểu dương" as known at the end of `on`."""
    with _read(desk, on) as (q, day, stamp):
        asked = (ExemplarFilter(step=step.value) for step in honours.STEPS)
        return honour_figures(
            q.plan(),
            q.units(),
            (one for each in asked for one in q.exemplars_in(each)),
            activities=q.deeds(honours.KINDS, day),
            hung=q.hung(honours.KINDS),
            heirs=q.heirs(day),
            **stamp,
        )


@contextmanager
def _read(desk: Desk, on: date | None) -> Iterator[tuple[Reading, date, _Stamp]]:
    """The records as known at the end of the day, the day, and what the figures say of it.

    Raises Refused."""
    require(desk, Act.SUMMARISE)
    day = min(on or desk.today, desk.today)
    with desk.store.reading(as_known_on=day if day < desk.today else None) as reading:
        version = reading.plan_version()
        number = version.version if version else 1
        yield reading, day, _Stamp(as_known_on=day, made_at=desk.now(), plan_version=number)
