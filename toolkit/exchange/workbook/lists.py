"""The sheet of lists, the hidden one of dependent lists, and the very hidden one of identities."""

from collections import defaultdict
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from toolkit.domain.exemplar import Step, rank
from toolkit.domain.plan import Frequency, Task
from toolkit.exchange.official import paper
from toolkit.exchange.official.page import columns
from toolkit.exchange.official.sheet import Sheet as PlainSheet
from toolkit.exchange.official.sheet import cell_text
from toolkit.exchange.workbook.book import SIZE, Book, protected, tall, titled
from toolkit.exchange.workbook.checks import (
    DETAIL_KINDS,
    DETAIL_VALUES,
    STEPS_NEXT,
    STEPS_TAKEN,
    detail_pairs,
    list_name,
)
from toolkit.exchange.workbook.choices import NEXT_STEPS
from toolkit.exchange.workbook.form import (
    CALLED,
    EXEMPLARS,
    FIRST_ROW,
    HIDDEN,
    KEPT,
    LISTS,
    STAMPS,
)

_TOP = 5  # row of heads, from 0: the lists stand under it
_TASKS = ("task_code", "task", "phase", "frequency", "due")
_TASK_WIDTHS = (16.0, 70.0, 44.0, 32.0, 26.0)
_SHOWN = (
    *("exemplar_kind", "scope", "sex", "step", "next_step", "activity_kind", "means", "medium"),
    *("award", "award_type", "severity", "unit"),
)
_LISTED = tuple(name for name in _SHOWN if name != "next_step")
_WIDTHS = {"sex": 16.0, "severity": 22.0, "award": 56.0, "award_type": 52.0, "unit": 110.0}
_WIDTHS |= {"exemplar_kind": 24.0, "scope": 40.0, "step": 40.0, "means": 50.0, "medium": 40.0}


def lists_sheet(book: Book) -> None:
    """Tasks of the plan and every list that a drop-down shows, each under its head."""
    sheet = book.sheet("lists")
    edition = book.contents.edition
    widths = [*_TASK_WIDTHS, 4.0, *(_WIDTHS.get(name, 34.0) for name in _LISTED)]
    columns(sheet, (2.0, *widths))
    note = book.say("workbook.lists.note")
    if edition.more_units:
        count = len(edition.choices.lists["unit"])
        note = f"{note} {book.say('workbook.lists.few_units', count=count)}"
    titled(book, sheet, book.say("workbook.head.lists"), note)
    texts = _tasks(book, sheet)
    text = book.styles.plain(SIZE, text_wrap=True, border=1, valign="top")
    name = sheet.get_name()
    for place, each in enumerate(_LISTED, len(_TASK_WIDTHS) + 2):
        labels = list(edition.choices.lists[each].values()) or [""]
        sheet.write_string(_TOP, place, book.say(f"workbook.lists.{each}"), book.head)
        for row, label in enumerate(labels, _TOP + 1):
            sheet.write_string(row, place, cell_text(label), text)
            texts[row].append((label, widths[place - 1]))
        letter = xl_col_to_name(place)
        area = f"='{name}'!${letter}${_TOP + 2}:${letter}${_TOP + 1 + len(labels)}"
        book.file.define_name(list_name(each), area)
    for row, of_row in texts.items():
        sheet.set_row(row, tall(of_row))
    sheet.set_row(_TOP, paper.height(2, SIZE) + 4)
    sheet.freeze_panes(_TOP + 1, 0)
    sheet.repeat_rows(_TOP)
    sheet.fit_to_pages(2, 0)
    sheet.print_across()
    protected(sheet)


