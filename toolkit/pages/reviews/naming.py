"""What a dossier is called on the page, and reasons as sentences."""

from collections.abc import Iterable
from typing import Any

from toolkit.actions.reviews.naming import Label
from toolkit.domain.blocker import Blocker
from toolkit.pages.address import address
from toolkit.words import Words


def named(label: Label, words: Words) -> dict[str, Any]:
    """Number, name and unit; only "Hồ sơ số 12" where names are hidden."""
    number = words.say("round.dossier_number", number=label.number)
    units = label.unit == label.code
    return {
        "number": label.number,
        "name": label.name or number,
        "unit": "" if units else label.unit_name,
        "code": label.code,
        "href": _link(label, units=units),
        "told": reasons(label.told, words),
        "hidden": label.hidden,
    }


def reasons(blockers: Iterable[Blocker], words: Words) -> list[str]:
    """One sentence each."""
    return [words.blocker(each) for each in blockers]


def ranges(numbers: Iterable[int]) -> str:
    """Numbers as people write them: "1–3, 12"."""
    told: list[list[int]] = []
    for number in sorted(numbers):
        if told and number == told[-1][-1] + 1:
            told[-1].append(number)
        else:
            told.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else _plain(run) for run in told)


def _plain(run: Iterable[int]) -> str:
    return ", ".join(str(number) for number in run)


def _link(label: Label, *, units: bool) -> str:
    if not label.code:
        return ""
    return address("units", unit=label.code) if units else address("exemplar", code=label.code)
