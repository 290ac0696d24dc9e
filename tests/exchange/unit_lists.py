"""Lists of units for the tests: texts, workbooks, and what is told about them."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from tests.builders import a_kind, a_plan, a_unit
from toolkit.domain.unit import Unit
from toolkit.exchange.units import check_units, in_order, read_units
from toolkit.words import LANGUAGES, Words

HEAD = "code,name_vi,kind,bloc,parent,valid_from,valid_to,successor"
VIETNAMESE = [
    "STT",
    "Mã đơn vị",
    "Tên đơn vị",
    "Loại",
    "Khối/cụm",
    "Đơn vị cấp trên",
    "Hiệu lực từ",
    "Hiệu lực đến",
    "Đơn vị kế thừa",
]
PLAN = a_plan(blocs=(a_kind("K1", name="Khối 1"),))
PAIR = (
    a_unit("TĐKT", name="Vụ Thi đua", valid_to=date(2017, 4, 4), successor="TĐKTTT"),
    a_unit("TĐKTTT", name="Vụ Thi đua, Tuyên truyền", valid_from=date(2017, 4, 4)),
)
PAIR_CSV = f"""{HEAD}
TĐKT,Vụ Thi đua,vu,,,,2017-04-04,TĐKTTT
TĐKTTT,"Vụ Thi đua, Tuyên truyền",vu,,,2017-04-04,,
"""


def units_of(data: bytes | str) -> tuple[Unit, ...]:
    rows, problems = read_units(data.encode() if isinstance(data, str) else data, "thu")
    assert problems == ()
    return tuple(row.unit for row in rows)


def problems_of(data: bytes | str, known: Iterable[Unit] = ()) -> list[tuple[str, int, str]]:
    """Everything that is told about the file: (sentence, line, cell or column)."""
    rows, problems = read_units(data.encode() if isinstance(data, str) else data, "thu")
    _, between = check_units(rows, known, PLAN)
    told = in_order((*problems, *between))
    for language in LANGUAGES:
        assert len(Words(language).problems(told)) == len(told)
    return [(one.key.split(".")[1], one.line, one.cell or one.column) for one in told]


def a_book(rows: Sequence[Sequence[Any]], font: str = "Times New Roman") -> bytes:
    """A workbook of one sheet: dates as dates, "=…" as formulas that gave #DIV/0!."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        plain = book.add_format({"font_name": font})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for line, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(line, column, value, day)
                elif isinstance(value, str) and value.startswith("=1/0"):
                    sheet.write_formula(line, column, value, None, "#DIV/0!")
                elif isinstance(value, str):
                    sheet.write_string(line, column, value, plain)
                elif value is not None:
                    sheet.write_number(line, column, value)
    return out.getvalue()


PAIR_BOOK: list[list[Any]] = [
    ["BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG"],
    [],
    ["Danh sách đơn vị"],
    VIETNAMESE,
    [1, "TĐKT", "Vụ Thi đua", "vu", None, None, None, "04/04/2017", "TĐKTTT"],
    [],
    [2, "TĐKTTT", "Vụ Thi đua, Tuyên truyền", "vu", None, None, date(2017, 4, 4)],
]
