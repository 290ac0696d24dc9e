"""Who a round has chosen, for what: pending decisions for the secretary's eyes only."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from toolkit.actions.desk import Desk
from toolkit.actions.review_figures import shown_name
from toolkit.actions.reviews.held import Held, held, require_decided
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.reviews.outcomes import settled_of
from toolkit.actions.reviews.ranked import ranked
from toolkit.actions.rights import refuse, require
from toolkit.domain.activity import Award
from toolkit.domain.ballot import Decision
from toolkit.domain.blocker import blocker
from toolkit.domain.council import Dossier, RoundState
from toolkit.domain.exemplar import Exemplar, ExemplarKind
from toolkit.exchange.lists import Form, Line, Section, Stamp
from toolkit.exchange.official.workbook import dated_name
from toolkit.exchange.review import PROPOSED, REWARDED
from toolkit.rules.permissions import Act
from toolkit.store import Reading
from toolkit.words import Words

_HEIGHT = {award: place for place, award in enumerate(Award)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """One of them: `share` of the ballots where it was voted on, None where it was not."""

    dossier: Dossier
    decision: Decision
    label: Label
    exemplar: Exemplar | None
    rank: int | None
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """All who are chosen, by title from the highest on, then by rank."""

    held: Held
    rows: tuple[Chosen, ...]
    dossiers: int
    plan_version: int

    @property
    def is_published(self) -> bool:
        return self.held.round.state is RoundState.PUBLISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardLines:
    """The list as a workbook is made of it."""

    name: str
    form: Form
    sections: Sequence[Section]
    stamp: Stamp
    count: int


def chosen(desk: Desk, review: str) -> Choice:
    """Those who are chosen. Raises UnknownReview, and Refused where nothing is decided that this
    user may see."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        round_of = held(q, review)
        require_decided(q, desk, round_of)
        decisions = {each.dossier: each for each in q.decisions(review)}
        refuse(() if decisions else (blocker("blocker.review_file.nothing_decided"),))
        rows = _rows(q, desk, round_of, decisions)
        refuse(() if rows else (blocker("blocker.review_file.nobody_chosen"),))
        in_use = q.plan_version()
        count = sum(not each.withdrawn for each in q.dossiers(review))
    version = round_of.round.plan_version or (in_use.version if in_use else 1)
    return Choice(held=round_of, rows=rows, dossiers=count, plan_version=version)


def _rows(
    q: Reading, desk: Desk, round_of: Held, decisions: dict[str, Decision]
) -> tuple[Chosen, ...]:
    taken = {key for key, each in decisions.items() if each.chosen}
    dossiers = [
        each for each in q.dossiers(round_of.review.code) if each.id in taken and not each.withdrawn
    ]
    named = labels(q, desk, round_of, dossiers)
    exemplars = q.exemplars([label.subject for label in named.values()])
    order = ranked(q, round_of).by_dossier
    settled = settled_of(q.ballots(round_of.review.code), order, round_of.round.seed)
    shares = {one.outcome.dossier: one.outcome.share for each in settled.values() for one in each}
    rows = [
        Chosen(
            dossier=each,
            decision=decisions[each.id],
            label=named[each.id],
            exemplar=exemplars.get(named[each.id].subject),
            rank=order[each.id].rank if each.id in order else None,
            share=shares.get(each.id),
        )
        for each in dossiers
    ]
    return tuple(sorted(rows, key=_place))


def _place(one: Chosen) -> tuple[int, float, int]:
    height = _HEIGHT[one.decision.award] if one.decision.award else -1
    return -height, one.rank or float("inf"), one.dossier.number


def title_of(one: Chosen, words: Words) -> str:
    """The section that it stands in: its award, or that it is chosen."""
    award = one.decision.award
    return words.say(f"award.{award}") if award else words.say("review_file.no_award")


def post_of_chosen(one: Chosen, words: Words) -> str:
    """A person's post and workplace, a team's head and size, a model's place."""
    subject, say = one.exemplar, words.say
    if subject is None:
        return ""
    if subject.kind is ExemplarKind.PERSON:
        return ", ".join(filter(None, (subject.post, subject.workplace)))
    if subject.kind is ExemplarKind.TEAM:
        size = say("honours.size", count=subject.size) if subject.size else ""
        head = say("honours.head", name=subject.head) if subject.head else ""
        return ", ".join(filter(None, (size, head)))
    return subject.place


def unit_of_chosen(one: Chosen) -> str:
    return "" if one.label.unit_name == one.label.name else one.label.unit_name


def summary_of_chosen(one: Chosen) -> str:
    return one.exemplar.summary if one.exemplar else ""


def is_person(one: Chosen) -> bool:
    return one.exemplar is not None and one.exemplar.kind is ExemplarKind.PERSON


def reward_lines(desk: Desk, *, review: str, words: Words) -> RewardLines:
    """The list in its sections I, II, III. Raises as `chosen`."""
    choice = chosen(desk, review)
    form = REWARDED if choice.is_published else PROPOSED
    stamp = Stamp(
        plan=choice.held.plan,
        plan_version=choice.plan_version,
        as_known_on=desk.today,
        made_at=desk.now(),
        told=words.named(choice.held.review),
    )
    return RewardLines(
        name=dated_name(f"{words.say(form.name)}_{choice.held.review.code}", stamp),
        form=form,
        sections=[
            Section(title, [_line(one, words) for one in alike])
            for title, alike in groupby(choice.rows, lambda one: title_of(one, words))
        ],
        stamp=stamp,
        count=len(choice.rows),
    )


def _line(one: Chosen, words: Words) -> Line:
    name, unit = shown_name(one.label, words), unit_of_chosen(one)
    post, summary = post_of_chosen(one, words), summary_of_chosen(one)
    rank = "–" if one.rank is None else one.rank
    place = words.say("review_file.dossier_rank", number=one.dossier.number, rank=rank)
    record = one.dossier.id, one.dossier.version
    return Line(
        cells=(name, post, unit, summary, _note(one, words)),
        source=(one.label.code, name, one.label.unit, place, _decided_by(one, words), *record),
    )


def _decided_by(one: Chosen, words: Words) -> str:
    decision = one.decision
    if not decision.number:
        return ""
    return words.say(
        "review_file.decided_by",
        number=decision.number,
        on=decision.on,
        issuer=decision.issuer,
    )


def _note(one: Chosen, words: Words) -> str:
    """Type of reward, share of the votes, and why it was taken against the order."""
    told = (
        words.say(f"award_type.{one.decision.type}") if one.decision.type else "",
        words.say("review_file.agreed", share=words.percent(one.share))
        if one.share is not None
        else "",
        one.decision.reason,
    )
    return "\n".join(filter(None, told))
