"""A4 landscape with the margins of official papers: what fits into a column, a line and a page."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import ceil

FONT = "Times New Roman"
# NĐ 30/2020/NĐ-CP, appendix I: left 30-35 mm, right 15-20 mm, top and bottom 20-25 mm.
LEFT, RIGHT, TOP, BOTTOM = 30.0, 15.0, 20.0, 20.0
# A little is left over, so that another printer's or program's rounding does not open a page.
WIDTH = (297 - LEFT - RIGHT) * 0.99
HEIGHT = (210 - TOP - BOTTOM) / 25.4 * 72 * 0.98
PADDING = 1.6  # mm that a cell keeps free at its sides
INDENT = 3.4  # mm of one step of a cell's indent

# Advance widths of Times New Roman in thousandths of its size; the rest is 500, as digits are.
_WIDTHS = dict.fromkeys("fIrs()[]-'\"", 333) | dict.fromkeys("ijlt:;/", 278)
_WIDTHS |= dict.fromkeys(" .,", 250) | dict.fromkeys("acez", 444) | dict.fromkeys("+=<>", 564)
_WIDTHS |= dict.fromkeys("ADGHKNOQUVwXY", 722) | dict.fromkeys("BCR", 667)
_WIDTHS |= dict.fromkeys("ELTZ", 611) | dict.fromkeys("FPS", 556)
_WIDTHS |= {"m": 778, "W": 944, "M": 889, "J": 389, "I": 333, "s": 389, "&": 778, "%": 833}
_WIDTHS |= {"đ": 500, "Đ": 722, "…": 1000}
_BOLD = 1.07
_SAFETY = 1.02  # letters are fitted to pixels, each program in its own way


def pixels(mm: float) -> int:
    return round(mm * 96 / 25.4)


def inches(mm: float) -> float:
    return mm / 25.4


@lru_cache(maxsize=16384)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in mm of one line of Times New Roman of `size` points."""
    letters = (sign for sign in unicodedata.normalize("NFD", text))
    units = sum(_WIDTHS.get(sign, 500) for sign in letters if not unicodedata.combining(sign))
    return units * size / 1000 * (_BOLD if bold else 1) * 25.4 / 72


def lines(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines the text takes in `width` mm, broken between words."""
    count, used = 1, 0.0
    for word in text.split():
        needs = text_width(f" {word}" if used else word, size, bold=bold) * _SAFETY
        if used and used + needs > width:
            count, used = count + 1, text_width(word, size, bold=bold)
        else:
            used += needs
        count += max(0, ceil(used / width) - 1)
    return count


def paragraphs(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """How many lines the text takes, its own breaks kept."""
    return sum(lines(each, width, size, bold=bold) for each in text.split("\n"))


def pieces(text: str, width: float, size: float, most: int) -> list[str]:
    """The text in parts of `most` lines at most, cut between words; one part where it fits."""
    if paragraphs(text, width, size) <= most:
        return [text]
    found: list[list[str]] = [[]]
    used = 0
    for paragraph in text.split("\n"):
        for part in _cut(paragraph, width, size, most):
            needs = lines(part, width, size)
            if used and used + needs > most:
                found.append([])
                used = 0
            found[-1].append(part)
            used += needs
    return ["\n".join(parts) for parts in found]


def _cut(paragraph: str, width: float, size: float, most: int) -> list[str]:
    """One paragraph in parts of `most` lines at most."""
    whole = lines(paragraph, width, size)
    if whole <= most:
        return [paragraph]
    words = paragraph.split()
    if len(words) < 2:
        middle = len(paragraph) // 2
        halves = paragraph[:middle], paragraph[middle:]
    else:
        middle = max(len(words) // 2, 1)
        halves = " ".join(words[:middle]), " ".join(words[middle:])
    return [part for half in halves for part in _cut(half, width, size, most)]


def height(rows: int, size: float) -> float:
    """Points a row needs for so many lines, room for stacked tone marks included."""
    return ceil((rows * size * 1.19 + 2.4) / 0.75) * 0.75


def page_starts(blocks: Iterable[Sequence[float]], *, first: float, later: float) -> list[int]:
    """Index of the row that begins each page after the first.

    `blocks` are heights of rows that stay together; `first` and `later` what a page holds."""
    starts: list[int] = []
    row, left = 0, first
    for block in blocks:
        needs = sum(block)
        if needs > left and row:
            starts.append(row)
            left = later
        left -= needs
        row += len(block)
    return starts
