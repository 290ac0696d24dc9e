"""A member's list of dossiers and one score sheet, ready to read."""

from collections.abc import Sequence
from typing import Any

from toolkit.actions.reviews.rounds import RoundView
from toolkit.actions.reviews.scoring import Line, MyDossier, SheetView
from toolkit.domain.council import RoundState
from toolkit.pages.address import address
from toolkit.pages.reviews.naming import named, reasons
from toolkit.words import Words

Drawn = dict[str, Any]
_CHIPS = {
    "missing": ("not_due", "mdi-circle-outline"),
    "begun": ("due_soon", "mdi-pencil-outline"),
    "complete": ("accepted", "mdi-check"),
    "away": ("waived", "mdi-minus"),
}
_AWAY = ("blocker.kin.", "blocker.stand.")
_OPEN = ("missing", "begun")


def drawn_list(mine: Sequence[MyDossier], seen: RoundView, show: str, words: Words) -> Drawn:
    """The list with what is missing; `show` leaves one state of sheets only."""
    code = seen.review.code
    counts = {state: sum(each.state == state for each in mine) for state in _CHIPS}
    wanted = len(mine) - counts["away"]
    left = next((each for each in mine if each.state in _OPEN), None)
    return {
        "open": seen.round.state is RoundState.SCORING,
        "show": show,
        "shows": [
            {"state": state, "text": words.say(f"reviews.sheet.{state}"), "count": counts[state]}
            for state in _CHIPS
            if counts[state]
        ],
        "told": words.say("reviews.score.told", done=counts["complete"], of=wanted),
        "fill": round(counts["complete"] * 100 / wanted, 1) if wanted else 0,
        "next": _place(code, left.number) if left else "",
        "next_told": words.say("reviews.score.go_on", name=_name(left, words)) if left else "",
        "rows": [_row(each, code, words) for each in mine if show in ("", each.state)],
    }


def _row(mine: MyDossier, code: str, words: Words) -> Drawn:
    tone, icon = _CHIPS[mine.state]
    begun = words.say("reviews.sheet.given", given=mine.given, of=mine.of)
    text = begun if mine.state == "begun" else words.say(f"reviews.sheet.{mine.state}")
    return {
        **named(mine.label, words),
        "href": _place(code, mine.number),
        "chip": {"tone": tone, "icon": icon, "text": text},
        "total": "" if mine.total is None else total_text(mine.total, words),
        "why": "; ".join(reasons(mine.blockers, words)),
    }


def drawn_sheet(seen: SheetView, mine: Sequence[MyDossier], words: Words) -> Drawn:
    """One sheet: criteria with guidance, evidence, own scores; others' once one's own is whole."""
    code, number = seen.review.code, seen.dossier.number
    given = sum(line.score is not None for line in seen.lines)
    before, after, left = _around(mine, number)
    away = any(each.key.startswith(_AWAY) for each in seen.blockers)
    declared = _declared(seen, words)
    return {
        "id": seen.dossier.id,
        "version": seen.version,
        "label": named(seen.label, words),
        "lines": [_line(line, seen, words) for line in seen.lines],
        "given": words.say("reviews.sheet.given", given=given, of=len(seen.lines)),
        "whole": seen.total is not None,
        "total": "" if seen.total is None else total_text(seen.total, words),
        "remark": seen.remark,
        "others": [
            {"name": each.name, "total": total_text(each.total, words)} for each in seen.others
        ],
        "others_told": "" if away else _others_told(seen, words),
        "declared": declared,
        "blockers": reasons(seen.blockers, words),
        "writes": not seen.blockers,
        "declares": seen.round.state is RoundState.SCORING and (bool(declared) or not away),
        "faults": {},
        "before": _place(code, before.number) if before else "",
        "after": _place(code, after.number) if after else "",
        "left": _place(code, left.number) if left else "",
        "left_told": words.say("reviews.score.next", name=_name(left, words)) if left else "",
        "list": address("reviews", round=code, part="score"),
    }


def total_text(total: float, words: Words) -> str:
    """A total (0–100) with its two digits: "87,25"."""
    return words.number(round(total, 2))


def _line(line: Line, seen: SheetView, words: Words) -> Drawn:
    one = line.criterion
    return {
        "code": one.code,
        "name": words.named(one),
        "most": one.most,
        "scale": words.say("reviews.sheet.scale", most=one.most, step=seen.review.step),
        "step": seen.review.step,
        "weight": words.say("reviews.sheet.weight", weight=one.weight),
        "guidance": words.named(one, "guidance"),
        "score": line.score,
        "note": line.note,
        "evidence": _evidence(line, words),
        "others": [{"name": name, "score": words.number(score)} for name, score in line.others],
    }


def _evidence(line: Line, words: Words) -> Drawn:
    found = line.evidence
    if found is None:
        return {}
    link = dict(found.link)
    href = address(link.pop("page"), **link) if link.get("page") else ""
    return {"text": words.say(found.key, **found.values), "href": href}


def _others_told(seen: SheetView, words: Words) -> str:
    if seen.others_hidden:
        return words.say("reviews.score.others_hidden")
    return "" if seen.others else words.say("reviews.score.others_none")


def _declared(seen: SheetView, words: Words) -> str:
    if seen.declaration is None or seen.declaration.taken_back:
        return ""
    stand = words.say(f"reviews.stand.{seen.declaration.stand}")
    return words.say("reviews.score.stands_aside", stand=stand, reason=seen.declaration.reason)


def _around(
    mine: Sequence[MyDossier], number: int
) -> tuple[MyDossier | None, MyDossier | None, MyDossier | None]:
    """The dossier before, the one after, and the next whose sheet isn't whole (round the end)."""
    at = next(nth for nth, each in enumerate(mine) if each.number == number)
    open_ones = [each for each in (*mine[at + 1 :], *mine[:at]) if each.state in _OPEN]
    before = mine[at - 1] if at else None
    after = mine[at + 1] if at + 1 < len(mine) else None
    return before, after, open_ones[0] if open_ones else None


def _name(mine: MyDossier, words: Words) -> str:
    return str(named(mine.label, words)["name"])


def _place(code: str, number: int) -> str:
    return address("reviews", round=code, part="score", dossier=number)
