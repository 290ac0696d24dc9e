"""The reminder letter (thư đôn đốc) to a unit that owes reports, and its days as a calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from toolkit.domain.obligation import Status
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.exchange.word.official import HEAD, letterhead
from toolkit.exchange.word.template import Names, Value, fill
from toolkit.resources import resource
from toolkit.words import Words


@dataclass(frozen=True, slots=True)
class Due:
    """A report that the unit owes: `days` late, 0 for one to come."""

    obligation: str
    task: str
    period: str
    deadline: date
    days: int
    status: Status


@dataclass(frozen=True, slots=True)
class Reminder:
    """Whom the letter goes to, and what they owe: late, and due before long."""

    plan: Plan
    unit: Unit
    made_at: datetime
    on: date
    late: Sequence[Due]
    soon: Sequence[Due]


def letter(reminder: Reminder, words: Words, template: Path | None) -> bytes:
    """The document. Raises FaultyFile for a template that can't be filled."""
    properties = {
        "title": words.say("papers.letter_title", unit=reminder.unit.name),
        "author": reminder.plan.issuer,
    }
    path = template or letter_template()
    return fill(path, letter_context(reminder, words), LETTER_NAMES, properties)


def letter_template() -> Path:
    return resource("word/thu-don-doc.docx")


def letter_context(reminder: Reminder, words: Words) -> dict[str, Value]:
    """Name → text or table, as templates use them."""
    return {
        **letterhead(reminder.plan, reminder.on, reminder.on, words),
        "ten_don_vi": reminder.unit.name,
        "ma_don_vi": reminder.unit.code,
        "so_bao_cao": words.number(len(reminder.late)),
        "so_sap_den_han": words.number(len(reminder.soon)),
        "bang_qua_han": _rows(reminder.late, words),
        "bang_sap_den_han": _rows(reminder.soon, words),
    }


def _rows(owed: Iterable[Due], words: Words) -> list[dict[str, str]]:
    return [
        {
            "tt": str(number),
            "nhiem_vu": each.task,
            "ky": words.period(each.period),
            "han": words.date(each.deadline),
            "so_ngay": words.number(each.days),
            "tinh_trang": words.say(f"status.{each.status}"),
        }
        for number, each in enumerate(owed, 1)
    ]


_ROW = frozenset({"tt", "nhiem_vu", "ky", "han", "so_ngay", "tinh_trang"})
LETTER_NAMES: Names = {
    **dict.fromkeys(HEAD, frozenset[str]()),
    **dict.fromkeys(("ten_don_vi", "ma_don_vi", "so_bao_cao", "so_sap_den_han"), frozenset()),
    "bang_qua_han": _ROW,
    "bang_sap_den_han": _ROW,
}
