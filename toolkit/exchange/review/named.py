"""Names of a round's files."""

import re
from datetime import date
from typing import Protocol

from toolkit.domain.review import Review
from toolkit.domain.text import fold
from toolkit.words import Words


class OfRound(Protocol):
    """What is told of a round on a day; `provisional` while it may still change."""

    @property
    def review(self) -> Review: ...
    @property
    def as_known_on(self) -> date: ...
    @property
    def provisional(self) -> bool: ...


def round_name(stem: str, figures: OfRound, words: Words) -> str:
    """A file's name with the round's code and the day; one that may change says so."""
    soon = f"_{words.say('review_file.file.provisional')}" if figures.provisional else ""
    return _name(stem, figures.review.code, figures.as_known_on, f"{soon}.xlsx")


def paper_name(stem: str, review: str, on: date) -> str:
    """The name of a document on a round: "Bien-ban-binh-xet_so-ket-2018_20181015.docx"."""
    return _name(stem, review, on, ".docx")


def _name(stem: str, review: str, on: date, ending: str) -> str:
    code = re.sub(r"[^0-9A-Za-z]+", "-", fold(review)).strip("-")
    return f"{stem}_{code}_{on:%Y%m%d}{ending}"
