"""What cells take, told in the reader's language, and colours for what is missing or stale."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from toolkit.domain.activity import ActivityKind
from toolkit.domain.workbook import Sheet
from toolkit.exchange.workbook.book import (
    MISSING_FILL,
    RULE,
    STALE_FILL,
    UNASKED_FILL,
    Book,
    letters,
)
from toolkit.exchange.workbook.choices import DETAILS
from toolkit.exchange.workbook.form import FIRST_ROW, Column, SheetForm, Sort
from toolkit.rules.checks import MOST_LINK, MOST_WORDS
from toolkit.rules.exemplar_form import MOST_NAME, MOST_TEXT
from toolkit.rules.reporting import MOST_NUMBER, OLDEST_PAPER
from toolkit.rules.targets import MOST as MOST_TARGET

MOST_SIZE = 10**6
_OPEN_LISTS = ("unit", "exemplar")
_LONG = {Sort.TEXT: MOST_TEXT, Sort.LINE: MOST_WORDS, Sort.SEVERAL: 16000, Sort.GUESTS: 8000}
DETAIL_KINDS, DETAIL_VALUES = "CT_loai", "CT_gia_tri"
STEPS_TAKEN, STEPS_NEXT = "BM_buoc", "BM_tiep_theo"


def list_name(choices: str) -> str:
    """The named range of a list."""
    return f"DM_{choices}"


def checks(book: Book, sheet: Worksheet, form: SheetForm, last: int) -> None:
    """One check a column, from the first row of data to `last` (from 1), its note shown beside."""
    for place, column in enumerate(form.columns, 1):
        rule = {**_check(book, form, column), **_told(book, form, column)}
        sheet.data_validation(FIRST_ROW - 1, place, last - 1, place, rule)


def check_cells(
    book: Book, sheet: Worksheet, form: SheetForm, column: Column, cells: list[tuple[int, int]]
) -> None:
    """The column's check on single runs of rows (from 0) of it: what stands between is locked."""
    place = form.columns.index(column) + 1
    rule = {**_check(book, form, column), **_told(book, form, column)}
    letter = xl_col_to_name(place)
    areas = [f"{letter}{first + 1}:{letter}{final + 1}" for first, final in cells]
    for start in range(0, len(areas), 100):
        part = areas[start : start + 100]
        first, final = cells[start]
        more = {"multi_range": " ".join(part)} if len(part) > 1 else {}
        sheet.data_validation(first, place, final, place, {**rule, **more})


def colours(book: Book, sheet: Worksheet, form: SheetForm, last: int) -> None:
    """Lines around rows begun or to be begun; what is missing, not asked for, or stale."""
    first, final = FIRST_ROW - 1, last - 1
    ends = f"$B{FIRST_ROW}:${xl_col_to_name(len(form.columns))}{FIRST_ROW}"
    begun = f"COUNTA({ends})>0"
    names = letters(form)
    kind = f"${names['kind']}{FIRST_ROW}"
    line = {"border": 1, "border_color": RULE}
    grey, amber, red = (
        book.file.add_format({"bg_color": fill, **line})
        for fill in (UNASKED_FILL, MISSING_FILL, STALE_FILL)
    )
    for place, column in enumerate(form.columns, 1):
        cell = f"{xl_col_to_name(place)}{FIRST_ROW}"
        ours = _kinds(book, form, column, kind)
        rules = [(stale, red) for stale in _stale(column, cell, kind)]
        if ours:
            rules.append((f'AND({kind}<>"",NOT({ours}))', grey))
        if column.needed:
            asked = f"{ours}," if ours else ""
            rules.append((f"AND({asked}{begun},LEN(TRIM({cell}))=0)", amber))
        for formula, look in rules:
            rule = {"type": "formula", "criteria": f"={formula}", "format": look}
            sheet.conditional_format(first, place, final, place, rule)
    rule = {"type": "formula", "criteria": "=ROW()>0", "format": book.file.add_format(line)}
    sheet.conditional_format(first, 1, final, len(form.columns), rule)


def _kinds(book: Book, form: SheetForm, column: Column, kind: str) -> str:
    """The formula that the row's kind is one that the column is for; "" for all of them."""
    if not column.kinds:
        return ""
    family = "exemplar_kind" if form.sheet is Sheet.EXEMPLARS else "activity_kind"
    choices = book.contents.edition.choices
    alike = [f"{kind}={_quoted(choices.label(family, each))}" for each in column.kinds]
    return f"OR({','.join(alike)})"


def _stale(column: Column, cell: str, kind: str) -> Iterator[str]:
    """A choice that was made for another kind than the row has now."""
    if column.choices == "detail":
        found = f"COUNTIFS({DETAIL_KINDS},{kind},{DETAIL_VALUES},{cell})"
        yield f'AND({cell}<>"",{kind}<>"",{found}=0)'


