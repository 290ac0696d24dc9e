"""How good the demo's dossiers are, and what each judge makes of it: the same always."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from toolkit.domain.review import Criterion, Review

_LEAST, _MOST = 0.35, 1.0


@dataclass(frozen=True, slots=True)
class Judge:
    """How a judge scores: `strict` is added to every share (0–1), `spread` stretches it."""

    login: str
    strict: float
    spread: float


def judge(login: str) -> Judge:
    chance = _chance(f"giám khảo {login}")
    return Judge(login, chance.uniform(-0.07, 0.06), chance.uniform(0.85, 1.15))


def merits(codes: Sequence[str], seats: int) -> dict[str, float]:
    """Code → merit (0–1), the best first; five at the last seat are equally good."""
    order = sorted(codes, key=lambda code: _chance(f"thành tích {code}").random())
    return {code: _merit(place, len(codes), seats) for place, code in enumerate(order)}


def _merit(place: int, count: int, seats: int) -> float:
    level = seats - 1 if seats - 3 <= place <= seats + 1 else place
    return 0.93 - 0.33 * level / count


def sheet(review: Review, code: str, merit: float, by: Judge) -> dict[str, float]:
    """One judge's scores of one dossier, by criterion, on the round's steps."""
    return {each.code: _score(review, each, code, merit, by) for each in review.criteria}


def _score(review: Review, criterion: Criterion, code: str, merit: float, by: Judge) -> float:
    own = _chance(f"mặt mạnh {code} {criterion.code}").gauss(0, 0.035)
    noise = _chance(f"điểm {review.code} {code} {criterion.code} {by.login}").gauss(0, 0.03)
    share = 0.78 + (merit - 0.78) * by.spread + by.strict + own + noise
    return in_steps(criterion, review.step, share)


def in_steps(criterion: Criterion, step: float, share: float) -> float:
    """A share of the criterion's highest score (0–1) as a score that may be given."""
    kept = min(max(share, _LEAST), _MOST)
    return min(round(kept * criterion.most / step) * step, criterion.most)


def agrees(rank: int, place: int, code: str, login: str, seats: int) -> bool:
    """Whether a voter says yes to a dossier, by its rank and the voter's place (both from 0).

    At the last seat it is one vote: five say yes to the last one in, four to the next."""
    if rank >= seats - 1:
        return place < max(5 - (rank - seats + 1), 1)
    doubt = 0.02 + 0.2 * (rank / seats) ** 3
    return _chance(f"phiếu {login} {code}").random() > doubt


def paper_number(review: str) -> int:
    return _chance(f"số quyết định {review}").randint(2000, 3400)


def _chance(key: str) -> Random:
    return Random(f"gương sáng {key}")  # noqa: S311 -- seeded on purpose: the demo is the same everywhere
