"""The plan's parts as text, ready to be laid out."""

from datetime import date
from typing import Any

from toolkit.actions.views import PlanView
from toolkit.actions.views.plan import TaskLine
from toolkit.domain.plan import Indicator, Milestone, Plan, Task
from toolkit.domain.source import Source
from toolkit.pages.plan.scale import Scale, bar
from toolkit.rules.periods import Period
from toolkit.words import Words

_FEW = 3


def phase_records(view: PlanView, scale: Scale, words: Words) -> list[dict[str, Any]]:
    """Phases, each with its days, its band on the chart and its tasks."""
    return [
        {
            "code": phase.code,
            "name": words.named(phase),
            "days": f"{words.date(phase.starts)} – {words.date(phase.ends)}",
            **scale.span(phase.starts, phase.ends),
            "tasks": [
                task_record(line, view, scale, words)
                for line in view.lines
                if line.task.phase == phase.code
            ],
        }
        for phase in view.plan.phases
    ]


def task_record(line: TaskLine, view: PlanView, scale: Scale, words: Words) -> dict[str, Any]:
    """A task with its bar, its due days, what it asks for, and how it stands."""
    task, tally = line.task, line.tally
    first, last = bar(view.plan, task, line.periods)
    return {
        "code": task.code,
        "name": words.named(task),
        "short": words.named(task, "short"),
        **scale.span(first, last),
        "days": f"{words.date(first)} – {words.date(last)}",
        "frequency": words.say(f"frequency.{task.frequency}"),
        "who": who_must(view.plan, task, words),
        "dues": [_due(period, view.on, scale, words) for period in line.periods],
        "asks": asked(task, words),
        "numbers": [_number(words.named(each), words, each.required) for each in task.numbers],
        "after": ", ".join(task.after),
        "official": task.source is Source.OFFICIAL,
        "note": task.note,
        "rate": words.percent(tally.rate) if tally.expected else "",
        "share": round(tally.rate * 100, 1) if tally.rate is not None else None,
        "told": words.say("plan.told", actual=tally.actual, expected=tally.expected),
        "of": f"{words.number(tally.actual)}/{words.number(tally.expected)}",
        "missing": tally.missing,
    }


def _due(period: Period, on: date, scale: Scale, words: Words) -> dict[str, Any]:
    return {
        "at": scale.at(period.due),
        "day": words.date(period.due),
        "period": words.period(period.code),
        "past": period.due < on,
    }


def _number(name: str, words: Words, required: bool) -> str:  # noqa: FBT001 -- says what it is
    return name if required else words.say("plan.optional_number", name=name)


def who_must(plan: Plan, task: Task, words: Words) -> str:
    """Kinds of units that must do the task; by those left out where these are few."""
    kinds = {kind.code: words.named(kind) for kind in plan.kinds if kind.takes_part}
    left_out = [name for code, name in kinds.items() if task.who and code not in task.who]
    if not left_out:
        return words.say("plan.every_kind")
    named = [kinds.get(code, code) for code in task.who]
    if len(left_out) <= _FEW < len(named):
        return words.say("plan.all_but", kinds=", ".join(left_out))
    return ", ".join(named)


def asked(task: Task, words: Words) -> list[str]:
    """What a report must carry besides its numbers."""
    evidence = task.evidence
    wanted = (
        (evidence.text, "plan.asks.text"),
        (evidence.paper, "plan.asks.paper"),
        (evidence.attachment, "plan.asks.attachment"),
    )
    return [words.say(key) for needed, key in wanted if needed]


def milestone_record(
    number: int, milestone: Milestone, on: date, scale: Scale, words: Words
) -> dict[str, Any]:
    return {
        "number": number,
        "at": scale.at(milestone.on),
        "day": words.date(milestone.on),
        "name": words.named(milestone),
        "official": milestone.source is Source.OFFICIAL,
        "past": milestone.on <= on,
    }


def indicator_record(indicator: Indicator, actual: float, words: Words) -> dict[str, Any]:
    """A figure followed through a phase; the share is of its target, and absent without one."""
    target = indicator.target
    share = actual / target if target else None
    return {
        "code": indicator.code,
        "phase": indicator.phase,
        "name": words.named(indicator),
        "task": indicator.task,
        "actual": words.number(actual),
        "target": words.number(target) if target is not None else "–",
        "rate": words.percent(share),
        "share": min(round(share * 100, 1), 100) if share is not None else None,
        "official": indicator.source is Source.OFFICIAL,
    }
