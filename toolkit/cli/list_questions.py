"""What is asked of the person who takes somebody's list in, question by question."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.common import Day
from toolkit.cli.frame import say, words

if TYPE_CHECKING:
    from toolkit.actions.foreign_answers import (
        Answers,
        ColumnSeen,
        ListPreview,
        Question,
        ValueSeen,
    )

AWARD_TYPES = ("merit", "sudden", "movement", "devotion", "seniority", "foreign")
HIDDEN, LIKELY = ("take", "leave"), ("skip", "add")
_NOTHING, NAME = "-", "name"
_KINDS: Mapping[str, click.ParamType[Any]] = {
    "found_on": Day(),
    "award_type": click.Choice(AWARD_TYPES),
    "hidden": click.Choice(HIDDEN),
    "likely": click.Choice(LIKELY),
}
"""How answers are read that are no code; what can't be read is asked again."""


def ask(seen: "ListPreview", answers: "Answers", asked_before: set[str]) -> "Answers":
    """The answers with one more round of them; the same where nothing is left to ask.

    Columns come first, for what they hold decides what else must be asked. Questions that may stay
    without an answer are asked once."""
    if seen.columns and all(each.field != NAME for each in seen.columns):
        return _named(seen, answers)
    if seen.doubtful:
        said = {each.heading: _column(each) for each in seen.doubtful}
        return replace(answers, columns={**answers.columns, **said})
    if seen.undecided:
        told = {(each.field, each.told): _value(each) for each in seen.undecided}
        return replace(answers, values={**answers.values, **told})
    asked: dict[str, Any] = {}
    for each in seen.questions:
        if each.is_needed or each.what not in asked_before:
            asked[each.what] = _question(each)
    asked_before.update(asked)
    return replace(answers, **{what: value for what, value in asked.items() if value})


def _named(seen: "ListPreview", answers: "Answers") -> "Answers":
    """The answers with the column of names, told by its letter; without it there is no list."""
    headings = {each.letter: each.heading for each in seen.columns}
    letter = click.prompt(say("cli.list.ask_name"), type=click.Choice([*headings, _NOTHING]))
    if letter == _NOTHING:
        return answers
    return replace(answers, columns={**answers.columns, headings[letter]: NAME})


def _column(each: "ColumnSeen") -> str:
    likely = [field for field in (each.field, *each.others) if field]
    shown = [say(f"foreign.field.{field}") for field in likely]
    samples = ", ".join(each.samples) or "–"
    told = {"heading": each.heading, "samples": samples, "choices": _listed(shown)}
    return _chosen(say("cli.list.ask_column", **told), likely)


def _value(each: "ValueSeen") -> str:
    likely = [proposal.meant for proposal in each.proposals]
    told = {"field": say(f"foreign.field.{each.field}"), "told": each.told}
    return _chosen(say("cli.list.ask_value", **told, choices=_listed(likely)), likely)


def _listed(choices: Sequence[str]) -> str:
    return ", ".join(f"{place}. {name}" for place, name in enumerate(choices, start=1)) or "–"


def _chosen(question: str, likely: Sequence[str]) -> str:
    """One of the list by its number, a code as typed, or nothing."""
    typed = click.prompt(question, default="1" if likely else _NOTHING).strip()
    if typed == _NOTHING:
        return ""
    is_place = typed.isdecimal() and 1 <= int(typed) <= len(likely)
    return likely[int(typed) - 1] if is_place else typed


def _question(each: "Question") -> str | date:
    kind = _KINDS.get(each.what)
    typed = click.prompt(
        say(f"foreign.ask.{each.what}", rows=each.rows), default=_default(each), type=kind
    )
    return typed.strip() if isinstance(typed, str) else typed


def _default(each: "Question") -> str | None:
    """What Enter answers; nothing where an answer is needed and the list proposes none."""
    if each.what == "found_on" and each.proposal:
        return words().date(date.fromisoformat(each.proposal))
    return each.proposal or (None if each.is_needed else "")
