"""What the page Điển hình shows: the list by its filters, and the form over it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from traitlets import Dict, List, Unicode

from toolkit.actions.exemplar_lists import filtered_list
from toolkit.actions.views.exemplars import Asked, ExemplarList, exemplar_list
from toolkit.domain.exemplar import Exemplar, Standing
from toolkit.pages import checks
from toolkit.pages.address import address
from toolkit.pages.exemplars.entry import EntryState
from toolkit.pages.exemplars.rows import COLUMNS, USUAL, choices, rows
from toolkit.pages.exemplars.typed import Form
from toolkit.pages.longwork import IDLE, Job
from toolkit.pages.mimes import MIMES
from toolkit.store import SORTS

PAGE = 50
ALL = "all"
FILTERS = ("unit", "kind", "field", "step", "reached", "registration", "standing", "phase", "year")
ORDERS = (*SORTS, *(f"-{sort}" for sort in SORTS))


def column_names(value: Any) -> tuple[str, ...]:
    """Names of columns, divided by commas; their order is the list's own."""
    names = value.split(",") if isinstance(value, str) else []
    if not names or not set(names) <= {*COLUMNS}:
        raise checks.BadValue("columns")
    return tuple(name for name in COLUMNS if name in names)


def year(value: Any) -> str:
    """Four digits."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}", value):
        return value
    raise checks.BadValue("year")


CHECKS: Mapping[str, checks.Check[Any]] = {**dict.fromkeys(FILTERS, checks.code), "year": year}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an address says: the filters as text, the order ("-day": the newest first), the columns
    where they are not the usual ones, the page from 1, a past day, and whether the form is open."""

    unit: str = ""
    kind: str = ""
    field: str = ""
    step: str = ""
    reached: str = ""
    registration: str = ""
    standing: str = ""
    phase: str = ""
    year: str = ""
    stalled: bool = False
    q: str = ""
    sort: str = "name"
    columns: tuple[str, ...] = USUAL
    p: int = 1
    on: date | None = None
    view: str = ""

    @property
    def filtered(self) -> bool:
        """Whether anything leaves exemplars out that would be there else."""
        return bool(self.q.strip() or self.stalled or any(getattr(self, name) for name in FILTERS))

    @property
    def asked(self) -> Asked:
        standing = {"": Standing.FOLLOWED.value, ALL: ""}.get(self.standing, self.standing)
        plain = {name: getattr(self, name) for name in FILTERS if name not in ("standing", "year")}
        return Asked(
            **plain,
            standing=standing,
            year=int(self.year) if self.year else None,
            stalled=self.stalled,
            text=self.q,
            sort=self.sort.removeprefix("-"),
            descending=self.sort.startswith("-"),
        )

    def said(self) -> dict[str, Any]:
        """As an address carries it; what says nothing is empty."""
        return {
            **{name: getattr(self, name) for name in (*FILTERS, "stalled", "q", "on", "view")},
            "sort": self.sort if self.sort != "name" else "",
            "columns": ",".join(self.columns) if self.columns != USUAL else "",
            "p": self.p if self.p > 1 else None,
        }


