"""The part "Sổ nhận tệp": every file that was ever taken or refused."""

from typing import Any

from traitlets import Dict, List

from toolkit.actions.intake import Received, Verdict, kept_file, ledger
from toolkit.pages.exchange.queue import verdict_chip
from toolkit.pages.state import PageState

_PAGE = 50


class LedgerState(PageState):
    """`received` are the lines of a page, newest first; `paging` says which, of how many."""

    received: List[Any] = List().tag(shown=True)
    paging = Dict().tag(shown=True)

    def show_ledger(self, unit: str = "", verdict: str = "", page: int = 1) -> None:
        """Read one page of the ledger, of all units and results or of one."""
        seen = ledger(self.desk, unit=unit, verdict=verdict, offset=(page - 1) * _PAGE, limit=_PAGE)
        last = max(1, -(-seen.total // _PAGE))
        first = (page - 1) * _PAGE + 1 if seen.rows else 0
        upto = max(0, first + len(seen.rows) - 1)
        told = {"first": first, "last": upto, "total": seen.total}
        self.received = [self._line(each) for each in seen.rows]
        self.paging = {
            "at": page,
            "last": last,
            "unit": unit,
            "verdict": verdict,
            "verdicts": [
                {"value": each.value, "title": self.words.say(f"verdict.{each}")}
                for each in Verdict
            ],
            "text": self.words.say("exchange.ledger.range", **told),
        }

    def _line(self, one: Received) -> dict[str, Any]:
        counts = " · ".join(
            f"{number} {self.words.say(f'exchange.line_state.{state}').lower()}"
            for state, number in one.counts.items()
            if number and self.words.has(f"exchange.line_state.{state}")
        )
        return {
            "id": one.id,
            "name": one.name,
            "at": self.words.moment(one.at) if one.at else "",
            "by": one.by,
            "unit": one.unit,
            "chip": verdict_chip(Verdict(one.verdict), self.words),
            "counts": counts,
            "told": (self.words.problems(one.problems[:1]) or [""])[0],
        }

    def fetch_received(self, id_: str) -> None:
        """Hand a file that was kept to the browser."""
        name, data = kept_file(self.desk, received=id_)
        self.deliver(name, "application/octet-stream", data)
