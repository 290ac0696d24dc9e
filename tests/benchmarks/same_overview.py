"""What the overviews in Streamlit and Panel share: the toolkit's own view, read once a change."""

import json
import os
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from toolkit.actions.views import overview
from toolkit.actions.views.frame import names
from toolkit.app import open_toolkit
from toolkit.pages.overview import drawing
from toolkit.words import Words

PLACES = "BENCH_DATA"
WORDS = Words("vi")


@dataclass(frozen=True)
class Drawn:
    """The overview in written numbers, ready to be laid out."""

    title: str
    sub: str
    cards: list[dict[str, Any]]
    phases: list[dict[str, Any]]
    marks: list[dict[str, Any]]
    late: list[dict[str, Any]]
    groups: dict[str, list[dict[str, Any]]]
    counts: list[str]
    changes: list[dict[str, Any]]
    indicators: list[dict[str, Any]]


def drawn(units: str) -> Drawn:
    """The overview of the store with so many units, as fresh as the call."""
    desk = _kit(units).desk
    with desk.store.reading() as reading:
        version = reading.data_version()
    return _drawn(units, version, desk.today.isoformat())


@cache
def _kit(units: str) -> Any:
    return open_toolkit(json.loads(os.environ[PLACES])[units])


@lru_cache(maxsize=4)
def _drawn(store: str, _version: str, _today: str) -> Drawn:
    desk = _kit(store).desk
    seen = overview(desk)
    people, units = {row.by for row in seen.changes}, {row.unit for row in seen.changes}
    changes = drawing.changes(seen, WORDS, names(desk, people=people, units=units))
    return Drawn(
        title=WORDS.say("overview.title"),
        sub=WORDS.say("overview.of_all", day=seen.on, units=seen.units),
        cards=drawing.cards(seen, WORDS),
        phases=drawing.phases(seen, WORDS),
        marks=drawing.line(seen, WORDS)["marks"],
        late=drawing.late(seen, WORDS)["rows"],
        groups=drawing.groups(seen, WORDS),
        counts=changes["counts"],
        changes=changes["rows"],
        indicators=drawing.indicators(seen, WORDS),
    )
