"""The first sheet: what the unit has to do, how to fill in, and what each column wants."""

from xlsxwriter.worksheet import Worksheet

from toolkit.exchange.official import paper
from toolkit.exchange.official.page import columns
from toolkit.exchange.official.sheet import cell_text
from toolkit.exchange.workbook.book import SIZE, Book, protected, tall, titled
from toolkit.exchange.workbook.form import FORMS

_WIDTHS = (44.0, 62.0, 160.0)
_STEPS = 9
_TOLD = ("code", "field", "status", "asked", "note", "registration")  # ours, but worth a word
_TEXT = 11.0


def guide_sheet(book: Book) -> None:
    """A page or three to read before, and to look up while, filling in."""
    sheet = book.sheet("guide")
    columns(sheet, (2.0, *_WIDTHS))
    titled(book, sheet, book.say("workbook.guide.title"), book.say("workbook.legend"))
    row = _work(book, sheet, 5)
    row = _how(book, sheet, row + 1)
    _columns(book, sheet, row + 1)
    sheet.fit_to_pages(1, 0)
    sheet.activate()
    protected(sheet)


def _work(book: Book, sheet: Worksheet, row: int) -> int:
    contents = book.contents
    edition, records = contents.edition, contents.records
    due = book.say("workbook.guide.work_due", due=contents.due, late=contents.late)
    known = book.say(
        "workbook.guide.work_exemplars",
        exemplars=len(records.exemplars),
        activities=len(records.activities),
        year=str(edition.year),
    )
    phases = (
        book.say(
            "workbook.full_due",
            phase=edition.words.named(phase),
            starts=phase.starts,
            ends=phase.ends,
        )
        for phase in edition.plan.phases
    )
    made = book.say("workbook.made", at=edition.known_at)
    title = edition.words.named(edition.plan, "title")
    return _paragraphs(book, sheet, row, "work", [due, known, title, *phases, made])


def _how(book: Book, sheet: Worksheet, row: int) -> int:
    names = {sheet.value: book.say(form.title) for sheet, form in FORMS.items()}
    steps = [book.say(f"workbook.guide.step_{n}", **names) for n in range(1, _STEPS + 1)]
    return _paragraphs(book, sheet, row, "how", steps)


def _paragraphs(book: Book, sheet: Worksheet, row: int, head: str, texts: list[str]) -> int:
    """A head and lines over all columns; the row after them."""
    sheet.write_string(row, 1, book.say(f"workbook.guide.{head}"), book.styles.plain(12, bold=True))
    look = book.styles.plain(_TEXT, text_wrap=True, valign="top")
    for text in texts:
        row += 1
        sheet.merge_range(row, 1, row, len(_WIDTHS), "", look)
        sheet.write_string(row, 1, cell_text(text), look)
        needs = paper.paragraphs(text, sum(_WIDTHS) - 4, _TEXT)
        sheet.set_row(row, paper.height(needs, _TEXT) + 2)
    return row + 1


def _columns(book: Book, sheet: Worksheet, row: int) -> None:
    """Every column of every sheet: the notes that stand beside the cells, to read at once."""
    title = book.styles.plain(12, bold=True)
    sheet.write_string(row, 1, book.say("workbook.guide.columns"), title)
    row += 1
    for place, key in enumerate(("sheet", "column", "note"), 1):
        sheet.write_string(row, place, book.say(f"workbook.guide.{key}"), book.head)
    text = book.styles.plain(SIZE, text_wrap=True, border=1, valign="top")
    for form in FORMS.values():
        for column in form.columns:
            if column.ours and column.field not in _TOLD:
                continue
            row += 1
            note = book.say(f"workbook.note.{form.sheet}.{column.name}")
            if column.needed:
                key = "workbook.guide.required_of" if column.kinds else "workbook.guide.required"
                note = book.say(key, note=note)
            name = book.say(f"workbook.col.{form.sheet}.{column.name}")
            for place, told in enumerate((book.say(form.title), name, note), 1):
                sheet.write_string(row, place, told, text)
            sheet.set_row(row, tall([(note, _WIDTHS[2])]))
