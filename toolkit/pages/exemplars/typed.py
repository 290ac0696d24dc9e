"""An exemplar as its form shows it: every value as a person would type it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import fields
from typing import Any

from toolkit.actions.exemplars import Like
from toolkit.actions.views.exemplar_form import ExemplarSheet
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Sex
from toolkit.domain.proof import Proof
from toolkit.domain.unit import Unit
from toolkit.errors import Conflict
from toolkit.pages.address import address
from toolkit.words import Words

Form = dict[str, Any]
TEXTS = (
    *("name", "discovered_on", "movement", "summary", "contact", "birth", "sex", "post"),
    *("workplace", "head", "size", "novelty", "place", "cost", "benefit", "figures"),
)
FIELDS = (*TEXTS, "comprehensive", "fields", "proofs")
"""What a form holds, whatever the kind."""
IDENTITY = ("name", "birth", "sex", "workplace", "head")
"""By what likely duplicates are judged."""


def empty_form(today: str) -> Form:
    """A new exemplar's form; it was found today unless somebody says otherwise."""
    blank: Form = dict.fromkeys(TEXTS, "")
    return {**blank, "discovered_on": today, "comprehensive": False, "fields": [], "proofs": []}


def is_blank(form: Mapping[str, Any]) -> bool:
    """Whether nothing was typed yet: the day of discovery stands there by itself."""
    return not any(value for name, value in form.items() if name != "discovered_on")


def typed(exemplar: Exemplar, words: Words) -> Form:
    """The form's values of a record."""
    plain = {name: getattr(exemplar, name) for name in TEXTS if hasattr(exemplar, name)}
    written = {name: _written(value, words) for name, value in plain.items()}
    born = words.date(exemplar.birth_date) or _written(exemplar.birth_year, words)
    return {
        **written,
        "birth": born,
        "comprehensive": exemplar.comprehensive,
        "fields": list(exemplar.fields),
        "proofs": [_typed_proof(proof, words) for proof in exemplar.proofs],
    }


def _written(value: Any, words: Words) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        text = str(int(value)) if float(value).is_integer() else str(value)
        return text.replace(".", ",") if words.language == "vi" else text
    return str(value) if isinstance(value, str) else words.date(value)


def _typed_proof(proof: Proof, words: Words) -> dict[str, str]:
    return {
        "title": proof.title,
        "paper_number": proof.paper_number,
        "paper_date": words.date(proof.paper_date),
        "paper_issuer": proof.paper_issuer,
        "link": proof.link,
        "file": proof.file_hash,
    }


def without_lost_files(form: Form, known: Collection[str]) -> tuple[Form, bool]:
    """A draft without the new files that went with the kernel that held them, and whether any did.

    `known` are the files that there are, and the empty name."""
    lost = any(proof["file"] not in known for proof in form["proofs"])
    proofs = [
        proof if proof["file"] in known else {**proof, "file": ""} for proof in form["proofs"]
    ]
    return {**form, "proofs": proofs}, lost


def papers_of(exemplar: Exemplar | None) -> dict[str, dict[str, Any]]:
    """Hash → the attached file as the file part shows it."""
    proofs = exemplar.proofs if exemplar else ()
    named = {proof.file_hash: proof.file_name for proof in proofs if proof.file_hash}
    return {digest: {"name": name, "share": 100, "error": ""} for digest, name in named.items()}


def lists_of(sheet: ExemplarSheet, words: Words) -> dict[str, Any]:
    """What the form lets one choose from."""
    kinds = [ExemplarKind(kind) for kind in sheet.plan.exemplars.kinds]
    return {
        "kinds": [[kind, words.say(f"exemplar_kind.{kind}")] for kind in kinds],
        "units": unit_choices(sheet.units),
        "fields": [[field.code, words.named(field)] for field in sheet.plan.fields],
        "sexes": [[sex, words.say(f"sex.{sex}")] for sex in Sex],
    }


def unit_choices(units: Iterable[Unit]) -> list[list[Any]]:
    """[code, name, depth] in the order of the tree: each unit under the one that it belongs to."""
    given = tuple(units)
    known = {unit.code for unit in given}
    children: dict[str, list[Unit]] = {}
    for unit in given:
        children.setdefault(unit.parent if unit.parent in known else "", []).append(unit)
    rows: list[list[Any]] = []
    _climb(children, "", 0, rows)
    return rows


def _climb(
    children: Mapping[str, list[Unit]], parent: str, depth: int, rows: list[list[Any]]
) -> None:
    for unit in children.get(parent, ()):
        rows.append([unit.code, unit.name, depth])
        _climb(children, unit.code, depth + 1, rows)


def alike_rows(
    found: Iterable[Like], units: Mapping[str, str], words: Words
) -> list[dict[str, Any]]:
    """Likely duplicates with the reasons, and the way to those that may be opened.

    `units` are the names of their units by code."""
    return [
        {
            "code": like.exemplar.code,
            "name": like.exemplar.name,
            "unit": units.get(like.exemplar.unit, like.exemplar.unit),
            "born": words.date(like.exemplar.birth_date)
            or _written(like.exemplar.birth_year, words),
            "why": [words.blocker(reason) for reason in like.likeness.reasons],
            "href": address("exemplar", code=like.exemplar.code) if like.visible else "",
        }
        for like in found
    ]


def merged(conflict: Conflict, form: Mapping[str, Any], words: Words) -> Form:
    """My form over what others saved: theirs where I changed nothing."""
    mine = typed(conflict.mine, words)
    touched = conflict.mine.proofs != conflict.theirs.proofs
    return {**mine, "proofs": form["proofs"]} if touched and "proofs" in form else mine


def clashing(
    conflict: Conflict, form: Mapping[str, Any], named: Mapping[str, str], words: Words
) -> list[dict[str, Any]]:
    """The fields that both changed: what each says, and what to type for the one that is chosen."""
    base, theirs = typed(conflict.base, words), typed(conflict.theirs, words)
    mine = merged(conflict, form, words)
    show = _teller(named, words)
    return [
        {
            "field": name,
            "name": words.say(f"entry.label.{name}"),
            "base": show(base[name]),
            "theirs": show(theirs[name]),
            "mine": show(mine[name]),
            "values": {"theirs": theirs[name], "mine": mine[name]},
        }
        for name in FIELDS
        if theirs[name] not in (mine[name], base[name])
    ]


def _teller(named: Mapping[str, str], words: Words) -> Callable[[Any], str]:
    """Says a form's value; `named` are the plan's fields and the sexes by code."""

    def tell(value: Any) -> str:
        if isinstance(value, bool):
            return words.say("entry.yes" if value else "entry.no")
        if isinstance(value, list):
            return "; ".join(tell(each) for each in value) or "–"
        if isinstance(value, dict):
            return " ".join(text for name, text in value.items() if text and name != "file")
        return named.get(value, value) or "–"

    return tell


def proof_fields() -> tuple[str, ...]:
    """What each proof of a form tells."""
    kept = ("file_hash", "file_name", "file_size")
    return (*(field.name for field in fields(Proof) if field.name not in kept), "file")
