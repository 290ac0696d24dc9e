"""What the page Báo cáo shows and does."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from traitlets import Bool, Dict, List, Unicode

from toolkit.actions.summaries import file_name, write_summary_1
from toolkit.actions.views.summary import summary_1
from toolkit.pages import checks
from toolkit.pages.longwork import IDLE
from toolkit.pages.state import PageState
from toolkit.rules.figures import SummaryFigures
from toolkit.rules.permissions import Act, may
from toolkit.rules.timeliness import Tally

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ReportsState(PageState):
    """`rows` previews the summary by kind; `work` tells how far its making is."""

    takes: ClassVar = {"on": checks.day}

    on = Unicode().tag(shown=True)
    today = Unicode().tag(shown=True)
    starts = Unicode().tag(shown=True)
    past = Bool().tag(shown=True)
    allowed = Bool().tag(shown=True)
    rows: List[Any] = List().tag(shown=True)
    sub = Unicode().tag(shown=True)
    work = Dict(IDLE).tag(shown=True)
    made = Dict().tag(shown=True)

    def labels(self) -> dict[str, Any]:
        date_words = self.shared("date", self.words.family("date"))
        return {**self.words.family("reports"), **date_words}

    def open(self, **filters: Any) -> None:
        self.choose(filters.get("on") or self.desk.today)

    def choose(self, on: date) -> None:
        """Preview the summary as known at the end of that day."""
        self.allowed = not may(self.desk.user, Act.SUMMARISE)
        self.today = self.desk.today.isoformat()
        self.made = {}
        day = min(on, self.desk.today)
        self.past, self.on = day < self.desk.today, day.isoformat()
        self.query = {"on": self.on if self.past else ""}
        if self.allowed:
            self._preview(summary_1(self.desk, on=day))

    def job(self) -> Callable[..., tuple[str, bytes]]:
        """The work of making the workbook shown: (name, bytes)."""
        desk, words, day = self.desk, self.words, date.fromisoformat(self.on)

        def make(progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Any:
            figures = summary_1(desk, on=day)
            name = file_name(figures, words)
            with tempfile.TemporaryDirectory() as folder:
                out = Path(folder) / name
                write_summary_1(
                    desk,
                    figures=figures,
                    out=out,
                    words=words,
                    progress=progress,
                    cancelled=cancelled,
                )
                return name, out.read_bytes()

        return make

    def done(self, result: tuple[str, bytes]) -> None:
        """Hand the finished workbook to the browser and say so."""
        name, data = result
        self.deliver(name, XLSX, data)
        time = self.words.time(self.desk.now())
        self.made = {"name": name, "text": self.words.say("reports.made", name=name, time=time)}
        self.tell(self.made["text"])

    def _preview(self, figures: SummaryFigures) -> None:
        self.starts = figures.plan.starts.isoformat()
        lines = [
            (self.words.named(kind.kind), len(kind.units), kind.tally()) for kind in figures.kinds
        ]
        total = sum((tally for _, _, tally in lines), Tally())
        units = sum(count for _, count, _ in lines)
        lines.append((self.words.say("reports.total"), units, total))
        self.rows = [self._row(*line) for line in lines]
        self.sub = self.words.say(
            "reports.sub",
            plan=self.words.named(figures.plan, "short_title"),
            on=figures.as_known_on,
        )

    def _row(self, name: str, units: int, tally: Tally) -> dict[str, str]:
        number = self.words.number
        return {
            "name": name,
            "units": number(units),
            "expected": number(tally.expected),
            "on_time": number(tally.on_time),
            "late": number(tally.late),
            "missing": number(tally.missing),
            "rate": self.words.percent(tally.rate),
        }
