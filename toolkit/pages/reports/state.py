"""What the page Báo cáo shows and does."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from traitlets import Bool, Dict, List, Unicode

from toolkit.actions.exemplar_lists import ListKind, official_list
from toolkit.actions.summaries import make_summary
from toolkit.pages import checks
from toolkit.pages.longwork import IDLE
from toolkit.pages.reports.previews import FUNNEL, PROGRESS, VIEWS, preview, views_for
from toolkit.pages.state import PageState

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SUMMARIES = {PROGRESS: 1, FUNNEL: 2}
_Job = Callable[[Callable[[float], None], Callable[[], bool]], Any]


class ReportsState(PageState):
    """`view` is the report chosen of `views`; `rows` preview it by `columns`; `work` tells how far
    its making is."""

    takes: ClassVar = {"on": checks.day, "view": checks.one_of(VIEWS)}

    on = Unicode().tag(shown=True)
    view = Unicode().tag(shown=True)
    views: List[Any] = List().tag(shown=True)
    today = Unicode().tag(shown=True)
    starts = Unicode().tag(shown=True)
    past = Bool().tag(shown=True)
    allowed = Bool().tag(shown=True)
    columns: List[Any] = List().tag(shown=True)
    rows: List[Any] = List().tag(shown=True)
    sub = Unicode().tag(shown=True)
    work = Dict(IDLE).tag(shown=True)
    made = Dict().tag(shown=True)

    def labels(self) -> dict[str, Any]:
        date_words = self.shared("date", self.words.family("date"))
        return {**self.words.family("reports"), **date_words}

    def open(self, **filters: Any) -> None:
        self.choose(filters.get("on") or self.desk.today, filters.get("view") or "")

    def choose(self, on: date, view: str) -> None:
        """Preview a report as known at the end of that day; of all that are there the first."""
        self.views = views_for(self.desk)
        self.allowed = bool(self.views)
        self.view = view if view in self.views else next(iter(self.views), "")
        self.today = self.desk.today.isoformat()
        self.made = {}
        day = min(on, self.desk.today)
        self.past, self.on = day < self.desk.today, day.isoformat()
        first = not self.views or self.view == self.views[0]
        self.query = {"on": self.on if self.past else "", "view": "" if first else self.view}
        if self.allowed:
            self._preview(day)

    def job(self) -> _Job:
        """The work of making the workbook shown: (name, bytes)."""
        desk, words, day = self.desk, self.words, date.fromisoformat(self.on)
        if self.view in _SUMMARIES:
            number = _SUMMARIES[self.view]
            return lambda progress, cancelled: make_summary(
                desk, kind=number, on=day, words=words, progress=progress, cancelled=cancelled
            )
        kind = ListKind(self.view)
        return lambda progress, cancelled: official_list(
            desk, kind=kind, words=words, on=day, progress=progress, cancelled=cancelled
        )

    def done(self, result: tuple[str, bytes]) -> None:
        """Hand the finished workbook to the browser and say so."""
        name, data = result
        self.deliver(name, XLSX, data)
        time = self.words.time(self.desk.now())
        self.made = {"name": name, "text": self.words.say("reports.made", name=name, time=time)}
        self.tell(self.made["text"])

    def _preview(self, day: date) -> None:
        seen = preview(self.desk, self.view, day, self.words)
        self.starts = seen.plan.starts.isoformat()
        self.columns, self.rows = seen.columns, seen.rows
        plan = self.words.named(seen.plan, "short_title")
        self.sub = self.words.say("reports.sub", plan=plan, on=seen.on)
