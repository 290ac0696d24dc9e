"""Activities, papers and follow-ups as pages show them: text, ready to read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from toolkit.domain.activity import Activity, FollowUp, MediaItem
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.proof import Proof
from toolkit.pages.activity.fields import ICONS, told
from toolkit.pages.address import address
from toolkit.rules.attachments import picture_type
from toolkit.words import Words

SMALL_PHOTO = 200_000
"""Bytes up to which a picture is shown unasked."""
_KILOBYTE = 1024


def activity_record(
    done: Activity,
    words: Words,
    *,
    units: Mapping[str, str],
    exemplars: Mapping[str, Exemplar],
    mend: bool,
) -> dict[str, Any]:
    """One activity: kind, days, what it tells, its papers, the exemplars that it hangs on."""
    hung = [exemplars[each] for each in done.exemplars if each in exemplars]
    return {
        "id": done.id,
        "kind": done.kind.value,
        "icon": ICONS[done.kind],
        "what": words.say(f"activity_kind.{done.kind}"),
        "title": done.title,
        "day": days(done.on, done.until, words),
        "iso": done.on.isoformat(),
        "unit": units.get(done.unit, done.unit),
        "facts": told(done, words, units),
        "result": done.result,
        "link": done.detail.link if isinstance(done.detail, MediaItem) else "",
        "proofs": proof_records(done.proofs, words),
        "hung": [hung_record(each) for each in hung],
        "mend": mend,
    }


def hung_record(one: Exemplar) -> dict[str, str]:
    """An exemplar that an activity hangs on, as a link."""
    return {
        "id": one.id,
        "code": one.code,
        "name": one.name,
        "href": address("exemplar", code=one.code),
    }


def days(on: date, until: date | None, words: Words) -> str:
    """ "15/10/2018" or "15/10/2018 – 17/10/2018"."""
    return f"{words.date(on)} – {words.date(until)}" if until else words.date(on)


def proof_records(proofs: tuple[Proof, ...], words: Words) -> list[dict[str, Any]]:
    return [proof_record(each, words) for each in proofs if each != Proof()]


def proof_record(proof: Proof, words: Words) -> dict[str, Any]:
    """A paper in one line, its link, its file with its size."""
    paper = (proof.title, proof.paper_number, words.date(proof.paper_date), proof.paper_issuer)
    size = max(1, round(proof.file_size / _KILOBYTE))
    return {
        "text": " · ".join(part for part in paper if part),
        "link": proof.link,
        "file": proof.file_name,
        "size": words.say("activity.size", size=size) if proof.file_hash else "",
        "hash": proof.file_hash,
        "photo": _photo(proof),
    }


def _photo(proof: Proof) -> str:
    """Whether the file can be seen in the page: at once, or, being large, when asked for."""
    if not proof.file_hash or not picture_type(proof.file_name):
        return ""
    return "small" if proof.file_size <= SMALL_PHOTO else "large"


def proof_form(proof: Proof) -> dict[str, str]:
    """A proof as the form has it."""
    return {
        "title": proof.title,
        "paper_number": proof.paper_number,
        "paper_date": f"{proof.paper_date:%d/%m/%Y}" if proof.paper_date else "",
        "paper_issuer": proof.paper_issuer,
        "link": proof.link,
        "file": proof.file_hash,
    }


def look_record(look: FollowUp, words: Words, today: date, *, may: bool) -> dict[str, Any]:
    """A follow-up: what was found, or since when one should look."""
    return {
        "id": look.id,
        "version": look.version,
        "months": words.say("activity.look", months=look.months),
        "short": str(look.months),
        "state": look_state(look, today),
        "text": _look_text(look, words, today),
        "due": words.date(look.due),
        "note": look.note,
        "answer": may and look.alive is None and look.due <= today,
    }


def look_state(look: FollowUp, today: date) -> str:
    """alive, ended, due or later."""
    if look.alive is None:
        return "due" if look.due <= today else "later"
    return "alive" if look.alive else "ended"


def _look_text(look: FollowUp, words: Words, today: date) -> str:
    state = look_state(look, today)
    on = look.answered_on if look.alive is not None else look.due
    return words.say(f"activity.look_{state}", on=on or look.due)
