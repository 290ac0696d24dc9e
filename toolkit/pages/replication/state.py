"""What the page of replication shows, by its filters; follow-ups are answered in place."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar, TypeVar

from traitlets import Bool, Dict, List

from toolkit.actions.views.replication import ReplicationMap, replication_map
from toolkit.domain.exemplar import COMPREHENSIVE
from toolkit.pages import checks
from toolkit.pages.activity.state import ActivityState
from toolkit.pages.replication.grid import (
    OTHER,
    Column,
    Line,
    column_record,
    columns,
    field_lines,
    line_record,
    model_lines,
    spot_record,
    uncopied_lines,
)
from toolkit.pages.replication.rows import (
    STATES,
    Wanted,
    bloc_gaps,
    due_records,
    field_gaps,
    model_record,
    models,
    totals,
)

PAGE = 20
LINES = 30
SHOWS = ("models", "fields", "list")
DUE_SHOWN = 20
Item = TypeVar("Item")


class ReplicationState(ActivityState):
    """`rows` are exemplars that were copied, each with the units that did; `grid` the same as
    models or fields by blocs, `spot` what stands behind one of its cells."""

    takes: ClassVar[Mapping[str, checks.Check[Any]]] = {
        "field": checks.code,
        "alive": checks.one_of(STATES),
        "q": checks.text(100),
        "p": checks.whole(1, 1_000_000),
        "show": checks.one_of(SHOWS),
        "bloc": checks.code,
    }
    quiet: ClassVar[frozenset[str]] = frozenset({"q", "p", "bloc"})

    rows = List[Any]().tag(shown=True)
    grid = Dict().tag(shown=True)
    spot = Dict().tag(shown=True)
    paging = Dict().tag(shown=True)
    filters = Dict().tag(shown=True)
    choices = Dict().tag(shown=True)
    figures = List[Any]().tag(shown=True)
    due = Dict().tag(shown=True)
    gaps = Dict().tag(shown=True)
    writes_here = Bool().tag(shown=True)

    def labels(self) -> dict[str, Any]:
        return {**super().labels(), **self.words.family("replication")}

    def open(self, p: int = 1, show: str = SHOWS[0], bloc: str = "", **filters: Any) -> None:
        self.close_deed()
        self._at, self._wanted = p, Wanted(**filters)
        self._show_as, self._bloc = show, bloc
        self.spot = {}
        self.refresh()

    def refresh(self) -> None:
        """Read again who copied what."""
        view = replication_map(self.desk)
        known = {"", COMPREHENSIVE, *view.plan.field_by_code}
        if self._wanted.field not in known:
            self._wanted = replace(self._wanted, field="")
            self.tell(self.words.say("replication.unknown_field"), "warning")
        self._show(view)

    def filter(self, *, field: str, alive: str, q: str) -> None:
        """Show the first page of what these filters leave."""
        self._at, self._wanted = 1, Wanted(field=field, alive=alive, q=q)
        self.refresh()

    def turn(self, page: int) -> None:
        self._at = page
        self.refresh()

    def show_as(self, show: str) -> None:
        """Show models, fields or a list, from the beginning."""
        self._show_as, self._at, self.spot = show, 1, {}
        self.refresh()

    def unfold(self, bloc: str) -> None:
        """Show the units of this bloc, or of none."""
        self._bloc = "" if bloc == self._bloc else bloc
        self.refresh()

    def look_at(self, line: str, column: str) -> None:
        """Tell who is behind a cell of the grid; lines and columns that are not there: nobody."""
        view = replication_map(self.desk)
        at = next((each for each in self._columns(view) if (each.code or OTHER) == column), None)
        found = next((each for each in self._lines(view) if each.key == line), None)
        if at and found:
            copies = [row for row in found.copies if at.takes(row.taker, view)]
            self.spot = spot_record(found, at, copies, view, self.words)

    def _show(self, view: ReplicationMap) -> None:
        words, wanted = self.words, self._wanted
        if self._show_as == "list":
            found = models(row for row in view.rows if wanted.takes(row, view))
            self.rows = [model_record(copies, view, words) for copies in self._page(found, PAGE)]
            self.grid = {}
        else:
            lines, columns = self._lines(view), self._columns(view)
            shown = [line_record(each, columns, view) for each in self._page(lines, LINES)]
            heads = [column_record(each, view, self._bloc, words) for each in columns]
            self.rows, self.grid = [], {"heads": heads, "lines": shown}
        self.filters = {
            "field": wanted.field,
            "alive": wanted.alive,
            "q": wanted.q,
            "show": self._show_as,
            "bloc": self._bloc,
        }
        self.choices = self._choices(view)
        self.writes_here = view.writes
        self.figures = totals(view, words)
        due = due_records(view, words)
        today = f"{self.desk.today:%d/%m/%Y}"
        self.due = {"count": len(due), "rows": due[:DUE_SHOWN], "today": today}
        self.gaps = {"fields": field_gaps(view, words), "blocs": bloc_gaps(view, words)}
        self.query = {
            **self.filters,
            "show": self._show_as if self._show_as != SHOWS[0] else "",
            "p": self._at if self._at > 1 else None,
        }

    def _page(self, found: list[Item], size: int) -> list[Item]:
        """The part of it that is shown, and what is said of that."""
        last = max(1, -(-len(found) // size))
        self._at = min(self._at, last)
        begin = (self._at - 1) * size
        shown = found[begin : begin + size]
        count, say = len(found), self.words.say
        copied = sum(1 for each in found if not isinstance(each, Line) or each.copies)
        total = count if self._show_as != "fields" else 0
        self.paging = {
            "at": self._at,
            "last": last,
            "count": say("replication.count", count=copied) if total else "",
            "text": say("replication.paging", first=begin + 1, to=begin + len(shown), total=count),
        }
        return shown

    def _lines(self, view: ReplicationMap) -> list[Line]:
        """All lines of the grid that the filters leave."""
        wanted, words = self._wanted, self.words
        rows = [row for row in view.rows if wanted.takes(row, view)]
        if self._show_as == "fields":
            return field_lines(rows, view, words, field=wanted.field)
        found = model_lines(rows, view, words)
        if wanted.alive:
            return found
        return found + uncopied_lines(view, words, field=wanted.field, q=wanted.q)

    def _columns(self, view: ReplicationMap) -> list[Column]:
        return columns(view, self.words, self._bloc)

    def _choices(self, view: ReplicationMap) -> dict[str, list[dict[str, str]]]:
        words = self.words
        fields = [{"value": each.code, "title": words.named(each)} for each in view.plan.fields]
        whole = {"value": COMPREHENSIVE, "title": words.say("scope.toan_dien")}
        states = [
            {"value": each, "title": words.say(f"replication.figure.{each}")} for each in STATES
        ]
        every = {"value": "", "title": words.say("replication.all")}
        return {"field": [every, whole, *fields], "alive": [every, *states]}
