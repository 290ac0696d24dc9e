"""One of our workbooks as the child reads it: properties, defined names, values, formulas."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from typing import Any
from xml.etree import ElementTree as ET

from python_calamine import CalamineWorkbook

_AREA = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")
_NEAR = 1e-9


class Area:
    """Rows and columns of a sheet, all counted from 0, ends included."""

    def __init__(self, sheet: str, top: int, left: int, bottom: int, right: int) -> None:
        self.sheet, self.top, self.left = sheet, top, left
        self.bottom, self.right = bottom, right


class Workbook:
    """Read on demand: nothing but the parts that are asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def properties(self) -> dict[str, str]:
        """The custom properties, by name."""
        part = self._part("docProps/custom.xml")
        if not part:
            return {}
        tree = ET.fromstring(part)  # noqa: S314 -- guarded
        return {one.get("name", ""): "".join(one.itertext()) for one in tree}

    @cached_property
    def names(self) -> dict[str, Area]:
        """Defined names that stand for one area."""
        tree = ET.fromstring(self._part("xl/workbook.xml"))  # noqa: S314 -- guarded
        found = (
            (one.get("name", ""), _area(one.text or ""))
            for one in tree.iter()
            if one.tag.rpartition("}")[2] == "definedName"
        )
        return {name: area for name, area in found if area}

    @property
    def sheets(self) -> list[str]:
        return list(self._book.sheet_names)

    def rows(self, sheet: str) -> Iterator[list[Any]]:
        """The sheet's values from its first row and column on."""
        return iter(self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False))

    def formulas(self, sheet: str) -> dict[str, str]:
        """Cell → formula."""
        from openpyxl import load_workbook  # noqa: PLC0415 -- slow, and seldom asked

        book = load_workbook(io.BytesIO(self._data), read_only=True)
        rows = book[sheet]
        rows.reset_dimensions()
        return {
            cell.coordinate: str(cell.value)
            for row in rows.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }

    @cached_property
    def _book(self) -> CalamineWorkbook:
        return CalamineWorkbook.from_filelike(io.BytesIO(self._data))

    def _part(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self._data)) as parts:
            return parts.read(name) if name in parts.namelist() else b""


def same(one: Any, other: Any) -> bool:
    """Whether two cells say the same, whichever program wrote them."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= _NEAR * max(1.0, abs(one), abs(other))
    return bool(plain(one) == plain(other))


def plain(value: Any) -> Any:
    """A cell as JSON can carry it; no text is no value, and days lose their hour."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n")).strip() or None
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int | float) else None


def _area(text: str) -> Area | None:
    found = _AREA.fullmatch(text)
    if found is None:
        return None
    quoted, bare, left, top, right, bottom = found.groups()
    sheet = quoted.replace("''", "'") if quoted else bare
    first, last = int(top) - 1, int(bottom or top) - 1
    return Area(sheet, first, _column(left), last, _column(right or left))


def _column(letters: str) -> int:
    """A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
