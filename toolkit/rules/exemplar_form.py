"""An exemplar as somebody typed it, field by field, and everything that is wrong with that."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from toolkit.domain.blocker import Blocker
from toolkit.domain.changing import changed
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Sex, Step, StepTaken
from toolkit.domain.plan import Plan
from toolkit.rules.checks import MOST_WORDS
from toolkit.rules.fields import Fields
from toolkit.rules.lifeline import plan_day_blockers

MOST_NAME = 200
MOST_TEXT = 4000
_OLDEST_BIRTH = 1900
_YOUNGEST = 6
"""Years: even an outstanding child goes to school."""


# Thousands of rows of one list are read upon the same few.
@lru_cache(maxsize=500)
def new_exemplar(kind: ExemplarKind, unit: str, today: date) -> Exemplar:
    """An empty exemplar that a form is read upon."""
    return Exemplar(kind=kind, name="", unit=unit, discovered_on=today)


def read_exemplar(
    form: Mapping[str, object], before: Exemplar, *, plan: Plan, today: date
) -> tuple[Exemplar, tuple[Blocker, ...]]:
    """What the form makes of the exemplar, and why it can't be saved, each beside its field.

    Fields are those of `CONTENT` save unit and proofs, with `birth` ("15/10/1975" or "1975") for
    the two of birth. A field that is missing keeps its value; fields of other kinds are ignored."""
    fields = Fields(form)
    told = {**_common(fields, before, plan), **_BY_KIND[before.kind](fields, before)}
    read = changed(before, **told)
    read = found_on(read, read.discovered_on) if read.steps else read
    _judge(fields, read, plan, today)
    return read, tuple(fields.blockers)


def _common(fields: Fields, before: Exemplar, plan: Plan) -> dict[str, Any]:
    comprehensive = fields.yes("comprehensive", before=before.comprehensive)
    chosen = fields.choices("fields", tuple(plan.field_by_code), before.fields)
    found = fields.day("discovered_on", before.discovered_on, required="blocker.lacks.day")
    return {
        "name": fields.line("name", before.name, MOST_NAME, required="blocker.lacks.name"),
        "discovered_on": found or before.discovered_on,
        "comprehensive": comprehensive,
        "fields": () if comprehensive else chosen,
        "movement": fields.line("movement", before.movement, MOST_WORDS),
        "summary": fields.text("summary", before.summary, MOST_TEXT),
        "contact": fields.line("contact", before.contact, MOST_WORDS),
    }


def found_on(exemplar: Exemplar, day: date) -> Exemplar:
    """The exemplar with its first step on the day it was found."""
    steps = tuple(
        replace(each, on=day) if each.step is Step.DISCOVERED else each for each in exemplar.steps
    )
    return replace(exemplar, steps=steps)


def _person(fields: Fields, before: Exemplar) -> dict[str, Any]:
    day, year = fields.birth("birth", (before.birth_date, before.birth_year))
    return {
        "birth_date": day,
        "birth_year": year,
        "sex": fields.choice("sex", Sex, before.sex),
        "post": fields.line("post", before.post, MOST_WORDS),
        "workplace": fields.line("workplace", before.workplace, MOST_WORDS),
    }


def _team(fields: Fields, before: Exemplar) -> dict[str, Any]:
    size = fields.figure("size", before.size, whole=True)
    return {
        "head": fields.line("head", before.head, MOST_NAME),
        "size": None if size is None else int(size),
    }


def _household(fields: Fields, before: Exemplar) -> dict[str, Any]:
    return {**_team(fields, before), "place": fields.line("place", before.place, MOST_WORDS)}


def _model(fields: Fields, before: Exemplar) -> dict[str, Any]:
    return {
        "novelty": fields.text("novelty", before.novelty, MOST_TEXT),
        "place": fields.line("place", before.place, MOST_WORDS),
        "cost": fields.figure("cost", before.cost),
        "benefit": fields.figure("benefit", before.benefit),
        "figures": fields.text("figures", before.figures, MOST_TEXT),
    }


_BY_KIND = {
    ExemplarKind.PERSON: _person,
    ExemplarKind.TEAM: _team,
    ExemplarKind.HOUSEHOLD: _household,
    ExemplarKind.MODEL: _model,
}


def _judge(fields: Fields, read: Exemplar, plan: Plan, today: date) -> None:
    unread = {fault.field for fault in fields.blockers}
    if "discovered_on" not in unread:
        fields.blockers += plan_day_blockers(read.discovered_on, "discovered_on", today, plan)
        _judge_discovery(fields, read, plan)
    if read.birth_year is not None and "birth" not in unread:
        _judge_birth(fields, read, today)


def _judge_discovery(fields: Fields, read: Exemplar, plan: Plan) -> None:
    if read.discovered_on < plan.starts:
        values = {"on": read.discovered_on, "starts": plan.starts}
        fields.note("blocker.before_plan", "discovered_on", **values)
    later = _first_later(read.steps)
    if later and later < read.discovered_on:
        values = {"on": read.discovered_on, "step_on": later}
        fields.note("blocker.discovered_after_step", "discovered_on", **values)


def _first_later(steps: tuple[StepTaken, ...]) -> date | None:
    return min((each.on for each in steps if each.step is not Step.DISCOVERED), default=None)


def _judge_birth(fields: Fields, read: Exemplar, today: date) -> None:
    year = read.birth_year or 0
    day = read.birth_date
    if year > today.year or (day and day > today):
        fields.note("blocker.birth_in_future", "birth")
    elif year < _OLDEST_BIRTH:
        fields.note("blocker.birth_too_old", "birth", year=str(year))
    elif year > read.discovered_on.year - _YOUNGEST:
        fields.note("blocker.birth_too_young", "birth", year=str(year))
