"""Records changed by the hundred thousand."""

from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

Record = TypeVar("Record")
_Put = Callable[[Any, Any], None]


def changed(record: Record, **changes: Any) -> Record:
    """As `dataclasses.replace`, in a fraction of its time for wide records.

    For frozen dataclasses with slots that work nothing out when they are made."""
    kind: Any = type(record)
    slots, values = _slots(kind)
    new: Record = object.__new__(kind)
    for put, value in zip(slots.values(), values(record), strict=True):
        put(new, value)
    for name, value in changes.items():
        slots[name](new, value)
    return new


@cache
def _slots(kind: type[Any]) -> tuple[Mapping[str, _Put], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(kind.__dataclass_fields__)
    return {name: getattr(kind, name).__set__ for name in names}, attrgetter(*names)
