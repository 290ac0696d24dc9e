"""Write what a returned workbook says, through the same actions that people use on the pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.actions import activities, exemplars, lifeline
from toolkit.actions.desk import Desk
from toolkit.actions.intake.comparing import Comparison, with_problems
from toolkit.actions.reports import Content, send_report
from toolkit.actions.targets import set_targets
from toolkit.domain.activity import ActivityKind
from toolkit.domain.exemplar import Exemplar, Step
from toolkit.domain.proof import Proof
from toolkit.domain.workbook import Cell, Sheet
from toolkit.errors import NotFound, Problem, Refused
from toolkit.exchange.workbook.show import Shown
from toolkit.exchange.workbook.values import is_temporary
from toolkit.rules.three_way import Choices, Compared, LineState, left, merged
from toolkit.rules.workbook_lines import (
    NUMBER_FIELD,
    SHARED,
    activity_form,
    exemplar_form,
    split,
)
from toolkit.store import Reading

_WRITTEN = (LineState.NEW, LineState.CHANGED, LineState.CONFLICT)
_TRIED = (*_WRITTEN, LineState.FAULTY)
"""A faulty line is tried too, with the rest of its cells: all that is wrong is told at once."""
_PAPER = ("paper_number", "paper_date", "paper_issuer")
_STEPS: Mapping[Step, Callable[..., Exemplar]] = {
    Step.SELECTED: lifeline.select,
    Step.NOMINATED: lifeline.nominate,
}
_FIELDS = {"comprehensive": "scope", "fields": "scope", "file": "link"}
"""Fields of forms that a line calls otherwise."""
_FIRST = ("name", "title", "text")
"""Where it is told what is wrong with a line as a whole."""
_TEXTS = ("text", "paper_number", "paper_issuer", "link")


@dataclass
class Applying:
    """One workbook being written, inside one transaction; `unit` bears what is told of.

    `faults` are by the key of the line. What it writes counts only if the transaction does."""

    desk: Desk
    unit: str
    comparison: Comparison
    choices: Choices
    shown: Shown
    faults: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    _new: dict[str, str] = field(default_factory=dict)

    def run(self) -> tuple[Compared, ...]:
        """Write every line that may be written; the lines, with what was refused of them.

        Exemplars come first, for activities name them; steps last, for activities lead to them."""
        lines = {sheet: self._of(sheet) for sheet in Sheet}
        self._targets(lines[Sheet.TARGETS])
        for line in lines[Sheet.EXEMPLARS]:
            self._try(line, self._exemplar)
        for line in lines[Sheet.ACTIVITIES]:
            self._try(line, self._activity)
        for line in lines[Sheet.EXEMPLARS]:
            self._try(line, self._step)
        for line in lines[Sheet.REPORTS]:
            self._try(line, self._report)
        self._tell_what_stays()
        return tuple(
            with_problems(line, self.faults.get(line.key, ())) for line in self.comparison.lines
        )

    def _of(self, sheet: Sheet) -> list[Compared]:
        lines = self.comparison.lines
        return [each for each in lines if each.sheet is sheet and each.state in _TRIED]

    def _tell_what_stays(self) -> None:
        for line in self.comparison.lines:
            if line.state is LineState.REMOVED:
                self.notes.append(self.shown.removed(line))
            elif line.state in _WRITTEN:
                self.notes += [self.shown.kept(line, each) for each in left(line, self.choices)]

    def _try(self, line: Compared, write: Callable[[Compared, dict[str, Cell]], None]) -> None:
        """Write one line; what the rules have against it stands beside its cells."""
        if line.key in self.faults:
            return
        told = merged(line, self.choices)
        if not told:
            return
        try:
            write(line, told)
        except Refused as refused:
            for each in refused.blockers:
                self._note_fault(line, self._problem(line, each.key, each.field, each.values))

    def _refuse(self, line: Compared, key: str, name: str, **values: object) -> None:
        self._note_fault(line, self._problem(line, key, name, values))

    def _note_fault(self, line: Compared, problem: Problem) -> None:
        """A cell that could not be read is not told to be empty too."""
        if problem.values["field"] not in {each.values.get("field") for each in line.problems}:
            self.faults[line.key] = (*self.faults.get(line.key, ()), problem)

    def _problem(self, line: Compared, key: str, name: str, values: Mapping[str, Any]) -> Problem:
        cells = line.line.cells if line.line else {}
        places = (_FIELDS.get(name, name), name.rpartition(".")[2], *_shared(name))
        own = next((each for each in (*places, *_FIRST, *cells) if each in cells), places[0])
        return self.shown.problem(line, key, own, values)

    def _reading(self) -> Any:
        return self.desk.store.reading()

    def _targets(self, lines: list[Compared]) -> None:
        """Targets are set together: they are one thing that a unit says of its year."""
        counts: dict[tuple[str, str], Any] = {}
        by_field: dict[str, Compared] = {}
        for line in lines:
            told = merged(line, self.choices)
            kind, _, name = line.key.partition("/")[2].partition("/")[2].partition("/")
            if "count" in told and told["count"] is None:
                ours = line.ours.values["count"] if line.ours else None
                self._refuse(line, "intake.target_cleared", "count", count=ours)
            elif "count" in told:
                counts[kind, name] = told["count"]
                by_field[f"{kind}.{name}"] = line
        if not counts:
            return
        try:
            year = self.comparison.records.year
            set_targets(self.desk, unit=self.unit, year=year, counts=counts)
        except Refused as refused:
            for each in refused.blockers:
                line = by_field.get(each.field, next(iter(by_field.values())))
                self._note_fault(line, self._problem(line, each.key, "count", each.values))

    def _exemplar(self, line: Compared, told: dict[str, Cell]) -> None:
        content = {name: value for name, value in told.items() if not name.startswith("next_step")}
        if line.ours is None:
            self._discover(line, content)
        elif "kind" in content:
            self._kind_fixed(line, "exemplar_kind")
        elif content:
            exemplars.edit(
                self.desk,
                exemplar=line.ours.id,
                version=line.ours.version,
                form=exemplar_form(content),
            )

    def _discover(self, line: Compared, content: dict[str, Cell]) -> None:
        kind = content.get("kind")
        if kind is None:
            self._refuse(line, "intake.kind_missing", "kind")
            return
        who = {"kind": str(kind), "unit": self.unit, "form": exemplar_form(content)}
        alike = exemplars.similar(self.desk, **who)  # type: ignore[arg-type]  # mypy can't check a spread
        saved = exemplars.discover(self.desk, **who)  # type: ignore[arg-type]  # as above
        self._new[line.key] = saved.id
        for like in alike[:1]:
            other = {"code": like.exemplar.code, "name": like.exemplar.name}
            values = {"label": line.label, **other, "unit": like.exemplar.unit}
            self.notes.append(self.shown.problem(line, "intake.note_similar", "name", values))

    def _kind_fixed(self, line: Compared, name: str) -> None:
        kind = str(line.ours.values["kind"]) if line.ours else ""
        self._refuse(line, "intake.kind_fixed", "kind", kind=self.shown.choices.label(name, kind))

    def _step(self, line: Compared, told: dict[str, Cell]) -> None:
        step, on = told.get("next_step"), told.get("next_step_on")
        record = line.ours.id if line.ours else self._new.get(line.key, "")
        if step is None:
            if on is not None:
                self._refuse(line, "intake.step_missing", "next_step")
            return
        with self._reading() as q:
            exemplar = q.exemplar(record)
        if exemplar is None:
            raise NotFound
        seen: dict[str, Any] = {"exemplar": exemplar.id, "version": exemplar.version}
        if step == Step.REGISTERED:
            lifeline.submit(self.desk, **seen)
        elif Step(str(step)) in _STEPS:
            _STEPS[Step(str(step))](self.desk, **seen, form={"on": on})
        else:
            lifeline.review(self.desk, **seen, step=str(step), form={"on": on})

    def _activity(self, line: Compared, told: dict[str, Cell]) -> None:
        if line.ours is not None and "kind" in told:
            self._kind_fixed(line, "activity_kind")
            return
        kind = told.get("kind") if line.ours is None else line.ours.values["kind"]
        if kind is None:
            self._refuse(line, "intake.kind_missing", "kind")
            return
        with self._reading() as q:
            hung = self._hung(q, line, told)
            before = q.activity(line.ours.id) if line.ours else None
        if hung is None and "exemplars" in told:
            return
        form = activity_form(ActivityKind(str(kind)), told)
        if any(name in told for name in _PAPER):
            form["proofs"] = _proofs(before.proofs if before else (), told)
        if before is None:
            activities.record(
                self.desk, kind=str(kind), unit=self.unit, form=form, exemplars=hung or ()
            )
        else:
            activities.change(
                self.desk, activity=before.id, version=before.version, form=form, exemplars=hung
            )

    def _hung(self, q: Reading, line: Compared, told: dict[str, Cell]) -> tuple[str, ...] | None:
        """Ids of the exemplars that the line names; None where it names none or one is unknown."""
        if "exemplars" not in told:
            return None
        ids: list[str] = []
        for code in split(told["exemplars"]):
            record = self._record(q, code)
            if record is None:
                if not self._is_faulty_new(code):
                    self._refuse(line, "intake.exemplar_unknown", "exemplars", value=code)
                return None
            ids.append(record)
        return tuple(ids)

    def _record(self, q: Reading, code: str) -> str | None:
        for line in self.comparison.lines:
            row = line.line.row if line.line and line.sheet is Sheet.EXEMPLARS else 0
            if row and self.comparison.temporary.get(row) == code:
                return line.ours.id if line.ours else self._new.get(line.key)
        exemplar = q.exemplar_called(code)
        return exemplar.id if exemplar else None

    def _is_faulty_new(self, code: str) -> bool:
        """A new exemplar of this file that was refused itself: told there, and not again."""
        return is_temporary(code) and code in self.comparison.temporary.values()

    def _report(self, line: Compared, told: dict[str, Cell]) -> None:
        if line.ours is None:
            return
        with self._reading() as q:
            owed = q.obligation(line.ours.id)
        if owed is None:
            raise NotFound
        values = {**line.ours.values, **told}
        numbers = {
            name.removeprefix(NUMBER_FIELD): value
            for name, value in values.items()
            if name.startswith(NUMBER_FIELD)
        }
        texts: dict[str, Any] = {
            name: values.get(name) or ""
            for name in ("text", "paper_number", "paper_issuer", "link")
        }
        content = Content(numbers=numbers, paper_date=values.get("paper_date"), **texts)  # type: ignore[arg-type]  # a day or nothing
        send_report(self.desk, obligation=owed.id, version=owed.version, content=content)


def _shared(name: str) -> tuple[str, ...]:
    """The columns that stand for a field of an activity's form."""
    return tuple(column for column, kinds in SHARED.items() if name in kinds.values()) + (
        ("paper_number",) if name == "proofs" else ()
    )


def _proofs(before: tuple[Proof, ...], told: Mapping[str, Cell]) -> list[dict[str, Any]]:
    """The proofs as the form has them, the first with the paper that the line tells of."""
    known = [
        {
            **{name: getattr(each, name) for name in ("title", *_PAPER, "link")},
            "file": each.file_hash,
        }
        for each in before
    ] or [{}]
    known[0] |= {name: told[name] for name in _PAPER if name in told}
    return known
