"""Columns of the lists of exemplars, after the forms that provinces and the Ministry fill in."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.domain.activity import Activity, Commendation
from toolkit.domain.exemplar import COMPREHENSIVE, Exemplar, Registration, Step
from toolkit.domain.plan import Plan
from toolkit.domain.proof import Proof
from toolkit.exchange.lists.form import Column, Form, Line, Look, Value
from toolkit.words import Words


@dataclass(frozen=True)
class Known:
    """What cells tell besides the record: names of units by code, awards and takers by id.

    `takers` gives how many units copied an exemplar, and how many of those still do."""

    plan: Plan
    words: Words
    units: Mapping[str, str] = field(default_factory=dict)
    awards: Mapping[str, Sequence[Activity]] = field(default_factory=dict)
    takers: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def unit(self, code: str) -> str:
        return self.units.get(code, code)

    def scope(self, codes: Iterable[str]) -> str:
        """Names of fields; one that the plan no longer has by its code."""
        fields, words = self.plan.field_by_code, self.words
        return "; ".join(
            words.say("scope.toan_dien")
            if code == COMPREHENSIVE
            else words.named(fields[code])
            if code in fields
            else code
            for code in codes
        )

    def award(self, one: Activity) -> str:
        """ "Bằng khen của Bộ trưởng (QĐ số 12/QĐ-BTNMT ngày 05/06/2018)"."""
        if not isinstance(one.detail, Commendation):
            return one.title
        name = self.words.say(f"award.{one.detail.award}")
        decision = one.proofs[0] if one.proofs else None
        if decision is None or not decision.paper_number:
            return f"{name} ({self.words.date(one.on)})"
        on = decision.paper_date or one.on
        return self.words.say("lists.award", name=name, number=decision.paper_number, on=on)

    def proof(self, one: Proof) -> str:
        """A paper by number, day and issuer, a link, or the attached file's name."""
        if one.paper_number:
            on = self.words.date(one.paper_date)
            return ", ".join(filter(None, (one.title, one.paper_number, on, one.paper_issuer)))
        return ", ".join(filter(None, (one.title, one.link or one.file_name)))


_Of = Callable[[Exemplar, Known], Value]
_TEXTS = ("post", "workplace", "head", "movement", "summary", "contact", "novelty", "place")


def _taken(step: Step) -> _Of:
    def day(one: Exemplar, _: Known) -> Value:
        taken = one.taken(step)
        return taken.on if taken else None

    return day


def _plain(name: str) -> _Of:
    return lambda one, _: getattr(one, name)


def _takers(one: Exemplar, known: Known) -> Value:
    count, alive = known.takers.get(one.id, (0, 0))
    return known.words.say("lists.takers", count=count, alive=alive) if count else ""


_OF: Mapping[str, _Of] = {
    **{name: _plain(name) for name in (*_TEXTS, "code", "name", "size", "cost", "benefit")},
    **{name: _plain(name) for name in ("figures", "discovered_on", "last_on", "note")},
    "kind": lambda one, known: known.words.say(f"exemplar_kind.{one.kind}"),
    "unit": lambda one, known: known.unit(one.unit),
    "scope": lambda one, known: known.scope(one.scope),
    "step": lambda one, known: known.words.say(f"step.{one.step}"),
    "registration": lambda one, known: known.words.say(f"registration.{one.registration}"),
    "standing": lambda one, known: known.words.say(f"standing.{one.standing}"),
    "sex": lambda one, known: known.words.say(f"sex.{one.sex}") if one.sex else "",
    "birth": lambda one, _: one.birth_date or one.birth_year,
    "awards": lambda one, known: "; ".join(map(known.award, known.awards.get(one.id, ()))),
    "takers": _takers,
    "registered_on": _taken(Step.REGISTERED),
    "papers": lambda one, known: "; ".join(filter(None, map(known.proof, one.proofs))),
}
CHOICES: Mapping[str, Column] = {
    column.key: column
    for column in (
        Column("code", 26, Look.MIDDLE),
        Column("name", 26, grows=1),
        Column("kind", 21, Look.MIDDLE),
        Column("unit", 26, grows=1),
        Column("scope", 20, grows=0.5),
        Column("step", 22, Look.MIDDLE),
        Column("registration", 18, Look.MIDDLE),
        Column("standing", 18, Look.MIDDLE),
        Column("discovered_on", 20, Look.DAY),
        Column("registered_on", 20, Look.DAY),
        Column("last_on", 20, Look.DAY),
        Column("birth", 19, Look.DAY),
        Column("sex", 11, Look.MIDDLE),
        Column("post", 20, grows=0.5),
        Column("workplace", 20, grows=0.5),
        Column("head", 24, grows=0.5),
        Column("size", 13, Look.NUMBER),
        Column("movement", 22, grows=0.5),
        Column("summary", 46, grows=2),
        Column("contact", 20, grows=0.5),
        Column("novelty", 28, grows=1),
        Column("place", 18, grows=0.5),
        Column("cost", 17, Look.SUM),
        Column("benefit", 17, Look.SUM),
        Column("figures", 26, grows=1),
        Column("awards", 22, grows=1),
        Column("takers", 17, Look.MIDDLE),
        Column("papers", 24, grows=1),
        Column("note", 20, grows=0.5),
    )
}
"""Every column that a list of exemplars may have, by its key, in the order that it offers them."""


