"""Whether a plan file has the right keys, each with a value of the right type."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any, TypeVar

from toolkit.domain.activity import Award, AwardType
from toolkit.domain.conference import DelegateGroup, Section
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.plan import Evidence, ExemplarSettings, Frequency, Number, Paper, Plan
from toolkit.domain.review import Balance, Criterion, Figure, Kinship, Reviewed, Scorer, Wish
from toolkit.domain.source import Source
from toolkit.plans.lines import Path
from toolkit.plans.parts import LISTS, Fault, Parts

T = TypeVar("T")
Tables = Mapping[tuple[str, ...], type]

_TABLES: Tables = {
    (): Plan,
    ("paper",): Paper,
    ("exemplars",): ExemplarSettings,
    ("tasks", "evidence"): Evidence,
    ("tasks", "numbers"): Number,
    ("reviews", "criteria"): Criterion,
    ("reviews", "wishes"): Wish,
    ("conferences", "sections"): Section,
    **{(name,): kind for name, kind in LISTS.items()},
}
_CHOICES: dict[str, tuple[str, ...]] = {
    "frequency": tuple(Frequency),
    "source": tuple(Source),
    "kind": tuple(ExemplarKind),
    "kinds": tuple(ExemplarKind),
    "of": tuple(Reviewed),
    "scorers": tuple(Scorer),
    "conflicts": tuple(Kinship),
    "figure": tuple(Figure),
    "by": tuple(Balance),
    "award": tuple(Award),
    "awards": tuple(Award),
    "award_type": tuple(AwardType),
    "not_of": tuple(AwardType),
    "groups": tuple(DelegateGroup),
}
_UNKNOWN = "unexpected_keyword_argument"
_SENTENCES = {
    "string_type": "plan_file.must_be_text",
    "bool_type": "plan_file.must_be_yes_no",
    "int_type": "plan_file.must_be_whole",
    "int_from_float": "plan_file.must_be_whole",
    "float_type": "plan_file.must_be_number",
    "tuple_type": "plan_file.must_be_list",
    "dataclass_type": "plan_file.must_be_table",
}


def built(data: Mapping[str, Any]) -> tuple[Plan | None, list[Fault]]:
    """The plan of these tables, or every fault of shape in them."""
    return shaped(data, Plan, _TABLES)


def shaped(data: Mapping[str, Any], whole: type[T], tables: Tables) -> tuple[T | None, list[Fault]]:
    """These tables as `whole`, or every fault of shape in them; `tables` name what lies inside."""
    # pydantic takes a tenth of a second and 20 MB: only who reads a plan file pays for it.
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415 -- see above

    try:
        text = json.dumps(data, default=str)
        return TypeAdapter(whole).validate_json(text, strict=True, extra="forbid"), []
    except ValidationError as error:
        return None, [_fault(detail, tables) for detail in error.errors(include_url=False)]


def sound(data: Mapping[str, Any], lines: Mapping[Path, int], faults: list[Fault]) -> Parts:
    """What can be checked further: the list items without a fault, or with unknown keys only."""
    bad = {fault.path[:2] for fault in faults if not _is_unknown_key(fault)}
    lists = {name: dict(_items(data, name, kind, bad)) for name, kind in LISTS.items()}
    return Parts(data=data, lines=lines, **lists)


def _items(
    data: Mapping[str, Any], name: str, kind: type, bad: set[Path]
) -> Iterator[tuple[int, Any]]:
    from pydantic import TypeAdapter  # noqa: PLC0415 -- as in `built`

    items = data.get(name)
    adapter: Any = TypeAdapter(kind)
    for place, item in enumerate(items if isinstance(items, list) else ()):
        if (name, place) not in bad and (name,) not in bad:
            yield place, adapter.validate_json(json.dumps(item, default=str), extra="ignore")


def _fault(detail: Any, tables: Tables) -> Fault:
    """One of pydantic's details as our fault: (type, loc, input) → sentence, path, values."""
    path: Path = detail["loc"]
    kind: str = detail["type"]
    name = str(path[-1])
    if kind == "missing" and path[0] in LISTS and len(path) == 1:
        return Fault(path, "plan_file.list_empty", {"name": name})
    if kind == "missing":
        return Fault(path, "plan_file.key_missing", {"name": name})
    if kind == _UNKNOWN:
        return _unknown_key(path, name, tables)
    values = {"value": _shown(detail["input"])}
    if kind.startswith("date"):
        return Fault(path, "plan_file.must_be_date", values)
    if kind == "enum":
        key = next(step for step in reversed(path) if isinstance(step, str))
        choices = ", ".join(_CHOICES.get(key, ()))
        return Fault(path, "plan_file.must_be_one_of", {**values, "choices": choices})
    return Fault(path, _SENTENCES.get(kind, "plan_file.wrong_value"), values)


def _unknown_key(path: Path, name: str, tables: Tables) -> Fault:
    table = tables.get(tuple(step for step in path[:-1] if isinstance(step, str)))
    known = [place.name for place in fields(table)] if table else []
    guess = get_close_matches(name, known, n=1)
    if guess:
        return Fault(path, "plan_file.key_unknown_guess", {"name": name, "guess": guess[0]})
    return Fault(path, "plan_file.key_unknown", {"name": name, "known": ", ".join(known)})


def _is_unknown_key(fault: Fault) -> bool:
    return fault.key in ("plan_file.key_unknown", "plan_file.key_unknown_guess")


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"
