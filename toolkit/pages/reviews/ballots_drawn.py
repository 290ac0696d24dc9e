"""Ballots as the page shows them: who has voted, never how; figures once they are counted."""

from typing import Any

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.ballot_views import BallotLine, BallotSeen, PaperSeen, ToOpen
from toolkit.domain.ballot import BallotKind, BallotState
from toolkit.domain.council import Post
from toolkit.pages.reviews.naming import named, reasons
from toolkit.words import Words

Drawn = dict[str, Any]
_TONES = {
    BallotState.OPEN: ("due_soon", "mdi-pencil-outline"),
    BallotState.COUNTED: ("accepted", "mdi-check-circle-outline"),
    BallotState.VOID: ("waived", "mdi-minus"),
}
_ORDER = {post: nth for nth, post in enumerate(Post)}


def drawn_ballot(seen: BallotSeen, desk: Desk, words: Words, *, runs: bool) -> Drawn:
    """One ballot for this person; `runs`: they are the round's secretary."""
    say, ballot = words.say, seen.ballot
    is_open, login = ballot.state is BallotState.OPEN, desk.user.login
    on_paper = ballot.kind is BallotKind.PAPER
    tone, icon = _TONES[ballot.state]
    asked = is_open and not on_paper and login in ballot.voters
    voted = login in seen.voted
    return {
        "id": ballot.id,
        "title": say("reviews.ballot.title", number=ballot.number),
        "kind": say(f"reviews.ballot.kind.{ballot.kind}"),
        "chip": {"tone": tone, "icon": icon, "text": say(f"reviews.ballot.state.{ballot.state}")},
        "open": is_open,
        "paper": on_paper,
        "runs": runs and is_open,
        "day": words.date(ballot.counted_on or ballot.opened_on),
        "note": ballot.note,
        "rules": _rules(seen, words),
        "vote": asked and not seen.mine,
        "voted": is_open and voted,
        "why": reasons(seen.mine, words) if asked and not voted else [],
        "told": _turnout(seen, words),
        "fill": round(len(seen.voted) * 100 / (len(ballot.present) or 1), 1),
        "people": _people(seen, words) if not on_paper or is_open else [],
        "closing": reasons(seen.closing, words),
        "lines": [_line(each, seen, words) for each in seen.lines],
        "sum": _sum(seen, words),
        "count": _paper(seen.paper, seen, login, words) if seen.paper else {},
    }


def drawn_opening(seen: ToOpen, seats: int | None, words: Words) -> Drawn:
    """What a ballot may be opened with: the best by rank are ticked beforehand."""
    left = seen.seats
    return {
        "lines": [
            {
                "id": each.dossier,
                **named(each.label, words),
                "rank": each.rank or "",
                "kept": ", ".join(seen.people.get(one, one) for one in each.kept),
            }
            for each in seen.lines
        ],
        "members": [
            {
                "login": login,
                "name": seen.people.get(login, login),
                "post": words.say(f"reviews.post.{post}"),
            }
            for login, post in sorted(seen.posts.items(), key=lambda one: _ORDER[one[1]])
        ],
        "least": words.say("reviews.ballot.least", least=seen.least),
        "seats": ""
        if left is None or seats is None
        else words.say("reviews.ballot.seats", left=left, seats=seats),
        "kinds": [
            {"value": kind.value, "title": words.say(f"reviews.ballot.kind.{kind}")}
            for kind in BallotKind
        ],
    }


def _rules(seen: BallotSeen, words: Words) -> str:
    ballot = seen.ballot
    told = words.say(
        "reviews.ballot.rules", least=seen.least, threshold=words.percent(ballot.threshold)
    )
    if ballot.seats is None:
        return told
    return f"{told} {words.say('reviews.ballot.most', seats=ballot.seats)}"


def _turnout(seen: BallotSeen, words: Words) -> str:
    ballot = seen.ballot
    if ballot.kind is BallotKind.PAPER:
        return words.say("reviews.ballot.present", count=len(ballot.present))
    handed = len(ballot.voted or seen.voted)
    return words.say("reviews.ballot.turnout", voted=handed, present=len(ballot.present))


def _people(seen: BallotSeen, words: Words) -> list[Drawn]:
    """Every voter: present or not, voted or not; how is known to nobody."""
    ballot = seen.ballot
    voted = seen.voted or frozenset(ballot.voted)
    states = {
        login: "voted" if login in voted else "waited" if login in ballot.present else "absent"
        for login in ballot.voters
    }
    if ballot.kind is BallotKind.PAPER:
        states = {one: "here" if one in ballot.present else "absent" for one in ballot.voters}
    return [
        {
            "login": login,
            "name": seen.people.get(login, login),
            "state": state,
            "told": words.say(f"reviews.ballot.voter.{state}"),
        }
        for login, state in states.items()
    ]


def _line(line: BallotLine, seen: BallotSeen, words: Words) -> Drawn:
    found = line.settled
    drawn: Drawn = {
        "id": line.dossier,
        **named(line.label, words),
        "away": "; ".join(reasons(line.away, words)),
        "kept": ", ".join(seen.people.get(one, one) for one in line.kept),
    }
    if found is None:
        return drawn
    by = f"reviews.ballot.by.{found.by}"
    return {
        **drawn,
        "votes": f"{found.outcome.agreed}/{found.outcome.of}",
        "share": words.percent(found.outcome.share),
        "fill": round(found.outcome.share * 100, 1),
        "chosen": found.chosen,
        "result": words.say("reviews.ballot.chosen" if found.chosen else "reviews.ballot.left"),
        "by": words.say(by, numbers=", ".join(map(str, line.beside))) if line.beside else "",
    }


def _sum(seen: BallotSeen, words: Words) -> str:
    ballot = seen.ballot
    if ballot.state is not BallotState.COUNTED:
        return ""
    return words.say(
        "reviews.ballot.sum",
        handed=ballot.valid + ballot.invalid,
        valid=ballot.valid,
        invalid=ballot.invalid,
        chosen=sum(1 for each in seen.lines if each.settled and each.settled.chosen),
    )


def _paper(paper: PaperSeen, seen: BallotSeen, login: str, words: Words) -> Drawn:
    mine = paper.mine
    counted = [seen.people.get(one, one) for one in paper.counted if one != login]
    return {
        "may": not paper.blockers,
        "mine": mine is not None,
        "form": {
            "valid": mine.valid if mine else "",
            "invalid": mine.invalid if mine else "",
            **{one: (mine.agreed.get(one, "") if mine else "") for one in seen.ballot.dossiers},
        },
        "others": words.say("reviews.ballot.paper_by", names=", ".join(counted)) if counted else "",
        "differ": reasons(paper.differ, words),
    }