def _tasks(book: Book, sheet: Worksheet) -> dict[int, list[tuple[str, float]]]:
    """The plan's tasks; row → its texts and their widths, as `tall` asks for them."""
    texts: dict[int, list[tuple[str, float]]] = defaultdict(list)
    plan, words = book.contents.edition.plan, book.contents.edition.words
    text = book.styles.plain(SIZE, text_wrap=True, border=1, valign="top")
    for place, key in enumerate(_TASKS, 1):
        sheet.write_string(_TOP, place, book.say(f"workbook.lists.{key}"), book.head)
    for row, task in enumerate(plan.tasks, _TOP + 1):
        phase = words.named(plan.phase_by_code[task.phase])
        frequency = book.say(f"frequency.{task.frequency}")
        told = (task.code, words.named(task), phase, frequency, _due(task))
        for place, value in enumerate(told, 1):
            sheet.write_string(row, place, cell_text(value), text)
            texts[row].append((value, _TASK_WIDTHS[place - 1]))
    return texts


def _due(task: Task) -> str:
    """ "15/06 và 15/12", or the one day."""
    if task.frequency is Frequency.ONCE:
        year, month, day = task.due[0].split("-")
        return f"{day}/{month}/{year}"
    return "; ".join(
        f"{day}/{month}" for month, _, day in (each.partition("-") for each in task.due)
    )


def hidden_lists(book: Book) -> None:
    """What dependent drop-downs choose from, and the exemplars as they stand on their sheet now."""
    sheet = book.file.add_worksheet(LISTS, PlainSheet)
    sheet.hide()
    details = detail_pairs(book)
    _pairs(book, sheet, 0, details, (DETAIL_KINDS, DETAIL_VALUES))
    _pairs(book, sheet, 2, _step_pairs(book), (STEPS_TAKEN, STEPS_NEXT))
    _exemplars(book, sheet)
    protected(sheet)


def _pairs(
    book: Book, sheet: Worksheet, place: int, pairs: list[tuple[str, str]], names: tuple[str, str]
) -> None:
    for row, pair in enumerate(pairs):
        for at, text in enumerate(pair, place):
            sheet.write_string(row, at, cell_text(text))
    for at, name in enumerate(names, place):
        letter = xl_col_to_name(at)
        book.file.define_name(name, f"='{LISTS}'!${letter}$1:${letter}${max(len(pairs), 1)}")


def _step_pairs(book: Book) -> list[tuple[str, str]]:
    """(step that an exemplar has come to, step that may follow)."""
    choices = book.contents.edition.choices
    return [
        (choices.label("step", taken), choices.label("next_step", following))
        for taken in Step
        for following in NEXT_STEPS
        if rank(following) > rank(taken)
    ]


def _exemplars(book: Book, sheet: Worksheet) -> None:
    """Formulas, so that exemplars just typed can be chosen; a row deleted or moved harms none."""
    called = [book.contents.called[each.code] for each in book.contents.records.exemplars]
    there = book.say(EXEMPLARS.title)
    count = len(called) + EXEMPLARS.room
    shift = FIRST_ROW - 1
    for row in range(count):
        code, name = (f"INDEX('{there}'!${letter}:${letter},ROW()+{shift})" for letter in "BC")
        formula = f'=IF({code}="",{name}&"",{code}&"{CALLED}"&{name})'
        value = called[row] if row < len(called) else ""
        sheet.write_formula(row, 4, formula, None, cell_text(value))
    filled = f"MAX(1,COUNTA('{there}'!$C${FIRST_ROW}:$C${FIRST_ROW + count - 1}))"
    area = f"='{LISTS}'!$E$1:INDEX('{LISTS}'!$E$1:$E${count},{filled})"
    book.file.define_name(list_name("exemplar"), area)


def identities(book: Book) -> None:
    """Which workbook this is, and which version of which record each row shows."""
    sheet = book.file.add_worksheet(HIDDEN, PlainSheet)
    sheet.very_hidden()
    workbook = book.contents.workbook
    for row, name in enumerate(STAMPS):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, _told(getattr(workbook, name)))
    top = len(STAMPS)
    for place, name in enumerate(KEPT):
        sheet.write_string(top, place, name)
    known = (line for line in workbook.lines if line.id)
    for row, line in enumerate(known, top + 1):
        told = (line.sheet.value, line.key, line.id, str(line.version))
        for place, text in enumerate(told):
            sheet.write_string(row, place, text)
    sheet.protect()


def _told(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
