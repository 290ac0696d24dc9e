"""One unit's dossier in a round of units, ready to read: marks of three, criteria, evidence."""

from collections.abc import Callable, Mapping
from typing import Any

from toolkit.actions.reviews.evidence_rows import EvidenceRow, EvidenceRows
from toolkit.actions.reviews.unit_round import UnitRound
from toolkit.actions.reviews.unit_scores import Marks, UnitDossier, UnitLine
from toolkit.domain.review import Scorer
from toolkit.pages.address import address
from toolkit.pages.reviews.naming import named, reasons
from toolkit.pages.reviews.sheets import total_text
from toolkit.rules.evidence import Evidence
from toolkit.words import Words

Drawn = dict[str, Any]
_TONES = {
    "on_time": ("accepted", "mdi-check"),
    "late": ("due_soon", "mdi-clock-outline"),
    "missing": ("overdue", "mdi-alert"),
    "alive": ("accepted", "mdi-check"),
    "ended": ("returned", "mdi-close"),
    "unknown": ("not_due", "mdi-help-circle-outline"),
}


def drawn_dossier(seen: UnitDossier, words: Words) -> Drawn:
    """The dossier: lines with one cell a scorer, in the order of the marks."""
    scorers = [marks.scorer for marks in seen.marks]
    writes = {marks.scorer for marks in seen.marks if not marks.blockers}
    return {
        "id": seen.dossier.id,
        "label": named(seen.label, words),
        "bloc": bloc_text(seen.of, seen.bloc, words),
        "day": words.say("unit_review.figures_on", day=seen.on),
        "marks": [_marks(marks, seen, words) for marks in seen.marks],
        "writes": bool(writes),
        "lines": [_line(line, seen, scorers, writes, words) for line in seen.lines],
    }


def bloc_text(of: UnitRound, code: str, words: Words) -> str:
    """A bloc's name in the page's language."""
    return next((words.named(each) for each in of.held.plan.blocs if each.code == code), code)


def drawn_rows(
    criterion: str, found: EvidenceRows, name: Callable[[str], str], words: Words
) -> Drawn:
    """The rows behind one figure; `name` tells a unit by its code."""
    cut = found.total > len(found.rows)
    return {
        "criterion": criterion,
        "rows": [_row(row, name, words) for row in found.rows],
        "told": words.say("unit_review.rows_cut", shown=len(found.rows), total=found.total)
        if cut
        else words.say("unit_review.rows", count=found.total),
        "href": _href(found.evidence.link),
    }


def _marks(marks: Marks, seen: UnitDossier, words: Words) -> Drawn:
    of = len(seen.lines)
    return {
        "scorer": marks.scorer.value,
        "title": words.say(f"unit_review.scorer.{marks.scorer}"),
        "who": _who(marks, seen, words),
        "total": "" if marks.total is None else total_text(marks.total, words),
        "state": _state(marks, seen, of, words),
        "hidden": marks.hidden,
        "version": marks.version,
        "remark": marks.remark,
        "writes": not marks.blockers,
        "why": reasons(marks.blockers, words),
    }


def _who(marks: Marks, seen: UnitDossier, words: Words) -> str:
    if marks.who is None:
        return words.say("unit_review.nobody_checks")
    return seen.of.name(marks.who) if marks.who else words.say("unit_review.the_ministry")


def _state(marks: Marks, seen: UnitDossier, of: int, words: Words) -> str:
    """What is missing before it has a total."""
    if marks.total is not None:
        return ""
    if marks.given < of or marks.hidden:
        return words.say("unit_review.given", given=marks.given, of=of)
    left = sum(
        not line.apart[marks.scorer].explained for line in seen.lines if marks.scorer in line.apart
    )
    return words.say("unit_review.to_explain", count=left)


def _line(
    line: UnitLine, seen: UnitDossier, scorers: list[Scorer], writes: set[Scorer], words: Words
) -> Drawn:
    one = line.criterion
    return {
        "code": one.code,
        "name": words.named(one),
        "most": one.most,
        "step": seen.of.held.review.step,
        "scale": words.say("unit_review.scale", most=one.most),
        "weight": words.say("unit_review.weight", weight=one.weight),
        "guidance": words.named(one, "guidance"),
        "evidence": _evidence(line.evidence, words),
        "by_figure": ""
        if line.by_figure is None
        else words.say("unit_review.by_figure", score=line.by_figure),
        "cells": [_cell(line, scorer, words, writes=scorer in writes) for scorer in scorers],
    }


def _cell(line: UnitLine, scorer: Scorer, words: Words, *, writes: bool) -> Drawn:
    far = line.apart.get(scorer)
    return {
        "scorer": scorer.value,
        "score": line.scores.get(scorer),
        "note": line.notes.get(scorer, ""),
        "writes": writes,
        "apart": ""
        if far is None
        else words.say(
            "unit_review.higher" if far.more > 0 else "unit_review.lower", by=abs(far.more)
        ),
        "explained": far is None or far.explained,
    }


def _evidence(found: Evidence | None, words: Words) -> Drawn:
    if found is None:
        return {}
    return {"text": words.say(found.key, **found.values), "href": _href(found.link)}


def _href(link: Mapping[str, str]) -> str:
    told = dict(link)
    return address(told.pop("page"), **told) if "page" in told else ""


def _row(row: EvidenceRow, unit: Callable[[str], str], words: Words) -> Drawn:
    name = row.name
    if row.task:
        name = f"{row.task.code} {words.named(row.task)} · {words.period(row.period)}"
    tone, icon = _TONES.get(row.state, ("sent", "mdi-circle-medium"))
    return {
        "day": words.date(row.on),
        "name": name,
        "chip": {"tone": tone, "icon": icon, "text": words.say(f"unit_review.is.{row.state}")}
        if row.state
        else {},
        "by": unit(row.by) if row.by else "",
        "href": _href(row.link),
    }
