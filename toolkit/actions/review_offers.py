"""Which files of a round somebody may have now, and each of them made."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from types import MappingProxyType

from toolkit.actions.desk import Desk
from toolkit.actions.review_files import forms_file, results_file
from toolkit.actions.reviews.held import Held, held, looks_on, runs, seat
from toolkit.actions.rights import require
from toolkit.domain.ballot import BallotState
from toolkit.domain.council import RoundState
from toolkit.domain.review import Scorer
from toolkit.rules.permissions import Act
from toolkit.store import Reading
from toolkit.words import Words


class RoundFile(StrEnum):
    """Phiếu trống, phiếu đã điền, kết quả, biên bản, tờ trình, danh sách (Excel, Word)."""

    SHEETS = "sheets"
    FILLED = "filled"
    RESULTS = "results"
    MINUTES = "minutes"
    SUBMISSION = "submission"
    REWARDS = "rewards"
    LIST = "list"


_Made = Mapping[RoundFile, Callable[..., tuple[str, bytes]]]
_BOOKS: _Made = MappingProxyType(
    {
        RoundFile.SHEETS: forms_file,
        RoundFile.FILLED: partial(forms_file, filled=True),
        RoundFile.RESULTS: results_file,
    }
)


def _papers() -> _Made:
    from toolkit.actions import review_papers  # noqa: PLC0415 -- pages start without documents

    return {
        RoundFile.MINUTES: review_papers.minutes_file,
        RoundFile.SUBMISSION: review_papers.submission_file,
        RoundFile.REWARDS: review_papers.rewards_file,
        RoundFile.LIST: review_papers.reward_list_file,
    }


def round_file(desk: Desk, *, review: str, kind: RoundFile, words: Words) -> tuple[str, bytes]:
    """One of the files: (file name, bytes). Raises UnknownReview and Refused."""
    made = _BOOKS.get(kind) or _papers()[kind]
    return made(desk, review=review, words=words)


def files_offered(desk: Desk, review: str) -> tuple[RoundFile, ...]:
    """Those that there is something to put into, and that are for this user. Raises
    UnknownReview and Refused."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        return tuple(_offered(q, desk, held(q, review)))


def _offered(q: Reading, desk: Desk, round_of: Held) -> Iterator[RoundFile]:
    code, state = round_of.review.code, round_of.round.state
    sits = seat(q, desk, round_of) is not None
    near = runs(desk) or sits or looks_on(desk)
    if Scorer.COUNCIL in round_of.review.scorers and (runs(desk) or sits) and q.dossiers(code):
        yield from _sheets(state)
    if _has_results(state) if near and not runs(desk) else runs(desk) and _is_scored(q, round_of):
        yield RoundFile.RESULTS
    if near and any(each.state is BallotState.COUNTED for each in q.ballots(code)):
        yield RoundFile.MINUTES
    seen = near if state is RoundState.PUBLISHED else runs(desk)
    if seen and any(each.chosen for each in q.decisions(code)):
        yield from (RoundFile.REWARDS, RoundFile.LIST, RoundFile.SUBMISSION)


def _sheets(state: RoundState) -> Iterator[RoundFile]:
    yield RoundFile.SHEETS
    if state is not RoundState.PREPARING:
        yield RoundFile.FILLED


def _has_results(state: RoundState) -> bool:
    return state in {RoundState.SCORED, RoundState.PUBLISHED}


def _is_scored(q: Reading, round_of: Held) -> bool:
    """Whether anybody has scored anything completely."""
    last = round_of.review.scorers[-1]
    return any(done for done, _ in q.scored(round_of.review.code, last).values())
