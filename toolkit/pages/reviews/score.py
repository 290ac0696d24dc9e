"""The part "score": a member's dossiers, and the sheet of the one that is open."""

from typing import Any

from traitlets import Dict, List

from toolkit.actions.exemplars import exemplar_file
from toolkit.actions.reviews.scoring import (
    MyDossier,
    SheetView,
    declare,
    give_remark,
    give_score,
    my_dossiers,
    sheet_of,
    take_back_declaration,
)
from toolkit.actions.views.lifeline import life_line
from toolkit.domain.council import Stand
from toolkit.errors import Conflict, Refused
from toolkit.pages.exemplar.record import head_record
from toolkit.pages.exemplar.timeline import timeline
from toolkit.pages.reviews.part import RoundPart
from toolkit.pages.reviews.sheets import drawn_list, drawn_sheet

_READ = ("icon", "kind", "scope", "code", "summary", "facts", "proofs", "steps")


class ScoreState(RoundPart):
    """`score` is the list, `sheet` the open dossier's criteria with what was given, `life` what the
    dossier tells, `story` its life-line."""

    score = Dict().tag(shown=True)
    sheet = Dict().tag(shown=True)
    life = Dict().tag(shown=True)
    story: List[Any] = List().tag(shown=True)
    _mine: tuple[MyDossier, ...] = ()
    _at = ""

    def show_score(self, dossier: int = 0, show: str = "", **_: Any) -> None:
        """The list, or the sheet of the dossier of that number. Raises Refused, NotFound."""
        self._look(show)
        found = next((each for each in self._mine if each.number == dossier), None)
        if found is None:
            self.sheet, self.life, self.story, self._at = {}, {}, [], ""
            return
        seen = sheet_of(self.desk, found.dossier)
        self._at = seen.dossier.id
        self._show_sheet(seen)
        self._show_life(seen)

    def _look(self, show: str = "") -> None:
        self._mine = my_dossiers(self.desk, self.round_code)
        self.score = drawn_list(self._mine, self.seen, show, self.words)

    def give(self, criterion: str, score: float | None) -> None:
        """Keep a score; what is wrong with it stands beside it. Raises Refused for the whole."""
        before = self.sheet.get("whole")
        try:
            seen = give_score(
                self.desk,
                dossier=self._at,
                criterion=criterion,
                score=score,
                version=self.sheet["version"],
            )
        except Refused as error:
            self._refused(criterion, error)
        except Conflict:
            self._show_sheet(sheet_of(self.desk, self._at))
            self.tell(self.words.say("reviews.score.elsewhere"), "warning")
        else:
            self._show_sheet(seen, saved=criterion)
            if self.sheet["whole"] != before:
                self._look(self.query.get("show", ""))
                self._show_sheet(seen, saved=criterion)

    def remark(self, criterion: str, text: str) -> None:
        """Keep a remark on a criterion, or on the whole ("")."""
        seen = give_remark(
            self.desk,
            dossier=self._at,
            criterion=criterion,
            text=text,
            version=self.sheet["version"],
        )
        self._show_sheet(seen, saved=f"remark {criterion}")

    def declare(self, stand: str, reason: str) -> None:
        """Stand aside from the open dossier, with the reason."""
        declare(self.desk, dossier=self._at, stand=Stand(stand), reason=reason)
        self.written(self.words.say("reviews.score.declared"))

    def take_back(self) -> None:
        """Judge it after all."""
        take_back_declaration(self.desk, dossier=self._at)
        self.written(self.words.say("reviews.score.taken_back"))

    def fetch_proof(self, digest: str) -> None:
        """Give a file of the open dossier to the browser."""
        name, data = exemplar_file(self.desk, exemplar=self.life["id"], digest=digest)
        self.deliver(name, "application/octet-stream", data)

    def _refused(self, criterion: str, error: Refused) -> None:
        if any(each.field != f"score.{criterion}" for each in error.blockers):
            self._show_sheet(sheet_of(self.desk, self._at))
            raise error
        faults = {**self.sheet["faults"], criterion: self.words.error(error)}
        self.sheet = {**self.sheet, "faults": faults, "saved": {}}

    def _show_sheet(self, seen: SheetView, saved: str = "") -> None:
        now = self.words.time(self.desk.now())
        self.sheet = {
            **drawn_sheet(seen, self._mine, self.words),
            "saved": {"what": saved, "at": self.words.say("reviews.score.saved", at=now)}
            if saved
            else {},
        }

    def _show_life(self, seen: SheetView) -> None:
        code = "" if seen.label.hidden or seen.label.unit == seen.label.code else seen.label.code
        told = [
            {"name": self.words.say(f"exemplar.fact.{name}"), "value": value}
            for name, value in seen.text.items()
            if value
        ]
        if not code:
            self.life, self.story = {"id": "", "told": told}, []
            return
        line = life_line(self.desk, code=code)
        head = head_record(line, self.words)
        self.life = {"id": head["id"], "told": [], **{name: head[name] for name in _READ}}
        self.story = timeline(line, self.words)
