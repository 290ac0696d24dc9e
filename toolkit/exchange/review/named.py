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


def round_name(stem: str, figures: OfRound, words: Words, ending: str = "xlsx") -> str:
    """A file's name with the round's code and the day; one that may change says so."""
    code = re.sub(r"[^0-9A-Za-z]+", "-", fold(figures.review.code)).strip("-")
    soon = f"_{words.say('review_file.file.provisional')}" if figures.provisional else ""
    return f"{stem}_{code}_{figures.as_known_on:%Y%m%d}{soon}.{ending}"
