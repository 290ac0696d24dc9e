"""A workbook changed the way people change it: cells, rows, columns, sheets; nothing else of it."""

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
BESIDE = ("dataValidations", "conditionalFormatting", "sheetProtection", "autoFilter", "extLst")
"""What is lost where somebody pastes over a sheet, or unprotects it."""
EPOCH = date(1899, 12, 30)


class Formula(str):
    """A formula that nothing has worked out yet."""

    __slots__ = ()


class Fault(str):
    """An error such as #N/A."""

    __slots__ = ()


class Filled:
    """The workbook; `sheet` by its name, `data` is the file as it was left."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._sheets: dict[str, FilledSheet] = {}
        book = etree.fromstring(self.parts["xl/workbook.xml"])
        links = etree.fromstring(self.parts["xl/_rels/workbook.xml.rels"])
        targets = {link.get("Id"): str(link.get("Target")) for link in links}
        self._paths = {
            sheet.get("name"): f"xl/{targets[sheet.get(RELATION)].removeprefix('/xl/')}"
            for sheet in book.iter(f"{MAIN}sheet")
        }
        self._texts = [
            "".join(part.text or "" for part in item.iter(f"{MAIN}t"))
            for item in etree.fromstring(self.parts["xl/sharedStrings.xml"])
        ]

    def sheet(self, name: str) -> "FilledSheet":
        if name not in self._sheets:
            self._sheets[name] = FilledSheet(self.parts[self._paths[name]], self._texts)
        return self._sheets[name]

    def rename(self, name: str, to: str) -> None:
        book = self.parts["xl/workbook.xml"].decode()
        self.parts["xl/workbook.xml"] = book.replace(f'name="{name}"', f'name="{to}"').encode()

    def saved_at(self, moment: str) -> None:
        """When the file says it was saved last: "2018-11-05T08:00:00Z"."""
        core = self.parts["docProps/core.xml"].decode()
        mark = r"(<dcterms:modified[^>]*>)[^<]*"
        self.parts["docProps/core.xml"] = re.sub(mark, rf"\g<1>{moment}", core).encode()

    @property
    def data(self) -> bytes:
        for name, sheet in self._sheets.items():
            self.parts[self._paths[name]] = sheet.written()
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, data in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED, 1)
        return file.getvalue()


class FilledSheet:
    """A sheet as rows (from 1) of cells by column (from 0); `columns` are the hidden names."""

    def __init__(self, data: bytes, texts: list[str]) -> None:
        self._root = etree.fromstring(data)
        self._texts = texts
        self._body = self._root.find(f"{MAIN}sheetData")
        self.rows: dict[int, dict[int, Any]] = {}
        self._heads: dict[int, Any] = {}
        for row in self._body:
            line = int(row.get("r"))
            self._heads[line] = dict(row.attrib)
            self.rows[line] = {_column(cell.get("r")): cell for cell in row}
        self._styles = {
            column: str(each.get("style"))
            for each in self._root.iter(f"{MAIN}col")
            for column in range(int(each.get("min")) - 1, int(each.get("max")))
            if each.get("style")
        }

    @property
    def columns(self) -> dict[str, int]:
        top = self.head
        return {str(self.value(top, column)): column for column in self.rows[top]}

    @property
    def _day_column(self) -> int:
        """A column of days: Excel formats a day as one wherever it is typed."""
        return next(at for name, at in self.columns.items() if name.endswith(("on", "date")))

    @property
    def head(self) -> int:
        """The row of names; 0 where it is gone."""
        return next((line for line in self.rows if self.value(line, 0) == "@key"), 0)

    @property
    def lines(self) -> list[int]:
        """Rows of data that hold something."""
        first = self.head + 3
        return [
            line
            for line, cells in sorted(self.rows.items())
            if line >= first and any(self.value(line, column) is not None for column in cells)
        ]

    def value(self, line: int, column: int) -> str | float | None:
        """What stands in a cell, as text or number."""
        cell = self.rows.get(line, {}).get(column)
        if cell is None:
            return None
        if cell.get("t") == "inlineStr":
            return "".join(part.text or "" for part in cell.iter(f"{MAIN}t"))
        told = cell.findtext(f"{MAIN}v")
        if told is None or cell.get("t") == "s":
            return self._texts[int(told)] if told else None
        return told if cell.get("t") in ("str", "e") else float(told)

    def told(self, line: int, name: str) -> str | float | None:
        return self.value(line, self.columns[name])

    def key(self, key: str) -> int:
        """The row with the key."""
        return next(line for line in self.lines if self.value(line, 0) == key)

    def write(self, line: int, **values: object) -> None:
        """Write cells of a row, by the names of their columns."""
        places = self.columns
        for name, value in values.items():
            self.put(line, places[name], value)

    def put(self, line: int, column: int, value: object) -> None:
        row = self.rows.setdefault(line, {})
        cell = row.get(column)
        style = cell.get("s") if cell is not None else self._styles.get(column)
        if isinstance(value, date) and self._styles:
            style = self._styles.get(self._day_column, style)
        row[column] = _cell(value, style)

    def add(self, **values: object) -> int:
        """A new row under the last one."""
        line = max([*self.lines, self.head + 2]) + 1
        self.write(line, **values)
        return line

    def delete_row(self, line: int) -> None:
        """Delete a row; those below move up."""
        self._moved(lambda at: None if at == line else at - (at > line))

    def insert_rows(self, line: int, count: int) -> None:
        """Empty rows above the line."""
        self._moved(lambda at: at + count * (at >= line))

    def sort(self, name: str, *, descending: bool = False) -> None:
        """Sort the rows of data by a column."""
        column, lines = self.columns[name], self.lines
        order = sorted(lines, key=lambda line: str(self.value(line, column)), reverse=descending)
        sorted_rows = [self.rows[line] for line in order]
        for line, row in zip(lines, sorted_rows, strict=True):
            self.rows[line] = row
        self._drop("mergeCells")

    def delete_column(self, name: str) -> None:
        """Delete a column; those right of it move left."""
        gone = self.columns[name]
        self._columns_moved(lambda at: None if at == gone else at - (at > gone))

    def move_column(self, name: str, before: str) -> None:
        """Cut a column and put it in before another one."""
        order = sorted(self.columns.values())
        moved, target = self.columns[name], self.columns[before]
        order.remove(moved)
        order.insert(order.index(target), moved)
        places = {old: new for new, old in enumerate(order)}
        self._columns_moved(lambda at: places.get(at, at))

    def insert_column(self, before: str, texts: dict[int, object]) -> None:
        """A column of one's own."""
        place = self.columns[before]
        self._columns_moved(lambda at: at + (at >= place))
        for line, value in texts.items():
            self.put(line, place, value)

    def paste_over(self) -> None:
        """What pasting a whole range does: no drop-down, no check, no lock, no colour is left."""
        for name in BESIDE:
            self._drop(name)
        for row in self.rows.values():
            for cell in row.values():
                if cell.get("s") and not self._is_day(cell):
                    cell.attrib.pop("s")
        self._styles.clear()

    def forget(self, *names: str) -> None:
        """Empty whole columns, hidden ones too: "@key" loses every key."""
        for name in names:
            column = self.columns[name]
            for line in self.lines:
                self.rows[line].pop(column, None)

    def written(self) -> bytes:
        for row in list(self._body):
            self._body.remove(row)
        for line in sorted(self.rows):
            head = {**self._heads.get(line, {}), "r": str(line)}
            head.pop("spans", None)
            row = etree.SubElement(self._body, f"{MAIN}row", head)
            for column in sorted(self.rows[line]):
                cell = self.rows[line][column]
                cell.set("r", f"{_letters(column)}{line}")
                row.append(cell)
        dimension = self._root.find(f"{MAIN}dimension")
        if dimension is not None:
            dimension.set("ref", "A1:A1")  # wrong on purpose: nobody keeps it right
        return bytes(etree.tostring(self._root, xml_declaration=True, encoding="UTF-8"))

    def _is_day(self, cell: Any) -> bool:
        told = cell.findtext(f"{MAIN}v")
        return cell.get("t", "n") == "n" and bool(told) and float(told) > 10_000

    def _drop(self, name: str) -> None:
        for element in self._root.findall(f"{MAIN}{name}"):
            self._root.remove(element)

    def _moved(self, to: Callable[[int], int | None]) -> None:
        self.rows = {new: row for line, row in self.rows.items() if (new := to(line)) is not None}
        self._heads = {
            new: head for line, head in self._heads.items() if (new := to(line)) is not None
        }
        self._drop("mergeCells")

    def _columns_moved(self, to: Callable[[int], int | None]) -> None:
        for line, row in self.rows.items():
            self.rows[line] = {
                new: cell for column, cell in row.items() if (new := to(column)) is not None
            }
        styles = {to(column): style for column, style in self._styles.items()}
        self._styles = {column: style for column, style in styles.items() if column is not None}
        self._drop("mergeCells")
        self._drop("cols")


def _cell(value: object, style: str | None) -> Any:
    cell = etree.Element(f"{MAIN}c", {"s": style} if style else {})
    if isinstance(value, Formula):
        etree.SubElement(cell, f"{MAIN}f").text = value
    elif isinstance(value, Fault):
        cell.set("t", "e")
        etree.SubElement(cell, f"{MAIN}v").text = value
    elif isinstance(value, str):
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{MAIN}is"), f"{MAIN}t")
        text.text = value
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    elif isinstance(value, date):
        etree.SubElement(cell, f"{MAIN}v").text = str((value - EPOCH).days)
    elif value is not None:
        etree.SubElement(cell, f"{MAIN}v").text = repr(value)
    return cell


def copied(row: dict[int, Any]) -> dict[int, Any]:
    """A row as copying and pasting makes another of it, hidden cells and all."""
    return {column: deepcopy(cell) for column, cell in row.items()}


def _column(name: str) -> int:
    column = 0
    for letter in re.sub(r"\d", "", name):
        column = column * 26 + ord(letter) - 64
    return column - 1


def _letters(column: int) -> str:
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
