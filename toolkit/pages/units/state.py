"""What the units page shows: the matrix by its filters, or one unit's sheet over it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from traitlets import Dict, List, Unicode

from toolkit.actions.views import UnitMatrix, matrix, unit_sheet
from toolkit.actions.views.exemplar_figures import exemplar_figures
from toolkit.domain.obligation import Status
from toolkit.domain.plan import Plan
from toolkit.errors import NotFound
from toolkit.pages import checks
from toolkit.pages.address import address
from toolkit.pages.obligation.state import ObligationState
from toolkit.pages.parts.chips import chip
from toolkit.pages.standing import drawn_standing
from toolkit.pages.units.rows import LETTERS, choices, heads, matrix_rows
from toolkit.pages.units.sheet import sheet_record

PAGE = 50
ALL = "all"
_PRESSING = (
    *(Status.OVERDUE, Status.RETURNED, Status.DUE_SOON, Status.SENT),
    *(Status.NOT_DUE, Status.ACCEPTED, Status.WAIVED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for: `phase` is a code, "all", or empty for the phase of the day (for
    all where late units are asked for: what is missing is missing in any phase).

    `p` is the page of the matrix, counted from 1; `on` a past day; `task` one of the unit's."""

    phase: str = ""
    kind: str = ""
    bloc: str = ""
    late: bool = False
    q: str = ""
    p: int = 1
    on: date | None = None
    unit: str = ""
    task: str = ""

    @property
    def phase_wanted(self) -> str | None:
        """A code, empty for all, None for the phase of the day."""
        if self.phase:
            return "" if self.phase == ALL else self.phase
        return "" if self.late else None

    @property
    def filtered(self) -> bool:
        """Whether anything leaves units out."""
        return bool(self.kind or self.bloc or self.late or self.q.strip())

    def said(self) -> dict[str, Any]:
        """As an address carries it; what says nothing is None or empty."""
        return {
            **{name: getattr(self, name) for name in ("phase", "kind", "bloc", "late", "q", "on")},
            "p": self.p if self.p > 1 else None,
            "unit": self.unit,
            "task": self.task if self.unit else "",
        }


