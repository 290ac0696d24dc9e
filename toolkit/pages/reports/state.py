"""What the page Báo cáo shows and does."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, ClassVar

from traitlets import Bool, Dict, List, Unicode

from toolkit.actions.exemplar_lists import ListKind, official_list
from toolkit.actions.summaries import make_summary
from toolkit.actions.word_reports import word_report
from toolkit.exchange.bulk import Format
from toolkit.pages import checks
from toolkit.pages.longwork import IDLE
from toolkit.pages.mimes import mime_of
from toolkit.pages.reports.looking import LookingState
from toolkit.pages.reports.others import LETTERS, OTHERS, TABLES, other_job
from toolkit.pages.reports.previews import (
    PAPERS,
    SUMMARIES,
    VIEWS,
    groups_for,
    preview,
    views_for,
)

PARTS = ("make", "compare", "verify", "earlier")
_Job = Callable[[Callable[[float], None], Callable[[], bool]], Any]


class ReportsState(LookingState):
    """`view` is the report chosen of `views`; `rows` preview it by `columns`; `work` tells how far
    its making is. `part` is what is open of `parts`. `makes` is the
    kind of file, `dated` says that it can be of a past day."""

    takes: ClassVar = {
        "on": checks.day,
        "view": checks.one_of(VIEWS),
        "part": checks.one_of(PARTS),
        "kind": checks.whole(1, len(SUMMARIES)),
        "first": checks.day,
        "second": checks.day,
    }

    part = Unicode(PARTS[0]).tag(shown=True)
    parts: List[Any] = List().tag(shown=True)
    on = Unicode().tag(shown=True)
    view = Unicode().tag(shown=True)
    views: List[Any] = List().tag(shown=True)
    groups: List[Any] = List().tag(shown=True)
    today = Unicode().tag(shown=True)
    starts = Unicode().tag(shown=True)
    past = Bool().tag(shown=True)
    allowed = Bool().tag(shown=True)
    columns: List[Any] = List().tag(shown=True)
    rows: List[Any] = List().tag(shown=True)
    sub = Unicode().tag(shown=True)
    makes = Unicode().tag(shown=True)
    dated = Bool().tag(shown=True)
    work = Dict(IDLE).tag(shown=True)
    made = Dict().tag(shown=True)

    def labels(self) -> dict[str, Any]:
        say = self.words.family
        date_words, file = self.shared("date", say("date")), self.shared("file", say("file"))
        return {**say("reports"), **date_words, **file}

    def open(self, **filters: Any) -> None:
        today = self.desk.today
        self.choose(filters.get("on") or today, filters.get("view") or "")
        month_ago = filters.get("first") or today - timedelta(days=30)
        self.set_days(filters.get("kind") or 1, month_ago, filters.get("second") or today)
        self.go(filters.get("part") or PARTS[0])

    def go(self, part: str) -> None:
        """Open one of the parts that the user may see; else the first."""
        self.part = part if part in self.parts else PARTS[0]
        if self.part == "earlier":
            self.read_earlier()
        if self.part == "make":
            self._make_query()
        elif self.part == "compare":
            kind = "" if self.kind == 1 else str(self.kind)
            days = {"first": self.first, "second": self.second}
            self.query = {"part": self.part, "kind": kind, **days}
        else:
            self.query = {"part": self.part}

    def choose(self, on: date, view: str) -> None:
        """Preview a report as known at the end of that day; of all that are there the first."""
        self.views = views_for(self.desk)
        groups = groups_for(self.desk)
        self.groups = [{"name": name, "views": views} for name, views in groups.items()]
        self.parts = list(PARTS if "summaries" in groups else PARTS[:1])
        self.allowed = bool(self.views)
        self.view = view if view in self.views else next(iter(self.views), "")
        self.today = self.desk.today.isoformat()
        self.made = {}
        self.makes = _made_as(self.view)
        self.dated = self.view != LETTERS
        day = min(on, self.desk.today) if self.dated else self.desk.today
        self.past, self.on = day < self.desk.today, day.isoformat()
        self._make_query()
        if self.allowed:
            self._preview(day)

    def ask(self, kind: int, first: date, second: date) -> None:
        """Choose what is compared."""
        self.set_days(kind, first, second)
        self.go("compare")

    def job(self) -> _Job:
        """The work of making what is shown: (name, bytes)."""
        desk, words, day = self.desk, self.words, date.fromisoformat(self.on)
        if self.view in SUMMARIES:
            number = SUMMARIES[self.view]
            return lambda progress, cancelled: make_summary(
                desk, kind=number, on=day, words=words, progress=progress, cancelled=cancelled
            )
        if self.view in OTHERS:
            return other_job(desk, self.view, day, words)
        if self.view in PAPERS:
            paper = PAPERS[self.view]
            return lambda _progress, _cancelled: word_report(desk, kind=paper, on=day, words=words)
        kind = ListKind(self.view)
        return lambda progress, cancelled: official_list(
            desk, kind=kind, words=words, on=day, progress=progress, cancelled=cancelled
        )

    def done(self, result: tuple[str, bytes]) -> None:
        """Hand the finished file to the browser and say so."""
        name, data = result
        self.deliver(name, mime_of(name), data)
        time = self.words.time(self.desk.now())
        self.made = {"name": name, "text": self.words.say("reports.made", name=name, time=time)}
        self.tell(self.made["text"])

    def _make_query(self) -> None:
        first = not self.views or self.view == self.views[0]
        self.query = {"on": self.on if self.past else "", "view": "" if first else self.view}

    def _preview(self, day: date) -> None:
        seen = preview(self.desk, self.view, day, self.words)
        self.starts = seen.plan.starts.isoformat()
        self.columns, self.rows = seen.columns, seen.rows
        plan = self.words.named(seen.plan, "short_title")
        self.sub = self.words.say("reports.sub", plan=plan, on=seen.on)


def _made_as(view: str) -> str:
    if view in PAPERS:
        return "docx"
    return "zip" if view == LETTERS or TABLES.get(view) not in (None, Format.XLSX) else "xlsx"
