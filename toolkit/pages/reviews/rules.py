"""What is laid down for a round before scores open, in words that everybody may read."""

from typing import Any

from toolkit.actions.reviews.rounds import RoundView
from toolkit.domain.council import RoundState
from toolkit.domain.review import Criterion, Review, Wish
from toolkit.domain.source import Source
from toolkit.rules.ballot import needed
from toolkit.words import Words

Drawn = dict[str, Any]
_CRITERION = "criterion:"


def drawn_rules(seen: RoundView, words: Words) -> Drawn:
    """Criteria with weights and guidance, the ladder, conflicts, quorum, dates."""
    review = seen.review
    return {
        "criteria": [_criterion(each, words) for each in review.criteria],
        "facts": [{"name": name, "value": value} for name, value in _facts(seen, words)],
        "ladder": [_rung(each, review, words) for each in review.tie_break],
        "conflicts": [words.say(f"reviews.kin.{each}") for each in review.conflicts],
        "wishes": [_wish(each, words) for each in review.wishes],
        "fixed": _fixed(seen, words),
        "assumed": review.source is Source.ASSUMED,
    }


def _criterion(one: Criterion, words: Words) -> Drawn:
    return {
        "code": one.code,
        "name": words.named(one),
        "most": words.number(one.most),
        "weight": words.number(one.weight),
        "guidance": words.named(one, "guidance"),
        "figure": words.say(f"reviews.figure.{one.figure}") if one.figure else "",
    }


def _facts(seen: RoundView, words: Words) -> list[tuple[str, str]]:
    say, review = words.say, seen.review
    scorers = ", ".join(say(f"reviews.scorer.{each}") for each in review.scorers)
    told = [
        (say("reviews.rule.period"), _between(review.since, review.until, words)),
        (say("reviews.rule.scoring"), _between(review.opens, review.closes, words)),
        (say("reviews.rule.scorers"), scorers),
        (say("reviews.rule.step"), words.number(review.step)),
    ]
    if review.ballot:
        threshold = words.percent(review.threshold)
        told.append((say("reviews.rule.quorum"), _quorum(seen, words)))
        told.append((say("reviews.rule.threshold"), say("reviews.rule.of_valid", share=threshold)))
    if review.seats:
        told.append((say("reviews.rule.seats"), words.number(review.seats)))
    if review.blind:
        told.append((say("reviews.rule.blind"), say("reviews.rule.blind_means")))
    return told


def _quorum(seen: RoundView, words: Words) -> str:
    """The share, and of a council that is known how many people that is."""
    share = words.percent(seen.review.quorum)
    if not seen.members:
        return words.say("reviews.rule.of_members", share=share)
    least = needed(seen.members, seen.review.quorum)
    return words.say("reviews.rule.of_known", least=least, members=seen.members, share=share)


def _between(first: Any, last: Any, words: Words) -> str:
    return f"{words.date(first)} – {words.date(last)}"


def _rung(rung: str, review: Review, words: Words) -> str:
    if rung.startswith(_CRITERION):
        code = rung.removeprefix(_CRITERION)
        known = review.criterion_by_code.get(code)
        return words.say("reviews.rung.criterion", name=words.named(known) if known else code)
    return words.say(f"reviews.rung.{rung}")


def _wish(wish: Wish, words: Words) -> str:
    by = words.say(f"reviews.by.{wish.by}")
    key = f"reviews.wished.{wish.by}.{wish.value}"
    value = words.say(key) if words.has(key) else wish.value
    shares = [
        words.say(f"reviews.wish.{bound}", share=words.percent(share))
        for bound, share in (("least", wish.least), ("most", wish.most))
        if share is not None
    ]
    return words.say("reviews.wish.told", by=by, value=value, shares=", ".join(shares))


def _fixed(seen: RoundView, words: Words) -> str:
    held = seen.round
    if held.state is RoundState.PREPARING:
        return words.say("reviews.rule.not_fixed")
    version = str(held.plan_version)
    return words.say("reviews.rule.fixed", version=version, day=held.opened_on, seed=held.seed)
