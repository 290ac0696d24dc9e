"""On which line of a TOML text each key stands."""

import re
import tomllib
from collections.abc import Mapping

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'  # many lines
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_OTHER_VALUE = re.compile(r"[^,\]}\n#]*")


def lines(text: str) -> dict[Path, int]:
    """Path of each key and list item → its line from 1, for text that tomllib has read.

    A path is what leads to the value in the parsed tables: ("tasks", 3, "due", 0)."""
    return _Scanner(text).scan()


def line_of(path: Path, known: Mapping[Path, int]) -> int:
    """The line of the path, or of the nearest thing around it; 0 for the whole file."""
    return next((known[path[:n]] for n in range(len(path), 0, -1) if path[:n] in known), 0)


class _Scanner:
    """Walks over valid TOML; what is wrong with the text is tomllib's to say."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.counted_to, self.line = 0, 1
        self.found: dict[Path, int] = {}
        self.last_item: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        while self._skip_blank():
            table = self._header() if self._sees("[") else self._pair(table)
        return self.found

    def _header(self) -> Path:
        """`[a.b]` or `[[a.b]]`; returns the path that the keys below it belong to."""
        is_list = self.text.startswith("[[", self.at)
        self.at += 2 if is_list else 1
        here = self._line()
        path: Path = ()
        keys = self._key()
        for key in keys[:-1]:
            path = self._into_last_item((*path, key))
        path = (*path, keys[-1])
        self._skip_blank()
        self.at += 2 if is_list else 1
        self.found.setdefault(path, here)
        if is_list:
            self.last_item[path] = self.last_item.get(path, -1) + 1
        path = self._into_last_item(path)
        self.found.setdefault(path, here)
        return path

    def _into_last_item(self, path: Path) -> Path:
        return (*path, self.last_item[path]) if path in self.last_item else path

    def _pair(self, table: Path) -> Path:
        """`key = value` below `table`; returns the same table."""
        here = self._line()
        path = table
        for key in self._key():
            path = (*path, key)
            self.found.setdefault(path, here)
        self._skip_blank()
        self.at += 1
        self._skip_blank()
        self._value(path)
        return table

    def _key(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._skip_blank()
            match = _BARE_KEY.match(self.text, self.at) or _STRING.match(self.text, self.at)
            assert match is not None  # noqa: S101 -- tomllib has read this text before
            self.at = match.end()
            word = match.group()
            keys.append(word if word[0] not in "\"'" else _unquoted(word))
            self._skip_blank()
            if not self._sees("."):
                return keys
            self.at += 1

    def _value(self, path: Path) -> None:
        if self._sees("["):
            self._members(path, "]")
        elif self._sees("{"):
            self._members(path, "}")
        else:
            match = _STRING.match(self.text, self.at) or _OTHER_VALUE.match(self.text, self.at)
            self.at = match.end() if match else len(self.text)

    def _members(self, path: Path, end: str) -> None:
        self.at += 1
        count = 0
        while self._skip_blank() and not self._sees(end):
            if self._sees(","):
                self.at += 1
            elif end == "}":
                self._pair(path)
            else:
                self.found.setdefault((*path, count), self._line())
                self._value((*path, count))
                count += 1
        self.at += 1

    def _skip_blank(self) -> bool:
        """Moves to the next sign that means something; False at the end of the text."""
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at < len(self.text)

    def _sees(self, sign: str) -> bool:
        return self.text.startswith(sign, self.at)

    def _line(self) -> int:
        self.line += self.text.count("\n", self.counted_to, self.at)
        self.counted_to = self.at
        return self.line


def _unquoted(key: str) -> str:
    value = tomllib.loads(f"key = {key}")["key"]
    return str(value)
