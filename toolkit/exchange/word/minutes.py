"""The minutes (biên bản) of a council's meeting: who was there, the ballots, what was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit.domain.ballot import BallotKind
from toolkit.domain.plan import Plan
from toolkit.domain.review import Review
from toolkit.exchange.word.official import HEAD, PAGE_NUMBER, letterhead, page_number
from toolkit.exchange.word.template import Names, Value, fill
from toolkit.resources import resource
from toolkit.words import Words

LOT = "lot"


@dataclass(frozen=True, slots=True)
class Attendee:
    """A member as the minutes name them."""

    name: str
    post: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One ballot: `handed` came in of `members`, `least` had to. `void` tells why it is void."""

    number: int
    kind: BallotKind
    on: date | None
    members: int
    handed: int
    least: int
    valid: int
    invalid: int
    threshold: float
    seats: int | None
    counters: Sequence[str] = ()
    void: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voted:
    """What a ballot says of a dossier: `agreed` votes of `of`; where votes were equal `by` is what
    told for the last seat, "ladder" or "lot".

    `kept` are the members who stood aside from it."""

    ballot: int
    number: int
    name: str
    unit: str
    rank: int | None
    mean: float | None
    agreed: int
    of: int
    share: float
    chosen: bool
    by: str = ""
    kept: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class StoodAside:
    """A member who stays away from a dossier, and why."""

    name: str
    number: int
    dossier: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """All that the minutes tell; `met_on` is the day of the last count, `made_on` the paper's."""

    plan: Plan
    review: Review
    made_on: date
    met_on: date
    scored_from: date | None
    scored_until: date | None
    chair: str
    secretary: str
    present: Sequence[Attendee]
    absent: Sequence[Attendee]
    dossiers: int
    votes: Sequence[Vote]
    results: Sequence[Voted]
    aside: Sequence[StoodAside] = ()
    seed: str = ""


def minutes(paper: MinutesPaper, words: Words, template: Path | None = None) -> bytes:
    """The document. Raises FaultyFile for a template that can't be filled."""
    properties = {
        "title": words.say("review_file.word.minutes_title", review=words.named(paper.review)),
        "author": paper.plan.issuer,
    }
    path = template or minutes_template()
    return fill(path, minutes_context(paper, words), MINUTES_NAMES, properties)


def minutes_template() -> Path:
    return resource("word/bien-ban-binh-xet.docx")


def minutes_context(paper: MinutesPaper, words: Words) -> dict[str, Value]:
    """Name → text or table, as templates use them."""
    members = len(paper.present) + len(paper.absent)
    chosen = [each for each in paper.results if each.chosen]
    counted = [each for each in paper.votes if not each.void]
    last = counted[-1]
    return {
        **letterhead(paper.plan, paper.made_on, paper.met_on, words),
        **page_number(paper.made_on),
        "ten_dot": words.named(paper.review),
        "ngay_hop": _spelt(paper.met_on, words),
        "ngay_mo_cham": words.date(paper.scored_from),
        "ngay_khoa_diem": words.date(paper.scored_until),
        "chu_tri": paper.chair,
        "thu_ky": paper.secretary,
        "so_thanh_vien": words.number(members),
        "so_co_mat": words.number(len(paper.present)),
        "so_vang_mat": words.number(len(paper.absent)),
        "ty_le_co_mat": words.percent(len(paper.present) / members if members else None),
        "bang_co_mat": _people(paper.present),
        "bang_vang_mat": _people(paper.absent),
        "so_ho_so": words.number(paper.dossiers),
        "bang_tieu_chi": [
            {
                "tt": str(number),
                "ten": words.named(each),
                "diem_chuan": words.number(each.most),
                "trong_so": words.number(each.weight),
            }
            for number, each in enumerate(paper.review.criteria, 1)
        ],
        "bang_dung_ngoai": [
            {
                "tt": str(number),
                "ten": each.name,
                "so_ho_so": str(each.number),
                "ho_so": each.dossier,
                "ly_do": each.reasons,
            }
            for number, each in enumerate(paper.aside, 1)
        ],
        "nguong": words.percent(last.threshold),
        "so_duoc_chon_nhieu_nhat": words.number(last.seats) if last.seats is not None else "",
        "bang_bo_phieu": [_vote(each, words) for each in counted],
        "bang_huy": [
            {"lan": str(each.number), "ly_do": each.void} for each in paper.votes if each.void
        ],
        "bang_ket_qua": [
            _voted(number, each, words) for number, each in enumerate(paper.results, 1)
        ],
        "bang_duoc_chon": [_voted(number, each, words) for number, each in enumerate(chosen, 1)],
        "so_bieu_quyet": words.number(len(paper.results)),
        "so_duoc_chon": words.number(len(chosen)),
        "boc_tham": paper.seed if any(each.by == LOT for each in paper.results) else "",
    }


