"""Names in a summary's workbook that tell a reader where its data and its sources stand."""

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

KEYS, FIGURES = "gs_khoa", "gs_so_lieu"
SOURCES, RECORDS = "gs_nguon", "gs_ban_ghi"
ONCE, SEVERAL = "counted_once", "several_values"
BETWEEN = "; "


def mark_data(
    workbook: Workbook,
    sheet: Worksheet,
    *,
    head: int,
    last: int,
    keys: int,
    figures: tuple[int, int],
    once: tuple[int, str] | None = None,
) -> None:
    """Name the rows `head` to `last` of the sheet of data, counted from 0, headings included.

    The first `keys` columns together name a row and no other; `figures` are the first and last
    column of what is told about it. Two summaries are compared by both. Where rows count the same
    things in several ways, `once` names a column of the key and what stands in it in the rows that
    count everything once."""
    _name(workbook, KEYS, sheet, (head, 0, last, keys - 1))
    _name(workbook, FIGURES, sheet, (head, figures[0], last, figures[1]))
    if once:
        place, text = once
        workbook.set_custom_property(ONCE, f"{place}|{text}")


def mark_sources(
    workbook: Workbook,
    sheet: Worksheet,
    *,
    head: int,
    last: int,
    width: int,
    record: int,
    several: Sequence[int] = (),
) -> None:
    """Name the rows of the sheet of sources, `width` columns; `record` is that of the record's id.

    A source belongs to the rows of data that say the same under the same headings; in the columns
    of `several` it says more than one thing, joined by `BETWEEN`."""
    _name(workbook, SOURCES, sheet, (head, 0, last, width - 1))
    _name(workbook, RECORDS, sheet, (head, record, last, record))
    if several:
        workbook.set_custom_property(SEVERAL, "|".join(map(str, several)))


def _name(workbook: Workbook, name: str, sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
    top, left, bottom, right = area
    place = xl_range_abs(top, left, max(top, bottom), right)
    title = sheet.get_name().replace("'", "''")
    workbook.define_name(name, f"='{title}'!{place}")
