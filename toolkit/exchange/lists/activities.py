"""Columns of the list of activities, and what each kind of them tells."""

from collections.abc import Iterator, Mapping
from functools import singledispatch

from toolkit.domain.activity import (
    Activity,
    Commendation,
    Detail,
    Issue,
    MediaItem,
    Movement,
    Nurturing,
    Replication,
    Visit,
)
from toolkit.domain.exemplar import Exemplar
from toolkit.exchange.lists.exemplars import Known
from toolkit.exchange.lists.form import Column, Form, Line, Look

ACTIVITIES = Form(
    "lists.file.activities",
    "lists.title.activities",
    "lists.note.activities",
    (
        Column("days", 21, Look.MIDDLE),
        Column("title", 32, grows=1),
        Column("detail", 34, grows=1),
        Column("doer", 26, grows=0.5),
        Column("exemplars", 30, grows=1),
        Column("place", 20, grows=0.3),
        Column("people", 20, grows=0.3),
        Column("result", 30, grows=1),
        Column("papers", 22, grows=0.5),
    ),
    size=9,
)


def activity_line(one: Activity, exemplars: Mapping[str, Exemplar], known: Known) -> Line:
    """One activity as a line, with the exemplars that it was done for."""
    words = known.words
    days = words.date(one.on)
    if one.until and one.until != one.on:
        days = f"{days} – {words.date(one.until)}"
    mine = [exemplars[each] for each in one.exemplars if each in exemplars]
    papers = "; ".join(filter(None, map(known.proof, one.proofs)))
    named = "; ".join(f"{each.name} ({each.code})" for each in mine)
    detail = "; ".join(filter(None, _told(one.detail, known)))
    unit, kind = known.unit(one.unit), words.say(f"activity_kind.{one.kind}")
    cells = (days, one.title, detail, unit, named, one.place, one.people, one.result, papers)
    codes = ", ".join(each.code for each in mine)
    return Line(cells, (codes, one.title, one.unit, kind, papers, one.id, one.version))


@singledispatch
def _told(detail: Detail, _known: Known) -> Iterator[str]:
    """What the detail of an activity says, in parts."""
    raise TypeError(detail)


@_told.register
def _(detail: Nurturing, known: Known) -> Iterator[str]:
    yield known.words.say(f"means.{detail.means}")


@_told.register
def _(detail: Replication, known: Known) -> Iterator[str]:
    yield known.words.say("lists.taken_by", unit=known.unit(detail.taker))
    yield detail.adapted
    yield detail.figures


@_told.register
def _(detail: MediaItem, known: Known) -> Iterator[str]:
    yield f"{detail.outlet} ({known.words.say(f'medium.{detail.medium}')})"
    yield detail.link


@_told.register
def _(detail: Visit, known: Known) -> Iterator[str]:
    yield known.words.say("lists.guests", count=sum(detail.guests.values()))
    for code, count in detail.guests.items():
        yield f"{known.unit(code)}: {known.words.number(count)}"
    yield detail.lessons


@_told.register
def _(detail: Movement, _known: Known) -> Iterator[str]:
    yield detail.scope
    yield detail.aim
    yield detail.closing


@_told.register
def _(detail: Commendation, known: Known) -> Iterator[str]:
    yield known.words.say(f"award.{detail.award}")
    yield known.words.say(f"award_type.{detail.type}")
    yield detail.reason


@_told.register
def _(detail: Issue, known: Known) -> Iterator[str]:
    yield known.words.say(f"severity.{detail.severity}")
    if detail.adjustment:
        yield known.words.say("lists.adjusted", text=detail.adjustment)
