"""Keep the papers, links and files that a form brings."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from toolkit.domain.blocker import Blocker
from toolkit.domain.proof import NO_PROOF, Proof
from toolkit.rules.attachments import base_name
from toolkit.rules.proof_form import Files, NewProof, read_proofs
from toolkit.store import Writing

NO_FILES: Files = {}


def proofs_of(
    form: Mapping[str, object], known: tuple[Proof, ...], files: Files, today: date
) -> tuple[tuple[NewProof, ...], tuple[Blocker, ...]]:
    """The form's `proofs` as read; those known before where it says nothing of them."""
    if "proofs" not in form:
        return tuple(NewProof(proof) for proof in known), ()
    return read_proofs(form["proofs"], known, files, today=today)


def one_proof(
    form: Mapping[str, object] | None, files: Files, today: date
) -> tuple[NewProof, tuple[Blocker, ...]]:
    """The one proof of a step; none where nothing was typed."""
    found, faults = read_proofs([form] if form else [], (), files, today=today, at="proof")
    return (found[0] if found else NewProof(NO_PROOF)), faults


def kept(tx: Writing, proofs: tuple[NewProof, ...], files: Files) -> tuple[Proof, ...]:
    """The proofs, their new files kept by their hash."""
    return tuple(_kept(tx, proof, files) for proof in proofs)


def _kept(tx: Writing, new: NewProof, files: Files) -> Proof:
    if not new.file:
        return new.proof
    name, data = files[new.file]
    name = base_name(name)
    digest = tx.keep_file(data, name)
    return replace(new.proof, file_hash=digest, file_name=name, file_size=len(data))
