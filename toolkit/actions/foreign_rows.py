"""A row of somebody's list read as an exemplar, by the same rules as a form."""

import re
from dataclasses import dataclass, field
from datetime import date

from toolkit.actions.foreign_answers import OnHidden
from toolkit.actions.foreign_cells import CALLED, SHOWN, Cells, Understood, parts, written
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.changing import changed
from toolkit.domain.exemplar import COMPREHENSIVE, Exemplar, ExemplarKind
from toolkit.domain.proof import Proof
from toolkit.errors import Problem
from toolkit.exchange.foreign import Body
from toolkit.rules.days import read_day
from toolkit.rules.exemplar_form import new_exemplar, read_exemplar
from toolkit.rules.list_columns import ListKind
from toolkit.rules.proof_form import read_proofs

_KINDS = {
    ListKind.PERSONS: ExemplarKind.PERSON,
    ListKind.COLLECTIVES: ExemplarKind.TEAM,
    ListKind.MODELS: ExemplarKind.MODEL,
    ListKind.INITIATIVES: ExemplarKind.MODEL,
}
_OF_PEOPLE = (ListKind.PERSONS, ListKind.COLLECTIVES)
_AS_TOLD = (
    *("movement", "contact", "post", "head", "size", "novelty", "place", "cost"),
    *("benefit", "figures"),
)
_PAPER = re.compile(
    r"(?:quyết định|qđ)?\s*(?:số)?:?\s*(?P<number>\d+\S*/\S+?)[\s,;]+(?:ngày|ký ngày)?\s*"
    r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})[\s,;]*(?:của\s+)?(?P<issuer>.*)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class AwardTold:
    """A reward with its decision, by which a commendation can be recorded."""

    award: str
    told: str
    type: str
    number: str
    on: date
    issuer: str


@dataclass(slots=True)
class Read:
    """What a row was read as; `exemplar` counts for nothing where there are problems."""

    line: int
    exemplar: Exemplar
    problems: list[Problem] = field(default_factory=list)
    notes: list[Blocker] = field(default_factory=list)
    awards: list[AwardTold] = field(default_factory=list)


def read_row(by: Understood, body: Body) -> Read:
    """The row as an exemplar; everything that is wrong with it at once."""
    row = _Row(by, body)
    exemplar = row.exemplar()
    read = Read(body.row.line, exemplar, row.problems, row.notes, row.awards(exemplar))
    read.problems += [_problem(by, body, fault) for fault in row.faults]
    if body.is_hidden and not by.answers.hidden:
        read.problems.append(Problem("foreign.hidden_row", body.row.line))
    return read


def is_left(by: Understood, body: Body) -> bool:
    """Whether the row is hidden, and such rows are left out."""
    return body.is_hidden and by.answers.hidden == OnHidden.LEAVE


def _problem(by: Understood, body: Body, fault: Blocker) -> Problem:
    at = _COLUMN_OF.get(fault.field.rpartition(".")[2], fault.field)
    place = next((by.places[each] for each in at.split() if each in by.places), -1)
    line = body.row.line
    return Problem(
        fault.key, line, by.headings.get(place, ""), by.cell(place, line), dict(fault.values)
    )


_COLUMN_OF = {
    "discovered_on": "found_on paper_date",
    "birth": "birth birth_male birth_female",
    "sex": "sex title",
    "workplace": "department unit",
    "summary": "summary note",
    "contact": "contact author",
    "fields": "field",
    "kind": "subject",
    "paper_number": "paper_number paper",
    "paper_date": "paper_date paper",
    "paper_issuer": "paper_issuer paper",
}


