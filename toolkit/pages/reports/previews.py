"""What each report is made of, in a few lines, before anybody makes it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from toolkit.actions.desk import Desk
from toolkit.actions.exemplar_lists import ListKind, list_sizes
from toolkit.actions.summaries import summary_figures
from toolkit.actions.views.summary import summary_1, summary_2
from toolkit.domain.exemplar import ExemplarKind, Step
from toolkit.domain.plan import Plan
from toolkit.exchange.word import ReportKind
from toolkit.pages.reports.kinds import lines_of
from toolkit.pages.reports.others import (
    LETTERS,
    OTHERS,
    STATISTICS,
    TABLES,
    letters_told,
    tables_told,
)
from toolkit.rules.funnel import added
from toolkit.rules.permissions import Act, may
from toolkit.rules.timeliness import Tally
from toolkit.words import Words

PROGRESS, FUNNEL = "progress", "funnel"
SUMMARIES = {PROGRESS: 1, FUNNEL: 2, "deeds": 3, "awards": 4, "honours": 5, "overall": 6}
"""Views of summaries → their number."""
PAPERS = {"interim": ReportKind.INTERIM, "final": ReportKind.FINAL}
VIEWS = (*SUMMARIES, *ListKind, *PAPERS, *OTHERS)
_MEASURES = ("units", "expected", "on_time", "late", "missing", "rate")


@dataclass(frozen=True, slots=True)
class Preview:
    """Columns as (key, label), the first of them a row's name; rows by key, the total last."""

    plan: Plan
    on: date
    columns: list[list[str]]
    rows: list[dict[str, str]]


def views_for(desk: Desk) -> list[str]:
    """The reports that the user may make."""
    return [view for group in groups_for(desk).values() for view in group]


def groups_for(desk: Desk) -> dict[str, list[str]]:
    """The same by what they are: summaries, lists, papers, everything as tables."""
    may_all = not may(desk.user, Act.SUMMARISE)
    lists = [] if may(desk.user, Act.SEE_EXEMPLARS) else list(ListKind)
    groups: dict[str, list[str]] = {
        "summaries": [*SUMMARIES, STATISTICS] if may_all else [],
        "lists": [each.value for each in lists],
        "papers": [*PAPERS, LETTERS] if may_all else [],
        "tables": list(TABLES) if may_all else [],
    }
    return {name: views for name, views in groups.items() if views}


def preview(desk: Desk, view: str, on: date, words: Words) -> Preview:
    """The figures of a report as known at the end of the day."""
    if view == PROGRESS:
        return _progress(desk, on, words)
    if view == FUNNEL:
        return _funnel(desk, on, words)
    if view in SUMMARIES or view in PAPERS or view == STATISTICS:
        return _by_kind(desk, view, on, words)
    if view in OTHERS:
        return _other(desk, view, on, words)
    return _list(desk, ListKind(view), on, words)


def _progress(desk: Desk, on: date, words: Words) -> Preview:
    figures = summary_1(desk, on=on)
    lines = [(words.named(kind.kind), len(kind.units), kind.tally()) for kind in figures.kinds]
    total = sum((tally for _, _, tally in lines), Tally())
    units = sum(count for _, count, _ in lines)
    lines.append((words.say("reports.total"), units, total))
    labels = [[each, words.say(f"reports.col.{each}")] for each in _MEASURES]
    columns = [["name", words.say("reports.kind")], *labels]
    rows = [_tally_row(*line, words=words) for line in lines]
    return Preview(figures.plan, figures.as_known_on, columns, rows)


def _tally_row(name: str, units: int, tally: Tally, *, words: Words) -> dict[str, str]:
    number = words.number
    return {
        "name": name,
        "units": number(units),
        "expected": number(tally.expected),
        "on_time": number(tally.on_time),
        "late": number(tally.late),
        "missing": number(tally.missing),
        "rate": words.percent(tally.rate),
    }


def _funnel(desk: Desk, on: date, words: Words) -> Preview:
    figures = summary_2(desk, on=on)
    facts = tuple(figures.facts)
    lines = [
        (words.say(f"exemplar_kind.{kind}"), added(facts, kind=kind))
        for kind in ExemplarKind
        if kind in figures.plan.exemplars.kinds or any(added(facts, kind=kind))
    ]
    lines.append((words.say("reports.total"), added(facts)))
    labels = [[str(step), words.say(f"step.{step}")] for step in Step]
    rows = [
        {"name": name}
        | {str(step): words.number(count) for step, count in zip(Step, counts, strict=True)}
        for name, counts in lines
    ]
    columns = [["name", words.say("reports.exemplar_kind")], *labels]
    return Preview(figures.plan, figures.as_known_on, columns, rows)


def _by_kind(desk: Desk, view: str, on: date, words: Words) -> Preview:
    """Kinds of units; the Word reports and the prescribed form tell of what summary 6 does."""
    shown = view if view in SUMMARIES else "overall"
    figures = summary_figures(desk, kind=SUMMARIES[shown], on=on)
    keys, lines = lines_of(shown, figures, words)
    columns = [["name", words.say("reports.kind")], ["units", words.say("reports.col.units")]]
    columns += [[key, words.say(_heading(shown, key))] for key in keys]
    rows = [
        {"name": line.name, "units": words.number(line.units)}
        | {key: _number(key, each, words) for key, each in zip(keys, line.numbers, strict=True)}
        for line in lines
    ]
    return Preview(figures.plan, figures.as_known_on, columns, rows)


def _heading(view: str, key: str) -> str:
    if view == "honours" and key != "honoured":
        return f"exemplar_kind.{key}"
    return f"reports.col.{key}"


def _number(key: str, value: float | None, words: Words) -> str:
    return words.percent(value) if key == "rate" else words.number(value or 0)


def _other(desk: Desk, view: str, on: date, words: Words) -> Preview:
    columns, rows = letters_told(desk, words) if view == LETTERS else tables_told(desk, on, words)
    with desk.store.reading() as reading:
        return Preview(reading.plan(), on, columns, rows)


def _list(desk: Desk, kind: ListKind, on: date, words: Words) -> Preview:
    sizes = list_sizes(desk, kind=kind, on=on)
    rows: list[dict[str, Any]] = [
        {"name": words.say(key), "count": words.number(count)} for key, count in sizes.parts
    ]
    total = sum(count for _, count in sizes.parts)
    rows.append({"name": words.say("reports.total"), "count": words.number(total)})
    columns = [["name", words.say("reports.section")], ["count", words.say("reports.rows")]]
    return Preview(sizes.plan, sizes.on, columns, rows)
