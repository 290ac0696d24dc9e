"""The part "Sổ nhận tệp": every file that was ever taken or refused, and what was said of it."""

from collections.abc import Mapping
from typing import Any

from traitlets import Dict, List

from toolkit.actions.intake import (
    Received,
    Verdict,
    annotated,
    kept_file,
    ledger,
    ledger_line,
)
from toolkit.domain.ledger import FileKind
from toolkit.pages.address import address
from toolkit.pages.exchange.lines import problems_shown
from toolkit.pages.exchange.queue import verdict_chip
from toolkit.pages.exchange.served import ServedState
from toolkit.pages.longwork import Job
from toolkit.pages.mimes import MIMES

_PAGE = 50
_MOST_NOTES = 500
_COUNTED = {FileKind.WORKBOOK: "exchange.line_state", FileKind.LIST: "foreign.state"}


class LedgerState(ServedState):
    """`received` are the lines of a page, newest first; `paging` says which, of how many; `entry`
    is the one that is open."""

    received: List[Any] = List().tag(shown=True)
    paging = Dict().tag(shown=True)
    entry = Dict().tag(shown=True)

    def show_ledger(self, unit: str = "", verdict: str = "", page: int = 1) -> None:
        """Read one page of the ledger, of all units and results or of one."""
        seen = ledger(self.desk, unit=unit, verdict=verdict, offset=(page - 1) * _PAGE, limit=_PAGE)
        last = max(1, -(-seen.total // _PAGE))
        first = (page - 1) * _PAGE + 1 if seen.rows else 0
        upto = max(0, first + len(seen.rows) - 1)
        told = {"first": first, "last": upto, "total": seen.total}
        people = self.people(each.by for each in seen.rows)
        self.received = [self._line(each, people) for each in seen.rows]
        self.paging = {
            "at": page,
            "last": last,
            "unit": unit,
            "unit_name": self.unit_named(unit),
            "units": len(self.served),
            "verdict": verdict,
            "verdicts": [
                {"value": each.value, "title": self.words.say(f"verdict.{each}")}
                for each in Verdict
            ],
            "text": self.words.say("exchange.ledger.range", **told),
        }

    def show_entry(self, id_: str) -> None:
        """Open one line with all that was told of it; "" closes it. Raises NotFound."""
        self.entry = self._entry(ledger_line(self.desk, received=id_)) if id_ else {}

    def fetch_received(self, id_: str) -> None:
        """Hand a file that was kept to the browser."""
        name, data = kept_file(self.desk, received=id_)
        self.deliver(name, "application/octet-stream", data)

    def annotated_job(self, id_: str) -> Job[tuple[str, bytes]]:
        """The work of marking the faults of a file that was kept, once more."""
        desk, words = self.desk, self.words
        name, data = kept_file(desk, received=id_)
        return lambda _progress, _cancelled: annotated(desk, name=name, data=data, words=words)

    def annotated_made(self, made: tuple[str, bytes]) -> None:
        """Hand the marked copy to the browser."""
        name, data = made
        self.deliver(name, MIMES["xlsx"], data)
        self.tell(self.words.say("exchange.forms.made", name=name))

    def _line(self, one: Received, people: Mapping[str, str]) -> dict[str, Any]:
        noted = len(one.notes)
        return {
            "id": one.id,
            "name": one.name,
            "at": self.words.moment(one.at) if one.at else "",
            "by": people[one.by],
            "unit": self.unit_named(one.unit),
            "chip": verdict_chip(one.standing, self.words),
            "counts": self._counts(one),
            "told": (self.words.problems(one.problems[:1]) or [""])[0],
            "noted": self.words.say("exchange.ledger.noted", count=noted) if noted else "",
            "kept": one.kept,
        }

    def _counts(self, one: Received) -> str:
        family = _COUNTED[one.kind]
        return " · ".join(
            f"{number} {self.words.say(f'{family}.{state}').lower()}"
            for state, number in one.counts.items()
            if number and self.words.has(f"{family}.{state}")
        )

    def _entry(self, one: Received) -> dict[str, Any]:
        period = self.words.period(one.period) if one.period else ""
        shown = self._line(one, self.people([one.by]))
        facts = (shown["unit"], period, shown["at"], shown["by"])
        return {
            **shown,
            "facts": " · ".join(filter(None, facts)),
            "marks": bool(one.problems) and one.kept and one.kind is FileKind.WORKBOOK,
            "problems": problems_shown(one.problems, self.words),
            "notes": self.words.problems(one.notes[:_MOST_NOTES]),
            "links": [
                {"text": self.words.say(f"exchange.ledger.{key}"), "href": href}
                for key, href in self._links(one)
            ],
        }

    def _links(self, one: Received) -> list[tuple[str, str]]:
        """Where to go on from here."""
        of_unit = bool(one.unit in self.served)
        return [
            *([("go_exemplars", address("exemplars", unit=one.unit))] if of_unit else []),
            *([("go_unit", address("units", unit=one.unit))] if of_unit else []),
            *([("go_earlier", _place(one.replaces))] if one.replaces else []),
            *([("go_later", _place(one.replaced_by))] if one.replaced_by else []),
        ]


def _place(line: str) -> str:
    return address("exchange", view="ledger", line=line)
