"""The sheets whose rows are given: what a unit aims at, and the reports that it owes."""

from itertools import groupby
from typing import Any

from xlsxwriter.worksheet import Worksheet

from toolkit.domain.obligation import Obligation
from toolkit.domain.plan import Number
from toolkit.domain.report import Report
from toolkit.domain.workbook import Line, Sheet
from toolkit.exchange.official.page import columns
from toolkit.exchange.official.sheet import cell_text
from toolkit.exchange.workbook.book import (
    MISSING_FILL,
    SIZE,
    Book,
    headed,
    protected,
    put,
    tall,
    titled,
)
from toolkit.exchange.workbook.checks import check_cells
from toolkit.exchange.workbook.contents import is_written
from toolkit.exchange.workbook.form import FIRST_ROW, NUMBER, REPORTS, TARGETS, SheetForm
from toolkit.rules.workbook_lines import NUMBER_FIELD

_BY_FIELD = {column.field: column for column in (*TARGETS.columns, *REPORTS.columns)}
_TEXT_ROWS = 12  # lines that a row shows of a long text: the rest is there and scrolls


def targets_sheet(book: Book) -> None:
    """A row for each kind of exemplar and field, the year's aim to be filled in."""
    sheet = _begun(book, TARGETS)
    edition = book.contents.edition
    lines = book.contents.lines[Sheet.TARGETS]
    row = FIRST_ROW - 1
    for kind, group in groupby(lines, key=lambda line: line.key.split("/")[1]):
        for line in group:
            name = line.key.split("/")[2]
            scope = edition.choices.label("scope", name)
            texts = {
                "kind": edition.choices.label("exemplar_kind", kind),
                "field": scope if name else book.say("workbook.all_fields"),
            }
            _target(book, sheet, row, line, texts, whole=not name)
            row += 1
    check_cells(book, sheet, TARGETS, TARGETS.columns[3], [(FIRST_ROW - 1, row - 1)])
    protected(sheet)


def _target(
    book: Book, sheet: Worksheet, row: int, line: Line, texts: dict[str, str], *, whole: bool
) -> None:
    year, kind, name = line.key.split("/")
    reached = book.contents.records.reached.get((kind, name), 0)
    count = line.values["count"]
    sheet.write_string(row, 0, line.key)
    for place, column in enumerate(TARGETS.columns, 1):
        locked = column.ours
        look = book.look(column, locked=locked, border=1, bold=whole)
        value: Any = {"year": int(year), "count": count, "reached": reached}.get(column.field)
        if column.field == "missing":
            at = row + 1
            missing = max(count - reached, 0) if isinstance(count, int) else ""
            formula = f'=IF(E{at}="","",MAX(E{at}-F{at},0))'
            sheet.write_formula(row, place, formula, look, missing)
        elif value is None and column.field not in texts:
            sheet.write_blank(row, place, None, look)
        else:
            put(sheet, row, place, texts.get(column.field, value), look)


def reports_sheet(book: Book) -> None:
    """The reports of the period and those still owed: a row for each number that one asks for."""
    sheet = _begun(book, REPORTS)
    written: list[tuple[int, int]] = []
    single: list[int] = []
    missing: list[str] = []
    row = FIRST_ROW - 1
    records = book.contents.records
    lines = book.contents.lines[Sheet.REPORTS]
    for line, obligation in zip(lines, records.obligations, strict=True):
        last = _report(book, sheet, row, line, obligation)
        if is_written(obligation):
            written.append((row, last))
            single.append(row)
            missing += _asked(book, row, obligation)
        row = last + 1
    if not lines:
        look = book.styles.plain(SIZE, italic=True)
        sheet.write_string(row, 1, book.say("workbook.none_due"), look)
    for column in REPORTS.columns:
        if not column.ours and written:
            cells = written if column.field == "value" else [(at, at) for at in single]
            check_cells(book, sheet, REPORTS, column, cells)
    _amber(book, sheet, missing)
    protected(sheet)


