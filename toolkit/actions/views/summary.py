"""The figures of the Ministry's summaries, for any day as known on that day."""

from datetime import date

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require
from toolkit.rules.figures import SummaryFigures, summary_figures
from toolkit.rules.funnel import FunnelFact, FunnelFigures, funnel_figures
from toolkit.rules.permissions import Act


def summary_1(desk: Desk, *, on: date | None = None) -> SummaryFigures:
    """Figures of "Biểu tổng hợp tiến độ thực hiện kế hoạch" as known at the end of `on`."""
    require(desk, Act.SUMMARISE)
    day = min(on or desk.today, desk.today)
    with desk.store.reading(as_known_on=day if day < desk.today else None) as reading:
        version = reading.plan_version()
        return summary_figures(
            reading.plan(),
            reading.units(),
            reading.facts(day),
            as_known_on=day,
            made_at=desk.now(),
            plan_version=version.version if version else 1,
        )


def summary_2(desk: Desk, *, on: date | None = None) -> FunnelFigures:
    """Figures of "Biểu tổng hợp điển hình theo các bước" as known at the end of `on`."""
    require(desk, Act.SUMMARISE)
    day = min(on or desk.today, desk.today)
    with desk.store.reading(as_known_on=day if day < desk.today else None) as reading:
        version = reading.plan_version()
        return funnel_figures(
            reading.plan(),
            reading.units(),
            (FunnelFact(*row) for row in reading.funnel(day, by_unit=True)),
            as_known_on=day,
            made_at=desk.now(),
            plan_version=version.version if version else 1,
        )
