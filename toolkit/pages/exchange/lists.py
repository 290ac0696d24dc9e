"""The part "Danh sách khác": a list with headings of its own is understood, corrected, taken."""

from dataclasses import replace
from datetime import date
from typing import Any

from traitlets import Dict, List, Unicode

from toolkit.actions.foreign_answers import Answers, ListPreview, RowState
from toolkit.actions.foreign_lists import look_list, notes_of, take_list
from toolkit.domain.blocker import blocker
from toolkit.domain.ledger import Received, Verdict
from toolkit.errors import Refused
from toolkit.pages.exchange.list_rows import (
    columns_shown,
    questions_shown,
    rows_shown,
    values_shown,
)
from toolkit.pages.exchange.meanings import Meanings
from toolkit.pages.exchange.queue import MOST_BYTES, verdict_chip
from toolkit.pages.longwork import Job
from toolkit.pages.parts.files import Upload
from toolkit.pages.state import PageState
from toolkit.rules.list_columns import ListKind

ASKED = ("unit", "found_on", "field", "award_type", "paper_number", "hidden", "likely")
_MOST_TOLD = 100


class ListsState(PageState):
    """`listed` is the list that was sent; what was understood of it stands in `columns`, `values`,
    `questions` and `list_rows`."""

    list_kind = Unicode(ListKind.PERSONS.value).tag(shown=True)
    list_sending = Dict().tag(shown=True)
    listed = Dict().tag(shown=True)
    columns: List[Any] = List().tag(shown=True)
    values: List[Any] = List().tag(shown=True)
    questions: List[Any] = List().tag(shown=True)
    list_rows: List[Any] = List().tag(shown=True)

    def __init__(self, *args: Any) -> None:
        self._list_upload = Upload(most=MOST_BYTES)
        self._list = ("", b"")
        self._answers = Answers()
        super().__init__(*args)

    def choose_list_kind(self, kind: str) -> None:
        """What the list is one of; a list that was sent is let go."""
        self.list_kind = ListKind(kind).value
        self.drop_list()

    def begin_list(self, name: str, size: int) -> None:
        """A list is about to come. Raises Refused where it is too big."""
        self._list_upload.begin(name, size)
        self.list_sending = {"name": name, "share": 0}

    def add_list_piece(self, at: int, piece: bytes) -> bool:
        """The next piece; True when the list has arrived."""
        if not self._list_upload.name:
            return False
        whole = self._list_upload.add(at, piece)
        if whole:
            self._list = (self._list_upload.name, self._list_upload.data)
            self._answers = Answers()
            self._list_upload.clear()
        told = {"name": self._list_upload.name, "share": self._list_upload.share}
        self.list_sending = {} if whole else told
        return whole

    def drop_list(self) -> None:
        """Let go of the list; nothing was written of it."""
        self._list = ("", b"")
        self.listed, self.columns, self.values, self.questions = {}, [], [], []
        self.list_rows, self.list_sending = [], {}
        self._list_upload.clear()

    def answer_column(self, heading: str, field: str) -> None:
        """The user says what a column holds ("": nothing that is taken)."""
        self._answers = replace(self._answers, columns={**self._answers.columns, heading: field})

    def answer_value(self, field: str, told: str, meant: str) -> None:
        """The user says what words mean ("": nothing)."""
        values = {**self._answers.values, (field, told): meant}
        self._answers = replace(self._answers, values=values)

    def answer(self, what: str, value: str) -> None:
        """The user answers one of the questions for the whole list."""
        answer: Any = value
        if what == "found_on":
            answer = date.fromisoformat(value) if value else None
        self._answers = replace(self._answers, **{what: answer})

    def answer_row(self, line: int, what: str) -> None:
        """The user decides about one row that may be on record."""
        self._answers = replace(self._answers, rows={**self._answers.rows, line: what})

    def list_job(self) -> Job[ListPreview]:
        """The work of understanding the list with the answers given so far."""
        desk, (name, data) = self.desk, self._list
        kind, answers = self.list_kind, self._answers
        return lambda _progress, _cancelled: look_list(
            desk, kind=kind, name=name, data=data, answers=answers
        )

    def list_looked(self, seen: ListPreview) -> None:
        """Show what was understood."""
        meanings = Meanings(self.desk, self.words)
        self.columns = columns_shown(seen, self.words)
        self.values = values_shown(seen, self.words, meanings)
        self.questions = questions_shown(seen, self._answers, self.words, meanings)
        self.list_rows = rows_shown(seen, self.words)
        self.listed = self._listed(seen)

    def _listed(self, seen: ListPreview) -> dict[str, Any]:
        say = self.words.say
        counts = [
            {
                "state": state.value,
                "text": say(f"foreign.state.{state}"),
                "count": self.words.number(number),
            }
            for state in RowState
            if (number := seen.counts[state.value])
        ]
        told = [*self.words.problems(seen.problems[:_MOST_TOLD])]
        new, shown = seen.counts[RowState.NEW.value], len(self.list_rows)
        cut = shown < len(seen.rows)
        return {
            "name": seen.name,
            "ready": seen.verdict is Verdict.ACCEPTED and new > 0,
            "chip": self._list_chip(seen),
            "place": say("exchange.lists.place", sheet=seen.sheet, line=seen.head_line)
            if seen.sheet
            else "",
            "counts": counts,
            "new": new,
            "take": say("exchange.lists.take", count=new),
            "sure": say("exchange.lists.sure_text", count=new),
            "cut": say("exchange.lists.cut", shown=shown, count=len(seen.rows)) if cut else "",
            "problems": told,
            "notes": self.words.problems(tuple(notes_of(seen))[:_MOST_TOLD]),
            "legacy": [
                {"cell": one.cell, "before": one.before, "after": one.after}
                for one in seen.legacy[:12]
            ],
            "converted": len(seen.legacy),
        }

    def _list_chip(self, seen: ListPreview) -> dict[str, str]:
        if seen.verdict is not Verdict.REFUSED:
            return verdict_chip(seen.verdict, self.words)
        text = self.words.say("exchange.lists.undecided")
        return {"tone": "returned", "icon": "mdi-help-circle-outline", "text": text}

    def take_list_job(self) -> Job[Received]:
        """The work of taking the list as it is shown. Raises Refused where it is not ready."""
        if not self.listed.get("ready"):
            raise Refused([blocker("blocker.list_not_ready")])
        desk, (name, data) = self.desk, self._list
        kind, answers = self.list_kind, self._answers
        return lambda _progress, _cancelled: take_list(
            desk, kind=kind, name=name, data=data, answers=answers
        )

    def list_taken(self, done: Received) -> None:
        """Say what became of the list."""
        if done.verdict is Verdict.ACCEPTED:
            told = {"name": done.name, "count": done.counts.get(RowState.NEW.value, 0)}
            self.drop_list()
            self.tell(self.words.say("exchange.lists.taken", **told))
        else:
            self.tell(self.words.say("exchange.take.refused_told", name=done.name), "warning")
        self.wrote()
