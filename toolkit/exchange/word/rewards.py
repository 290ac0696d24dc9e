"""Papers on who is to be rewarded: the submission (tờ trình) and the list that goes with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from toolkit.domain.plan import Plan
from toolkit.domain.review import Review
from toolkit.exchange.official.page import roman
from toolkit.exchange.word.official import HEAD, PAGE_NUMBER, letterhead, page_number
from toolkit.exchange.word.template import Names, Value, fill
from toolkit.resources import resource
from toolkit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewarded:
    """Somebody on the list under a `title` (the award); `share` of the votes where there were."""

    title: str
    name: str
    post: str
    unit: str
    summary: str
    note: str = ""
    is_person: bool = True
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardsPaper:
    """Those chosen, by title from the highest on. `number` and `on` are the decision's, once there
    is one; `met_on` is the day of the council's last count."""

    plan: Plan
    review: Review
    made_on: date
    rows: Sequence[Rewarded]
    dossiers: int
    met_on: date | None = None
    number: str = ""
    on: date | None = None
    issuer: str = ""


def submission(paper: RewardsPaper, words: Words, template: Path | None = None) -> bytes:
    """The submission. Raises FaultyFile for a template that can't be filled."""
    return _filled(template or submission_template(), "submission_title", paper, words)


def reward_list(paper: RewardsPaper, words: Words, template: Path | None = None) -> bytes:
    """The list in sections I, II, III. Raises FaultyFile for a template that can't be filled."""
    return _filled(template or reward_list_template(), "list_title", paper, words)


def submission_template() -> Path:
    return resource("word/to-trinh-khen-thuong.docx")


def reward_list_template() -> Path:
    return resource("word/danh-sach-khen-thuong.docx")


def _filled(template: Path, key: str, paper: RewardsPaper, words: Words) -> bytes:
    title = words.say(f"review_file.word.{key}", review=words.named(paper.review))
    properties = {"title": title, "author": paper.plan.issuer}
    return fill(template, rewards_context(paper, words), REWARDS_NAMES, properties)


def rewards_context(paper: RewardsPaper, words: Words) -> dict[str, Value]:
    """Name → text or table, as templates use them."""
    people = sum(each.is_person for each in paper.rows)
    return {
        **letterhead(paper.plan, paper.made_on, paper.made_on, words),
        **page_number(paper.made_on),
        "ten_dot": words.named(paper.review),
        "ngay_hop": words.date(paper.met_on),
        "so_ho_so": words.number(paper.dossiers),
        "so_de_nghi": words.number(len(paper.rows)),
        "so_ca_nhan": words.number(people),
        "so_tap_the": words.number(len(paper.rows) - people),
        "so_quyet_dinh": paper.number,
        "ngay_quyet_dinh": words.date(paper.on),
        "co_quan_quyet_dinh": paper.issuer,
        "bang_hinh_thuc": [
            {"muc": roman(place), "ten": title, "so_luong": words.number(len(rows))}
            for place, (title, rows) in enumerate(_by_title(paper), 1)
        ],
        "bang_danh_sach": [*_rows(paper, words)],
    }


def _by_title(paper: RewardsPaper) -> Iterator[tuple[str, list[Rewarded]]]:
    for title, rows in groupby(paper.rows, lambda each: each.title):
        yield title, [*rows]


def _rows(paper: RewardsPaper, words: Words) -> Iterator[dict[str, str]]:
    """A line for each title, with its Roman number, then its rows."""
    empty = dict.fromkeys(sorted(_ROW), "")
    for place, (title, rows) in enumerate(_by_title(paper), 1):
        yield {**empty, "muc": f"{roman(place)}. {title}"}
        for number, each in enumerate(rows, 1):
            yield {
                "muc": "",
                "tt": str(number),
                "ten": each.name,
                "chuc_vu": each.post,
                "don_vi": each.unit,
                "tom_tat": each.summary,
                "ty_le": words.percent(each.share) if each.share is not None else "",
                "ghi_chu": each.note,
            }


_ROW = frozenset({"muc", "tt", "ten", "chuc_vu", "don_vi", "tom_tat", "ty_le", "ghi_chu"})
_SINGLE = (
    *("ten_dot", "ngay_hop", "so_ho_so", "so_de_nghi", "so_ca_nhan", "so_tap_the"),
    *("so_quyet_dinh", "ngay_quyet_dinh", "co_quan_quyet_dinh"),
)
REWARDS_NAMES: Names = {
    **dict.fromkeys((*HEAD, *PAGE_NUMBER, *_SINGLE), frozenset[str]()),
    "bang_hinh_thuc": frozenset({"muc", "ten", "so_luong"}),
    "bang_danh_sach": _ROW,
}