class _Row(Cells):
    """One row being read."""

    def __init__(self, by: Understood, body: Body) -> None:
        super().__init__(by, body)
        self._paper: tuple[str, date | None, str] = ("", None, "")

    def exemplar(self) -> Exemplar:
        by = self.by
        kind = ExemplarKind(self.meant("subject") or _KINDS[by.kind])
        unit = self.meant("unit") or by.answers.unit
        self._place_faults(kind, unit)
        self._paper = self._read_paper()
        blank = new_exemplar(kind, unit, by.today)
        read, faults = read_exemplar(self._form(kind), blank, plan=by.plan, today=by.today)
        proofs, proof_faults = self._proofs()
        day_lacks = self._found_on() is None
        told = [b for b in faults if not (day_lacks and b.field == "discovered_on")]
        lacks = (blocker("foreign.lacks_found_on", "discovered_on"),) if day_lacks else ()
        self.faults += [*lacks, *told, *proof_faults]
        return changed(read, proofs=proofs) if proofs else read

    def awards(self, exemplar: Exemplar) -> list[AwardTold]:
        """Rewards with a whole decision; others are told, and not recorded."""
        if self.by.kind not in _OF_PEOPLE:
            return []
        told = {name: self.text(name) for name in ("award", "award_title")}
        awards = [self._award(name, text, exemplar) for name, text in told.items() if text]
        given = [award for award in awards if award]
        if any(not award.type for award in given):
            self.problems.append(self.fault("foreign.lacks_award_type", "award"))
        return given

    def _award(self, name: str, told: str, exemplar: Exemplar) -> AwardTold | None:
        number, on, issuer = self._paper
        meant = self.meant(name) if self.by.has_decision else ""
        if not (meant and number and on and issuer):
            self.notes.append(blocker("foreign.note.award_told", award=told[:SHOWN]))
        elif on > self.by.today:
            self.faults.append(
                blocker("blocker.day_in_future", "paper_date", on=on, today=self.by.today)
            )
        elif on < exemplar.discovered_on:
            self.notes.append(blocker("foreign.note.award_before", award=told[:SHOWN], on=on))
        else:
            of = self.meant("award_type") or self.by.answers.award_type
            return AwardTold(meant, told, of, number, on, issuer)
        return None

    def _place_faults(self, kind: ExemplarKind, unit: str) -> None:
        by = self.by
        if kind not in by.plan.exemplars.kinds:
            self.faults.append(blocker("blocker.not_in_list", "kind"))
        if not unit:
            if not self.text("unit"):
                self.faults.append(blocker("foreign.lacks_unit", "unit"))
        elif by.units is not None and unit not in by.units:
            self.faults.append(blocker("foreign.not_your_unit", "unit", unit=unit))

    def _form(self, kind: ExemplarKind) -> dict[str, object]:
        name, sex = self._name(kind)
        fields = self._fields()
        form: dict[str, object] = {
            each: self.text(each) for each in _AS_TOLD if each in self.by.places
        }
        form.update(
            name=name,
            sex=sex or self.meant("sex") or self.meant("title") or "",
            discovered_on=self._found_on() or self.by.today,
            comprehensive=COMPREHENSIVE in fields,
            fields=[each for each in fields if each != COMPREHENSIVE],
            summary=self._summary(),
            birth=self._birth(),
            workplace=self.text("department") or self._unit_as_told(),
        )
        if self.text("author"):
            by = (self.text("author"), self.text("department"), self.text("contact"))
            form["contact"] = ", ".join(filter(None, by))
        if "birth_female" in self.by.places and not form["sex"]:
            form["sex"] = self._sex_by_birth()
        return form

    def _unit_as_told(self) -> str:
        """The unit's own name; what was told where that says more, a division of it."""
        told = self.text("unit")
        name = self.by.names.get(self.meant("unit"), "")
        return told if len(told) > len(name) else name

    def _name(self, kind: ExemplarKind) -> tuple[str, str]:
        """The name without Ông or Bà before it, and the sex that they tell."""
        name = self.text("name")
        called = CALLED.match(name) if self.by.are_called else None
        if called is None or kind is not ExemplarKind.PERSON:
            return name, ""
        return name[called.end() :], "male" if called[1] else "female"

    def _birth(self) -> object:
        for each in ("birth", "birth_male", "birth_female"):
            value = self.value(each)
            if value not in (None, ""):
                return value if isinstance(value, date) else written(value)
        return ""

    def _sex_by_birth(self) -> str:
        told = [each for each in ("male", "female") if self.text(f"birth_{each}")]
        return told[0] if len(told) == 1 else ""

    def _fields(self) -> list[str]:
        told = parts(self.text("field"))
        meant = [code for part in told if (code := self.meaning("field", part))]
        default = self.by.answers.field
        return meant or ([default] if default and not told else [])

    def _found_on(self) -> date | None:
        told = self.day("found_on")
        by_paper = self._paper[1] if self.by.kind is ListKind.INITIATIVES else None
        return told or self.by.answers.found_on or by_paper

    def _summary(self) -> str:
        note, (number, on, issuer) = self.text("note"), self._paper
        told = [self.text("summary")]
        if self._is_recognised() and not (number and on and issuer) and (on or issuer):
            told.append(self.by.say("foreign.recognised", on=on or "…", issuer=issuer or "…"))
            self.notes.append(blocker("foreign.note.recognised"))
        if note:
            told.append(self.by.say("foreign.noted", note=note))
        return "\n".join(filter(None, told))

    def _is_recognised(self) -> bool:
        return self.by.kind in (ListKind.MODELS, ListKind.INITIATIVES)

    def _proofs(self) -> tuple[tuple[Proof, ...], tuple[Blocker, ...]]:
        number, on, issuer = self._paper
        if not (self._is_recognised() and number and on and issuer):
            return (), ()
        title = self.by.say("foreign.recognition")
        form = {"title": title, "paper_number": number, "paper_date": on, "paper_issuer": issuer}
        read, faults = read_proofs([form], (), {}, today=self.by.today)
        return tuple(each.proof for each in read), faults

    def _read_paper(self) -> tuple[str, date | None, str]:
        whole = _PAPER.fullmatch(self.text("paper"))
        if whole:
            day, _ = read_day(whole["day"], "paper_date")
            return whole["number"], day, whole["issuer"].strip(" .;")
        number = self.text("paper_number") or self.by.answers.paper_number
        return number, self.day("paper_date"), self.text("paper_issuer")
