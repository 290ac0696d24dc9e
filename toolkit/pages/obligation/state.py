"""What the dialog of one obligation does: read, keep a draft, send, decide, and tell faults."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from traitlets import Dict, List

from toolkit.actions import reports
from toolkit.actions.drafts import drop_draft, keep_draft, read_draft
from toolkit.actions.files import report_file
from toolkit.actions.views import obligation_sheet
from toolkit.domain.blocker import Blocker
from toolkit.errors import Conflict, NotFound, Refused
from toolkit.pages.obligation import record
from toolkit.pages.parts.files import MEBIBYTE, Upload
from toolkit.pages.state import PageState
from toolkit.rules.permissions import Act

MOST = 10 * MEBIBYTE


class ObligationState(PageState):
    """A page's state that can open an obligation. Pages read anew in `refresh`."""

    sheet = Dict().tag(shown=True)
    form = Dict().tag(shown=True)
    file = Dict().tag(shown=True)
    faults = Dict().tag(shown=True)
    conflict: List[Any] = List().tag(shown=True)

    def labels(self) -> dict[str, Any]:
        say = self.words.family
        return {
            **super().labels(),
            **self.shared("obligation", say("obligation")),
            **self.shared("date", say("date")),
            **self.shared("file", say("file")),
            **self.shared("history", say("history")),
        }

    def refresh(self) -> None:
        """Read again what the page shows, after an action; pages say how."""

    def show(self, obligation: str) -> None:
        """Open the obligation, with the user's own unsent draft where there is one."""
        self._upload = Upload(most=MOST)
        self._read(obligation)
        draft, saved_at = read_draft(self.desk, obligation=obligation)
        if draft and Act.SEND in self._sheet.acts:
            self.form = {**self.form, **draft}
            self.sheet = {**self.sheet, "draft": self.words.moment(saved_at) if saved_at else ""}

    def close(self) -> None:
        self.sheet, self.faults, self.conflict = {}, {}, []

    def leave(self) -> None:
        self.close()
        super().leave()

    def keep(self, form: Mapping[str, Any]) -> None:
        """Keep what is typed as this user's draft of this report."""
        if self.sheet:
            keep_draft(self.desk, obligation=self._id, form=dict(form))

    def forget_draft(self) -> None:
        """Throw the draft away and show the report as it was last sent."""
        drop_draft(self.desk, obligation=self._id)
        self.show(self._id)

    def begin_file(self, name: str, size: int) -> None:
        try:
            self._upload.begin(name, size)
        except Refused as refused:
            self.file = {"name": "", "share": 0, "error": self.words.error(refused)}
            return
        self.file = {"name": name, "share": 0, "error": ""}

    def add_piece(self, at: int, piece: bytes) -> None:
        if self._upload.name:
            self._upload.add(at, piece)
            self.file = {"name": self._upload.name, "share": self._upload.share, "error": ""}

    def drop_file(self) -> None:
        self._upload.clear()
        self.file = {"name": "", "share": 0, "error": ""}

    def fetch_file(self) -> None:
        """Give the attached file to the browser."""
        name, data = report_file(self.desk, obligation=self._id)
        self.deliver(name, "application/octet-stream", data)

    def send(self, form: Mapping[str, Any]) -> None:
        content = reports.Content(
            text=form["text"],
            numbers=form["numbers"],
            paper_number=form["paper_number"],
            paper_date=form["paper_date"],
            paper_issuer=form["paper_issuer"],
            link=form["link"],
            file=(self._upload.name, self._upload.data) if self._upload.whole else None,
            keep_file=bool(self.file.get("name")),
        )
        self._act(
            lambda: reports.send_report(
                self.desk, obligation=self._id, version=self._version, content=content
            ),
            "obligation.done.send",
        )

    def withdraw(self) -> None:
        self._simple(reports.withdraw_report, "obligation.done.withdraw")

    def accept(self) -> None:
        self._simple(reports.accept_report, "obligation.done.accept")

    def reopen(self) -> None:
        self._simple(reports.reopen_report, "obligation.done.reopen")

    def reinstate(self) -> None:
        self._simple(reports.reinstate, "obligation.done.reinstate")

    def return_(self, reason: str) -> None:
        self._reasoned(reports.return_report, "obligation.done.return", reason=reason)

    def waive(self, reason: str) -> None:
        self._reasoned(reports.waive, "obligation.done.waive", reason=reason)

    def extend(self, to: date, reason: str) -> None:
        self._reasoned(reports.extend_deadline, "obligation.done.extend", to=to, reason=reason)

    @property
    def _id(self) -> str:
        if not self.sheet:
            raise NotFound()
        return str(self.sheet["id"])

    @property
    def _version(self) -> int:
        return int(self.sheet["version"])

    def _read(self, obligation: str) -> None:
        self._sheet = sheet = obligation_sheet(self.desk, obligation=obligation)
        self.faults, self.conflict = {}, []
        self.sheet = record.sheet_record(sheet, self.words)
        self.form = record.form_record(sheet.report, self.words)
        self.file = record.file_record(sheet.report)

    def _simple(self, action: Callable[..., Any], done: str) -> None:
        self._act(lambda: action(self.desk, obligation=self._id, version=self._version), done)

    def _reasoned(self, action: Callable[..., Any], done: str, **more: Any) -> None:
        self._act(
            lambda: action(self.desk, obligation=self._id, version=self._version, **more), done
        )

    def _act(self, action: Callable[[], Any], done: str) -> None:
        """Do it; tell faults beside their fields, and a conflict field by field."""
        try:
            action()
        except Refused as refused:
            self._tell_faults(refused.blockers)
            return
        except Conflict as conflict:
            self.conflict = record.difference_record(conflict.differences, self.words)
            self.sheet = {**self.sheet, "version": conflict.theirs.version}
            self.tell(self.words.error(conflict), "warning")
            return
        self.tell(self.words.say(done, time=self.words.time(self.desk.now())))
        self.close()
        self.wrote()
        self.refresh()

    def _tell_faults(self, blockers: Iterable[Blocker]) -> None:
        faults: dict[str, str] = {}
        for reason in blockers:
            faults.setdefault(reason.field or "all", self.words.blocker(reason))
        self.faults = faults
        if "all" in faults:
            self.tell(faults["all"], "error")
