"""A proof: a paper, a link or an attached file that shows that something is so."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The paper's number, day and issuer belong together; each of the three kinds may be empty.

    `file_hash` is the SHA-256 under which the attached file is kept, with its name and size."""

    title: str = ""
    paper_number: str = ""
    paper_date: date | None = None
    paper_issuer: str = ""
    link: str = ""
    file_hash: str = ""
    file_name: str = ""
    file_size: int = 0


NO_PROOF = Proof()
