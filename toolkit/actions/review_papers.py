"""Documents of a round of review: minutes, submission on rewards, the list that goes with it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.actions.desk import Desk
from toolkit.actions.exports import note_export
from toolkit.actions.review_figures import shown_name
from toolkit.actions.review_rewards import (
    Choice,
    Chosen,
    chosen,
    is_person,
    post_of_chosen,
    reward_lines,
    summary_of_chosen,
    title_of,
    unit_of_chosen,
)
from toolkit.actions.reviews.minutes import (
    Attendant,
    BallotMinutes,
    ConflictLine,
    Minutes,
    MinutesLine,
    minutes_of,
)
from toolkit.actions.rights import refuse
from toolkit.domain.ballot import BallotState
from toolkit.domain.blocker import Blocker, blocker
from toolkit.exchange.lists import write_list
from toolkit.exchange.review import paper_name
from toolkit.exchange.word import (
    Attendee,
    MinutesPaper,
    Rewarded,
    RewardsPaper,
    StoodAside,
    Vote,
    Voted,
    minutes,
    reward_list,
    submission,
)
from toolkit.rules.seats import By
from toolkit.words import Words

_Fill = Callable[[RewardsPaper, Words, Path | None], bytes]


def minutes_file(
    desk: Desk, *, review: str, words: Words, template: Path | None = None
) -> tuple[str, bytes]:
    """The minutes of the council's ballots: (file name, document).

    Raises UnknownReview, Refused where no ballot is counted that this user may see, FaultyFile."""
    told = minutes_of(desk, review)
    refuse(_blockers(told))
    data = minutes(minutes_paper(told, desk.today, words), words, template)
    name = paper_name(words.say("review_file.file.minutes"), review, desk.today)
    _note(desk, "review-minutes", name, data)
    return name, data


def _blockers(told: Minutes) -> tuple[Blocker, ...]:
    """Minutes are of ballots that are counted."""
    if not told.review.ballot:
        return (blocker("blocker.review_file.no_ballot_held"),)
    if told.day is None:
        return (blocker("blocker.review_file.nothing_counted"),)
    return ()


def submission_file(
    desk: Desk, *, review: str, words: Words, template: Path | None = None
) -> tuple[str, bytes]:
    """The submission (tờ trình): (file name, document). Raises as `chosen`, and FaultyFile."""
    return _rewards(desk, review, words, "submission", submission, template)


def reward_list_file(
    desk: Desk, *, review: str, words: Words, template: Path | None = None
) -> tuple[str, bytes]:
    """The list in sections I, II, III: (file name, document). Raises as `chosen`, FaultyFile."""
    return _rewards(desk, review, words, "list", reward_list, template)


def rewards_file(desk: Desk, *, review: str, words: Words) -> tuple[str, bytes]:
    """Those chosen, in sections by title: (file name, workbook). Raises as `chosen`."""
    found = reward_lines(desk, review=review, words=words)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        out = Path(folder) / found.name
        stamp, count = found.stamp, found.count
        write_list(found.form, found.sections, out, stamp=stamp, count=count, words=words)
        data = out.read_bytes()
    _note(desk, "review-decisions", found.name, data)
    return found.name, data


def _rewards(  # noqa: PLR0917 -- a round, which paper of it, and by what
    desk: Desk, review: str, words: Words, what: str, filled: _Fill, template: Path | None
) -> tuple[str, bytes]:
    choice = chosen(desk, review)
    met_on = minutes_of(desk, review).day if choice.held.review.ballot else None
    data = filled(rewards_paper(choice, desk.today, met_on, words), words, template)
    name = paper_name(words.say(f"review_file.file.{what}"), review, desk.today)
    _note(desk, f"review-{what}", name, data)
    return name, data


def _note(desk: Desk, kind: str, name: str, data: bytes) -> None:
    note_export(desk, kind=kind, name=name, data=data, known_on=desk.today)


def minutes_paper(told: Minutes, made_on: date, words: Words) -> MinutesPaper:
    """The minutes as a document tells them."""
    return MinutesPaper(
        plan=told.plan,
        review=told.review,
        made_on=made_on,
        met_on=told.day or made_on,
        scored_from=told.scored_from,
        scored_until=told.scored_until,
        chair=told.chair.name if told.chair else "",
        secretary=told.secretary.name if told.secretary else "",
        present=[_attendee(one, words) for one in told.present],
        absent=[_attendee(one, words) for one in told.absent],
        dossiers=told.dossiers,
        votes=[_vote(each) for each in told.ballots if each.ballot.state is not BallotState.OPEN],
        results=[
            _voted(each, line, words)
            for each in told.ballots
            if each.ballot.state is BallotState.COUNTED
            for line in each.lines
        ],
        aside=[_aside(each, words) for each in told.conflicts],
        seed=told.seed,
    )


def _attendee(one: Attendant, words: Words) -> Attendee:
    return Attendee(one.name, words.say(f"review_file.post.{one.post}"), one.unit_name)


def _vote(each: BallotMinutes) -> Vote:
    ballot = each.ballot
    return Vote(
        number=ballot.number,
        kind=ballot.kind,
        on=ballot.counted_on,
        members=each.members,
        handed=each.handed,
        least=each.least,
        valid=ballot.valid,
        invalid=ballot.invalid,
        threshold=ballot.threshold,
        seats=ballot.seats,
        counters=[one.name for one in each.counters],
        void=ballot.note or "–" if ballot.state is BallotState.VOID else "",
    )


def _voted(each: BallotMinutes, line: MinutesLine, words: Words) -> Voted:
    outcome, label = line.settled.outcome, line.label
    return Voted(
        ballot=each.ballot.number,
        number=label.number,
        name=shown_name(label, words),
        unit="" if label.unit_name == label.name else label.unit_name,
        rank=line.rank,
        mean=line.mean,
        agreed=outcome.agreed,
        of=outcome.of,
        share=outcome.share,
        chosen=line.settled.chosen,
        by="" if line.settled.by is By.VOTES else line.settled.by.value,
        kept=[one.name for one in line.kept],
    )


def _aside(each: ConflictLine, words: Words) -> StoodAside:
    reasons = " ".join(map(words.blocker, each.reasons))
    name = shown_name(each.label, words)
    return StoodAside(each.member.name, each.label.number, name, reasons)


def rewards_paper(choice: Choice, made_on: date, met_on: date | None, words: Words) -> RewardsPaper:
    """Those who are chosen as documents tell them."""
    published = [one.decision for one in choice.rows if one.decision.number]
    decision = published[0] if published and choice.is_published else None
    return RewardsPaper(
        plan=choice.held.plan,
        review=choice.held.review,
        made_on=made_on,
        rows=[_rewarded(one, words) for one in choice.rows],
        dossiers=choice.dossiers,
        met_on=met_on,
        number=decision.number if decision else "",
        on=decision.on if decision else None,
        issuer=decision.issuer if decision else "",
    )


def _rewarded(one: Chosen, words: Words) -> Rewarded:
    return Rewarded(
        title=title_of(one, words),
        name=shown_name(one.label, words),
        post=post_of_chosen(one, words),
        unit=unit_of_chosen(one),
        summary=summary_of_chosen(one),
        note=one.decision.reason,
        is_person=is_person(one),
        share=one.share,
    )