def _report(book: Book, sheet: Worksheet, row: int, line: Line, obligation: Obligation) -> int:
    """One report from this row on; its last row. What concerns all of it is merged over them."""
    contents = book.contents
    plan = contents.edition.plan
    task = plan.task_by_code.get(obligation.task)
    numbers = task.numbers if task else ()
    last = row + max(len(numbers), 1) - 1
    report = contents.records.reports.get(obligation.id) or Report(obligation=obligation.id)
    values: dict[str, Any] = {
        "task": f"{obligation.task}. {contents.edition.words.named(task)}"
        if task
        else obligation.task,
        "period": contents.edition.words.period(obligation.period),
        "due": obligation.deadline,
        "status": book.say(f"status.{contents.statuses[obligation.id]}"),
        "text": report.text,
        "paper_number": report.paper_number,
        "paper_date": report.paper_date,
        "paper_issuer": report.paper_issuer,
        "link": report.link,
        "note": obligation.note,
    }
    locked = not is_written(obligation)
    for place, column in enumerate(REPORTS.columns, 1):
        look = book.look(column, locked=locked or column.ours, border=1, valign="top")
        if column.field in ("asked", "value"):
            _numbers(book, sheet, (row, place), line, numbers)
        else:
            _over(sheet, (row, last, place), values.get(column.field), look)
    _heights(sheet, row, last, values, [_asked_name(book, each) for each in numbers])
    for place in range(row, last + 1):
        code = f"{NUMBER}{numbers[place - row].code}" if numbers else ""
        sheet.write_string(place, 0, f"{line.key}{code}")
    return last


def _numbers(
    book: Book, sheet: Worksheet, at: tuple[int, int], line: Line, numbers: tuple[Number, ...]
) -> None:
    """What is asked and what was told, number by number; `at` is the first row and the column."""
    row, place = at
    column = REPORTS.columns[place - 1]
    is_open = bool(numbers) and not column.ours and line.key in book.contents.written
    look = book.look(column, locked=not is_open, border=1)
    told: list[Any] = [
        _asked_name(book, each) if column.ours else line.values[f"{NUMBER_FIELD}{each.code}"]
        for each in numbers
    ]
    for at_row, value in enumerate(told or [None], row):
        if value is None:
            sheet.write_blank(at_row, place, None, look)
        else:
            put(sheet, at_row, place, value, look)


def _asked_name(book: Book, number: Number) -> str:
    name = book.contents.edition.words.named(number)
    return name if number.required else book.say("workbook.optional", name=name)


def _over(sheet: Worksheet, area: tuple[int, int, int], value: Any, look: Any) -> None:
    """A value over all rows of a report."""
    first, last, place = area
    if last > first:
        sheet.merge_range(first, place, last, place, "", look)
    if value in ("", None):
        sheet.write_blank(first, place, None, look)
    else:
        put(sheet, first, place, value, look)


def _heights(
    sheet: Worksheet, row: int, last: int, values: dict[str, Any], asked: list[str]
) -> None:
    """Merged cells have no height of their own: share what the tallest text needs."""
    texts = [
        (cell_text(value), _BY_FIELD[name].width)
        for name, value in values.items()
        if isinstance(value, str)
    ]
    most = tall([("x\n" * (_TEXT_ROWS - 1) + "x", 100.0)])
    whole = min(max(tall(texts), 18.0), most)
    own = [tall([(text, REPORTS.columns[4].width)]) for text in asked] or [0.0]
    spare = max(whole - sum(own), 0) / len(own)
    for at, points in zip(range(row, last + 1), own, strict=True):
        sheet.set_row(at, round(points + spare, 2))


def _asked(book: Book, row: int, obligation: Obligation) -> list[str]:
    """The cells that the report can't be sent without."""
    task = book.contents.edition.plan.task_by_code.get(obligation.task)
    if task is None:
        return []
    at = row + 1
    cells = [f"G{at + place}" for place, number in enumerate(task.numbers) if number.required]
    cells += [f"H{at}"] if task.evidence.text else []
    return cells + ([f"I{at}", f"J{at}", f"K{at}"] if task.evidence.paper else [])


def _amber(book: Book, sheet: Worksheet, cells: list[str]) -> None:
    look = book.file.add_format({"bg_color": MISSING_FILL})
    for start in range(0, len(cells), 200):
        part = cells[start : start + 200]
        rule: dict[str, Any] = {"type": "blanks", "format": look}
        if len(part) > 1:
            rule["multi_range"] = " ".join(part)
        sheet.conditional_format(part[0], rule)


def _begun(book: Book, form: SheetForm) -> Worksheet:
    sheet = book.sheet(form.sheet)
    columns(sheet, (2, *(column.width for column in form.columns)))
    sheet.set_column(0, 0, None, None, {"hidden": True})
    titled(book, sheet, book.say(f"workbook.head.{form.sheet}"), book.say("workbook.legend_fixed"))
    headed(book, sheet, form)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    return sheet