def _columns(name: str, *keys: str) -> tuple[Column, ...]:
    """The name under its own head, then the other columns."""
    return (replace(CHOICES["name"], head=name), *(CHOICES[key] for key in keys))


PERSONS = Form(
    "lists.file.persons",
    "lists.title.persons",
    "lists.note.exemplars",
    _columns(
        *("full_name", "sex", "birth", "post", "workplace", "unit", "scope", "awards", "summary"),
        "code",
    ),
    size=9.5,
)
COLLECTIVES = Form(
    "lists.file.collectives",
    "lists.title.collectives",
    "lists.note.exemplars",
    _columns("team_name", "head", "size", "unit", "scope", "awards", "summary", "code"),
)
MODELS = Form(
    "lists.file.models",
    "lists.title.models",
    "lists.note.models",
    _columns(
        *(
            "model_name",
            "unit",
            "scope",
            "place",
            "novelty",
            "cost",
            "benefit",
            "figures",
            "takers",
        ),
        "code",
    ),
    summaries=True,
    size=9.5,
)


def filtered(keys: Collection[str]) -> Form:
    """The list of exactly what a page has filtered, with the columns that were chosen."""
    chosen = tuple(column for key, column in CHOICES.items() if key in keys)
    if "name" not in keys:
        chosen = (CHOICES["name"], *chosen)
    return Form(
        "lists.file.filtered",
        "lists.title.filtered",
        "lists.note.filtered",
        chosen,
        signed=False,
        size=9.5,
    )


def exemplar_line(one: Exemplar, form: Form, known: Known) -> Line:
    """One exemplar as a line of the list, with its source and, where asked for, its summary."""
    cells = tuple(_OF[column.key](one, known) for column in form.columns)
    told = _steps(one, known), _papers(one, known)
    return Line(
        cells,
        (one.code, one.name, one.unit, *told, one.id, one.version),
        f"{one.name} ({one.code}) – {known.unit(one.unit)}" if form.summaries else "",
        tuple(summary_of(one, known)) if form.summaries else (),
    )


def summary_of(one: Exemplar, known: Known) -> Iterator[tuple[str, str]]:
    """The "bản tóm tắt thành tích": label and text of all that there is to tell."""
    say, number = known.words.say, known.words.number
    for key in (
        *("scope", "movement", "novelty", "place", "cost", "benefit", "figures", "takers"),
        *("awards", "summary", "papers"),
    ):
        value = _OF[key](one, known)
        if value:
            text = number(value) if isinstance(value, int | float) else str(value)
            yield say(f"lists.col.{key}"), text


def _steps(one: Exemplar, known: Known) -> str:
    words = known.words
    told = [f"{words.say(f'step.{each.step}')} {words.date(each.on)}" for each in one.steps]
    if one.registration is not Registration.APPROVED:
        told.append(words.say(f"registration.{one.registration}"))
    return "; ".join(told)


def _papers(one: Exemplar, known: Known) -> str:
    proofs = (*one.proofs, *(each.proof for each in one.steps))
    return "; ".join(filter(None, map(known.proof, proofs)))
