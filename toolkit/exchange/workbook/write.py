"""A unit's workbook as the bytes of an .xlsx file."""

import re
from io import BytesIO

from xlsxwriter import Workbook

from toolkit.domain.text import fold
from toolkit.domain.zone import VIETNAM
from toolkit.exchange.official.paper import FONT
from toolkit.exchange.official.styles import Styles
from toolkit.exchange.workbook.book import Book
from toolkit.exchange.workbook.contents import Contents, Edition
from toolkit.exchange.workbook.fixed import reports_sheet, targets_sheet
from toolkit.exchange.workbook.grown import activities_sheet, exemplars_sheet
from toolkit.exchange.workbook.guide import guide_sheet
from toolkit.exchange.workbook.lists import hidden_lists, identities, lists_sheet

_SHEETS = (
    *(guide_sheet, targets_sheet, reports_sheet, exemplars_sheet, activities_sheet),
    *(lists_sheet, hidden_lists, identities),
)


def written(contents: Contents) -> bytes:
    """The whole file."""
    data = BytesIO()
    file = Workbook(data, _options())
    book = Book(file, contents, Styles(file, contents.edition.words.language))
    for sheet in _SHEETS:
        sheet(book)
    _describe(book)
    file.close()
    return data.getvalue()


def workbook_name(edition: Edition, unit: str) -> str:
    """The name to offer: "Bieu-mau_TCMT_2018-H2.xlsx"."""
    code = re.sub(r"[^0-9A-Za-z-]+", "-", fold(unit).upper()).strip("-")
    return f"{edition.words.say('workbook.file_name')}_{code}_{edition.period}.xlsx"


def zip_name(edition: Edition) -> str:
    """The name of the file of all of them."""
    return f"{edition.words.say('workbook.zip_name')}_{edition.period}.zip"


def _describe(book: Book) -> None:
    contents = book.contents
    edition = contents.edition
    book.file.set_properties(
        {
            "title": f"{book.say('workbook.title')} – {contents.unit.name}",
            "subject": edition.period_name,
            "author": edition.plan.issuer,
            "company": edition.plan.superior,
            "comments": edition.words.named(edition.plan, "title"),
            "created": edition.made_at.astimezone(VIETNAM).replace(tzinfo=None),
        }
    )


def _options() -> dict[str, object]:
    """In memory: the file is small, and nothing is left behind when it is given up."""
    font = {"font_name": FONT, "font_size": 11, "font_family": 1, "font_scheme": "none"}
    return {
        "in_memory": True,
        "default_format_properties": font,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
