"""The overview's figures as its template draws them: written numbers, shares 0–100, addresses."""

from datetime import date
from typing import Any

from toolkit.actions.views import Overview, PhaseProgress
from toolkit.actions.views.frame import Names
from toolkit.domain.plan import Indicator, Label, Plan
from toolkit.domain.zone import VIETNAM
from toolkit.pages.address import address
from toolkit.rules.timeliness import Tally
from toolkit.store import ChangeRow, LateUnit
from toolkit.words import Words

Drawn = dict[str, Any]
_COUNTED = (
    *("send", "accept", "return", "withdraw", "waive", "extend"),
    *("discover", "approve", "send_back", "honour"),
)


def cards(seen: Overview, words: Words) -> list[Drawn]:
    """The four big numbers: due, reported, on time, missing; each opens the rows behind it."""
    total, say = seen.total, words.say
    late = "overview.card.missing_means" if seen.whole else "overview.card.missing_own"
    return [
        {
            "tone": tone,
            "icon": icon,
            "value": words.number(value),
            "label": say(f"overview.card.{name}"),
            "meaning": meaning,
            "fill": _percent(value, total.expected),
            "href": address("units", late=name == "missing", on=_known(seen)),
        }
        for name, tone, icon, value, meaning in (
            (
                "expected",
                "plain",
                "mdi-calendar-check-outline",
                total.expected,
                say("overview.card.expected_means", units=seen.units),
            ),
            (
                "actual",
                "accent",
                "mdi-file-check-outline",
                total.actual,
                say("overview.card.actual_means", share=words.percent(total.rate)),
            ),
            (
                "on_time",
                "good",
                "mdi-clock-check-outline",
                total.on_time,
                say("overview.card.on_time_means", share=words.percent(total.on_time_rate)),
            ),
            ("missing", "bad", "mdi-alert", total.missing, say(late, units=seen.late_units)),
        )
    ]


def also(seen: Overview, words: Words, *, works: bool) -> list[Drawn]:
    """What else is on the way: waiting for a decision, returned, soon due."""
    on = _known(seen)
    to_work = address("work") if works and on is None else address("units", on=on)
    return [
        {"tone": tone, "icon": icon, "text": words.say(f"overview.also.{name}", count=count)}
        | {"href": href}
        for name, tone, icon, count, href in (
            ("waiting", "sent", "mdi-send", seen.waiting, to_work),
            ("returned", "returned", "mdi-undo-variant", seen.returned, address("units", on=on)),
            ("due_soon", "due_soon", "mdi-clock-outline", seen.due_soon, address("units", on=on)),
        )
        if count
    ]


def phases(seen: Overview, words: Words) -> list[Drawn]:
    """Each phase as a band on the plan's timeline, with time gone by against reports in."""
    return [_phase(seen, each, words) for each in seen.phases]


def _phase(seen: Overview, progress: PhaseProgress, words: Words) -> Drawn:
    phase, tally = progress.phase, progress.tally
    begins = _place(seen.plan, phase.starts)
    return {
        "name": words.named(phase),
        "dates": words.say("overview.phase.dates", starts=phase.starts, ends=phase.ends),
        "left": begins,
        "width": round(_place(seen.plan, phase.ends) - begins, 2),
        "gone": round(progress.elapsed * 100, 1),
        "time": _time(seen, progress, words),
        "rate": words.percent(tally.rate),
        "told": words.say("overview.phase.told", actual=tally.actual, expected=tally.expected)
        if tally.expected
        else words.say("overview.phase.none"),
        "bar": _bar(tally),
        "href": address("units", phase=phase.code, on=_known(seen)),
        "now": 0 < progress.elapsed < 1,
    }


def _time(seen: Overview, progress: PhaseProgress, words: Words) -> str:
    if progress.elapsed >= 1:
        return words.say("overview.phase.over")
    if progress.elapsed <= 0:
        return words.say("overview.phase.ahead", days=(progress.phase.starts - seen.on).days)
    share = words.percent(progress.elapsed)
    return words.say("overview.phase.gone", share=share, days=progress.days_left)


def line(seen: Overview, words: Words) -> Drawn:
    """The timeline: years, milestones, the line of the day spoken of, milestones around it."""
    plan = seen.plan
    marks = [
        {"at": _place(plan, mark.on), "day": words.date(mark.on), "name": words.named(mark)}
        | {"past": mark.on <= seen.on}
        for mark in sorted(plan.milestones, key=lambda mark: mark.on)
    ]
    years = range(plan.starts.year, plan.ends.year + 1)
    return {
        "years": [
            {"at": _place(plan, max(date(year, 1, 1), plan.starts)), "name": str(year)}
            for year in years
            if year == plan.ends.year or plan.starts < date(year, 10, 1)
        ],
        "marks": marks,
        "today": {"at": _place(plan, seen.on), "day": words.date(seen.on)},
        "last": next((mark for mark in reversed(marks) if mark["past"]), None),
        "next": next((mark for mark in marks if not mark["past"]), None),
    }


