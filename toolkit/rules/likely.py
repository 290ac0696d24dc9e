"""Likely duplicates among many records at once, judged only where the answer may be yes."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from toolkit.domain.exemplar import Exemplar
from toolkit.domain.text import fold
from toolkit.rules.duplicates import CLOSE, Likeness, likeness, match_keys, name_words

Tag = TypeVar("Tag", bound=Hashable)
Way = tuple[str, Hashable]
CERTAIN = 85
"""Points of 100 from which two records are taken to be one: a name and what stands beside it."""
_MOST_OF_A_LETTER = 4
_APART = 1 - CLOSE


class _Seen(NamedTuple):
    """A record with what tells quickly that its name can't be like another's.

    `letters` has as many bits for each letter as the name has of it, up to four. `year` is of
    birth, 0 where nobody told it."""

    one: Exemplar
    ways: tuple[Way, ...]
    words: frozenset[str]
    letters: int
    length: int
    year: int


_Met = tuple[int, _Seen, Tag]
"""Which of all it was, what it is, and what it goes by."""


class Crowd(Generic[Tag]):
    """Records that others are held against.

    Two can only be likely the same by the rules where they share a blocking key and, unless their
    words are the same, something beside the name: birth, unit, workplace or head. Only such pairs
    are judged, and of those only names that may be like each other."""

    def __init__(self) -> None:
        self._met: dict[Way, dict[int, list[_Met[Tag]]]] = defaultdict(dict)
        self._count = 0
        self._last: _Seen | None = None

    def add(self, one: Exemplar, tag: Tag) -> None:
        """Hold later ones against this too."""
        seen = self._seen(one)
        self._count += 1
        for way in seen.ways:
            self._met[way].setdefault(seen.year, []).append((self._count, seen, tag))

    def likest(self, one: Exemplar) -> tuple[Tag, Likeness] | None:
        """Whom it is most like, and why; None where nobody is likely the same."""
        best: tuple[Tag, Likeness] | None = None
        mine = self._seen(one)
        for other, tag in self._near(mine):
            found = likeness(one, other.one)
            if found and (best is None or found.score > best[1].score):
                best = (tag, found)
        return best

    def _near(self, mine: _Seen) -> Iterator[tuple[_Seen, Tag]]:
        """Those met whose name may be like this one's: letters enough in common, or all words.

        Asked of dozens for each row of a long list, hence the bare arithmetic."""
        told: set[Tag] = set()
        ways, words, letters, length, year = mine[1:]
        for way in ways:
            for _, other, tag in self._of_age(way, year):
                apart = letters ^ other[3]
                if apart.bit_count() > _APART * (length + other[4]):
                    # Where all words of one are the other's, so are all its letters.
                    if apart & letters and apart & other[3]:
                        continue
                    if not (words <= other[2] or words >= other[2]):
                        continue
                if tag not in told:
                    told.add(tag)
                    yield other, tag

    def _of_age(self, way: Way, year: int) -> Sequence["_Met[Tag]"]:
        """Those met that way, in their order, save who was born more than a year before or after.

        They are other persons, whatever else is the same; nine in ten of a long list."""
        by_year = self._met.get(way)
        if by_year is None:
            return ()
        years = (0, year - 1, year, year + 1) if year else tuple(by_year)
        met = [by_year[each] for each in years if each in by_year]
        return met[0] if len(met) == 1 else sorted(chain.from_iterable(met), key=itemgetter(0))

    def _seen(self, one: Exemplar) -> _Seen:
        """What is asked of it; who was held against the others is often added next."""
        if self._last is None or self._last.one is not one:
            words = name_words(one)
            text = " ".join(words)
            ways, born = tuple(_ways(one)), one.birth_year or 0
            self._last = _Seen(one, ways, frozenset(words), _letters(text), len(text), born)
        return self._last


def _ways(one: Exemplar) -> Iterator[Way]:
    keys = match_keys(one)
    if keys.all:
        yield "all", keys.all
    if keys.birth:
        yield "birth", keys.birth
    for name, beside in _beside(one) if keys.ends else ():
        yield name, (keys.ends, beside)


def _beside(one: Exemplar) -> Iterator[Way]:
    yield "unit", one.unit
    if one.birth_year:
        yield "year", one.birth_year
    if one.workplace:
        yield "workplace", _folded(one.workplace)
    if one.head:
        yield "head", _folded(one.head)


_folded = lru_cache(maxsize=10_000)(fold)


def _letters(text: str) -> int:
    bits = 0
    for letter in set(text):
        count = min(text.count(letter), _MOST_OF_A_LETTER)
        bits |= ((1 << count) - 1) << (ord(letter) % 64 * _MOST_OF_A_LETTER)
    return bits
