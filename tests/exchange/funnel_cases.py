"""Steps taken by exemplars of three units, for the tests of summary 2."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tests.builders import a_unit
from tests.exchange.summary_cases import MADE, TWO_PHASES
from tests.exemplars import a_field
from toolkit.domain.exemplar import COMPREHENSIVE, ExemplarKind, Step
from toolkit.domain.unit import Unit
from toolkit.rules.funnel import FunnelFact, FunnelFigures, FunnelSource, funnel_figures

ON = date(2019, 10, 1)
PLAN = replace(TWO_PHASES, fields=(a_field("dat"), a_field("nuoc")))
UNITS = (a_unit("V1"), a_unit("01", kind="so"), a_unit("1", kind="so"), a_unit("S9", kind="so"))
STEPS = (9, 7, 5, 4, 2, 2, 1, 1, 1, 0)
P, M = ExemplarKind.PERSON, ExemplarKind.MODEL
FACTS = (
    FunnelFact("V1", P, "", "1", STEPS),
    FunnelFact("V1", P, "dat", "1", STEPS),
    FunnelFact("V1", P, "nuoc", "1", (3, *STEPS[1:])),
    FunnelFact("V1", M, "", "2", (4, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    FunnelFact("V1", M, COMPREHENSIVE, "2", (4, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
    FunnelFact("01", P, "", "1", (5, 5, 5, 0, 0, 0, 0, 0, 0, 0)),
    FunnelFact("1", P, "", "2", (2, 1, 0, 0, 0, 0, 0, 0, 0, 0)),
)


def figures(facts: Iterable[FunnelFact] = FACTS, units: Iterable[Unit] = UNITS) -> FunnelFigures:
    return funnel_figures(PLAN, units, facts, as_known_on=ON, made_at=MADE)


def a_source(code: str, *days: date, fields: tuple[str, ...] = ("dat",)) -> FunnelSource:
    """A person of V1 who took the first steps on these days."""
    taken = (*days, *([None] * (len(Step) - len(days))))
    return FunnelSource("V1", "V1", P, code, f"Người {code}", fields, taken, f"id-{code}")
