"""What the page of one exemplar does: reads its life-line, takes its steps, merges it."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, ClassVar

from traitlets import Dict, List

from toolkit.actions import lifeline
from toolkit.actions.exemplars import exemplar_file
from toolkit.actions.views.activities import find_exemplars
from toolkit.actions.views.lifeline import LifeLine, life_line
from toolkit.domain.exemplar import Step
from toolkit.errors import NotFound
from toolkit.pages import checks
from toolkit.pages.activity.state import ActivityState
from toolkit.pages.exemplar.record import head_record
from toolkit.pages.exemplar.timeline import due_looks, history, timeline, tree
from toolkit.pages.exemplars.entry import EntryState
from toolkit.rules.attachments import picture_type

_STEPS: Mapping[str, Callable[..., Any]] = {
    "select": lifeline.select,
    "review_interim": partial(lifeline.review, step=Step.INTERIM_REVIEWED.value),
    "review_final": partial(lifeline.review, step=Step.FINAL_REVIEWED.value),
    "nominate": lifeline.nominate,
    "honour": lifeline.honour,
}
_PLAIN: Mapping[str, Callable[..., Any]] = {
    "submit": lifeline.submit,
    "recall": lifeline.recall,
    "approve": lifeline.approve,
    "resume": lifeline.resume,
}
_REASONED: Mapping[str, Callable[..., Any]] = {
    "send_back": lifeline.send_back,
    "stop": lifeline.stop,
    "take_back": lifeline.take_back,
}
STEPS, PLAIN, REASONED = (*_STEPS,), (*_PLAIN,), (*_REASONED,)


class ExemplarState(EntryState, ActivityState):
    """`one` is the head, `story` the timeline; both are empty where nothing was asked for."""

    takes: ClassVar[Mapping[str, checks.Check[Any]]] = {"code": checks.code, "on": checks.day}

    one = Dict().tag(shown=True)
    story: List[Any] = List().tag(shown=True)
    branches: List[Any] = List().tag(shown=True)
    looks: List[Any] = List().tag(shown=True)
    steps_log: List[Any] = List().tag(shown=True)
    day = Dict().tag(shown=True)

    def labels(self) -> dict[str, Any]:
        say = self.words.family
        return {
            **super().labels(),
            **say("exemplar"),
        }

    def open(self, code: str = "", on: date | None = None, **_: Any) -> None:
        self.close_deed()
        self.entry_close()
        self._code, self._on = code, on
        self.one, self.title = {}, self.words.say("exemplar.title")
        self.query = {"code": code, "on": on}
        self.refresh()

    def refresh(self) -> None:
        """Read the life-line again, as known now or on the past day that was asked for."""
        if not self._code:
            raise NotFound()
        seen = life_line(self.desk, code=self._code, on=self._on)
        self._show(seen)
        past = self._on if seen.as_known else None
        self.query = {"code": self._code, "on": past}

    def known_on(self, day: date | None) -> None:
        """Show it as known at the end of a past day, or now."""
        self._on = day
        self.refresh()

    def take_step(self, act: str, form: Mapping[str, Any]) -> None:
        """A step with its day, note and paper."""
        proof = form.get("proof") or {}
        files = self._attached.whole([str(proof.get("file", ""))])
        self._act(partial(_STEPS[act], form=form, files=files), act)

    def act(self, act: str) -> None:
        """What needs no more than a yes: submit, recall, approve, resume."""
        self._act(_PLAIN[act], act)

    def act_for(self, act: str, reason: str) -> None:
        """What needs a reason: send back, stop, take back a step."""
        self._act(partial(_REASONED[act], reason=reason), act)

    def find_other(self, text: str) -> None:
        """Look for the one that this is to be merged into."""
        kind = self._seen.exemplar.kind.value
        rows = find_exemplars(self.desk, text=text, kind=kind) if text.strip() else ()
        told = [
            {"id": each.id, "code": each.code, "name": each.name, "version": each.version}
            for each in rows
            if each.id != self._seen.exemplar.id
        ]
        self.found = {"what": "other", "text": text, "rows": told}

    def merge(self, into: str, version: int) -> None:
        """Let this record live on in the other; its code still leads there."""
        self._act(partial(lifeline.merge, into=into, into_version=version), "merge")

    def fetch_proof(self, digest: str) -> None:
        """Give a file of the exemplar, its steps or its activities to the browser."""
        one = self._seen.exemplar.id
        name, data = exemplar_file(self.desk, exemplar=one, digest=digest)
        self.deliver(name, "application/octet-stream", data)

    def photo(self, digest: str) -> tuple[str, bytes]:
        """(MIME type, bytes) of a picture among those files. Raises NotFound."""
        name, data = exemplar_file(self.desk, exemplar=self._seen.exemplar.id, digest=digest)
        mime = picture_type(name, data[:16])
        if not mime:
            raise NotFound()
        return mime, data

    def _act(self, action: Callable[..., Any], act: str) -> None:
        one = self._seen.exemplar
        done = self.words.say(f"exemplar.act.{act}")
        self.do(
            lambda: action(self.desk, exemplar=one.id, version=one.version),
            "activity.acted",
            done,
        )

    def _show(self, seen: LifeLine) -> None:
        words = self.words
        self._seen = seen
        self.one = head_record(seen, words)
        self.story, self.branches = timeline(seen, words), tree(seen, words)
        self.looks = due_looks(seen, words)
        self.steps_log = history(seen, words)
        self.title = seen.exemplar.name
        self.day = {
            "past": seen.as_known,
            "notice": words.say("exemplar.as_known", day=seen.on),
            "printed": words.say(
                "exemplar.printed", day=seen.on, plan=words.named(seen.plan, "short_title")
            ),
            "on": seen.on.isoformat(),
            "least": seen.plan.starts.isoformat(),
            "most": self.desk.today.isoformat(),
        }
