"""Recorded time, as whole microseconds in UTC, and ids that sort by it."""

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from toolkit.domain.zone import VIETNAM

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """An aware moment as microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(value: int) -> datetime:
    return _EPOCH + value * _MICROSECOND


def end_of(day: date) -> int:
    """The first microsecond after `day` in Vietnam: all recorded before it was known on `day`."""
    return microseconds(datetime.combine(day + timedelta(days=1), time(), VIETNAM))


def ids(at: int, change: int) -> Iterator[str]:
    """UUIDs of version 7 that sort by the microsecond `at`, then `change`, then as they are made.

    `change` is the number of the change of the data that they are made in."""
    for number in range(1 << 24):
        tail = change % (1 << 34) << 40 | number << 16 | secrets.randbits(16)
        rest = (tail >> 62) << 64 | 2 << 62 | tail % (1 << 62)
        yield str(UUID(int=at // 1000 << 80 | 7 << 76 | rest))
