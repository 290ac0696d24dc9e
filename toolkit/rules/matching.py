"""What somebody's words most likely mean: proposals with a score and a reason, never an answer."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from typing import TypeVar

from toolkit.domain.text import clean, fold

Key = TypeVar("Key")
Value = TypeVar("Value")
SURE = 95
"""Points of 100 from which nothing needs to be asked."""
MOST_SHOWN = 3
_SAME, _SPELLING, _MARKS, _PART, _SEVERAL = 100, 97, 85, 75, 70
_NEAR = 0.78
_LOOKED_AT = 20
_SHORTEST_PART = 6
_TN_MT = re.compile(r"\btn\s*(?:&|-|và|va)?\s*mt\b")
_SIGNS = re.compile(r"[^\w\s]|_")
# Written either way, the same word: hoà and hòa, thuỷ and thủy, sỹ and sĩ. Only at a word's end,
# and never after q: hoàn, huỳnh and quý have one spelling.
_TONED = ("aàáảãạ", "oòóỏõọ", "eèéẻẽẹ", "uùúủũụ", "yỳýỷỹỵ", "iìíỉĩị")
_VOWELS = {vowels[0]: vowels for vowels in _TONED}
_AT_END = re.compile(r"(?:(o)([àáảãạ])|(o)([èéẻẽẹ])|(?<!q)(u)([ỳýỷỹỵ]))(?!\w)")
_Y_AT_END = re.compile(r"(?<=[bcdđghklmnprstvx])[yỳýỷỹỵ](?!\w)")
_SHORT_FOR: Mapping[str, str] = {
    "tp": "thành phố",
    "tx": "thị xã",
    "tnmt": "tài nguyên và môi trường",
    "btnmt": "bộ tài nguyên và môi trường",
    "kttv": "khí tượng thủy văn",
    "bđkh": "biến đổi khí hậu",
    "qlđđ": "quản lý đất đai",
    "đđbđ": "đo đạc và bản đồ",
    "đh": "đại học",
    "hcm": "hồ chí minh",
    "tphcm": "thành phố hồ chí minh",
    "tđkt": "thi đua khen thưởng",
    "cstđ": "chiến sĩ thi đua",
    "cstđcs": "chiến sĩ thi đua cơ sở",
    "cstđtq": "chiến sĩ thi đua toàn quốc",
    "lđtt": "lao động tiên tiến",
    "ttlđtt": "tập thể lao động tiên tiến",
    "ttlđxs": "tập thể lao động xuất sắc",
    "bk": "bằng khen",
    "gk": "giấy khen",
    "ttg": "thủ tướng chính phủ",
    "ttcp": "thủ tướng chính phủ",
    "knc": "kỷ niệm chương",
    "hclđ": "huân chương lao động",
}
_SAID_OR_NOT = re.compile(r"\b(?:thành phố|tỉnh|của|và|các|thanh pho|tinh|cua|va|cac)\b")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that words may mean: its code and every name it goes by."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """`reason` is a key: matching.same, .spelling, .marks, .part, .near, .remembered …"""

    meant: str
    score: int
    reason: str

    @property
    def is_sure(self) -> bool:
        return self.score >= SURE


class Choices:
    """A list of choices that told words are held against; asked often, so indexed.

    `remembered` maps folded words to what somebody once said that they mean ("" for nothing).
    `without_marks` says that words without tone marks are as good as with them: headings are."""

    def __init__(
        self,
        choices: Iterable[Choice],
        remembered: Mapping[str, str] | None = None,
        *,
        without_marks: bool = False,
    ) -> None:
        choices = tuple(choices)
        codes = {choice.code for choice in choices}
        told = remembered or {}
        self.codes = frozenset(codes)
        self._remembered = {word: code for word, code in told.items() if code in codes or not code}
        names = [(name, choice.code) for choice in choices for name in (choice.code, *choice.names)]
        levels = ((plain, _SAME, "same"), (spelled, _SPELLING, "spelling"))
        marks = _SPELLING if without_marks else _MARKS
        self._levels = [
            (key, score, f"matching.{reason}", _index((key(name), code) for name, code in names))
            for key, score, reason in (*levels, (unmarked, marks, "marks"))
        ]
        self._bare = dict.fromkeys((unmarked(name), code) for name, code in names if name)
        self._by_word = _index((word, bare) for bare, _ in self._bare for word in bare.split())
        self._codes_of = _index(self._bare)

    def proposals(self, told: str, *, nearly: bool = True) -> tuple[Proposal, ...]:
        """What the words may mean, the likeliest first; empty where nothing comes near.

        `nearly` also looks for what holds the words or is written nearly so, which takes longer."""
        if fold(told) in self._remembered:
            return (Proposal(self._remembered[fold(told)], _SAME, "matching.remembered"),)
        for key, score, reason, index in self._levels:
            found = index.get(key(told), ())
            if found:
                points = score if len(found) == 1 else _SEVERAL
                return tuple(Proposal(code, points, reason) for code in found[:MOST_SHOWN])
        return self._less_sure(unmarked(told)) if nearly else ()

    def _less_sure(self, told: str) -> tuple[Proposal, ...]:
        """What holds the words or is held in them, and what is written nearly so."""
        best: dict[str, Proposal] = {}
        for bare in self._sharing_words(told):
            found = _held(told, bare) or _alike(told, bare)
            if found is None:
                continue
            score, reason = found
            for code in self._codes_of[bare]:
                if code not in best or best[code].score < score:
                    best[code] = Proposal(code, score, reason)
        return tuple(sorted(best.values(), key=lambda each: -each.score)[:MOST_SHOWN])

    def _sharing_words(self, told: str) -> list[str]:
        shared = Counter(chain.from_iterable(self._by_word.get(w, ()) for w in told.split()))
        return [bare for bare, _ in shared.most_common(_LOOKED_AT)]


def plain(text: str) -> str:
    """Without case, and with one way of spaces and dashes."""
    text = re.sub(r"\s*[-\u2010-\u2015]\s*", " - ", clean(text).casefold())
    return " ".join(text.split()).strip(" .,:;*()")


def spelled(text: str) -> str:
    """What is written either way written one way: tone's place, i or y, what is short for what."""
    text = _TN_MT.sub("tài nguyên và môi trường", plain(text))
    words = _SIGNS.sub(" ", text.replace("&", " và ")).split()
    text = " ".join(_SHORT_FOR.get(word, word) for word in words)
    text = _Y_AT_END.sub(lambda found: _other(found[0], "y", "i"), text)
    text = _AT_END.sub(_tone_first, text)
    return _said(text)


