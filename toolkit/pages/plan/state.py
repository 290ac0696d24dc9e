"""What the plan page shows: the chart, the table, one task of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from traitlets import Dict, List, Unicode

from toolkit.actions.views import PlanView, plan_view
from toolkit.pages import checks
from toolkit.pages.plan.record import indicator_record, milestone_record, phase_records
from toolkit.pages.plan.scale import Scale, scale_of
from toolkit.pages.state import PageState

TABLE = "table"
CHART = "chart"


class PlanState(PageState):
    """`mode` is "chart" or "table"; `task` the code of the task whose details are open."""

    takes: ClassVar[Mapping[str, checks.Check[Any]]] = {
        "view": checks.one_of((TABLE, CHART)),
        "task": checks.code,
        "on": checks.day,
    }

    mode = Unicode(CHART).tag(shown=True)
    task = Unicode().tag(shown=True)
    phases = List[Any]().tag(shown=True)
    years = List[Any]().tag(shown=True)
    milestones = List[Any]().tag(shown=True)
    indicators = List[Any]().tag(shown=True)
    head = Dict().tag(shown=True)
    day = Dict().tag(shown=True)

    def labels(self) -> dict[str, Any]:
        return {
            **self.words.family("plan"),
            **self.shared("date", self.words.family("date")),
        }

    def open(self, **filters: Any) -> None:
        self.mode = filters.get("view", CHART)
        self._on: date | None = filters.get("on")
        self._read()
        self.pick(filters.get("task", ""))

    def show_as(self, mode: str) -> None:
        """Change between chart and table."""
        self.mode = mode
        self._tell_address()

    def pick(self, task: str) -> None:
        """Open a task's details; an empty code closes them, an unknown one is told."""
        known = {each["code"] for phase in self.phases for each in phase["tasks"]}
        if task and task not in known:
            self.tell(self.words.say("plan.unknown_task"), "warning")
            task = ""
        self.task = task
        self._tell_address()

    def known_on(self, day: date | None) -> None:
        """Show the plan as known at the end of a past day, or now."""
        self._on = day
        self._read()
        self.pick(self.task)

    def _tell_address(self) -> None:
        mode = self.mode if self.mode != CHART else ""
        self.query = {"view": mode, "task": self.task, "on": self._on}

    def _read(self) -> None:
        view = plan_view(self.desk, on=self._on)
        if not view.as_known:
            self._on = None
        plan, words, scale = view.plan, self.words, scale_of(view.plan)
        self.phases = phase_records(view, scale, words)
        self.years = [
            {"year": str(year), **scale.span(first, last)} for year, first, last in scale.years()
        ]
        self.milestones = [
            milestone_record(number, each, view.on, scale, words)
            for number, each in enumerate(plan.milestones, start=1)
        ]
        self.indicators = [
            indicator_record(each, view.indicators.get(each.code, 0), words)
            for each in plan.indicators
        ]
        self.head = {"title": words.named(plan, "title"), "sub": self._paper(view)}
        self.day = self._day(view, scale)

    def _paper(self, view: PlanView) -> str:
        paper = view.plan.paper
        if paper is None:
            return view.plan.code
        return self.words.say("plan.paper", number=paper.number, day=paper.on, issuer=paper.issuer)

    def _day(self, view: PlanView, scale: Scale) -> dict[str, Any]:
        return {
            "date": self.words.date(view.on),
            "text": self.words.say("plan.today" if not view.as_known else "plan.day", day=view.on),
            "notice": self.words.say("plan.as_known", day=view.on),
            "at": scale.at(view.on) if scale.shows(view.on) else None,
            "flip": scale.flips(view.on),
            "past": view.as_known,
            "on": view.on.isoformat(),
            "least": view.plan.starts.isoformat(),
            "most": self.desk.today.isoformat(),
        }
