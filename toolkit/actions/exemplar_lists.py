"""Lists of exemplars and activities as workbooks: the Ministry's own, and what is filtered."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.actions.desk import Desk
from toolkit.actions.exports import note_export
from toolkit.actions.rights import require, visible_codes
from toolkit.actions.views.exemplars import Asked, ExemplarList, each_exemplar, exemplar_list
from toolkit.domain.activity import Activity, ActivityKind
from toolkit.domain.exemplar import COMPREHENSIVE, ExemplarKind, Registration, Standing
from toolkit.domain.plan import Plan
from toolkit.exchange.lists import (
    ACTIVITIES,
    CHOICES,
    COLLECTIVES,
    MODELS,
    PERSONS,
    Form,
    Known,
    Line,
    Section,
    Stamp,
    activity_line,
    exemplar_line,
    filtered,
    list_name,
    write_list,
)
from toolkit.rules.permissions import Act
from toolkit.store import ActivityFilter, Reading
from toolkit.words import Words

COLUMNS = tuple(CHOICES)
"""Keys of the columns that a filtered list may have, in their order."""
_ON_PAGES = {"field": "scope", "day": "discovered_on", "last": "last_on", "born": "birth"}
_AT_ONCE = 200
_EVERY = 1_000_000
Progress = Callable[[float], None]


class ListKind(StrEnum):
    """The Ministry's lists."""

    PERSONS = "persons"
    COLLECTIVES = "collectives"
    MODELS = "models"
    ACTIVITIES = "activities"


@dataclass(frozen=True, slots=True)
class _Part:
    """A section: the key of its title, what is asked for it, and whether of single fields only."""

    title: str
    asked: Asked
    by_field: bool = False


_APPROVED = Asked(registration=Registration.APPROVED.value, sort="unit")


def _by_scope(kind: ExemplarKind) -> tuple[_Part, ...]:
    asked = replace(_APPROVED, kind=kind.value)
    return (
        _Part("lists.section.comprehensive", replace(asked, field=COMPREHENSIVE)),
        _Part("lists.section.by_field", asked, by_field=True),
    )


