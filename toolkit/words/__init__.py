"""Every sentence the toolkit says, by key, in Vietnamese and English; formats by Babel."""

import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent

from toolkit.domain.blocker import Blocker
from toolkit.domain.zone import VIETNAM
from toolkit.errors import Conflict, FaultyFile, Problem, Refused, ToolkitError

LANGUAGES = ("vi", "en")
_LOCALES = {"vi": "vi_VN", "en": "en_GB"}
_FOLDER = Path(__file__).parent


@cache
def catalogue(language: str) -> dict[str, str]:
    """All sentences of a language: "area.key" → sentence, from `words/<language>/<area>.toml`."""
    sentences: dict[str, str] = {}
    for file in sorted((_FOLDER / language).glob("*.toml")):
        _flatten(tomllib.loads(file.read_text(encoding="utf-8")), "", sentences)
    return sentences


def _flatten(table: dict[str, Any], prefix: str, into: dict[str, str]) -> None:
    for key, value in table.items():
        if isinstance(value, dict):
            _flatten(value, f"{prefix}{key}.", into)
        else:
            into[f"{prefix}{key}"] = value


class Words:
    """Speaks one language: `say` a sentence, write a date, a number, a share."""

    def __init__(self, language: str = "vi") -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._locale = Locale.parse(_LOCALES[self.language])
        self._sentences = catalogue(self.language)

    def say(self, key: str, **values: Any) -> str:
        """The sentence of `key` with its places filled; dates and numbers are written our way."""
        written = {name: self._write(value) for name, value in values.items()}
        return self._sentences[key].format(**written)

    def has(self, key: str) -> bool:
        return key in self._sentences

    def family(self, prefix: str) -> dict[str, str]:
        """All sentences under "prefix.", by what follows it: a page's labels in one go."""
        start = f"{prefix}."
        return {
            key.removeprefix(start): text
            for key, text in self._sentences.items()
            if key.startswith(start)
        }

    def named(self, thing: Any, attribute: str = "name") -> str:
        """The thing's name in this language: `name_en` where English is spoken and it has one."""
        english = getattr(thing, f"{attribute}_en", "") if self.language == "en" else ""
        return english or getattr(thing, attribute)

    def date(self, day: date | None) -> str:
        return format_date(day, "dd/MM/yyyy", locale=self._locale) if day else ""

    def moment(self, when: datetime) -> str:
        """Date and time in Vietnam: "15/10/2018 10:42"."""
        return f"{self.date(when.astimezone(VIETNAM).date())} {self.time(when)}"

    def time(self, when: datetime) -> str:
        """Time of day in Vietnam: "10:42"."""
        return str(format_time(when.astimezone(VIETNAM), "HH:mm", locale=self._locale))

    def number(self, value: float) -> str:
        return format_decimal(value, locale=self._locale)

    def percent(self, share: float | None) -> str:
        """A share 0–1 as "65,2 %"; a dash where there is none."""
        if share is None:
            return "–"
        return format_percent(share, "#,##0.0 %", locale=self._locale)

    def period(self, code: str) -> str:
        """A period's code as people say it: "6 tháng đầu năm 2017" for "2017-H1"."""
        year, _, half = code.partition("-H")
        if not year.isdigit():
            return self.say("period.once")
        return self.say(f"period.half_{half}" if half else "period.year", year=year)

    def error(self, error: ToolkitError) -> str:
        """The sentence of an error, with its reasons where it has them."""
        if isinstance(error, Refused):
            return "; ".join(self.blocker(reason) for reason in error.blockers)
        if isinstance(error, FaultyFile):
            return "\n".join([self.say(error.key, **error.values), *self.problems(error.problems)])
        if isinstance(error, Conflict):
            return self.say(error.key, by=error.values["by"])
        return self.say(error.key, **error.values)

    def blocker(self, reason: Blocker) -> str:
        return self.say(reason.key, **reason.values)

    def problems(self, problems: Iterable[Problem]) -> list[str]:
        """One line a fault: where it stands, then what is wrong and what to do."""
        return [self._problem(problem) for problem in problems]

    def _problem(self, problem: Problem) -> str:
        sentence = self.say(problem.key, **problem.values)
        if problem.cell:
            return self.say("problem.at_cell", cell=_place(problem), sentence=sentence)
        if problem.line:
            return self.say("problem.at_line", line=str(problem.line), sentence=sentence)
        return sentence

    def _write(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.date(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return self.number(value)
        return value


def _place(problem: Problem) -> str:
    """The cell, with its sheet where that is known: "Điển hình!B7"."""
    sheet = problem.values.get("sheet")
    return f"{sheet}!{problem.cell}" if sheet and "!" not in problem.cell else problem.cell
