"""Whether two records may speak of the same person, team or model, and why one would think so."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.exemplar import Exemplar, ExemplarKind
from toolkit.domain.text import clean, fold

LIKELY = 60
"""Points of 100 from which a likeness is told."""
_WORD = re.compile(r"[a-z0-9]+")
# What people write either way: i and y, gi and d, x and s …; the key is blind to it.
_SPELLINGS = (
    (re.compile(r"(?<=[bcdghklmnpqrstvx])y$"), "i"),
    (re.compile(r"^quy$"), "qui"),
    (re.compile(r"^(?:gi|r)(?=[aeiouy])"), "d"),
    (re.compile(r"^x"), "s"),
    (re.compile(r"^tr"), "ch"),
    (re.compile(r"ph|f"), "ph"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_TITLES = frozenset(
    ["ho", "ong", "ba", "anh", "chi", "gia", "dinh", "ths", "ts", "pgs", "gs", "ks", "bs"]
)
_GENERIC = frozenset(
    {"mo", "hinh", "phong", "ban", "to", "doi", "tap", "the", "cua", "va", "cac", "cho", "ve"}
    | {"trong", "tai", "theo", "voi"}
)
_KEY_WORDS = 3


class Keys(NamedTuple):
    """Blocking keys: two records that share none of them are not compared. Empty ones match none.

    `all` is every word in alphabetical order, `ends` the first and last, `birth` the full date."""

    all: str
    ends: str
    birth: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two records are, 0–100, and the reasons in the order of their weight."""

    score: int
    reasons: tuple[Blocker, ...]


def match_keys(exemplar: Exemplar) -> Keys:
    """The keys by which records that may be the same find each other."""
    group = _group(exemplar.kind)
    words = name_words(exemplar)
    if not words:
        return Keys("", "", "")
    ends = sorted((words[0], words[-1])) if group == "n" else words[:_KEY_WORDS]
    born = exemplar.birth_date.isoformat() if exemplar.birth_date else ""
    return Keys(
        f"{group} {' '.join(sorted(words))}",
        f"{group} {' '.join(ends)}",
        f"{group} {born}" if born else "",
    )


def likeness(mine: Exemplar, other: Exemplar) -> Likeness | None:
    """Why the two may be the same; None where that is not likely.

    Two persons whose birth years are known and more than a year apart are two persons."""
    if _group(mine.kind) != _group(other.kind) or _born_apart(mine, other):
        return None
    beside = tuple(_beside(mine, other))
    more = sum(weight for _, weight in beside)
    name = _by_name(mine, other, LIKELY - more)
    if name is None:
        return None
    key, weight = name
    reason = blocker(key, name=other.name)
    return Likeness(min(weight + more, 100), (reason, *(each for each, _ in beside)))


def _by_name(mine: Exemplar, other: Exemplar, least: int) -> tuple[str, int] | None:
    """How the names are alike: the sentence's key and its weight, if that is at least `least`."""
    one, two = name_words(mine), name_words(other)
    for key, weight, are_alike in _WAYS:
        if weight < least:
            return None
        if are_alike(mine, other, one, two):
            return key, weight
    return None


def _beside(mine: Exemplar, other: Exemplar) -> Iterator[tuple[Blocker, int]]:
    if mine.birth_date and mine.birth_date == other.birth_date:
        yield blocker("duplicate.birth_date", on=mine.birth_date), 30
    elif mine.birth_year and mine.birth_year == other.birth_year:
        yield blocker("duplicate.birth_year", year=str(mine.birth_year)), 15
    if mine.unit == other.unit:
        yield blocker("duplicate.unit"), 15
    elif _same_text(mine.workplace, other.workplace) or _same_text(mine.head, other.head):
        yield blocker("duplicate.workplace"), 15
    if mine.sex and other.sex and mine.sex is not other.sex:
        yield blocker("duplicate.sex"), -25


def _born_apart(mine: Exemplar, other: Exemplar) -> bool:
    known = mine.birth_year is not None and other.birth_year is not None
    return known and abs((mine.birth_year or 0) - (other.birth_year or 0)) > 1


def _same(mine: Exemplar, other: Exemplar, _one: tuple[str, ...], _two: tuple[str, ...]) -> bool:
    return clean(mine.name).casefold() == clean(other.name).casefold()


def _other_tones(
    mine: Exemplar, other: Exemplar, one: tuple[str, ...], two: tuple[str, ...]
) -> bool:
    # Names that fold alike have the same words, and that is known already.
    return one == two and fold(mine.name) == fold(other.name)


def _other_spelling(
    _mine: Exemplar, _other: Exemplar, one: tuple[str, ...], two: tuple[str, ...]
) -> bool:
    return one == two


def _other_order(
    _mine: Exemplar, _other: Exemplar, one: tuple[str, ...], two: tuple[str, ...]
) -> bool:
    return sorted(one) == sorted(two)


def _lacks_middle(
    mine: Exemplar, _other: Exemplar, one: tuple[str, ...], two: tuple[str, ...]
) -> bool:
    """Same family and given name, and the shorter one's words all in the longer one."""
    short, long = sorted((one, two), key=len)
    ends = len(short) > 1 and (short[0], short[-1]) == (long[0], long[-1])
    return _group(mine.kind) == "n" and ends and set(short) < set(long)


def _close(_mine: Exemplar, _other: Exemplar, one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    matcher = SequenceMatcher(None, " ".join(one), " ".join(two), autojunk=False)
    return matcher.quick_ratio() >= CLOSE and matcher.ratio() >= CLOSE


CLOSE = 0.84
"""How much of two similar names is the same, from 0 to 1."""
_WAYS: tuple[
    tuple[str, int, Callable[[Exemplar, Exemplar, tuple[str, ...], tuple[str, ...]], bool]], ...
] = (
    ("duplicate.same_name", 75, _same),
    ("duplicate.tone_marks", 70, _other_tones),
    ("duplicate.spelling", 65, _other_spelling),
    ("duplicate.order", 60, _other_order),
    ("duplicate.middle_name", 50, _lacks_middle),
    ("duplicate.similar", 45, _close),
)


def _same_text(one: str, two: str) -> bool:
    return bool(one) and fold(one) == fold(two)


def name_words(exemplar: Exemplar) -> tuple[str, ...]:
    """The folded words of its name, spelled one way, less titles and what says nothing."""
    return _words_of(exemplar.name, _TITLES if _group(exemplar.kind) == "n" else _GENERIC)


# A name is asked for its words several times: for its keys, and for each comparison in a long list.
@lru_cache(maxsize=50_000)
def _words_of(name: str, left_out: frozenset[str]) -> tuple[str, ...]:
    words = [spelled(word) for word in _WORD.findall(fold(name))]
    return tuple(word for word in words if word not in left_out) or tuple(words)


@lru_cache(maxsize=10_000)
def spelled(word: str) -> str:
    """A folded word with what is spelled either way spelled one way."""
    for pattern, instead in _SPELLINGS:
        word = pattern.sub(instead, word)
    return word


def _group(kind: ExemplarKind) -> str:
    """A household goes by a person's name; a team may have been entered as a model."""
    return "n" if kind in (ExemplarKind.PERSON, ExemplarKind.HOUSEHOLD) else "t"
