"""What the form of an exemplar does: fill in, keep a draft, tell faults and likenesses, save."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from traitlets import Dict, List

from toolkit.actions import exemplars
from toolkit.actions.views.exemplar_form import ExemplarSheet, exemplar_form, form_blockers
from toolkit.actions.views.frame import names
from toolkit.domain.blocker import Blocker
from toolkit.domain.exemplar import Exemplar
from toolkit.errors import Conflict, NotFound, Refused
from toolkit.pages.exemplars import typed
from toolkit.pages.exemplars.typed import Form
from toolkit.pages.parts.files import MEBIBYTE, Upload
from toolkit.pages.state import PageState
from toolkit.rules.attachments import file_blockers

MOST = 10 * MEBIBYTE
_HEAD = 4096


class EntryState(PageState):
    """A page's state over which the form can be opened. Pages read anew in `refresh`.

    `entry` is empty while the form is closed; its `n` rises when the form's values are replaced.
    `entry_at` tells when a draft was kept and whether a likely duplicate waits for an answer."""

    entry = Dict().tag(shown=True)
    entry_lists = Dict().tag(shown=True)
    entry_at = Dict().tag(shown=True)
    told = Dict().tag(shown=True)
    alike: List[Any] = List().tag(shown=True)
    clash: List[Any] = List().tag(shown=True)
    papers = Dict().tag(shown=True)
    _turns = 0
    _closed: Mapping[str, Any] = MappingProxyType({})

    def labels(self) -> dict[str, str]:
        say = self.words.family
        return {
            **super().labels(),
            **self.shared("entry", say("entry")),
            **self.shared("file", say("file")),
        }

    def refresh(self) -> None:
        """Read again what the page shows, after a save; pages say how."""

    def saved(self, exemplar: Exemplar, *, new: bool) -> None:
        """Tell that it is saved; pages may show more."""
        key = "entry.added" if new else "entry.saved"
        time = self.words.time(self.desk.now())
        self.tell(self.words.say(key, code=exemplar.code, time=time))

    def entry_new(self, unit: str = "") -> None:
        """Open an empty form, or the draft that was left in one."""
        sheet = self._begin("")
        known = {each.code for each in sheet.units}
        only = sheet.units[0].code if len(sheet.units) == 1 else ""
        left, _ = exemplars.read_form(self.desk, unit="")
        self._pointed = str(left.get("unit", ""))
        wanted = [unit, self._pointed, sheet.home, only]
        chosen = next((code for code in wanted if code in known), "")
        self._fill(chosen, sheet)

    def entry_edit(self, exemplar: str) -> None:
        """Open the form of one on record, with the user's own draft where there is one."""
        sheet = self._begin(exemplar)
        found = sheet.exemplar
        if found is None:
            raise NotFound()
        self.papers = typed.papers_of(found)
        self._fill(found.unit, sheet)

    def entry_close(self) -> None:
        """Close the form; what was typed last may come only now, and is kept all the same."""
        self._closed = self.entry or self._closed
        self.entry, self.told, self.entry_at = {}, {}, {}
        self.alike, self.clash, self.papers = [], [], {}

    def leave(self) -> None:
        self.entry_close()
        super().leave()

    def entry_place(self, kind: str, unit: str, form: Form) -> None:
        """Another unit was chosen for a new exemplar: what is typed goes with it.

        Where nothing is typed, the draft that lies with that unit is shown."""
        self._open_one()
        before = str(self.entry["unit"])
        if before == unit or self.entry["id"]:
            return
        if typed.is_blank(form):
            self._fill(unit, self._sheet, kind)
            return
        exemplars.drop_form(self.desk, unit=before)
        self.entry = {**self.entry, "unit": unit, "kind": kind, "form": form}
        self.entry_keep(kind, form)
        self.entry_check(kind, form)

    def entry_keep(self, kind: str, form: Form) -> None:
        """Keep what is typed as this user's draft, by unit (and exemplar)."""
        entry = self.entry or self._closed
        if not entry:
            return
        unit, one = str(entry["unit"]), str(entry["id"])
        body = {"kind": kind, "unit": unit, "version": entry["version"], "form": form}
        exemplars.keep_form(self.desk, unit=unit, exemplar=one, form=body)
        if unit and not one and self._pointed != unit:
            exemplars.keep_form(self.desk, unit="", form={"unit": unit})
        self._pointed = unit
        if self.entry:
            self._tell_at(kept=self.words.time(self.desk.now()))

    def entry_forget(self) -> None:
        """Throw the draft away and show the form as it was before."""
        self._open_one()
        unit, one = str(self.entry["unit"]), str(self.entry["id"])
        self._drop(unit, one)
        if one:
            self.entry_edit(one)
        else:
            self.entry_new(unit)

    def entry_check(self, kind: str, form: Form) -> None:
        """Tell what is wrong with what is typed, and who may be the same."""
        if self.entry:
            self._tell_faults(self._faults(kind, form))
            self._look_for_like(kind, form)

    def entry_save(self, kind: str, form: Form, *, anyway: bool) -> None:
        """Save, unless it is faulty, or like another and nobody said "anyway" to just that."""
        self._open_one()
        faults = self._faults(kind, form)
        self._tell_faults(faults)
        if faults:
            return
        answered = anyway and self._identity(kind, form) == self._judged
        self._look_for_like(kind, form)
        if self.alike and not answered and not self._is_as_it_was(form):
            self._tell_at(asking=True)
            return
        self._save(kind, form)

    def entry_begin(self, key: str, name: str, size: int) -> None:
        """A file is going to come in pieces; `key` is what the form calls it by."""
        self._open_one()
        upload = Upload(most=MOST)
        error = ""
        try:
            upload.begin(name, size)
            self._uploads[key] = upload
        except Refused as refused:
            error = self.words.error(refused)
        self._show_paper(key, name="" if error else name, share=0, error=error)

    def entry_piece(self, key: str, at: int, piece: bytes) -> None:
        self._open_one()
        upload = self._uploads.get(key)
        if upload is None or not upload.name:
            return
        name, error = upload.name, ""
        if upload.add(at, piece):
            faults = file_blockers(name, len(upload.data), upload.data[:_HEAD])
            error = "; ".join(self.words.blocker(fault) for fault in faults)
        self._show_paper(key, name=name, share=upload.share, error=error)

    def entry_drop(self, key: str) -> None:
        self._open_one()
        self._uploads.pop(key, None)
        self.papers = {name: paper for name, paper in self.papers.items() if name != key}

    def draft_kept_at(self) -> datetime | None:
        """When this user's draft of a new exemplar was kept, if one waits."""
        left, kept_at = exemplars.read_form(self.desk, unit="")
        unit = str(left.get("unit", ""))
        if unit:
            left, kept_at = exemplars.read_form(self.desk, unit=unit)
        return kept_at if left.get("form") else None

    def _begin(self, exemplar: str) -> ExemplarSheet:
        sheet = exemplar_form(self.desk, exemplar=exemplar)
        self.entry_close()
        self._closed = {}
        self._uploads: dict[str, Upload] = {}
        self._sheet, self._pointed, self._judged = sheet, "", ()
        lists = typed.lists_of(sheet, self.words)
        self.entry_lists = lists if not exemplar else {**lists, "units": []}
        return sheet

    def _fill(self, unit: str, sheet: ExemplarSheet, kind: str = "") -> None:
        """Show the record, or nothing, or the draft that lies there."""
        found = sheet.exemplar
        one = found.id if found else ""
        today = self.words.date(self.desk.today)
        blank = typed.typed(found, self.words) if found else typed.empty_form(today)
        draft, kept_at = exemplars.read_form(self.desk, unit=unit, exemplar=one)
        known = {"", *self.papers, *self._uploads}
        form, lost = typed.without_lost_files({**blank, **draft.get("form", {})}, known)
        called = {each.code: each.name for each in sheet.units}
        self.entry = {
            "n": self._turned(),
            "id": one,
            "version": draft.get("version") or (found.version if found else 0),
            "code": found.code if found else "",
            "kind": found.kind if found else draft.get("kind") or kind,
            "unit": unit,
            "unit_name": called.get(unit, unit),
            "form": form,
        }
        self._was = blank
        drafted = bool(draft.get("form")) and kept_at is not None
        self.entry_at = (
            {"draft": self.words.moment(kept_at), "lost": lost} if drafted and kept_at else {}
        )
        self.told, self.alike, self.clash = {}, [], []

    def _turned(self) -> int:
        self._turns += 1
        return self._turns

    def _open_one(self) -> None:
        if not self.entry:
            raise NotFound()

    def _faults(self, kind: str, form: Form) -> tuple[Blocker, ...]:
        return form_blockers(
            self.desk,
            kind=kind,
            unit=str(self.entry["unit"]),
            form=form,
            files=self._files(),
            exemplar=str(self.entry["id"]),
        )

    def _tell_faults(self, faults: Iterable[Blocker]) -> None:
        told: dict[str, str] = {}
        for fault in faults:
            told.setdefault(fault.field or "all", self.words.blocker(fault))
        self.told = told
        if "all" in told:
            self.tell(told["all"], "error")

    def _files(self) -> dict[str, tuple[str, bytes]]:
        whole = {key: upload for key, upload in self._uploads.items() if upload.whole}
        return {key: (upload.name, upload.data) for key, upload in whole.items()}

    def _identity(self, kind: str, form: Mapping[str, Any]) -> tuple[Any, ...]:
        return (kind, self.entry["unit"], *(form.get(name) for name in typed.IDENTITY))

    def _is_as_it_was(self, form: Mapping[str, Any]) -> bool:
        """Whether an edit leaves alone by what duplicates are judged."""
        was = self._was
        return bool(self.entry["id"]) and all(
            form.get(name) == was[name] for name in typed.IDENTITY
        )

    def _look_for_like(self, kind: str, form: Form) -> None:
        identity = self._identity(kind, form)
        if identity == self._judged:
            return
        unit, one = str(self.entry["unit"]), str(self.entry["id"])
        found = exemplars.similar(self.desk, kind=kind, unit=unit, form=form, exemplar=one)
        self._judged = identity
        units = {like.exemplar.unit for like in found}
        called = names(self.desk, people=(), units=units).units if found else {}
        self.alike = typed.alike_rows(found, called, self.words)
        self._tell_at(asking=False)

    def _save(self, kind: str, form: Form) -> None:
        unit, one = str(self.entry["unit"]), str(self.entry["id"])
        files = self._files()
        try:
            if one:
                done = exemplars.edit(
                    self.desk, exemplar=one, version=self.entry["version"], form=form, files=files
                )
            else:
                done = exemplars.discover(self.desk, kind=kind, unit=unit, form=form, files=files)
                self._drop("", "")
        except Refused as refused:
            self._tell_faults(refused.blockers)
            return
        except Conflict as conflict:
            self._show_clash(conflict, form)
            return
        self.entry_close()
        self._closed = {}
        self.saved(done, new=not one)
        self.wrote()
        self.refresh()

    def _show_clash(self, conflict: Conflict, form: Form) -> None:
        """Both changed the same field: show both, and save over theirs once all is chosen."""
        named = dict((*self.entry_lists["fields"], *self.entry_lists["sexes"]))
        self.clash = typed.clashing(conflict, form, named, self.words)
        self.papers = {**typed.papers_of(conflict.theirs), **self.papers}
        self.entry = {
            **self.entry,
            "n": self._turned(),
            "version": conflict.theirs.version,
            "form": typed.merged(conflict, form, self.words),
        }
        self.tell(self.words.error(conflict), "warning")

    def _drop(self, unit: str, exemplar: str) -> None:
        exemplars.drop_form(self.desk, unit=unit, exemplar=exemplar)
        if unit and not exemplar:
            exemplars.drop_form(self.desk, unit="")

    def _tell_at(self, **told: Any) -> None:
        self.entry_at = {**self.entry_at, **told}

    def _show_paper(self, key: str, **paper: Any) -> None:
        self.papers = {**self.papers, key: paper}
