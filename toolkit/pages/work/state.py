"""What the page Việc của tôi shows and does."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from traitlets import Dict, Int, List, Unicode

from toolkit.actions import reports
from toolkit.actions.activities import answer_follow_up
from toolkit.actions.views import Work, my_work
from toolkit.domain.activity import FollowUp
from toolkit.domain.user import Role
from toolkit.pages import checks
from toolkit.pages.activity.record import look_record
from toolkit.pages.address import address
from toolkit.pages.obligation.state import ObligationState
from toolkit.pages.parts.chips import chip
from toolkit.store import ObligationRow

PAGE = 50


class WorkState(ObligationState):
    """`due`, `sent` and `waiting` are lists of rows, `looks` follow-ups that a unit should answer;
    `total` counts those of the list in view."""

    takes: ClassVar = {"q": checks.text(100), "from": checks.whole(0, 10_000_000)}
    quiet = frozenset({"q"})

    due: List[Any] = List().tag(shown=True)
    sent: List[Any] = List().tag(shown=True)
    waiting: List[Any] = List().tag(shown=True)
    looks: List[Any] = List().tag(shown=True)
    counts = Dict().tag(shown=True)
    offset = Int().tag(shown=True)
    role = Unicode().tag(shown=True)
    today = Unicode().tag(shown=True)
    day = Unicode().tag(shown=True)
    undo: List[Any] = List()
    undoable = Int().tag(shown=True)

    def labels(self) -> dict[str, Any]:
        return {
            **super().labels(),
            **self.words.family("work"),
            **self.shared("activity", self.words.family("activity")),
        }

    def open(self, **filters: Any) -> None:
        self._search = filters.get("q", "")
        self.offset = filters.get("from", 0)
        self.refresh()

    def search(self, text: str) -> None:
        self._search, self.offset = text, 0
        self.refresh()

    def turn(self, offset: int) -> None:
        self.offset = offset
        self.refresh()

    def refresh(self) -> None:
        work = my_work(self.desk, offset=self.offset, limit=PAGE, search=self._search)
        if self.offset and not (work.due or work.waiting):
            self.offset = 0
            work = my_work(self.desk, offset=0, limit=PAGE, search=self._search)
        self.due = self._rows(work.due, work)
        self.sent = self._rows(work.sent, work)
        self.waiting = self._rows(work.waiting, work)
        self.looks = [self._look(each, work) for each in work.looks]
        self.counts = {
            "due": work.due_total,
            "sent": len(work.sent),
            "waiting": work.waiting_total,
            "page": PAGE,
        }
        self.role = "unit" if self.desk.user.role is Role.UNIT else "ministry"
        self.today = self.desk.today.isoformat()
        self.day = f"{self.desk.today:%d/%m/%Y}"
        self.query = {"q": self._search, "from": self.offset}

    def answer(self, follow_up: str, version: int, form: Mapping[str, Any]) -> None:
        """Say whether what the unit copied is still alive."""
        self.faults = {}
        self._act(
            lambda: answer_follow_up(self.desk, follow_up=follow_up, version=version, form=form),
            "activity.answered",
        )

    def accept_many(self, picked: Iterable[tuple[str, int]]) -> None:
        """Accept all that can be; tell how many were not and why the first was not."""
        accepted, refused = reports.accept_reports(self.desk, picked=picked)
        self.undo = [(each.id, each.version) for each in accepted]
        self.undoable = len(self.undo)
        time = self.words.time(self.desk.now())
        if refused:
            why = self.words.error(refused[0][1])
            values = {"count": len(accepted), "refused": len(refused), "why": why}
            self.tell(self.words.say("work.some_accepted", **values), "warning")
        else:
            self.tell(self.words.say("work.accepted", count=len(accepted), time=time))
        self.wrote()
        self.refresh()

    def undo_accept(self) -> None:
        """Open again what the last bulk acceptance accepted."""
        for obligation, version in self.undo:
            reports.reopen_report(self.desk, obligation=obligation, version=version)
        self.tell(self.words.say("work.undone", count=len(self.undo)))
        self.undo, self.undoable = [], 0
        self.wrote()
        self.refresh()

    def _rows(self, rows: tuple[ObligationRow, ...], work: Work) -> list[dict[str, Any]]:
        return [self._row(row, work) for row in rows]

    def _look(self, look: FollowUp, work: Work) -> dict[str, Any]:
        model = work.models.get(look.exemplar)
        return {
            **look_record(look, self.words, work.on, may=True),
            "unit": work.units.get(look.unit, look.unit),
            "name": model.name if model else "",
            "href": address("exemplar", code=model.code) if model else "",
        }

    def _row(self, row: ObligationRow, work: Work) -> dict[str, Any]:
        owed = row.obligation
        task = work.plan.task_by_code[owed.task]
        late = self.words.say("obligation.days_late", count=row.days_late) if row.days_late else ""
        return {
            "id": owed.id,
            "version": owed.version,
            "unit": row.unit.name,
            "task": f"{task.code} {self.words.named(task)}",
            "period": self.words.period(owed.period),
            "deadline": self.words.date(owed.deadline),
            "left": self._left(row, work),
            "sent": self.words.date(owed.sent_on),
            "punctual": owed.first_sent_on is None or owed.first_sent_on <= owed.deadline,
            "note": owed.note,
            "chip": chip(row.status, self.words, late),
        }

    def _left(self, row: ObligationRow, work: Work) -> str:
        days = (row.obligation.deadline - work.on).days
        return self.words.say("work.days_left", count=days) if days >= 0 else ""
