"""Papers, links and files of a form, and why they can't be taken."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.proof import Proof
from toolkit.rules.attachments import file_blockers
from toolkit.rules.checks import MOST_LINK, MOST_WORDS, link_blockers, paper_blockers
from toolkit.rules.fields import Fields

MOST_PROOFS = 20
_OLDEST = timedelta(days=366 * 60)
Files = Mapping[str, tuple[str, bytes]]
"""New files of a form: the name that a proof calls it by → (file name, bytes)."""


@dataclass(frozen=True, slots=True)
class NewProof:
    """A proof as read; `file` is the name of the new file to be kept with it, or empty."""

    proof: Proof
    file: str = ""

    @property
    def is_empty(self) -> bool:
        return self.proof == Proof(title=self.proof.title) and not self.file


def read_proofs(
    typed: object, known: tuple[Proof, ...], files: Files, *, today: date, at: str = "proofs"
) -> tuple[tuple[NewProof, ...], tuple[Blocker, ...]]:
    """The proofs of a list of {title, paper_number, paper_date, paper_issuer, link, file}.

    `file` is the hash of a file that one of the `known` proofs has, or the name of a new one in
    `files`; blockers stand beside `proofs.<place>.<field>`. Empty ones are left out."""
    if not isinstance(typed, list | tuple) or not all(isinstance(row, Mapping) for row in typed):
        return (), (blocker("blocker.value_unreadable", at),)
    if len(typed) > MOST_PROOFS:
        return (), (blocker("blocker.too_many_proofs", at, most=MOST_PROOFS),)
    kept = {proof.file_hash: proof for proof in known if proof.file_hash}
    read = [_proof(row, kept, files, today, f"{at}.{place}.") for place, row in enumerate(typed)]
    proofs = tuple(proof for proof, _ in read if not proof.is_empty)
    return proofs, tuple(fault for _, faults in read for fault in faults)


def _proof(
    row: Mapping[str, object], kept: Mapping[str, Proof], files: Files, today: date, at: str
) -> tuple[NewProof, tuple[Blocker, ...]]:
    form = Fields({f"{at}{name}": value for name, value in row.items()})
    proof = Proof(
        title=form.line(f"{at}title", "", MOST_WORDS),
        paper_number=form.line(f"{at}paper_number", "", MOST_WORDS),
        paper_date=form.day(f"{at}paper_date", None),
        paper_issuer=form.line(f"{at}paper_issuer", "", MOST_WORDS),
        link=form.line(f"{at}link", "", MOST_LINK),
    )
    told = {fault.field for fault in form.blockers}  # what could not be read is not also missing
    more = (
        *paper_blockers(proof, required=False, today=today, oldest=today - _OLDEST, at=at),
        *link_blockers(proof.link, at),
    )
    new, file_faults = _with_file(proof, str(row.get("file") or ""), kept, files, at)
    return new, (*form.blockers, *(b for b in more if b.field not in told), *file_faults)


def _with_file(
    proof: Proof, file: str, kept: Mapping[str, Proof], files: Files, at: str
) -> tuple[NewProof, tuple[Blocker, ...]]:
    if file in kept:
        same = kept[file]
        named = replace(proof, file_hash=same.file_hash, file_name=same.file_name)
        return NewProof(replace(named, file_size=same.file_size)), ()
    if file in files:
        name, data = files[file]
        faults = file_blockers(name, len(data), data[:4096])
        return NewProof(proof, file), tuple(Blocker(b.key, b.values, f"{at}file") for b in faults)
    if file:
        return NewProof(proof), (blocker("blocker.file_unknown", f"{at}file"),)
    return NewProof(proof), ()
