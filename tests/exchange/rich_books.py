"""Workbooks that hold what careless tools lose: charts, sparklines, pictures, x14 lists, notes."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache

import xlsxwriter

X14_LIST = (
    b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    b'<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    b'<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Danh_muc!$A$1:$A$3</xm:f>'
    b"</x14:formula1><xm:sqref>D2:D9</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(data).items():
            archive.writestr(name, changes.get(name, bytes)(content))
    return out.getvalue()


def a_png() -> io.BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + body)


@cache
def rich_book() -> bytes:
    """Two sheets: "Điển hình" has everything, notes too; "Danh_muc" has little and is chosen."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, lists = book.add_worksheet("Điển hình"), book.add_worksheet("Danh_muc")
        _fill(book, sheet)
        lists.write_column(0, 0, ["a", "b", "c"])
        lists.repeat_rows(0)
        lists.set_header("&L&G", {"image_left": "x.png", "image_data_left": a_png()})
        lists.activate()
        book.define_name("'Điển hình'!Rieng", "='Điển hình'!$A$1")
        book.set_properties({"title": "Biểu mẫu"})
    # XlsxWriter does not write drop-downs of the newer kind, which other tools lose.
    return changed(
        out.getvalue(),
        {"xl/worksheets/sheet1.xml": lambda xml: X14_LIST.join(xml.rsplit(b"<extLst>", 1))},
    )


def _fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    for row in range(12):
        sheet.write_row(row, 0, [f"D{row:03}", "Tên > & <", row, row * 1.5])
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_column(1, 1, 30, book.add_format({"bold": True}))
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Điển hình'!$C$1:$C$12"})
    sheet.insert_chart("G2", chart)
    sheet.insert_textbox("G20", "Ghi chú")
    sheet.insert_image("G30", "x.png", {"image_data": a_png()})
    sheet.insert_button("G40", {"caption": "Nút"})
    sheet.add_sparkline("F1", {"range": "'Điển hình'!C1:D1"})
    sheet.data_validation("B2:B9", {"validate": "length", "criteria": "<", "value": 300})
    sheet.conditional_format("C1:C9", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("C1:C9", {"type": "cell", "criteria": ">", "value": 2})
    sheet.write_comment("C5", "Người khác ghi", {"author": "Lan"})
    sheet.write_formula("E1", "=SUM(C1:C12)", None, 66)
    sheet.freeze_panes(1, 0)
    sheet.autofilter("A1:D12")
    sheet.protect()