_OFFICIAL = {
    ListKind.PERSONS: (PERSONS, _by_scope(ExemplarKind.PERSON)),
    ListKind.MODELS: (MODELS, _by_scope(ExemplarKind.MODEL)),
    ListKind.COLLECTIVES: (
        COLLECTIVES,
        tuple(
            _Part(f"exemplar_kind.{kind}", replace(_APPROVED, kind=kind.value))
            for kind in (ExemplarKind.TEAM, ExemplarKind.HOUSEHOLD)
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class ListSizes:
    """How many rows each section of a list has, by the key of its title."""

    plan: Plan
    on: date
    parts: tuple[tuple[str, int], ...]


def list_sizes(desk: Desk, *, kind: ListKind, on: date | None = None) -> ListSizes:
    """How long the list will be, without making it."""
    require(desk, Act.SEE_EXEMPLARS)
    if kind is ListKind.ACTIVITIES:
        return _activity_sizes(desk, on)
    _, parts = _OFFICIAL[kind]
    seen = [exemplar_list(desk, asked=part.asked, limit=0, on=on) for part in parts]
    totals = [each.page.total for each in seen]
    if any(part.by_field for part in parts):
        totals[1] -= totals[0]
    found = zip((part.title for part in parts), totals, strict=True)
    return ListSizes(seen[0].plan, seen[0].on, tuple(found))


def official_list(
    desk: Desk,
    *,
    kind: ListKind,
    words: Words,
    on: date | None = None,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[str, bytes]:
    """One of the Ministry's lists as known on the day, ready to be signed: (file name, bytes).

    Of exemplars those that are followed and approved. Raises Cancelled."""
    require(desk, Act.SEE_EXEMPLARS)
    if kind is ListKind.ACTIVITIES:
        return _activities(desk, words, on, progress, cancelled)
    form, parts = _OFFICIAL[kind]
    seen = [exemplar_list(desk, asked=part.asked, limit=0, on=on) for part in parts]
    known = _known(desk, seen[0], words)
    sections = (
        Section(
            words.say(part.title),
            (
                exemplar_line(one, form, known)
                for one in each_exemplar(desk, asked=part.asked, on=on)
                if not (part.by_field and one.comprehensive)
            ),
        )
        for part in parts
    )
    count = sum(each.page.total for each in seen)
    stamp = _stamp(desk, seen[0])
    made = _made(form, sections, stamp, count, words, progress, cancelled)
    return _noted(desk, f"list-{kind}", stamp, made)


def filtered_list(
    desk: Desk,
    *,
    asked: Asked,
    columns: Collection[str],
    words: Words,
    on: date | None = None,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[str, bytes]:
    """Exactly what the page Điển hình has filtered, in its order, with the columns named.

    `columns` are keys of `COLUMNS`, or the page's own; others are left out. Raises Cancelled."""
    seen = exemplar_list(desk, asked=asked, limit=0, on=on)
    known = _known(desk, seen, words)
    form = filtered({_ON_PAGES.get(key, key) for key in columns})
    lines = (
        exemplar_line(one, form, known) for one in each_exemplar(desk, asked=seen.asked, on=on)
    )
    stamp = replace(_stamp(desk, seen), filters=_told(seen, words))
    sections = [Section("", lines)]
    made = _made(form, sections, stamp, seen.page.total, words, progress, cancelled)
    return _noted(desk, "list-filtered", stamp, made)


def _activity_sizes(desk: Desk, on: date | None) -> ListSizes:
    past = on if on is not None and on < desk.today else None
    with desk.store.reading(as_known_on=past) as reading:
        plan, codes, day = reading.plan(), visible_codes(desk, reading), past or desk.today
        counted = (
            (
                f"activity_kind.{kind}",
                reading.activities(
                    ActivityFilter(codes=codes, until=day, kinds=(kind,)), limit=0
                ).total,
            )
            for kind in ActivityKind
        )
        return ListSizes(plan, day, tuple(counted))


def _activities(
    desk: Desk,
    words: Words,
    on: date | None,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> tuple[str, bytes]:
    seen = exemplar_list(desk, asked=Asked(), limit=0, on=on)
    known = Known(seen.plan, words, seen.names)
    with desk.store.reading(as_known_on=_past(seen)) as reading:
        codes = visible_codes(desk, reading)
        asked = ActivityFilter(codes=codes, until=seen.on)
        sections = (
            Section(
                words.say(f"activity_kind.{kind}"),
                _activity_lines(reading, replace(asked, kinds=(kind,)), known),
            )
            for kind in ActivityKind
        )
        count = reading.activities(asked, limit=0).total
        stamp = _stamp(desk, seen)
        made = _made(ACTIVITIES, sections, stamp, count, words, progress, cancelled)
    return _noted(desk, f"list-{ListKind.ACTIVITIES}", stamp, made)


def _activity_lines(reading: Reading, asked: ActivityFilter, known: Known) -> Iterator[Line]:
    offset = 0
    while rows := reading.activities(asked, offset=offset, limit=_AT_ONCE).rows:
        exemplars = reading.exemplars({one for row in rows for one in row.exemplars})
        yield from (activity_line(row, exemplars, known) for row in rows)
        offset += len(rows)


def _made(  # noqa: PLR0917 -- all that a workbook is made of, said once
    form: Form,
    sections: Collection[Section] | Iterator[Section],
    stamp: Stamp,
    count: int,
    words: Words,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> tuple[str, bytes]:
    name = list_name(form, stamp, words)
    with TemporaryDirectory() as folder:
        out = Path(folder) / name
        write_list(
            form,
            sections,
            out,
            stamp=stamp,
            count=count,
            words=words,
            progress=progress,
            cancelled=cancelled,
        )
        return name, out.read_bytes()


def _noted(desk: Desk, kind: str, stamp: Stamp, made: tuple[str, bytes]) -> tuple[str, bytes]:
    """The file, written down in the book of exports."""
    name, data = made
    version = stamp.plan_version
    note_export(
        desk, kind=kind, name=name, data=data, known_on=stamp.as_known_on, plan_version=version
    )
    return made


def _known(desk: Desk, seen: ExemplarList, words: Words) -> Known:
    """Names, awards and takers; few beside the exemplars, so kept while those stream by."""
    awards: defaultdict[str, list[Activity]] = defaultdict(list)
    takers: dict[str, tuple[int, int]] = {}
    with desk.store.reading(as_known_on=_past(seen)) as reading:
        asked = ActivityFilter(kinds=(ActivityKind.COMMENDATION,), until=seen.on)
        for activity in reversed(reading.activities(asked, limit=_EVERY).rows):
            for one in activity.exemplars:
                awards[one].append(activity)
        for row in reading.replications():
            count, alive = takers.get(row.exemplar, (0, 0))
            takers[row.exemplar] = (count + 1, alive + (row.alive is not False))
    return Known(seen.plan, words, seen.names, awards, takers)


def _past(seen: ExemplarList) -> date | None:
    return seen.on if seen.as_known else None


def _stamp(desk: Desk, seen: ExemplarList) -> Stamp:
    with desk.store.reading(as_known_on=_past(seen)) as reading:
        version = reading.plan_version()
    return Stamp(
        plan=seen.plan,
        plan_version=version.version if version else 1,
        as_known_on=seen.on,
        made_at=desk.now(),
    )


def _told(seen: ExemplarList, words: Words) -> str:
    """The filters in words: "Chỉ gồm: Cá nhân; Môi trường; Đã duyệt." """
    asked, known = seen.asked, Known(seen.plan, words, seen.names)
    phase = seen.plan.phase_by_code.get(asked.phase)
    told = [
        known.unit(asked.unit) if asked.unit else "",
        words.say(f"exemplar_kind.{asked.kind}") if asked.kind else "",
        known.scope([asked.field]) if asked.field else "",
        words.say(f"step.{asked.step}") if asked.step else "",
        words.say("lists.reached", step=words.say(f"step.{asked.reached}"))
        if asked.reached
        else "",
        words.say(f"registration.{asked.registration}") if asked.registration else "",
        words.say(f"standing.{asked.standing}") if asked.standing != Standing.FOLLOWED else "",
        words.named(phase) if phase else "",
        words.say("lists.found_in", year=str(asked.year)) if asked.year else "",
        words.say("lists.stalled") if asked.stalled else "",
        f"“{asked.text}”" if asked.text else "",
    ]
    if not any(told):
        return words.say("lists.all")
    return words.say("lists.filters", told="; ".join(filter(None, told)))
