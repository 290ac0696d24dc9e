"""What the page Hội nghị shows: one conference, with one of its parts open."""

from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import Dict, List, Unicode

from toolkit.actions.conference import nominations, papers
from toolkit.actions.conference.nominations import Chosen
from toolkit.actions.conference.views import (
    ConferenceView,
    conference_seen,
    conferences,
    nomination,
)
from toolkit.errors import Refused
from toolkit.pages import checks
from toolkit.pages.conference.drawn import (
    drawn_after,
    drawn_choice,
    drawn_head,
    drawn_list,
    drawn_nomination,
    drawn_papers,
    drawn_places,
)
from toolkit.pages.longwork import IDLE, Job
from toolkit.pages.mimes import mime_of
from toolkit.pages.state import PageState
from toolkit.rules.conference import Stage

PARTS = ("places", "nominate", "list", "after", "papers")


class ConferenceState(PageState):
    """`head` is empty where the plan has no conference; `faults` are sentences by field of the form
    that is open, "all" for the whole, or by the id of whom they concern."""

    takes: ClassVar[Mapping[str, checks.Check[Any]]] = {
        "code": checks.code,
        "part": checks.text(16),
        "unit": checks.code,
        "q": checks.text(100),
    }
    quiet: ClassVar[frozenset[str]] = frozenset({"q"})

    every = List[Any]().tag(shown=True)
    head = Dict().tag(shown=True)
    tabs = List[Any]().tag(shown=True)
    part = Unicode().tag(shown=True)
    places = Dict().tag(shown=True)
    nominating = Dict().tag(shown=True)
    listed = Dict().tag(shown=True)
    after = List[Any]().tag(shown=True)
    offered = List[Any]().tag(shown=True)
    choices = Dict().tag(shown=True)
    faults = Dict().tag(shown=True)
    work = Dict(IDLE).tag(shown=True)
    search = Unicode().tag(shown=True)
    seen: ConferenceView

    def labels(self) -> dict[str, Any]:
        return self.words.family("conference")

    def open(self, **told: Any) -> None:
        code, part = told.get("code", ""), told.get("part", "")
        rows = conferences(self.desk)
        self.every = drawn_choice(rows, self.words)
        self.faults, self.search = {}, told.get("q", "")
        if not rows:
            self.head, self.tabs, self.part, self.query = {}, [], "", {}
            return
        ahead = [row.conference.code for row in rows if row.stage is not Stage.HELD]
        self._code = code or (ahead or [rows[-1].conference.code])[0]
        self._unit = told.get("unit", "")
        self._read()
        shown = [each["part"] for each in self.tabs]
        first = "list" if self.seen.rows and "list" in shown else shown[0]
        self.go(part if part in shown else first)

    def go(self, part: str) -> None:
        """Open a part of the conference."""
        if part not in [each["part"] for each in self.tabs]:
            return
        self.part, self.faults = part, {}
        self._draw()

    def turn(self, code: str) -> None:
        """Open another conference."""
        self.open(code=code, part=self.part)

    def choose_unit(self, unit: str) -> None:
        """Look at another unit's nominations."""
        self._unit, self.faults = unit, {}
        self._draw()

    def look_for(self, q: str) -> None:
        """Keep what is looked for in the address; the browser finds it in the rows it has."""
        self.search = q
        self._tell_address()

    def written(self, told: str) -> None:
        """After an action that wrote: say so, and read everything anew."""
        self.faults = {}
        self.tell(told)
        self.wrote()
        self._read()
        self._draw()

    def refused(self, error: Refused) -> None:
        """Put each reason beside its field; those of the whole under "all"."""
        found: dict[str, str] = {}
        for each in error.blockers:
            name = each.field or "all"
            said = self.words.blocker(each)
            found[name] = f"{found[name]}; {said}" if name in found else said
        self.faults = found

    def keep(self, form: Mapping[str, Any]) -> None:
        """Keep what was ticked and typed of the unit's nominations."""
        code, unit = self._code, self.nominating["unit"]
        if form.get("chosen"):
            nominations.keep_draft(self.desk, conference=code, unit=unit, form=form)
            at = self.desk.now()
            self.nominating = {
                **self.nominating,
                "kept": self.words.say("conference.draft_kept", at=at),
            }
        else:
            nominations.drop_draft(self.desk, conference=code, unit=unit)
            self.nominating = {**self.nominating, "kept": ""}

    def send(self, chosen: tuple[Chosen, ...]) -> None:
        """Nominate them."""
        unit = self.nominating["unit"]
        sent = nominations.nominate(self.desk, conference=self._code, unit=unit, chosen=chosen)
        self.written(self.words.say("conference.done.sent", count=len(sent)))

    def paper_job(self, kind: str) -> Job[tuple[str, bytes]]:
        """The work of making a paper: (file name, bytes)."""
        desk, words, code = self.desk, self.words, self._code
        return lambda progress, cancelled: papers.paper(
            desk, conference=code, kind=kind, words=words, progress=progress, cancelled=cancelled
        )

    def paper_done(self, made: tuple[str, bytes]) -> None:
        """Hand the file over."""
        name, data = made
        self.deliver(name, mime_of(name), data)
        self.tell(self.words.say("conference.done.paper", name=name))

    @property
    def code(self) -> str:
        return self._code

    def _read(self) -> None:
        self.seen = conference_seen(self.desk, code=self._code)
        self.head = drawn_head(self.seen, self.words)
        titles = self.words.family("conference.part")
        self.tabs = [{"part": part, "title": titles[part]} for part in self._parts()]

    def _parts(self) -> list[str]:
        seen = self.seen
        shown = {
            "places": seen.runs or seen.nominates or seen.shared,
            "nominate": seen.nominates and bool(seen.units),
            "list": True,
            "after": seen.stage is Stage.HELD,
            "papers": seen.runs,
        }
        return [part for part in PARTS if shown[part]]

    def _draw(self) -> None:
        """Only the open part is drawn and sent."""
        seen, words, part = self.seen, self.words, self.part
        self.places = drawn_places(seen, words) if part == "places" else {}
        self.listed = drawn_list(seen, words) if part in ("list", "nominate") else {}
        self.after = drawn_after(seen, words) if part == "after" else []
        self.offered = drawn_papers(papers.offered(seen), words) if part == "papers" else []
        self.nominating = self._nominating() if part == "nominate" else {}
        self.choices = self._choices()
        self._tell_address()

    def _nominating(self) -> dict[str, Any]:
        codes = [unit.code for unit in self.seen.units]
        own = self.desk.user.unit
        self._unit = self._unit if self._unit in codes else own if own in codes else codes[0]
        found = nomination(self.desk, conference=self._code, unit=self._unit)
        why = [self.words.blocker(each) for each in self.seen.nominating]
        return {**drawn_nomination(found, self.words), "closed": why}

    def _choices(self) -> dict[str, Any]:
        seen, words = self.seen, self.words
        units = seen.units if self.part == "nominate" else tuple(p.unit for p in seen.places)
        return {
            "units": [{"value": unit.code, "title": unit.name} for unit in units],
            "every": self._every_unit(),
            "sections": [
                {"value": each.code, "title": words.named(each)}
                for each in seen.conference.sections
            ],
            "groups": [
                {"value": value, "title": words.say(f"conference.group.{value}")}
                for value in ("ex_officio", "leader", "officer")
            ],
        }

    def _every_unit(self) -> list[dict[str, str]]:
        """Only who puts down delegates chooses from all units."""
        if self.part != "list" or not self.seen.runs:
            return []
        return [{"value": unit.code, "title": unit.name} for unit in self.seen.every]

    def _tell_address(self) -> None:
        unit = self._unit if self.part == "nominate" else ""
        q = self.search if self.part in ("list", "places") else ""
        self.query = {"code": self._code, "part": self.part, "unit": unit, "q": q}