def _spelt(day: date, words: Words) -> str:
    """A day as minutes write it: "ngày 05 tháng 10 năm 2018"."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return words.say("review_file.word.day", day=f"{day.day:02d}", month=month, year=str(day.year))


def _people(people: Iterable[Attendee]) -> list[dict[str, str]]:
    return [
        {"tt": str(number), "ten": each.name, "chuc_danh": each.post, "don_vi": each.unit}
        for number, each in enumerate(people, 1)
    ]


def _vote(vote: Vote, words: Words) -> dict[str, str]:
    return {
        "lan": str(vote.number),
        "ngay": words.date(vote.on),
        "hinh_thuc": words.say(f"review_file.ballot.{vote.kind}"),
        "so_thanh_vien": words.number(vote.members),
        "thu_vao": words.number(vote.handed),
        "toi_thieu": words.number(vote.least),
        "hop_le": words.number(vote.valid),
        "khong_hop_le": words.number(vote.invalid),
        "kiem_phieu": ", ".join(vote.counters),
    }


def _voted(number: int, one: Voted, words: Words) -> dict[str, str]:
    say = words.say
    told = [
        say(f"review_file.by.{one.by}") if one.by else "",
        say("review_file.kept", names=", ".join(one.kept)) if one.kept else "",
    ]
    return {
        "tt": str(number),
        "lan": str(one.ballot),
        "so_ho_so": str(one.number),
        "ten": one.name,
        "don_vi": one.unit,
        "hang": "–" if one.rank is None else str(one.rank),
        "diem": "–" if one.mean is None else words.number(round(one.mean, 2)),
        "dong_y": f"{one.agreed}/{one.of}",
        "ty_le": words.percent(one.share if one.of else None),
        "ket_luan": say(f"review_file.{'chosen' if one.chosen else 'not_chosen'}"),
        "ghi_chu": "; ".join(filter(None, told)),
    }


_PERSON = frozenset({"tt", "ten", "chuc_danh", "don_vi"})
_VOTED = frozenset(
    {"tt", "lan", "so_ho_so", "ten", "don_vi", "hang", "diem", "dong_y", "ty_le"}
    | {"ket_luan", "ghi_chu"}
)
_SINGLE = (
    *("ten_dot", "ngay_hop", "ngay_mo_cham", "ngay_khoa_diem", "chu_tri", "thu_ky"),
    *("so_thanh_vien", "so_co_mat", "so_vang_mat", "ty_le_co_mat", "so_ho_so", "nguong"),
    *("so_duoc_chon_nhieu_nhat", "so_bieu_quyet", "so_duoc_chon", "boc_tham"),
)
MINUTES_NAMES: Names = {
    **dict.fromkeys((*HEAD, *PAGE_NUMBER, *_SINGLE), frozenset[str]()),
    "bang_co_mat": _PERSON,
    "bang_vang_mat": _PERSON,
    "bang_tieu_chi": frozenset({"tt", "ten", "diem_chuan", "trong_so"}),
    "bang_dung_ngoai": frozenset({"tt", "ten", "so_ho_so", "ho_so", "ly_do"}),
    "bang_bo_phieu": frozenset(
        {"lan", "ngay", "hinh_thuc", "so_thanh_vien", "thu_vao", "toi_thieu", "hop_le"}
        | {"khong_hop_le", "kiem_phieu"}
    ),
    "bang_huy": frozenset({"lan", "ly_do"}),
    "bang_ket_qua": _VOTED,
    "bang_duoc_chon": _VOTED,
}