def unmarked(text: str) -> str:
    """The same without tone marks."""
    return _said(fold(spelled(text)))


def _said(text: str) -> str:
    return " ".join(_SAID_OR_NOT.sub(" ", text).split()) or text


def _tone_first(found: re.Match[str]) -> str:
    first, second = (part for part in found.groups() if part)
    bare = next(vowel for vowel, forms in _VOWELS.items() if second in forms)
    return _VOWELS[first][_VOWELS[bare].index(second)] + bare


def _other(sign: str, of: str, to: str) -> str:
    return _VOWELS[to][_VOWELS[of].index(sign)]


def _held(told: str, bare: str) -> tuple[int, str] | None:
    """Whole words of the one in the other; the more of them, the likelier."""
    short, long = sorted((told, bare), key=len)
    if len(short) < _SHORTEST_PART or f" {short} " not in f" {long} ":
        return None
    return _PART - 10 + round(10 * len(short) / len(long)), "matching.part"


def _alike(told: str, bare: str) -> tuple[int, str] | None:
    matcher = SequenceMatcher(None, told, bare, autojunk=False)
    if matcher.quick_ratio() < _NEAR or matcher.ratio() < _NEAR:
        return None
    return min(round(matcher.ratio() * 100) - 5, _MARKS - 1), "matching.near"


def _index(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    found: dict[Key, dict[Value, None]] = {}
    for key, value in pairs:
        if key:
            found.setdefault(key, {})[value] = None
    return {key: list(values) for key, values in found.items()}
