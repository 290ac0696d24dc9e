"""A reason why something may not be done: a key of the catalogue and the values it speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Blocker:
    """`key` names the sentence (`blocker.paper_date_in_future`), `values` fill its places.

    `field` is the form field that the reason stands beside, empty when it concerns the whole."""

    key: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    field: str = ""


def blocker(key: str, at: str = "", /, **values: object) -> Blocker:
    """A blocker, written the short way: `blocker("blocker.too_long", "text", most=4000)`."""
    return Blocker(key, MappingProxyType(values), at)
