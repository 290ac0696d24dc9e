"""What the page of activities shows: a list by its filters, or one month of it as a calendar."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, ClassVar

from traitlets import Dict, List

from toolkit.actions.views.activities import ActivityList, activity_list
from toolkit.domain.activity import ActivityKind
from toolkit.pages import checks
from toolkit.pages.activities.rows import bounds, calendar_of, choices_of, rows_of
from toolkit.pages.activity.fields import ICONS
from toolkit.pages.activity.state import ActivityState

PAGE = 25
MOST_OF_MONTH = 300
CALENDAR = "calendar"


def month(value: Any) -> str:
    """A month written "2018-10"."""
    checks.day(f"{value}-01")
    return str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for; a list begins with the `month`, a calendar is that month's.

    `p` is the page of the list, counted from 1."""

    view: str = ""
    unit: str = ""
    kind: str = ""
    month: str = ""
    q: str = ""
    p: int = 1

    @property
    def filtered(self) -> bool:
        return bool(self.unit or self.kind or self.q.strip() or self.month)


class ActivitiesState(ActivityState):
    """`calendar` is empty while the list is shown; `rows` are the list's, or the chosen day's."""

    takes: ClassVar[Mapping[str, checks.Check[Any]]] = {
        "view": checks.one_of(("", CALENDAR)),
        "unit": checks.code,
        "kind": checks.one_of([*ActivityKind]),
        "month": month,
        "q": checks.text(100),
        "p": checks.whole(1, 1_000_000),
    }
    quiet: ClassVar[frozenset[str]] = frozenset({"q", "p"})

    choices = Dict().tag(shown=True)
    filters = Dict().tag(shown=True)
    rows = List[Any]().tag(shown=True)
    paging = Dict().tag(shown=True)
    calendar = Dict().tag(shown=True)
    kinds = List[Any]().tag(shown=True)
    _asked = Asked()
    _day: date | None = None

    def labels(self) -> dict[str, Any]:
        return {**super().labels(), **self.words.family("activities")}

    def open(self, **filters: Any) -> None:
        self.close_deed()
        self.filter(**filters)

    def refresh(self) -> None:
        """Read again what the filters leave."""
        asked = self._asked
        if asked.view == CALENDAR and not asked.month:
            self._asked = asked = replace(asked, month=f"{self.desk.today:%Y-%m}")
        view = self._read()
        last = max(1, -(-view.page.total // PAGE))
        if asked.p > last and asked.view != CALENDAR:
            self._asked = asked = replace(asked, p=last)
            view = self._read()
        if asked.unit != view.unit:
            self._asked = asked = replace(asked, unit=view.unit)
            self.tell(self.words.say("activities.unknown_unit"), "warning")
        self._show(view, last)

    def filter(self, **filters: Any) -> None:
        """Show the first page of what these filters leave."""
        self._asked, self._day = Asked(**filters), None
        self.refresh()

    def pick_day(self, day: date) -> None:
        """Show what was done on one day of the month."""
        self._day = day
        self.refresh()

    def turn(self, page: int) -> None:
        self._asked = replace(self._asked, p=page)
        self.refresh()

    def _read(self) -> ActivityList:
        asked = self._asked
        first, last = (
            bounds(date.fromisoformat(f"{asked.month}-01")) if asked.month else (None,) * 2
        )
        whole = asked.view == CALENDAR
        return activity_list(
            self.desk,
            unit=asked.unit,
            kinds=[ActivityKind(asked.kind)] if asked.kind else [],
            since=first,
            until=last if whole else None,
            text=asked.q,
            offset=0 if whole else (asked.p - 1) * PAGE,
            limit=MOST_OF_MONTH if whole else PAGE,
        )

    def _show(self, view: ActivityList, last: int) -> None:
        asked, words = self._asked, self.words
        whole = asked.view == CALENDAR
        self.choices = choices_of(view, words)
        self.filters = {**asdict(asked), "filtered": asked.filtered}
        self.rows = rows_of(view, words, self._day) if self._day or not whole else []
        chosen = date.fromisoformat(f"{asked.month}-01") if whole else None
        at = self._day.isoformat() if self._day else ""
        self.calendar = {**calendar_of(chosen, view, words), "at": at} if chosen else {}
        self.kinds = [
            {"kind": kind.value, "icon": ICONS[kind], "text": words.say(f"activity_kind.{kind}")}
            for kind in ActivityKind
            if view.writes
        ]
        total = view.page.total
        first = (asked.p - 1) * PAGE + 1
        to = first + len(view.page.rows) - 1
        self.paging = {
            "at": asked.p,
            "last": 1 if whole else last,
            "count": words.say("activities.count", count=total),
            "text": words.say("activities.paging", first=first, to=to, total=total),
            "cut": words.say("activities.cut", most=MOST_OF_MONTH)
            if whole and total > MOST_OF_MONTH
            else "",
        }
        said = asdict(asked)
        self.query = {**said, "p": asked.p if asked.p > 1 else None}
