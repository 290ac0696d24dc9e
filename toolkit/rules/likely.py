"""Likely duplicates among many records at once, judged only where the answer may be yes."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

from toolkit.domain.exemplar import Exemplar
from toolkit.domain.text import fold
from toolkit.rules.duplicates import Likeness, likeness, match_keys

Tag = TypeVar("Tag", bound=Hashable)
CERTAIN = 85
"""Points of 100 from which two records are taken to be one: a name and what stands beside it."""
_MOST_APART = 0.16
"""The share of letters that two similar names (rules/duplicates.py) may not have in common."""


class Crowd(Generic[Tag]):
    """Records that others are held against.

    Two can only be likely the same by the rules where they share a blocking key and, unless their
    words are the same, something beside the name: birth, unit, workplace or head. Only such pairs
    are judged."""

    def __init__(self) -> None:
        self._met: dict[tuple[str, Hashable], list[tuple[Exemplar, Tag, int]]] = defaultdict(list)

    def add(self, one: Exemplar, tag: Tag) -> None:
        """Hold later ones against this too."""
        met = (one, tag, _letters(one.name))
        for key, _ in _ways(one):
            self._met[key].append(met)

    def likest(self, one: Exemplar) -> tuple[Tag, Likeness] | None:
        """Whom it is most like, and why; None where nobody is likely the same."""
        best: tuple[Tag, Likeness] | None = None
        mine = _letters(one.name)
        judged: set[Tag] = set()
        for key, is_by_words in _ways(one):
            for other, tag, letters in self._met.get(key, ()):
                if tag in judged or not (is_by_words or _may_be_close(one, other, mine ^ letters)):
                    continue
                judged.add(tag)
                found = likeness(one, other)
                if found and (best is None or found.score > best[1].score):
                    best = (tag, found)
        return best


def _ways(one: Exemplar) -> Iterator[tuple[tuple[str, Hashable], bool]]:
    """Keys by which it may meet others, and whether those alone say that the words are alike."""
    keys = match_keys(one)
    if keys.all:
        yield ("all", keys.all), True
    if keys.birth:
        yield ("birth", keys.birth), False
    for name, beside in _beside(one) if keys.ends else ():
        yield (name, (keys.ends, beside)), True


def _beside(one: Exemplar) -> Iterator[tuple[str, Hashable]]:
    yield "unit", one.unit
    if one.birth_year:
        yield "year", one.birth_year
    if one.workplace:
        yield "workplace", fold(one.workplace)
    if one.head:
        yield "head", fold(one.head)


def _letters(name: str) -> int:
    """Which letters the folded name has, as bits."""
    bits = 0
    for letter in set(fold(name)):
        bits |= 1 << (ord(letter) & 63)
    return bits


def _may_be_close(one: Exemplar, other: Exemplar, apart: int) -> bool:
    """False where so many letters stand in one name alone that the names can't be similar.

    Spelling counts for nothing in the judgement, so some letters more may differ."""
    allowed = _MOST_APART * (len(one.name) + len(other.name)) + _SPELLING_LETTERS
    return apart.bit_count() <= allowed


_SPELLING_LETTERS = 6
