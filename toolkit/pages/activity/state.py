"""What the dialog of one activity does: pick, attach, save, answer a follow-up, tell faults."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any

from traitlets import Dict, List

from toolkit.actions import activities
from toolkit.actions.activity_drafts import draft_key
from toolkit.actions.views.activities import (
    activity_file,
    an_activity,
    find_exemplars,
    find_units,
    to_record,
)
from toolkit.domain.activity import Activity, ActivityKind
from toolkit.domain.blocker import Blocker
from toolkit.errors import Conflict, NotFound, Refused
from toolkit.pages.activity.fields import field_name, form_fields, form_values, spoken
from toolkit.pages.activity.files import Uploads
from toolkit.pages.activity.kept import Kept
from toolkit.pages.activity.record import hung_record, proof_form
from toolkit.pages.state import PageState
from toolkit.words import Words

_ON_ONE = (ActivityKind.REPLICATION, ActivityKind.VISIT)
_ON_NONE = (ActivityKind.MOVEMENT, ActivityKind.ISSUE)


class ActivityState(PageState):
    """A page's state that can record activities. Pages read anew in `refresh`."""

    deed = Dict().tag(shown=True)
    faults = Dict().tag(shown=True)
    found = Dict().tag(shown=True)
    files = Dict().tag(shown=True)
    differences: List[Any] = List().tag(shown=True)

    def __init__(self, *given: Any) -> None:
        self._attached = Uploads()
        self._deed_before: Activity | None = None
        self._deed_turns = 0
        super().__init__(*given)
        self._kept = Kept(self.desk, self.words)

    def labels(self) -> dict[str, Any]:
        say = self.words.family
        return {
            **super().labels(),
            **self.shared("activity", say("activity")),
            **self.shared("activity_kind", say("activity_kind")),
            **self.shared("proof", say("proof")),
            **self.shared("date", say("date")),
            **self.shared("file", say("file")),
        }

    def refresh(self) -> None:
        """Read again what the page shows, after an action; pages say how."""

    def begin_deed(self, kind: str, exemplars: Collection[str] = ()) -> None:
        """Open an empty form for an activity of this kind, hung on these exemplars."""
        asked = ActivityKind(kind)
        hung, unit = to_record(self.desk, exemplars=exemplars)
        self._deed_fresh()
        deed = {
            **self._deed_sheet(asked, None),
            "unit": {"code": unit.code, "name": unit.name} if unit else {"code": "", "name": ""},
            "hung": [hung_record(hung[each]) for each in exemplars if each in hung],
            "units": {},
        }
        self.deed = self._kept.shown(draft_key(kind=kind, exemplars=exemplars), deed)

    def mend_deed(self, activity: str) -> None:
        """Open an activity to be changed."""
        sheet = an_activity(self.desk, activity=activity)
        done, units = sheet.activity, sheet.units
        self._deed_fresh()
        self._deed_before = done
        deed = {
            **self._deed_sheet(done.kind, done),
            "unit": {"code": done.unit, "name": units.get(done.unit, done.unit)},
            "hung": [hung_record(sheet.exemplars[each]) for each in done.exemplars],
            "units": dict(units),
        }
        self.deed = self._kept.shown(draft_key(activity=activity), deed)

    def keep_deed(self, unit: str, exemplars: Collection[str], form: Mapping[str, Any]) -> None:
        """Keep what is typed, so that closing the form or the window loses nothing."""
        if self.deed:
            self._kept.keep(unit, exemplars, form, self.deed["version"])

    def forget_deed(self) -> None:
        """Throw the draft away and close the form."""
        if self.deed:
            self._kept.drop()
            self.close_deed()

    def close_deed(self) -> None:
        self._deed_fresh()
        self.deed = {}

    def leave(self) -> None:
        self.close_deed()
        super().leave()

    def find(self, what: str, text: str) -> None:
        """Look for what may be picked: exemplars, units to copy or visit, or own units."""
        if not text.strip():
            self.found = {}
            return
        if what == "exemplars":
            rows = find_exemplars(self.desk, text=text)
        else:
            rows = find_units(self.desk, text=text, own=what == "unit")
        told = [{"id": each.id, "code": each.code, "name": each.name} for each in rows]
        self.found = {"what": what, "text": text, "rows": told}

    def begin_file(self, key: str, name: str, size: int) -> None:
        try:
            self._attached.begin(key, name, size)
        except Refused as refused:
            told = {"name": "", "share": 0, "error": self.words.error(refused)}
            self.files = {**self._attached.shown(), key: told}
            return
        self.files = self._attached.shown()

    def add_piece(self, key: str, at: int, piece: bytes) -> None:
        self._attached.add(key, at, piece)
        self.files = self._attached.shown()

    def drop_file(self, key: str) -> None:
        self._attached.drop(key)
        self.files = self._attached.shown()

    def save_deed(self, unit: str, exemplars: Collection[str], form: Mapping[str, Any]) -> None:
        """Record or change what the dialog shows; faults stand beside their fields."""
        if not self.deed:
            raise NotFound()
        files = self._attached.whole([str(row.get("file", "")) for row in form.get("proofs", ())])
        kind, seen = self.deed["kind"], self.deed
        given: dict[str, Any] = {"form": form, "exemplars": exemplars, "files": files}
        if seen["id"]:
            given |= {"activity": seen["id"], "version": seen["version"]}
            action = partial(activities.change, self.desk, **given)
        else:
            action = partial(activities.record, self.desk, kind=kind, unit=unit, **given)
        done = "activity.changed" if seen["id"] else "activity.recorded"
        if self.do(action, done, self.words.say(f"activity_kind.{kind}")):
            self._kept.drop()

    def remove_deed(self, reason: str) -> None:
        """Take the activity that is open off the record."""
        if not self.deed.get("id"):
            raise NotFound()
        one, version = self.deed["id"], self.deed["version"]
        self.do(
            lambda: activities.remove(self.desk, activity=one, version=version, reason=reason),
            "activity.removed",
            str(self.deed["title"]),
        )

    def answer(self, follow_up: str, version: int, form: Mapping[str, Any]) -> None:
        """Say whether what was copied is still alive."""
        self.do(
            lambda: activities.answer_follow_up(
                self.desk, follow_up=follow_up, version=version, form=form
            ),
            "activity.answered",
        )

    def fetch_file(self, activity: str, digest: str) -> None:
        """Give an activity's file to the browser."""
        name, data = activity_file(self.desk, activity=activity, digest=digest)
        self.deliver(name, "application/octet-stream", data)

    def do(self, action: Callable[[], Any], done: str, what: str = "") -> bool:
        """Do it, then read anew; tells faults beside their fields, and a conflict."""
        try:
            action()
        except Refused as refused:
            self.tell_faults(refused.blockers)
            return False
        except Conflict as conflict:
            self.conflicting(conflict)
            return False
        self.tell(self.words.say(done, what=what, time=self.words.time(self.desk.now())))
        self.close_deed()
        self.wrote()
        self.refresh()
        return True

    def conflicting(self, conflict: Conflict) -> None:
        """Somebody saved it meanwhile: show theirs beside mine; saving again keeps mine."""
        self.tell(self.words.error(conflict), "warning")
        if self.deed and isinstance(conflict.theirs, Activity):
            self.deed = {**self.deed, "version": conflict.theirs.version}
            self.differences = _differences(self._deed_before, conflict.theirs, self.words)
        else:
            self.refresh()

    def tell_faults(self, blockers: Iterable[Blocker]) -> None:
        faults: dict[str, str] = {}
        for reason in blockers:
            name, told = reason.field or "all", self.words.blocker(reason)
            faults[name] = f"{faults[name]} {told}" if name in faults else told
        self.faults = faults
        if "all" in faults:
            self.tell(faults["all"], "error")

    def _deed_fresh(self) -> None:
        self._attached, self._deed_before = Uploads(), None
        self.files, self.faults, self.found, self.differences = {}, {}, {}, []

    def _today(self) -> str:
        return f"{self.desk.today:%d/%m/%Y}"

    def _deed_turned(self) -> int:
        """Rises with every form that is opened, so that the browser fills it anew."""
        self._deed_turns += 1
        return self._deed_turns

    def _deed_sheet(self, kind: ActivityKind, done: Activity | None) -> dict[str, Any]:
        return {
            "id": done.id if done else "",
            "version": done.version if done else 0,
            "kind": kind.value,
            "title": self.words.say(f"activity_kind.{kind}"),
            "one": kind in _ON_ONE,
            "none": kind in _ON_NONE,
            "decision": kind is ActivityKind.COMMENDATION,
            "fields": form_fields(kind, self.words),
            "form": form_values(done, kind) | ({} if done else {"on": self._today()}),
            "proofs": [proof_form(each) for each in done.proofs] if done else [],
            "names": {each.file_hash: each.file_name for each in done.proofs} if done else {},
            "turn": self._deed_turned(),
        }


def _differences(base: Activity | None, theirs: Activity, words: Words) -> list[dict[str, str]]:
    """What they changed since I read it: [{name, base, theirs}]."""
    before, after = form_values(base, theirs.kind), form_values(theirs, theirs.kind)
    return [
        {
            "name": field_name(theirs.kind, name, words),
            "base": spoken(name, before[name], words, {}) or "–",
            "theirs": spoken(name, after[name], words, {}) or "–",
        }
        for name in after
        if before[name] != after[name]
    ]
