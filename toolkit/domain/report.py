"""A report: what a unit answers to an obligation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The content only; whether it is sent, returned or accepted stands in the obligation.

    `numbers` maps a task's number codes to values. `file_hash` is the SHA-256 under which the
    attached file is kept, with its name and size in bytes."""

    obligation: str
    text: str = ""
    numbers: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    paper_number: str = ""
    paper_date: date | None = None
    paper_issuer: str = ""
    link: str = ""
    file_hash: str = ""
    file_name: str = ""
    file_size: int = 0
    id: str = ""
    version: int = 0
