"""Between exemplars, activities, follow-ups, targets and their rows."""

from collections.abc import Mapping
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row

from toolkit.domain.activity import (
    DETAILS,
    Activity,
    ActivityKind,
    Award,
    AwardType,
    Detail,
    FollowUp,
    Means,
    Medium,
    Replication,
    Severity,
)
from toolkit.domain.exemplar import (
    COMPREHENSIVE,
    Exemplar,
    ExemplarKind,
    Registration,
    Sex,
    Standing,
    Step,
    StepTaken,
    rank,
)
from toolkit.domain.proof import NO_PROOF, Proof
from toolkit.domain.target import Target
from toolkit.domain.text import fold, given_name_order, vietnamese_order
from toolkit.rules.codes import code_parts
from toolkit.rules.duplicates import match_keys
from toolkit.store import exemplar_schema as schema
from toolkit.store.kind import Kind, Values

_SAME = (
    *("code", "name", "unit", "birth_date", "birth_year", "post", "workplace", "head", "size"),
    *("movement", "contact", "place", "note", "merged_into", "cost", "benefit", "summary"),
    *("novelty", "figures", "id", "version"),
)
"""Columns that hold what the field of the same name holds."""
_TOLD = tuple(name for name in _SAME if name not in ("id", "version"))
_told = attrgetter(*_TOLD)
_DAYS = tuple((step, f"{step}_on") for step in Step)
_NAMED_BY_GIVEN_NAME = (ExemplarKind.PERSON, ExemplarKind.HOUSEHOLD)


def _exemplar_row(exemplar: Exemplar) -> Values:
    stem, serial = code_parts(exemplar.code)
    keys = match_keys(exemplar)
    return {
        **dict(zip(_TOLD, _told(exemplar), strict=True)),
        **_step_days(exemplar),
        "code_stem": stem,
        "code_serial": serial,
        "kind": exemplar.kind.value,
        "name_order": name_order(exemplar),
        "scope": written_scope(exemplar.scope),
        "year": exemplar.discovered_on.year,
        "rank": rank(exemplar.step),
        "registration": exemplar.registration.value,
        "standing": exemplar.standing.value,
        "last_on": exemplar.last_on or exemplar.discovered_on,
        "sex": exemplar.sex.value if exemplar.sex else "",
        "key_all": keys.all,
        "key_ends": keys.ends,
        "key_birth": keys.birth,
        "search": search_text(exemplar),
        "steps": [_step_json(each) for each in exemplar.steps],
        "proofs": [_proof_json(each) for each in exemplar.proofs],
        "other_codes": list(exemplar.other_codes),
    }


def an_exemplar(row: Row[Any]) -> Exemplar:
    scope = read_scope(row.scope)
    return Exemplar(
        **{name: getattr(row, name) for name in _SAME},
        kind=ExemplarKind(row.kind),
        discovered_on=row.discovered_on,
        comprehensive=scope == (COMPREHENSIVE,),
        fields=() if scope == (COMPREHENSIVE,) else scope,
        proofs=tuple(_a_proof(each) for each in row.proofs),
        sex=Sex(row.sex) if row.sex else None,
        steps=tuple(_a_step(each) for each in row.steps),
        registration=Registration(row.registration),
        standing=Standing(row.standing),
        other_codes=tuple(row.other_codes),
        last_on=row.last_on,
    )


def name_order(exemplar: Exemplar) -> str:
    """The key that lists are sorted by: persons and households by given name."""
    if exemplar.kind in _NAMED_BY_GIVEN_NAME:
        return given_name_order(exemplar.name)
    return vietnamese_order(exemplar.name)


def search_text(exemplar: Exemplar) -> str:
    """What it is found by, a space before each word: codes, old ones too, and its name."""
    return f" {fold(' '.join((exemplar.code, *exemplar.other_codes, exemplar.name)))}"


def written_scope(scope: tuple[str, ...]) -> str:
    """Fields as one text in which each can be found: "|dat_dai|nuoc|"."""
    return f"|{'|'.join(scope)}|" if scope else ""


def read_scope(written: str) -> tuple[str, ...]:
    return tuple(filter(None, written.split("|")))


def _step_days(exemplar: Exemplar) -> Values:
    taken = {each.step: each.on for each in exemplar.steps}
    days: Values = {name: taken.get(step) for step, name in _DAYS}
    return {**days, "discovered_on": exemplar.discovered_on}


