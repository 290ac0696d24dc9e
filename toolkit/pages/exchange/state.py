"""What the page Trao đổi tệp shows and does: its four parts, one open at a time."""

from typing import Any, ClassVar

from traitlets import Dict, List, Unicode

from toolkit.actions.intake import Verdict
from toolkit.pages import checks
from toolkit.pages.exchange.forms import FormsState
from toolkit.pages.exchange.intake import IntakeState
from toolkit.pages.exchange.ledger import LedgerState
from toolkit.pages.exchange.lists import ListsState
from toolkit.pages.longwork import IDLE

VIEWS = ("take", "forms", "lists", "ledger")
VERDICTS = tuple(each.value for each in Verdict)


class ExchangeState(FormsState, IntakeState, ListsState, LedgerState):
    """`view` is the part that is open; `work` tells how far long work is."""

    takes: ClassVar = {
        "view": checks.one_of(VIEWS),
        "unit": checks.code,
        "verdict": checks.one_of(VERDICTS),
        "p": checks.whole(1, 100_000),
        "line": checks.code,
    }
    over: ClassVar[frozenset[str]] = frozenset({"line"})

    view = Unicode().tag(shown=True)
    views: List[Any] = List(list(VIEWS)).tag(shown=True)
    work = Dict(IDLE).tag(shown=True)

    def labels(self) -> dict[str, Any]:
        date_words = self.shared("date", self.words.family("date"))
        return {**self.words.family("exchange"), **date_words}

    def open(self, **filters: Any) -> None:
        unit = filters.get("unit", "")
        self.view = filters.get("view") or VIEWS[0]
        if self.view == "forms":
            self.choose_unit(unit)
        elif self.view == "ledger":
            at = (unit, filters.get("verdict", ""), filters.get("p", 1))
            self.turn(*at, filters.get("line", ""))
        else:
            self.query = {"view": "" if self.view == VIEWS[0] else self.view}

    def choose_unit(self, unit: str) -> None:
        self.show_forms(unit)
        self.query = {"view": "forms", "unit": unit}

    def turn(self, unit: str, verdict: str, page: int, line: str = "") -> None:
        """Show a page of the ledger, and a line of it if one is named. Raises NotFound."""
        self.show_ledger(unit, verdict, page)
        self.show_entry(line)
        shown = page if page > 1 else ""
        at = {"unit": unit, "verdict": verdict, "p": shown}
        self.query = {"view": "ledger", **at, "line": line}

    def turn_to_line(self, line: str) -> None:
        """Open a line where the ledger stands, or close it."""
        self.show_entry(line)
        self.query = {**self.query, "line": line}

    def leave(self) -> None:
        """The files that wait stay; what is open over the page is closed."""
        self.close_file()
