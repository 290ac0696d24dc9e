"""Rounds as their cards and heads show them: how far, until when, what is to be done next."""

from datetime import date, timedelta
from typing import Any

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.rounds import RoundView
from toolkit.demo.asked import is_demo
from toolkit.domain.council import Post, RoundState
from toolkit.domain.user import Role
from toolkit.pages.address import address
from toolkit.pages.reviews.tabs import Seat, first_part, parts_of
from toolkit.rules.permissions import Act, may
from toolkit.words import Words

Drawn = dict[str, Any]
_TONES = {
    RoundState.PREPARING: ("not_due", "mdi-clipboard-text-outline"),
    RoundState.SCORING: ("due_soon", "mdi-pencil-outline"),
    RoundState.SCORED: ("sent", "mdi-lock-outline"),
    RoundState.PUBLISHED: ("accepted", "mdi-check-circle-outline"),
}
_LEADING = (Post.CHAIR, Post.VICE_CHAIR, Post.SECRETARY)
_SOON = 90
"""Days before the opening from which preparing is pressed."""
_INTO_SCORING = timedelta(days=14)
_RUNNING = {RoundState.SCORING: 0, RoundState.SCORED: 1, RoundState.PREPARING: 2}


def drawn_rounds(seen: list[RoundView], desk: Desk, words: Words) -> list[Drawn]:
    """All rounds, those that run first, then by the day of their opening."""
    order = sorted(seen, key=lambda each: (_RUNNING.get(each.round.state, 3), each.review.opens))
    return [drawn_round(each, desk, words) for each in order]


def drawn_round(seen: RoundView, desk: Desk, words: Words) -> Drawn:
    """One round as everybody may know it; its parts are those that this person is shown."""
    seat, code = seat_of(seen, desk), seen.review.code
    titles = words.family("reviews.part")
    if not seat.runs:
        titles["setup"] = words.say("reviews.rules")
    return {
        "code": code,
        "name": words.named(seen.review),
        "of": seen.review.of.value,
        "kind": words.say(f"reviews.of.{seen.review.of}"),
        "state": seen.round.state.value,
        "chip": state_chip(seen.round.state, words),
        "period": words.say("reviews.period", since=seen.review.since, until=seen.review.until),
        "opens": words.say("reviews.opens_on", day=seen.review.opens)
        if seen.round.state is RoundState.PREPARING and desk.today < seen.review.opens
        else "",
        "demo": demo_day(seen, desk, words),
        "days": scoring_days(seen, desk.today, words),
        "runs": seat.runs,
        "by_council": seat.by_council,
        "closed": seat.closed,
        "href": address("reviews", round=code),
        "steps": _steps(seen, words),
        "tabs": [
            {"part": part, "title": titles[part]}
            | {"href": address("reviews", round=code, part=part)}
            for part in parts_of(seat)
        ],
        "first": first_part(seat),
        "counts": _counts(seen, words) if seat.follows else [],
        "fill": round(seen.given * 100 / seen.needed, 1) if seen.needed else 0,
        "next": _next(seen, seat, desk.today, words),
    }


def seat_of(seen: RoundView, desk: Desk) -> Seat:
    """How the desk's user sits in this round."""
    return Seat(
        role=desk.user.role,
        review=seen.review,
        state=seen.round.state,
        member=seen.post is not None,
        asks=seen.post in _LEADING and not seen.review.blind,
    )


def state_chip(state: RoundState, words: Words) -> Drawn:
    """A round's state as sign, colour and word."""
    tone, icon = _TONES[state]
    return {"tone": tone, "icon": icon, "text": words.say(f"reviews.state.{state}")}


def demo_day(seen: RoundView, desk: Desk, words: Words) -> Drawn:
    """In a demo: the day on which a round that has not opened is scored, for who may move there."""
    to = seen.review.opens + _INTO_SCORING
    waits = seen.round.state is RoundState.PREPARING and desk.today < seen.review.opens
    if not waits or may(desk.user, Act.MOVE_DEMO_DAY) or not is_demo(desk.store):
        return {}
    return {"iso": to.isoformat(), "text": words.say("reviews.demo_day", day=to)}


def scoring_days(seen: RoundView, today: date, words: Words) -> str:
    """The days of scoring, and how many are left while it runs."""
    days = words.say("reviews.scoring_days", opens=seen.review.opens, closes=seen.review.closes)
    left = (seen.review.closes - today).days
    if seen.round.state is RoundState.SCORING:
        key = "reviews.days_left" if left >= 0 else "reviews.days_over"
        return f"{days} · {words.say(key, count=abs(left))}"
    return days


def _steps(seen: RoundView, words: Words) -> list[Drawn]:
    """The way of a round: which states lie behind it, when each was reached."""
    states = list(RoundState)
    at = states.index(seen.round.state)
    reached = (None, seen.round.opened_on, seen.round.closed_on, seen.round.published_on)
    return [
        {
            "name": words.say(f"reviews.state.{state}"),
            "state": "done" if nth < at else "now" if nth == at else "ahead",
            "day": words.date(reached[nth]) if nth <= at else "",
        }
        for nth, state in enumerate(states)
    ]


def _counts(seen: RoundView, words: Words) -> list[str]:
    told = [words.say("reviews.count.dossiers", count=seen.dossiers)]
    if seen.members:
        told.append(words.say("reviews.count.members", count=seen.members))
    if seen.needed:
        told.append(words.say("reviews.count.sheets", given=seen.given, needed=seen.needed))
    return told


def _next(seen: RoundView, seat: Seat, today: date, words: Words) -> Drawn:
    """What this person does next, in one sentence, and where."""
    part, key, values = _errand(seen, seat, today)
    return {
        "text": words.say(f"reviews.next.{'prepare' if key == 'later' else key}", **values),
        "mine": key not in ("wait", "read", "later", "done", "look", "units_look"),
        "href": address("reviews", round=seen.review.code, part=part),
    }


def _errand(seen: RoundView, seat: Seat, today: date) -> tuple[str, str, dict[str, Any]]:
    state, left = seen.round.state, seen.mine_needed - seen.mine_given
    scoring = state is RoundState.SCORING
    if scoring and seat.member and seat.by_council and left > 0:
        return "score", "score", {"count": left}
    if not seat.runs:
        return _looked_at(seat)
    if state is RoundState.PREPARING:
        return "setup", _preparing(seen, today), {}
    if scoring:
        late = today > seen.review.closes
        part = "progress" if seat.by_council else "units"
        return part, "close" if late or seen.given >= seen.needed > 0 else "follow", {}
    if state is RoundState.SCORED:
        return ("ballot" if seen.review.ballot else "decide"), "decide", {}
    return first_part(seat), "read", {}


def _preparing(seen: RoundView, today: date) -> str:
    if not seen.blockers:
        return "open"
    return "prepare" if (seen.review.opens - today).days <= _SOON else "later"


def _looked_at(seat: Seat) -> tuple[str, str, dict[str, Any]]:
    """What there is to read for those who don't run the round."""
    part = first_part(seat)
    keys = {"score": "done", "results": "read", "units": "units_look", "progress": "look"}
    key = "units" if part == "units" and seat.role is Role.UNIT else keys.get(part)
    return part, key or "wait", {}
