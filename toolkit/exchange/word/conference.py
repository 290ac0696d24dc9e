"""Papers of a conference: list of delegates, badges to be cut, certificates, invitations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from toolkit.domain.plan import Plan
from toolkit.exchange.official.page import roman
from toolkit.exchange.word.official import HEAD, letterhead
from toolkit.exchange.word.template import Names, Value, fill
from toolkit.resources import resource
from toolkit.words import Words

ON_SHEET = 8
"""Badges on a sheet of A4: two across, four down."""
_LONGEST = 90  # signs of a post or a unit on a badge


class ConferencePaper(StrEnum):
    """Danh sách, thẻ đại biểu, giấy chứng nhận, giấy mời."""

    LIST = "danh-sach-dai-bieu"
    BADGES = "the-dai-bieu"
    CERTIFICATES = "giay-chung-nhan"
    INVITATIONS = "giay-moi"


@dataclass(frozen=True, slots=True)
class Printed:
    """A delegate as papers name them; `section` is the part of the list, 0 its first.

    `exemplar` is empty for those who are none; `told` tells what the exemplar is, and whose."""

    name: str
    post: str
    unit: str
    badge: int
    section: int
    exemplar: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegates:
    """Who is printed, in the order of the list; `sections` are names of its parts."""

    plan: Plan
    name: str
    on: date
    place: str
    made_on: date
    sections: Sequence[str]
    people: Sequence[Printed]


def conference_paper(
    kind: ConferencePaper, delegates: Delegates, words: Words, template: Path | None = None
) -> bytes:
    """The document. Raises FaultyFile for a template that can't be filled."""
    properties = {"title": delegates.name, "author": delegates.plan.issuer}
    path = template or conference_template(kind)
    return fill(path, conference_context(delegates, words), CONFERENCE_NAMES, properties)


def conference_template(kind: ConferencePaper) -> Path:
    return resource(f"word/{kind}.docx")


def conference_context(delegates: Delegates, words: Words) -> dict[str, Value]:
    """Name → text or table, as templates use them."""
    on, people = delegates.on, delegates.people
    months = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return {
        **letterhead(delegates.plan, delegates.made_on, delegates.made_on, words),
        "ten_hoi_nghi": delegates.name,
        "ngay_hop": words.date(on),
        "ngay_hop_ngay": f"{on.day:02d}",
        "ngay_hop_thang": months,
        "ngay_hop_nam": str(on.year),
        "noi_hop": delegates.place,
        "so_dai_bieu": words.number(len(people)),
        "bang_dai_bieu": _listed(delegates),
        "bang_nguoi": [_person(each, delegates) for each in people],
        "bang_dien_hinh": [_person(each, delegates) for each in people if each.exemplar],
        "bang_to": _sheets(delegates),
    }


def _listed(delegates: Delegates) -> list[dict[str, str]]:
    """A line for each part of the list that has anybody, then its people."""
    lines: list[dict[str, str]] = []
    parts = 0
    for place, section in enumerate(delegates.sections):
        people = [each for each in delegates.people if each.section == place]
        if people:
            parts += 1
            head = f"{roman(parts)}. {section} ({len(people)})"
            lines.append({**dict.fromkeys(_LINE, ""), "phan": head})
        for number, each in enumerate(people, 1):
            lines.append({**_person(each, delegates), "tt": str(number), "phan": ""})
    return lines


def _person(each: Printed, delegates: Delegates) -> dict[str, str]:
    within = 0 <= each.section < len(delegates.sections)
    return {
        "ten": each.name,
        "chuc_vu": each.post,
        "don_vi": each.unit,
        "chuc_vu_don_vi": ", ".join(text for text in (each.post, each.unit) if text),
        "so_the": f"{each.badge:03d}" if each.badge else "",
        "phan": delegates.sections[each.section] if within else "",
        "dien_hinh": each.exemplar,
        "mo_ta": each.told,
    }


def _sheets(delegates: Delegates) -> list[dict[str, str]]:
    """Eight badges to a sheet, by names that end in 1 to 8; the last sheet's rest is empty."""
    people = [_person(each, delegates) for each in delegates.people]
    sheets = []
    for begin in range(0, len(people), ON_SHEET):
        sheet = {}
        for place in range(ON_SHEET):
            at = begin + place
            for name in _BADGE:
                text = people[at][name] if at < len(people) else ""
                sheet[f"{name}_{place + 1}"] = _short(text)
        sheets.append(sheet)
    return sheets


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


_BADGE = ("ten", "chuc_vu", "don_vi", "so_the", "phan")
_PERSON = frozenset({*_BADGE, "chuc_vu_don_vi", "dien_hinh", "mo_ta"})
_LINE = _PERSON | {"tt"}
CONFERENCE_NAMES: Names = {
    **dict.fromkeys(HEAD, frozenset[str]()),
    **dict.fromkeys(("ten_hoi_nghi", "ngay_hop"), frozenset()),
    **dict.fromkeys(("ngay_hop_ngay", "ngay_hop_thang", "ngay_hop_nam"), frozenset()),
    **dict.fromkeys(("noi_hop", "so_dai_bieu"), frozenset()),
    "bang_dai_bieu": _LINE,
    "bang_nguoi": _PERSON,
    "bang_dien_hinh": _PERSON,
    "bang_to": frozenset(f"{name}_{place}" for name in _BADGE for place in range(1, ON_SHEET + 1)),
}
