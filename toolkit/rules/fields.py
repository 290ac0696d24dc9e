"""Values of a form as somebody typed them, or a hostile browser sent them, one reader a sort."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.text import clean
from toolkit.rules.checks import too_long
from toolkit.rules.days import read_day
from toolkit.rules.numbers import read_figure

Choice = TypeVar("Choice", bound=StrEnum)
_YEAR = re.compile(r"\d{4}")


class Fields:
    """A form being read: each reader gives the value, or notes why there is none.

    A field that the form does not have keeps the value it had before."""

    def __init__(self, form: Mapping[str, object]) -> None:
        self._form = form
        self.blockers: list[Blocker] = []

    def raw(self, name: str, before: object) -> object:
        return self._form.get(name, before)

    def note(self, key: str, name: str, /, **values: object) -> None:
        self.blockers.append(blocker(key, name, **values))

    def line(self, name: str, before: str, most: int, *, required: str = "") -> str:
        """One line of text; `required` is the key of what is said where nothing was typed."""
        return " ".join(self.text(name, before, most, required=required).split())

    def text(self, name: str, before: str, most: int, *, required: str = "") -> str:
        typed = self._form.get(name, before)
        if typed is None:
            typed = ""
        if not isinstance(typed, str):
            self.note("blocker.value_unreadable", name)
            return before
        text = clean(typed)
        self.blockers += too_long(name, text, most)
        if required and not text:
            self.note(required, name)
        return text

    def day(self, name: str, before: date | None, *, required: str = "") -> date | None:
        typed = self._form.get(name, before)
        if isinstance(typed, date):
            return typed
        if typed is not None and not isinstance(typed, str):
            self.note("blocker.value_unreadable", name)
            return before
        day, faults = read_day(typed or "", name)
        self.blockers += faults
        if required and day is None and not faults:
            self.note(required, name)
        return day

    def figure(self, name: str, before: float | None, *, whole: bool = False) -> float | None:
        if name not in self._form:
            return before
        value, faults = read_figure(self._form[name], name, whole=whole)
        self.blockers += faults
        return value

    def choice(
        self, name: str, kinds: type[Choice], before: Choice | None, *, required: str = ""
    ) -> Choice | None:
        """One of a list; anything else is refused, whoever sent it."""
        typed = self._form.get(name, before)
        if typed is None or typed == "":
            if required:
                self.note(required, name)
            return None
        try:
            return kinds(typed if isinstance(typed, str) else "")
        except ValueError:
            self.note("blocker.not_in_list", name)
            return before

    def choices(
        self, name: str, known: tuple[str, ...], before: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Some of a list, in the list's order."""
        typed = self._form.get(name, before)
        if not isinstance(typed, list | tuple) or not set(map(str, typed)) <= {*known, *before}:
            self.note("blocker.not_in_list", name)
            return before
        return tuple(each for each in dict.fromkeys((*known, *before)) if each in typed)

    def yes(self, name: str, *, before: bool) -> bool:
        typed = self._form.get(name, before)
        if not isinstance(typed, bool):
            self.note("blocker.value_unreadable", name)
            return before
        return typed

    def birth(
        self, name: str, before: tuple[date | None, int | None]
    ) -> tuple[date | None, int | None]:
        """A day, or only a year: (day, year)."""
        typed = self._form.get(name)
        if name not in self._form:
            return before
        if isinstance(typed, int) and not isinstance(typed, bool):
            typed = str(typed)
        if isinstance(typed, str) and _YEAR.fullmatch(typed.strip()):
            return None, int(typed)
        day = self.day(name, None)
        return day, day.year if day else None
