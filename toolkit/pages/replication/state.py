"""What the page of replication shows, by its filters; follow-ups are answered in place."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from traitlets import Bool, Dict, List

from toolkit.actions.views.activities import ReplicationMap, replication_map
from toolkit.domain.exemplar import COMPREHENSIVE
from toolkit.pages import checks
from toolkit.pages.activity.state import ActivityState
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
DUE_SHOWN = 20


class ReplicationState(ActivityState):
    """`rows` are exemplars that were copied, each with the units that did."""

    takes: ClassVar[Mapping[str, checks.Check[Any]]] = {
        "field": checks.code,
        "alive": checks.one_of(STATES),
        "q": checks.text(100),
        "p": checks.whole(1, 1_000_000),
    }
    quiet: ClassVar[frozenset[str]] = frozenset({"q", "p"})

    rows = List[Any]().tag(shown=True)
    paging = Dict().tag(shown=True)
    filters = Dict().tag(shown=True)
    choices = Dict().tag(shown=True)
    figures = List[Any]().tag(shown=True)
    due = Dict().tag(shown=True)
    gaps = Dict().tag(shown=True)
    writes_here = Bool().tag(shown=True)

    def labels(self) -> dict[str, Any]:
        return {**super().labels(), **self.words.family("replication")}

    def open(self, p: int = 1, **filters: Any) -> None:
        self.close_deed()
        self._at, self._wanted = p, Wanted(**filters)
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

    def _show(self, view: ReplicationMap) -> None:
        words, wanted = self.words, self._wanted
        found = models(row for row in view.rows if wanted.takes(row, view))
        last = max(1, -(-len(found) // PAGE))
        self._at = min(self._at, last)
        begin = (self._at - 1) * PAGE
        shown = found[begin : begin + PAGE]
        self.rows = [model_record(copies, view, words) for copies in shown]
        count, to = len(found), begin + len(shown)
        self.paging = {
            "at": self._at,
            "last": last,
            "count": words.say("replication.count", count=count),
            "text": words.say("replication.paging", first=begin + 1, to=to, total=count),
        }
        self.filters = {"field": wanted.field, "alive": wanted.alive, "q": wanted.q}
        self.choices = self._choices(view)
        self.writes_here = view.writes
        self.figures = totals(view, words)
        due = due_records(view, words)
        today = f"{self.desk.today:%d/%m/%Y}"
        self.due = {"count": len(due), "rows": due[:DUE_SHOWN], "today": today}
        self.gaps = {"fields": field_gaps(view, words), "blocs": bloc_gaps(view, words)}
        self.query = {**self.filters, "p": self._at if self._at > 1 else None}

    def _choices(self, view: ReplicationMap) -> dict[str, list[dict[str, str]]]:
        words = self.words
        fields = [{"value": each.code, "title": words.named(each)} for each in view.plan.fields]
        whole = {"value": COMPREHENSIVE, "title": words.say("scope.toan_dien")}
        states = [
            {"value": each, "title": words.say(f"replication.figure.{each}")} for each in STATES
        ]
        every = {"value": "", "title": words.say("replication.all")}
        return {"field": [every, whole, *fields], "alive": [every, *states]}
