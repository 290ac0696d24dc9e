"""The tables of exemplars, of their life-lines, and of what was done for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from toolkit.domain.activity import Activity, Visit
from toolkit.domain.exemplar import Exemplar, rank
from toolkit.exchange.bulk.progress import DAY, KEPT, NUMBER, TRUTH, WHOLE
from toolkit.exchange.bulk.table import Cell, Column, Kind, Table, column, texts


@dataclass(frozen=True, slots=True)
class Part:
    """One of many things that belong to a record: a field, a step, a proof, a guest."""

    whole: Any
    part: Any
    code: str = ""


def _detail(name: str, kind: Kind = Kind.TEXT, *, of: str = "", codes: str = "") -> Column:
    """A column that only some kinds of activity have."""
    get = attrgetter(of or name)

    def taken(kept: Any) -> Cell:
        detail = kept.record.detail
        value: Cell = get(detail) if hasattr(detail, of or name) else None
        return str(value) if kind is Kind.TEXT and value is not None else value

    return Column(name, taken, kind, codes)


def _guests(kept: Any) -> Cell:
    detail = kept.record.detail
    return sum(detail.guests.values()) if isinstance(detail, Visit) else None


_PROOF = (
    *texts("paper_number", of="part"),
    column("paper_date", DAY, of="part.paper_date"),
    *texts("paper_issuer", "link", "file_name", of="part"),
    column("file_size", WHOLE, of="part.file_size"),
    column("file_hash", of="part.file_hash"),
)
EXEMPLARS = Table(
    "exemplars",
    (
        *texts("id", "code", "name", of="record"),
        column("kind", of="record.kind", codes="exemplar_kind"),
        column("unit", of="record.unit"),
        column("comprehensive", TRUTH, of="record.comprehensive"),
        column("discovered_on", DAY, of="record.discovered_on"),
        column("step", of="record.step", codes="step"),
        column("registration", of="record.registration", codes="registration"),
        column("standing", of="record.standing", codes="standing"),
        column("last_on", DAY, of="record.last_on"),
        column("birth_date", DAY, of="record.birth_date"),
        column("birth_year", WHOLE, of="record.birth_year"),
        column("sex", of="record.sex", codes="sex"),
        *texts("post", "workplace", "head", of="record"),
        column("size", WHOLE, of="record.size"),
        *texts("movement", "contact", "place", of="record"),
        column("cost", NUMBER, of="record.cost"),
        column("benefit", NUMBER, of="record.benefit"),
        *texts("summary", "novelty", "figures", "note", "merged_into", of="record"),
        Column("other_codes", lambda kept: "|".join(kept.record.other_codes)),
        *KEPT,
    ),
)
EXEMPLAR_FIELDS = Table(
    "exemplar_fields",
    (
        column("exemplar", of="whole.id"),
        column("code", of="whole.code"),
        column("field", of="part"),
        column("name", of="code"),
    ),
)
STEPS = Table(
    "steps",
    (
        column("exemplar", of="whole.id"),
        column("code", of="whole.code"),
        column("step", of="part.step", codes="step"),
        column("on", DAY, of="part.on"),
        column("note", of="part.note"),
        column("paper_number", of="part.proof.paper_number"),
        column("paper_date", DAY, of="part.proof.paper_date"),
        column("paper_issuer", of="part.proof.paper_issuer"),
        column("link", of="part.proof.link"),
        column("file_name", of="part.proof.file_name"),
        column("by", of="part.by"),
    ),
)
ACTIVITIES = Table(
    "activities",
    (
        column("id", of="record.id"),
        column("kind", of="record.kind", codes="activity_kind"),
        column("unit", of="record.unit"),
        column("on", DAY, of="record.on"),
        column("until", DAY, of="record.until"),
        *texts("title", "place", "people", "result", of="record"),
        _detail("means", codes="means"),
        *(_detail("taker"), _detail("adapted"), _detail("figures")),
        *(_detail("outlet"), _detail("medium", codes="medium"), _detail("link")),
        *(Column("guests", _guests, WHOLE), _detail("lessons")),
        *(_detail("scope"), _detail("aim"), _detail("closing")),
        *(_detail("award", codes="award"), _detail("award_type", of="type", codes="award_type")),
        *(_detail("reason"), _detail("severity", codes="severity")),
        *(_detail("adjustment"), _detail("adjusted_on", DAY)),
        *KEPT,
    ),
)
ACTIVITY_EXEMPLARS = Table(
    "activity_exemplars", (column("activity", of="whole.id"), column("exemplar", of="part"))
)
GUESTS = Table(
    "guests",
    (
        column("activity", of="whole.id"),
        column("unit", of="code"),
        column("count", WHOLE, of="part"),
    ),
)
REPLICATIONS = Table(
    "replications",
    (
        column("activity"),
        column("on", DAY),
        *texts("exemplar", "code", "name"),
        column("kind", codes="exemplar_kind"),
        *texts("origin", "taker"),
        column("alive", TRUTH),
    ),
)
FOLLOW_UPS = Table(
    "follow_ups",
    (
        *texts("id", "activity", "exemplar", "unit", of="record"),
        column("months", WHOLE, of="record.months"),
        column("due", DAY, of="record.due"),
        column("alive", TRUTH, of="record.alive"),
        column("answered_on", DAY, of="record.answered_on"),
        column("note", of="record.note"),
        *KEPT,
    ),
)
TARGETS = Table(
    "targets",
    (
        *texts("id", "unit", of="record"),
        column("year", WHOLE, of="record.year"),
        column("kind", of="record.kind", codes="exemplar_kind"),
        column("field", of="record.field"),
        column("target", WHOLE, of="record.count"),
        *KEPT,
    ),
)
PROOFS = Table(
    "proofs",
    (
        column("record", of="whole.id"),
        column("of", of="code", codes="bulk.of"),
        column("title", of="part.title"),
        *_PROOF,
    ),
)


def fields(exemplar: Exemplar, names: dict[str, str]) -> Iterator[Part]:
    """The fields that an exemplar stands out in; `names` are the plan's, by code."""
    for field in exemplar.scope:
        yield Part(exemplar, field, names.get(field, field))


def steps(exemplar: Exemplar) -> Iterator[Part]:
    """The steps of its life-line, in the official order."""
    taken = sorted(exemplar.steps, key=lambda each: rank(each.step))
    return (Part(exemplar, each) for each in taken)


def proofs(whole: Exemplar | Activity, of: str) -> Iterator[Part]:
    """The papers, links and files that show that what is told is so."""
    return (Part(whole, each, of) for each in whole.proofs)


def guests(activity: Activity) -> Iterator[Part]:
    """The units that came on a visit, with how many people."""
    detail = activity.detail
    if isinstance(detail, Visit):
        for unit, count in detail.guests.items():
            yield Part(activity, count, unit)