def _step_json(taken: StepTaken) -> Values:
    values: Values = {"step": taken.step.value, "on": taken.on.isoformat(), "by": taken.by}
    if taken.note:
        values["note"] = taken.note
    if taken.proof is not NO_PROOF and taken.proof != NO_PROOF:
        values["proof"] = _proof_json(taken.proof)
    return values


def _a_step(value: Mapping[str, Any]) -> StepTaken:
    return StepTaken(
        step=Step(value["step"]),
        on=date.fromisoformat(value["on"]),
        note=value.get("note", ""),
        proof=_a_proof(value["proof"]) if "proof" in value else NO_PROOF,
        by=value["by"],
    )


def _proof_json(proof: Proof) -> Values:
    """What the proof tells; what it does not tell is left out."""
    values = {name: getattr(proof, name) for name in Proof.__dataclass_fields__}
    told = {name: value for name, value in values.items() if value}
    if proof.paper_date:
        told["paper_date"] = proof.paper_date.isoformat()
    return told


def _a_proof(value: Mapping[str, Any]) -> Proof:
    day = value.get("paper_date")
    return Proof(**{**value, "paper_date": date.fromisoformat(day) if day else None})


def _activity_row(activity: Activity) -> Values:
    detail = activity.detail
    return {
        "kind": activity.kind.value,
        "unit": activity.unit,
        "taker": detail.taker if isinstance(detail, Replication) else "",
        "day": activity.on,
        "until": activity.until,
        "title": activity.title,
        "place": activity.place,
        "people": activity.people,
        "result": activity.result,
        "search": fold(f"{activity.title} {activity.place}"),
        "exemplars": list(activity.exemplars),
        "proofs": [_proof_json(each) for each in activity.proofs],
        "detail": _detail_json(detail),
    }


def an_activity(row: Row[Any]) -> Activity:
    return Activity(
        unit=row.unit,
        on=row.day,
        title=row.title,
        detail=_a_detail(ActivityKind(row.kind), row.detail),
        until=row.until,
        place=row.place,
        people=row.people,
        result=row.result,
        exemplars=tuple(row.exemplars),
        proofs=tuple(_a_proof(each) for each in row.proofs),
        id=row.id,
        version=row.version,
    )


_READERS: dict[str, Any] = {
    "means": Means,
    "medium": Medium,
    "severity": Severity,
    "award": Award,
    "type": AwardType,
    "guests": MappingProxyType,
    "adjusted_on": lambda text: date.fromisoformat(text) if text else None,
}


def _detail_json(detail: Detail) -> Values:
    values = {name: getattr(detail, name) for name in detail.__dataclass_fields__}
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


def _a_detail(kind: ActivityKind, values: Mapping[str, Any]) -> Detail:
    read = {name: _READERS.get(name, str)(value) for name, value in values.items()}
    return DETAILS[kind](**read)


def _follow_up_row(asked: FollowUp) -> Values:
    return {
        "activity": asked.activity,
        "exemplar": asked.exemplar,
        "unit": asked.unit,
        "months": asked.months,
        "due": asked.due,
        "alive": asked.alive,
        "answered_on": asked.answered_on,
        "note": asked.note,
    }


def a_follow_up(row: Row[Any]) -> FollowUp:
    return FollowUp(
        activity=row.activity,
        exemplar=row.exemplar,
        unit=row.unit,
        months=row.months,
        due=row.due,
        alive=row.alive,
        answered_on=row.answered_on,
        note=row.note,
        id=row.id,
        version=row.version,
    )


def _target_row(target: Target) -> Values:
    return {
        "unit": target.unit,
        "year": target.year,
        "kind": target.kind.value,
        "field": target.field,
        "aim": target.count,
    }


def a_target(row: Row[Any]) -> Target:
    return Target(
        unit=row.unit,
        year=row.year,
        kind=ExemplarKind(row.kind),
        field=row.field,
        count=row.aim,
        id=row.id,
        version=row.version,
    )


EXEMPLAR = Kind("exemplar", Exemplar, schema.exemplar, ("code",), _exemplar_row, an_exemplar)
ACTIVITY = Kind("activity", Activity, schema.activity, (), _activity_row, an_activity)
FOLLOW_UP = Kind(
    "follow_up",
    FollowUp,
    schema.follow_up,
    ("activity", "months"),
    _follow_up_row,
    a_follow_up,
)
TARGET = Kind(
    "target", Target, schema.target, ("unit", "year", "kind", "field"), _target_row, a_target
)