def late(seen: Overview, words: Words) -> Drawn:
    """Units with missing reports, longest first, and how many there are in all."""
    longest = max((unit.days for unit in seen.late), default=1)
    return {
        "rows": [_late(unit, longest, _known(seen), words) for unit in seen.late],
        "more": words.say("overview.late.all", count=seen.late_units)
        if seen.late_units > len(seen.late)
        else "",
        "href": address("units", late=True, on=_known(seen)),
    }


def _late(unit: LateUnit, longest: int, on: date | None, words: Words) -> Drawn:
    return {
        "name": unit.name,
        "count": words.number(unit.count),
        "days": words.number(unit.days),
        "since": words.say("overview.late.since", day=unit.oldest_deadline),
        "fill": _percent(unit.days, longest),
        "href": address("units", unit=unit.unit, on=on),
    }


def groups(seen: Overview, words: Words) -> dict[str, list[Drawn]]:
    """Expected, reported and on time by kind of unit and by bloc."""
    return {
        "kind": [_group(label, tally, words) for label, tally in seen.by_kind],
        "bloc": [_group(label, tally, words) for label, tally in seen.by_bloc],
    }


def _group(label: Label, tally: Tally, words: Words) -> Drawn:
    return {
        "code": label.code,
        "name": words.named(label),
        "of": f"{words.number(tally.actual)}/{words.number(tally.expected)}",
        "rate": words.percent(tally.rate),
        "bar": _bar(tally),
    }


def changes(seen: Overview, words: Words, names: Names) -> Drawn:
    """What was recorded in the week up to the day: counts, then the newest."""
    counts = [
        words.say("overview.change.count", action=words.say(f"action.{name}"), count=count)
        for name in _COUNTED
        if (count := seen.change_counts.get(name, 0))
    ]
    return {
        "counts": counts,
        "rows": [_change(row, seen.plan, words, names) for row in seen.changes],
    }


def _change(row: ChangeRow, plan: Plan, words: Words, names: Names) -> Drawn:
    task = plan.task_by_code.get(row.task)
    moment = row.at.astimezone(VIETNAM)
    return {
        "at": f"{moment:%d/%m}",
        "time": f"{moment:%H:%M}",
        "what": words.say(f"action.{row.action}") if words.has(f"action.{row.action}") else "",
        "unit": names.units.get(row.unit, row.unit),
        "task": words.named(task, "short") if task else row.name,
        "by": names.people.get(row.by, row.by),
        "why": row.reason,
        "href": _link(row),
    }


def _link(row: ChangeRow) -> str:
    if row.code:
        return address("exemplar", code=row.code)
    return address("units", unit=row.unit) if row.unit else ""


def indicators(seen: Overview, words: Words) -> list[Drawn]:
    """Each indicator of the plan with its sum over standing reports and its target."""
    return [
        _indicator(each, seen.indicators.get(each.code, 0), words) for each in seen.plan.indicators
    ]


def _indicator(indicator: Indicator, total: float, words: Words) -> Drawn:
    target = indicator.target
    return {
        "name": words.named(indicator),
        "phase": indicator.phase,
        "total": words.number(total),
        "target": words.number(target) if target else "–",
        "share": words.percent(total / target) if target else "",
        "fill": min(_percent(total, target), 100) if target else 0,
    }


def review_chip(drawn: list[Drawn], words: Words) -> list[Drawn]:
    """One chip for the round that is furthest on its way; those not open yet wait below."""
    running = [each for each in drawn if each["state"] in ("scoring", "scored")]
    return [
        {
            "tone": each["chip"]["tone"],
            "icon": each["chip"]["icon"],
            "text": words.say(f"reviews.chip.{each['state']}"),
            "href": each["href"],
        }
        for each in running[:1]
    ]


def _known(seen: Overview) -> date | None:
    return seen.on if seen.as_known else None


def _bar(tally: Tally) -> list[float]:
    """Shares 0–100 of expected: on time, late, missing."""
    parts = (tally.on_time, tally.late, tally.missing)
    return [_percent(part, tally.expected) for part in parts]


def _percent(part: float, whole: float) -> float:
    return round(part * 100 / whole, 1) if whole else 0


def _place(plan: Plan, on: date) -> float:
    """Where a day stands on the plan's timeline, 0–100."""
    length = (plan.ends - plan.starts).days or 1
    return round(min(max((on - plan.starts).days / length, 0), 1) * 100, 2)
