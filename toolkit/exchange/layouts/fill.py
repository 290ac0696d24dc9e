"""A prescribed workbook filled at its defined names; every other part as it was, byte for byte."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import FaultyFile, Problem
from toolkit.exchange.annotate.book import BOOK, worksheets
from toolkit.exchange.annotate.package import Package
from toolkit.exchange.annotate.text import (
    attributes,
    elements,
    inserted,
    prefix,
    set_attribute,
    tags,
)
from toolkit.exchange.guard import Format, guard
from toolkit.exchange.layouts.cells import Cell, Place, column_of, formulas_in, with_cells
from toolkit.exchange.word.template import Names

Values = Mapping[str, Cell | Sequence[Mapping[str, Cell]]]
_AREA = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!]+))!\$([A-Z]{1,3})\$(\d+)(?::\$([A-Z]{1,3})\$(\d+))?"
)
# What of the workbook's own part comes after how it reckons.
_AFTER_RECKONING = (
    *("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes"),
    *("webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"),
)


@dataclass(frozen=True, slots=True)
class Area:
    """Where a name points: a sheet's part, its title, first and last row, the column."""

    part: str
    title: str
    first: int
    last: int
    column: int
    wide: bool


@dataclass(slots=True)
class _Sheet:
    cells: dict[Place, Cell] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)


def faults(template: Path, names: Names) -> tuple[Problem, ...]:
    """What keeps the layout from being filled: no workbook, no name of ours, a place that is no
    place, a formula in a cell to be filled."""
    return _read(template, names)[1]


def unused(template: Path, names: Names) -> tuple[str, ...]:
    """Names that could be filled and that the layout lacks, in their order."""
    areas, _ = _read(template, names)
    return tuple(name for name in _all(names) if name not in areas)


def strangers(template: Path, names: Names) -> tuple[str, ...]:
    """Names that the layout has and no figure does: they stay as they are."""
    package = _opened(template)
    if package is None:
        return ()
    known = set(_all(names))
    return tuple(name for name, _ in _defined(package) if name.casefold() not in known)


def fill(template: Path, values: Values, names: Names) -> bytes:
    """The workbook with the values at their names.

    A name of a table's column, "table.column", is filled downwards; its rows that are left over
    are hidden. Raises FaultyFile with everything that is wrong with the layout."""
    areas, problems = _read(template, names)
    found = [*problems, *_too_short(areas, values)]
    package = _opened(template)
    if found or package is None:
        raise FaultyFile(name=template.name, problems=found)
    for part, sheet in _sheets(areas, values).items():
        xml = with_cells(package.read(part), sheet.cells, frozenset(sheet.hidden))
        package.write(part, xml)
    if any(next(tags(package.read(each.part), "f"), None) for each in worksheets(package)):
        package.write(BOOK, _reckoning(package.read(BOOK)))
    return package.save()


def _all(names: Names) -> list[str]:
    return [
        each
        for name, columns in names.items()
        for each in ([f"{name}.{column}" for column in sorted(columns)] if columns else [name])
    ]


def _opened(template: Path) -> Package | None:
    try:
        data = template.read_bytes()
        guarded = guard(data)
        return None if guarded.problems or guarded.format is not Format.XLSX else Package(data)
    except (OSError, zipfile.BadZipFile):
        return None


def _read(template: Path, names: Names) -> tuple[dict[str, Area], tuple[Problem, ...]]:
    """Where each of our names points, and what is wrong."""
    package = _opened(template)
    if package is None:
        return {}, (Problem("papers.not_workbook"),)
    titles = {each.title: each.part for each in worksheets(package)}
    known, areas, problems = set(_all(names)), {}, []
    for name, target in _defined(package):
        if name.casefold() not in known:
            continue
        area = _area(target, titles)
        if area is None or (area.wide and "." in name):
            problems.append(Problem("papers.no_place", values={"name": name, "place": target}))
        else:
            areas[name.casefold()] = area
    if not areas and not problems:
        problems.append(Problem("papers.no_names"))
    return areas, (*problems, *_formulas(package, areas))


def _defined(package: Package) -> Iterator[tuple[str, str]]:
    """Each name that a person defined, and what it stands for."""
    xml = package.read(BOOK)
    for begin, end in elements(xml, "definedName"):
        opened = xml.index(b">", begin) + 1
        name = attributes(xml[begin:opened]).get("name", "")
        if not name.startswith("_xlnm."):
            text = attributes(b'v="' + xml[opened : xml.rindex(b"</", begin, end)] + b'"')
            yield name, text.get("v", "")


def _area(target: str, titles: Mapping[str, str]) -> Area | None:
    hit = _AREA.fullmatch(target)
    title = (hit[1] or hit[2]).replace("''", "'") if hit else ""
    if hit is None or title not in titles:
        return None
    last = int(hit[6] or hit[4])
    column, wide = column_of(hit[3]), hit[5] not in (None, hit[3])
    return Area(titles[title], title, int(hit[4]), last, column, wide)


def _formulas(package: Package, areas: Mapping[str, Area]) -> Iterator[Problem]:
    for name, area in areas.items():
        last = area.last if "." in name else area.first
        places = frozenset((row, area.column) for row in range(area.first, last + 1))
        if formulas_in(package.read(area.part), places):
            yield Problem("papers.formula_there", values={"name": name, "sheet": area.title})


def _too_short(areas: Mapping[str, Area], values: Values) -> Iterator[Problem]:
    for name, area in areas.items():
        table, _, column = name.partition(".")
        rows, room = values.get(table), area.last - area.first + 1
        if column and isinstance(rows, Sequence) and len(rows) > room:
            told = {"name": name, "room": room, "rows": len(rows)}
            yield Problem("papers.too_few_rows", values=told)


def _sheets(areas: Mapping[str, Area], values: Values) -> dict[str, _Sheet]:
    """Part → what goes into its cells, and which rows are left over."""
    sheets: dict[str, _Sheet] = {}
    for name, area in areas.items():
        sheet = sheets.setdefault(area.part, _Sheet())
        table, _, column = name.partition(".")
        told = values[table]
        if isinstance(told, Sequence) and not isinstance(told, str):
            used = area.first + len(told)
            for row, each in enumerate(told, area.first):
                sheet.cells[row, area.column] = each[column]
            sheet.hidden |= set(range(used, area.last + 1))
        else:
            sheet.cells[area.first, area.column] = told
    return sheets


def _reckoning(xml: bytes) -> bytes:
    """The workbook's own part, with the wish that formulas be reckoned when it is opened."""
    hit = next(tags(xml, "calcPr"), None)
    if hit:
        tag = set_attribute(hit[0], "fullCalcOnLoad", "1")
        return xml[: hit.start()] + tag + xml[hit.end() :]
    start = prefix(xml, "workbook")
    after = [found.start() for each in _AFTER_RECKONING for found in tags(xml, each)]
    place = min(after, default=xml.rindex(b"</"))
    return inserted(xml, place, b'<%scalcPr fullCalcOnLoad="1"/>' % start)
