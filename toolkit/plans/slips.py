"""What is wrong where a file breaks the rules of TOML itself, told as who wrote it would see it."""

import re
from contextlib import suppress
from datetime import date

from toolkit.errors import Problem

_AT = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_DATE = re.compile(r"\b\d{1,4}([-/.])\d{1,2}\1\d{1,4}\b")
# How tomllib begins its sentences, and the key of ours.
_SLIPS = {
    "Cannot ": "plan_file.told_twice",
    "Duplicate inline": "plan_file.told_twice",
    "Invalid value": "plan_file.no_value",
    "Illegal character '\\n'": "plan_file.quote_open",
    "Unterminated string": "plan_file.quote_open",
    "Unescaped '\\'": "plan_file.backslash",
    "Expected '=' after": "plan_file.no_pair",
    "Invalid statement": "plan_file.no_pair",
    "Invalid initial character": "plan_file.no_pair",
}


def slip(error: Exception, text: str) -> Problem:
    """tomllib's own fault as a problem; its words are passed on only where we have none."""
    message = str(error)
    at = _AT.search(message)
    if at is None:
        return Problem("plan_file.syntax", values={"detail": message or type(error).__name__})
    detail = message[: at.start()]
    if at.group(1) is None:
        return Problem("plan_file.syntax_at_end", values={"detail": detail})
    line = int(at.group(1))
    if written := _wrong_date(text.split("\n")[line - 1]):
        return Problem("plan_file.date_wrong", line=line, values={"value": written})
    known = (key for start, key in _SLIPS.items() if detail.startswith(start))
    values = {"column": at.group(2), "detail": detail}
    return Problem(next(known, "plan_file.syntax_at"), line=line, values=values)


def _wrong_date(line: str) -> str:
    """What stands on the line like a date, outside quotes, and is none as TOML writes it."""
    for found in _DATE.finditer(_STRING.sub('""', line)):
        with suppress(ValueError):
            date.fromisoformat(found.group())
            continue
        return found.group()
    return ""
