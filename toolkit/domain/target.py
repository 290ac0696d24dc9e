"""A target: how many exemplars a unit means to have registered in a year."""

from dataclasses import dataclass

from toolkit.domain.exemplar import ExemplarKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`field` is a field of the plan, "toan_dien" for comprehensive ones, or empty for all."""

    unit: str
    year: int
    kind: ExemplarKind
    count: int
    field: str = ""
    id: str = ""
    version: int = 0
