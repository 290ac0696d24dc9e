"""What was understood of somebody's list, as the page shows it."""

from datetime import date
from typing import Any

from toolkit.actions.foreign_answers import Answers, ListPreview, OnHidden, OnLike, RowState
from toolkit.pages.exchange.meanings import Meanings
from toolkit.rules.list_columns import FIELDS
from toolkit.words import Words

MOST_ROWS = 60
_TONES = {
    RowState.NEW: ("accepted", "mdi-plus"),
    RowState.HERE: ("not_due", "mdi-minus"),
    RowState.LIKELY: ("returned", "mdi-help-circle-outline"),
    RowState.LEFT: ("not_due", "mdi-minus"),
    RowState.FAULTY: ("overdue", "mdi-alert"),
}
_FIRST = [RowState.FAULTY, RowState.LIKELY, RowState.NEW, RowState.LEFT, RowState.HERE]
_WORDS = {"hidden": tuple(OnHidden), "likely": tuple(OnLike)}


def columns_shown(seen: ListPreview, words: Words) -> list[dict[str, Any]]:
    """Each heading, the field that it is held to be, and what else it may be."""
    fields = [
        {"value": field, "title": words.say(f"foreign.field.{field}")}
        for field in FIELDS[seen.kind]
    ]
    nothing = {"value": "", "title": words.say("exchange.lists.left_out")}
    return [
        {
            "letter": one.letter,
            "heading": one.heading,
            "field": one.field,
            "why": words.say(one.reason) if one.reason else "",
            "sure": one.is_sure,
            "samples": ", ".join(one.samples),
            "choices": [nothing, *fields],
        }
        for one in seen.columns
    ]


def values_shown(seen: ListPreview, words: Words, meanings: Meanings) -> list[dict[str, Any]]:
    """Words that are held to mean a code and are not plainly its name; the doubtful ones first."""
    asked = [one for one in seen.values if not one.is_sure or one.reason != "matching.same"]
    asked.sort(key=lambda one: one.is_sure)
    return [
        {
            "field": one.field,
            "name": words.say(f"foreign.field.{one.field}"),
            "told": one.told,
            "meant": one.meant,
            "meant_name": meanings.name(one.field, one.meant) if one.meant else "",
            "why": words.say(one.reason) if one.reason else "",
            "sure": one.is_sure,
            "rows": one.rows,
            "choices": _choices(one, meanings),
        }
        for one in asked[:MOST_ROWS]
    ]


def _choices(one: Any, meanings: Meanings) -> list[dict[str, str]]:
    near = [
        {"value": each.meant, "title": meanings.name(one.field, each.meant)}
        for each in one.proposals
    ]
    known = {each["value"] for each in near}
    return [*near, *(each for each in meanings.choices(one.field) if each["value"] not in known)]


def questions_shown(
    seen: ListPreview, answers: Answers, words: Words, meanings: Meanings
) -> list[dict[str, Any]]:
    """What is asked once for the whole list, with what was answered."""
    return [
        {
            "what": one.what,
            "text": words.say(f"exchange.lists.ask.{one.what}", rows=one.rows),
            "needed": one.is_needed,
            "value": _answered(answers, one.what),
            "proposed": "" if _answered(answers, one.what) else one.proposal,
            "proposed_name": _proposed(one.what, one.proposal, words, meanings),
            "name": meanings.name(one.what, _answered(answers, one.what)),
            "choices": _answers_to(one.what, words, meanings),
        }
        for one in seen.questions
    ]


def _proposed(what: str, proposal: str, words: Words, meanings: Meanings) -> str:
    if what == "found_on" and proposal:
        return words.date(date.fromisoformat(proposal))
    return meanings.name(what, proposal)


def _answered(answers: Answers, what: str) -> str:
    value = getattr(answers, what)
    return value.isoformat() if hasattr(value, "isoformat") else str(value or "")


def _answers_to(what: str, words: Words, meanings: Meanings) -> list[dict[str, str]]:
    if what in _WORDS:
        return [
            {"value": each.value, "title": words.say(f"exchange.lists.{what}.{each}")}
            for each in _WORDS[what]
        ]
    return meanings.choices(what)


def rows_shown(seen: ListPreview, words: Words) -> list[dict[str, Any]]:
    """The rows that need a look, faulty ones first; of many the first."""
    rows = sorted(seen.rows, key=lambda row: (_FIRST.index(row.state), row.line))
    return [_row(row, words) for row in rows[:MOST_ROWS]]


def _row(row: Any, words: Words) -> dict[str, Any]:
    tone, icon = _TONES[row.state]
    told = [*words.problems(row.problems), *(words.blocker(each) for each in row.reasons)]
    return {
        "line": row.line,
        "name": row.name,
        "unit": row.unit,
        "chip": {"tone": tone, "icon": icon, "text": words.say(f"foreign.state.{row.state}")},
        "likely": row.state is RowState.LIKELY,
        "like": row.like,
        "told": told[:3],
        "notes": [words.blocker(each) for each in row.notes[:2]],
    }
