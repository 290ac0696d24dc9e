"""Text cut into rows: CSV of any delimiter, in the encodings that Vietnamese files come in."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from toolkit.errors import Problem
from toolkit.exchange.legacy import legacy_script
from toolkit.exchange.sheets import MOST_COLUMNS, MOST_ROWS

DELIMITERS = (",", ";", "\t")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_UNDER_TONES = set("aeiouy\u0306\u0302\u031b")


class Unreadable(Exception):
    """Carries a problem out of the rows' generator."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem)


def decoded(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Text of UTF-8, UTF-16 with its mark, or Windows-1258; other bytes are a problem."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    script = legacy_script(data.decode("cp1252", "ignore"))
    if script:
        return "", (Problem("table_file.legacy_bytes", line=line, values={"script": script}),)
    text = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if encoding == "utf-16" or not _reads_as_vietnamese(text):
        return "", (Problem("table_file.unknown_encoding", line=line),)
    return text, ()


def legacy_decoded(data: bytes) -> str:
    """Text of a legacy script with its signs as cp1252 has them, or nothing."""
    text = data.decode("cp1252", "replace")
    return text if legacy_script(text) else ""


def delimited_rows(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line and values of each row that holds something; raises Unreadable."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(Problem("table_file.quotes", line=line)) from error
        if any(value.strip() for value in values):
            if line > MOST_ROWS or len(values) > MOST_COLUMNS:
                raise Unreadable(Problem("table_file.too_heavy", line=line))
            yield line, tuple(values)
        line = reader.line_num + 1


def _reads_as_vietnamese(text: str) -> bool:
    """Whether every loose tone mark stands on a vowel, and nothing was unreadable."""
    parts = unicodedata.normalize("NFD", text.lower())
    misplaced = any(
        tone in _TONES and before not in _UNDER_TONES for before, tone in pairwise(parts)
    )
    return "\ufffd" not in text and not misplaced
