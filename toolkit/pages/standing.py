"""How exemplars stand, as the overview and a unit's sheet draw it: steps, kinds, fields, names."""

from typing import Any

from toolkit.actions.views.exemplar_figures import ExemplarFigures
from toolkit.domain.exemplar import COMPREHENSIVE, Step
from toolkit.pages.address import address
from toolkit.store import ExemplarRow
from toolkit.words import Words

Drawn = dict[str, Any]


def drawn_standing(seen: ExemplarFigures, words: Words, *, past: bool) -> Drawn:
    """All of it; codes stand where the template makes an address from `base`."""
    on = seen.on if past else None
    return {
        "base": address("exemplars", unit=seen.unit, on=on),
        "tail": f"&on={seen.on.isoformat()}" if past else "",
        "total": words.number(seen.followed),
        "sub": _sub(seen, words),
        "phases": [words.named(phase) for phase in seen.plan.phases],
        "steps": _steps(seen, words),
        "kinds": _kinds(seen, words),
        "fields": _fields(seen, words),
        "aims": words.say("standing_of.aims", year=str(seen.year)),
        "newest": [_newest(row, words) for row in seen.newest],
        "stalled": [_stalled(row, seen, words) for row in seen.stalled],
        "still": words.say("standing_of.all_stalled", count=seen.stalled_total),
        "days": words.say("standing_of.stalled_means", days=seen.plan.exemplars.stalled_days),
    }


def _sub(seen: ExemplarFigures, words: Words) -> list[list[str]]:
    """Registrations that wait or came back: what the list asks for, and the words."""
    states = (("waiting", seen.waiting), ("returned", seen.returned))
    return [
        [state, words.say(f"standing_of.{state}", count=count)] for state, count in states if count
    ]


def _steps(seen: ExemplarFigures, words: Words) -> list[list[Any]]:
    """Code, name, how many took it, the shares 0–100 of each phase, how many stand there now."""
    by_phase = [seen.reached(phase=phase.code) for phase in seen.plan.phases]
    reached, now = seen.reached(), seen.at_step()
    most = max(reached) or 1
    return [
        [
            str(step),
            words.say(f"step.{step}"),
            words.number(reached[place]),
            [round(counts[place] * 100 / most, 1) for counts in by_phase],
            words.number(now[place]) if now[place] else "",
        ]
        for place, step in enumerate(Step)
    ]


def _kinds(seen: ExemplarFigures, words: Words) -> list[list[Any]]:
    """Code, name, how many are followed, and of the year: what was reached of the target."""
    asked = seen.plan.exemplars.kinds
    return [
        [
            str(aim.kind),
            words.say(f"exemplar_kind.{aim.kind}"),
            words.number(sum(seen.at_step(kind=aim.kind))),
            *_target(aim.actual, aim.target, words),
        ]
        for aim in seen.by_kind
        if aim.kind in asked or aim.actual or aim.target
    ]


def _target(actual: int, target: int, words: Words) -> list[Any]:
    told = words.say("standing_of.aim", actual=actual, target=target) if target else ""
    return [told, min(round(actual * 100 / target, 1), 100) if target else 0]


def _fields(seen: ExemplarFigures, words: Words) -> list[list[Any]]:
    """Code, name, how many are followed, the share 0–100 of the fullest; empty ones too."""
    names = [(COMPREHENSIVE, words.say(f"scope.{COMPREHENSIVE}"))]
    names += [(field.code, words.named(field)) for field in seen.plan.fields]
    counts = {code: sum(seen.at_step(field=code)) for code, _ in names}
    most = max(counts.values()) or 1
    return [
        [code, name, words.number(counts[code]), round(counts[code] * 100 / most, 1)]
        for code, name in names
    ]


def _newest(row: ExemplarRow, words: Words) -> list[str]:
    kind = words.say(f"exemplar_kind.{row.kind}")
    return [row.code, row.name, kind, words.date(row.discovered_on)]


def _stalled(row: ExemplarRow, seen: ExemplarFigures, words: Words) -> list[str]:
    days = words.say("standing_of.days", count=(seen.on - row.last_on).days)
    return [row.code, row.name, words.say(f"step.{row.step}"), days]