class ExemplarsState(EntryState):
    """`rows` hold the code and one cell a column; `left` tells of a draft that waits."""

    takes: ClassVar[Mapping[str, checks.Check[Any]]] = {
        **CHECKS,
        "stalled": checks.flag,
        "q": checks.text(100),
        "sort": checks.one_of(ORDERS),
        "columns": column_names,
        "p": checks.whole(1, 1_000_000),
        "on": checks.day,
        "view": checks.one_of(("new",)),
    }
    quiet: ClassVar[frozenset[str]] = frozenset({"q", "p", "columns", "sort"})
    over: ClassVar[frozenset[str]] = frozenset({"view"})

    filters = Dict().tag(shown=True)
    choices = Dict().tag(shown=True)
    columns: List[Any] = List().tag(shown=True)
    rows: List[Any] = List().tag(shown=True)
    paging = Dict().tag(shown=True)
    summary = Dict().tag(shown=True)
    day = Dict().tag(shown=True)
    base = Unicode().tag(shown=True)
    here = Unicode().tag(shown=True)
    left = Unicode().tag(shown=True)
    done = Dict().tag(shown=True)
    work = Dict(IDLE).tag(shown=True)
    _columns: tuple[str, ...] = USUAL

    def labels(self) -> dict[str, Any]:
        return {
            **super().labels(),
            **self.words.family("exemplars"),
            **self.shared("date", self.words.family("date")),
        }

    def open(self, **filters: Any) -> None:
        super().entry_close()
        self.done = {}
        self._told = Told(**{"columns": self._columns, **filters})
        self._next, self._next_of = ("", 0), Told()
        self.refresh()
        self._look_for_draft()
        if self._told.view and self.summary["writes"]:
            self.entry_new(self._told.unit)

    def refresh(self) -> None:
        """Read the list again; beyond the last page, the last."""
        view = self._read()
        last = max(1, -(-view.page.total // PAGE))
        if self._told.p > last:
            self._told = replace(self._told, p=last)
            view = self._read()
        self._leave_out(view.unknown)
        if not view.as_known:
            self._told = replace(self._told, on=None)
        self._show(view, last)

    def filter(self, q: str, *, stalled: bool, **chosen: Any) -> None:
        """Show the first page of what these filters leave; empty ones leave everything."""
        self._told = replace(self._told, **chosen, q=q, stalled=stalled, p=1)
        self.refresh()

    def order(self, sort: str) -> None:
        self._told = replace(self._told, sort=sort, p=1)
        self.refresh()

    def choose(self, chosen: tuple[str, ...]) -> None:
        """Show these columns; the name is always there."""
        self._columns = column_names(",".join(("name", *chosen)))
        self._told = replace(self._told, columns=self._columns)
        self.refresh()

    def turn(self, page: int) -> None:
        self._told = replace(self._told, p=page)
        self.refresh()

    def known_on(self, day: date | None) -> None:
        """Show the list as known at the end of a past day, or now."""
        self._told = replace(self._told, on=day, p=1)
        self.refresh()

    def job(self) -> Job[tuple[str, bytes]]:
        """The work of making the workbook of what is filtered: (name, bytes)."""
        told, desk, words = self._told, self.desk, self.words
        return lambda progress, cancelled: filtered_list(
            desk,
            asked=told.asked,
            columns=told.columns,
            words=words,
            on=told.on,
            progress=progress,
            cancelled=cancelled,
        )

    def made(self, workbook: tuple[str, bytes]) -> None:
        """Hand the workbook to the browser."""
        name, data = workbook
        self.deliver(name, MIMES["xlsx"], data)
        self.tell(self.words.say("exemplars.made", name=name))

    def entry_new(self, unit: str = "") -> None:
        super().entry_new(unit)
        self.done = {}
        self._move(view="new")

    def entry_keep(self, kind: str, form: Form) -> None:
        super().entry_keep(kind, form)
        if not self.entry:
            self._look_for_draft()

    def entry_close(self) -> None:
        was_open = bool(self.entry)
        super().entry_close()
        if was_open and self._told.view:
            self._look_for_draft()
            self._move(view="")

    def saved(self, exemplar: Exemplar, *, new: bool) -> None:
        super().saved(exemplar, new=new)
        self.left = ""
        name = f"{exemplar.name} ({exemplar.code})"
        self.done = {"name": name, "href": address("exemplar", code=exemplar.code)}

    def _move(self, view: str) -> None:
        self._told = replace(self._told, view=view)
        self.query = self._told.said()

    def _look_for_draft(self) -> None:
        at = self.draft_kept_at() if self.summary.get("writes") else None
        self.left = self.words.moment(at) if at else ""

    def _read(self) -> ExemplarList:
        """The page asked for; the one after that which is shown is found by where it ended."""
        told = self._told
        mark, following = self._next
        return exemplar_list(
            self.desk,
            asked=told.asked,
            offset=(told.p - 1) * PAGE,
            limit=PAGE,
            after=mark if self._shown_as(told) and told.p == following else "",
            on=told.on,
        )

    def _shown_as(self, told: Told) -> bool:
        return replace(told, p=1, view="", columns=USUAL) == self._next_of

    def _leave_out(self, unknown: tuple[str, ...]) -> None:
        if unknown:
            gone: dict[str, Any] = dict.fromkeys(unknown, "")
            self._told = replace(self._told, **gone)
            self.tell(self.words.say("exemplars.unknown_filter"), "warning")

    def _show(self, view: ExemplarList, last: int) -> None:
        told, words = self._told, self.words
        self._next = (view.page.next, told.p + 1)
        self._next_of = replace(told, p=1, view="", columns=USUAL)
        self.choices = choices(view, words)
        self.filters = {name: getattr(told, name) for name in (*FILTERS, "stalled", "q", "sort")}
        self.columns = list(told.columns)
        self.rows = rows(view, told.columns, words)
        self.base = address("exemplar", on=told.on)
        self.here = address("exemplars", **replace(told, p=1, view="").said())
        self.paging = {"at": told.p, "last": last, "text": self._paging(view)}
        self.summary = {
            "count": words.say("exemplars.count", count=view.page.total),
            "total": view.page.total,
            "filtered": told.filtered,
            "writes": view.writes,
            "who": self.desk.user.login,
        }
        self.day = {
            "text": words.say("units.on_day", day=view.on),
            "notice": words.say("units.as_known", day=view.on),
            "past": view.as_known,
            "on": view.on.isoformat(),
            "least": view.plan.starts.isoformat(),
            "most": self.desk.today.isoformat(),
        }
        self.query = told.said()

    def _paging(self, view: ExemplarList) -> str:
        first = (self._told.p - 1) * PAGE + 1
        to = first + len(view.page.rows) - 1
        return self.words.say("exemplars.paging", first=first, to=to, total=view.page.total)