def _told(book: Book, form: SheetForm, column: Column) -> dict[str, Any]:
    """The note that is shown beside a cell of the column."""
    say = book.say
    title = say(f"workbook.col.{form.sheet}.{column.name}")[:32]
    return {
        "input_title": title,
        "input_message": say(f"workbook.note.{form.sheet}.{column.name}"),
    }


def _check(book: Book, form: SheetForm, column: Column) -> dict[str, Any]:
    if column.field == "code":
        return _code(book)
    if column.ours:
        return _wrong(book, "ours", book.say("workbook.check.ours_told")) | {
            "validate": "custom",
            "value": "=FALSE",
        }
    if column.sort is Sort.CHOICE:
        return _choice(book, form, column)
    if column.sort in (Sort.DAY, Sort.BIRTH):
        return _day(book, form, column)
    if column.sort in (Sort.WHOLE, Sort.NUMBER):
        return _number(book, form, column)
    most = MOST_NAME if column.field in ("name", "head") else _LONG[column.sort]
    most = MOST_LINK if column.field == "link" else most
    told = book.say("workbook.check.long_told", most=most)
    length = {"validate": "length", "criteria": "<=", "value": most}
    return _wrong(book, "long", told) | length


def _wrong(book: Book, title: str, message: str, kind: str = "stop") -> dict[str, Any]:
    titled = book.say(f"workbook.check.{title}")
    return {"error_title": titled[:32], "error_message": message, "error_type": kind}


def _code(book: Book) -> dict[str, Any]:
    cell, column = f"B{FIRST_ROW}", f"$B${FIRST_ROW}:$B$5000"
    own = f'AND(LEFT({cell},1)="M",ISNUMBER(--MID({cell},2,9)),COUNTIF({column},{cell})=1)'
    told = book.say("workbook.check.code_told")
    return _wrong(book, "code", told) | {"validate": "custom", "value": f"={own}"}


def _choice(book: Book, form: SheetForm, column: Column) -> dict[str, Any]:
    names = letters(form)
    source = f"={list_name(column.choices)}"
    if column.choices == "detail":
        kind = f"${names['kind']}{FIRST_ROW}"
        source = _dependent(DETAIL_VALUES, DETAIL_KINDS, kind)
    if column.choices == "next_step":
        step = f"${names['step']}{FIRST_ROW}"
        first = _quoted(book.say("step.discovered"))
        source = _dependent(STEPS_NEXT, STEPS_TAKEN, f'IF({step}="",{first},{step})')
    if column.choices in _OPEN_LISTS:
        told = _wrong(book, "choose", book.say("workbook.check.maybe_not"), "warning")
    else:
        told = _wrong(book, "choose", book.say("workbook.check.not_in_list"))
    return told | {"validate": "list", "source": source}


def _dependent(values: str, keys: str, key: str) -> str:
    """The part of `values` that stands beside `key`: keys are sorted, so it is one run of cells."""
    first = f"MATCH({key},{keys},0)"
    return f"=INDEX({values},{first}):INDEX({values},{first}+COUNTIF({keys},{key})-1)"


def _day(book: Book, form: SheetForm, column: Column) -> dict[str, Any]:
    plan = book.contents.edition.plan
    first, last = plan.starts, plan.ends
    if column.field == "paper_date":
        first -= OLDEST_PAPER
    if column.sort is Sort.BIRTH:
        cell = f"{letters(form)[column.name]}{FIRST_ROW}"
        return _wrong(book, "birth", book.say("workbook.check.birth_told")) | {
            "validate": "custom",
            "value": f"=AND(ISNUMBER({cell}),{cell}>=1900,{cell}<={_serial(last)},"
            f"OR({cell}<={last.year},{cell}>=3000))",
        }
    told = book.say("workbook.check.day_told", first=first, last=last)
    return _wrong(book, "day", told) | {
        "validate": "date",
        "criteria": "between",
        "minimum": first,
        "maximum": last,
    }


def _number(book: Book, form: SheetForm, column: Column) -> dict[str, Any]:
    whole = column.sort is Sort.WHOLE
    most = MOST_NUMBER
    if whole:
        most = MOST_TARGET if form.sheet is Sheet.TARGETS else MOST_SIZE
    key = "workbook.check.whole_told" if whole else "workbook.check.number_told"
    return _wrong(book, "number", book.say(key, most=most)) | {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": most,
    }


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _serial(day: date) -> int:
    return day.toordinal() - date(1899, 12, 30).toordinal()


def detail_pairs(book: Book) -> list[tuple[str, str]]:
    """(kind of activity, what may be chosen for it), kind after kind."""
    choices = book.contents.edition.choices
    return [
        (choices.label("activity_kind", kind), label)
        for kind in ActivityKind
        if kind in DETAILS
        for label in choices.lists[DETAILS[kind]].values()
    ]