class UnitsState(ObligationState):
    """`picked` is empty while the matrix is shown, and holds the sheet of one unit else."""

    takes: ClassVar[Mapping[str, checks.Check[Any]]] = {
        "phase": checks.code,
        "kind": checks.code,
        "bloc": checks.code,
        "late": checks.flag,
        "q": checks.text(100),
        "p": checks.whole(1, 1_000_000),
        "on": checks.day,
        "unit": checks.code,
        "task": checks.code,
    }
    quiet: ClassVar[frozenset[str]] = frozenset({"q", "p"})

    legend = List[Any]().tag(shown=True)
    choices = Dict().tag(shown=True)
    filters = Dict().tag(shown=True)
    heads = List[Any]().tag(shown=True)
    rows = List[Any]().tag(shown=True)
    paging = Dict().tag(shown=True)
    summary = Dict().tag(shown=True)
    picked = Dict().tag(shown=True)
    day = Dict().tag(shown=True)
    base = Unicode().tag(shown=True)

    def labels(self) -> dict[str, Any]:
        standing = self.shared("standing_of", self.words.family("standing_of"))
        return {**super().labels(), **self.words.family("units"), **standing}

    def open(self, **filters: Any) -> None:
        self.close()
        self._asked = Asked(**filters)
        self.legend = [
            {"letter": LETTERS[status], **chip(status, self.words)} for status in _PRESSING
        ]
        self.refresh()

    def refresh(self) -> None:
        """Read again what is shown: the unit, or the matrix where there is none (any more)."""
        if not (self._asked.unit and self._read_unit()):
            self._read_matrix()
        self.title = self.picked.get("name") or self.words.say("units.title")
        self.query = self._asked.said()

    def filter(self, *, phase: str, kind: str, bloc: str, late: bool, q: str) -> None:
        """Show the first page of what these filters leave; empty ones leave everything."""
        self._asked = Asked(phase=phase, kind=kind, bloc=bloc, late=late, q=q, on=self._asked.on)
        self.refresh()

    def turn(self, page: int) -> None:
        """Show this page of the matrix; beyond the last one, the last."""
        self._asked = replace(self._asked, p=page, unit="")
        self.refresh()

    def known_on(self, day: date | None) -> None:
        """Show everything as known at the end of a past day, or now."""
        self._asked = replace(self._asked, on=day)
        self.refresh()

    def pick(self, unit: str, task: str = "") -> None:
        """Open a unit's sheet, at one of its tasks."""
        self._asked = replace(self._asked, unit=unit, task=task)
        self.refresh()

    def _read_unit(self) -> bool:
        try:
            sheet = unit_sheet(self.desk, code=self._asked.unit, on=self._asked.on)
            exemplars = exemplar_figures(self.desk, unit=sheet.unit.code, on=self._asked.on)
        except NotFound as error:
            self.tell(self.words.error(error), "warning")
            return False
        self._mark_day(sheet.plan, sheet.on, as_known=sheet.as_known)
        kept = replace(self._asked, unit="").said()
        standing = drawn_standing(exemplars, self.words, past=sheet.as_known)
        self.picked = {"standing": standing} | sheet_record(
            sheet,
            self.words,
            task=self._asked.task,
            back=address("units", **kept),
            link=lambda code: address("units", **{**kept, "unit": code}),
        )
        return True

    def _read_matrix(self) -> None:
        self._asked = replace(self._asked, unit="", task="")
        view = self._ask()
        last = max(1, -(-view.page.total // PAGE))
        if self._asked.p > last:
            self._asked = replace(self._asked, p=last)
            view = self._ask()
        if view.unknown:
            left: dict[str, Any] = dict.fromkeys(view.unknown, "")
            self._asked = replace(self._asked, **left)
            self.tell(self.words.say("units.unknown_filter"), "warning")
        self._mark_day(view.plan, view.on, as_known=view.as_known)
        self._show(view, last)

    def _ask(self) -> UnitMatrix:
        asked = self._asked
        return matrix(
            self.desk,
            phase=asked.phase_wanted,
            kind=asked.kind,
            bloc=asked.bloc,
            only_late=asked.late,
            search=asked.q,
            offset=(asked.p - 1) * PAGE,
            limit=PAGE,
            on=asked.on,
        )

    def _show(self, view: UnitMatrix, last: int) -> None:
        asked, words = self._asked, self.words
        self.picked = {}
        self.choices = choices(view.plan, words)
        self.filters = {
            **{name: getattr(asked, name) for name in ("kind", "bloc", "late", "q")},
            "phase": view.phase or ALL,
        }
        self.heads = heads(view.plan, view.phase, words)
        self.rows = matrix_rows(view.page.rows, view.plan, view.phase, words)
        self.base = address("units", **asked.said())
        self.paging = {"at": asked.p, "last": last, "text": self._paging(view)}
        count = words.say("units.count", count=view.page.total)
        self.summary = {"count": count, "filtered": asked.filtered}

    def _paging(self, view: UnitMatrix) -> str:
        first = (self._asked.p - 1) * PAGE + 1
        to = first + len(view.page.rows) - 1
        return self.words.say("units.paging", first=first, to=to, total=view.page.total)

    def _mark_day(self, plan: Plan, day: date, *, as_known: bool) -> None:
        """Tell of which day the page speaks; a day that is not past yet is now."""
        if not as_known:
            self._asked = replace(self._asked, on=None)
        self.day = {
            "text": self.words.say("units.on_day", day=day),
            "notice": self.words.say("units.as_known", day=day),
            "past": as_known,
            "on": day.isoformat(),
            "least": plan.starts.isoformat(),
            "most": self.desk.today.isoformat(),
        }
