"""A list of persons as a province sends it, as long as one likes, with people who never lived."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from toolkit.demo.people import invented_name

HEAD = (
    *("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ", "Tên phòng ban"),
    *("Tên đơn vị công tác", "Địa chỉ", "Mã phân loại cán bộ", "Mã hình thức khen thưởng"),
    "Mã danh hiệu thi đua",
)
_TITLES = ("BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG", "", "DANH SÁCH CÁ NHÂN ĐIỂN HÌNH TIÊN TIẾN", "")
_SIGNED = ("", "Hà Nội, ngày 12 tháng 10 năm 2017", "Người lập biểu", "(Ký, họ tên)")
_POSTS = ("Chuyên viên", "Trưởng phòng", "Phó trưởng phòng", "Kỹ thuật viên", "Nghiên cứu viên")
_PLACES = ("Phòng Tổng hợp", "Phòng Kỹ thuật", "Văn phòng", "Trạm quan trắc", "Phòng Nghiệp vụ")
_BORN = date(1960, 1, 1)


def write_list(place: Path, units: list[str], size: int) -> None:
    """The list as an .xlsx file; `units` are names as the list writes them."""
    book = Workbook(place, {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Danh sách")
    rows = ([text] for text in _TITLES)
    signed = ([None, text] for text in _SIGNED)
    for line, row in enumerate(chain(rows, [HEAD], _rows(units, size), signed)):
        sheet.write_row(line, 0, row)
    book.close()


def _rows(units: list[str], size: int) -> Iterator[list[Any]]:
    chance = random.Random(size)
    for number in range(1, size + 1):
        born = _BORN + timedelta(days=chance.randrange(14_000))
        yield [
            number,
            invented_name(chance),
            chance.choice(("Nam", "Nữ")),
            f"{born:%d/%m/%Y}",
            chance.choice(_POSTS),
            chance.choice(_PLACES),
            chance.choice(units),
            f"Số {chance.randrange(900)}, phường {chance.randrange(20)}",
            f"CB{chance.randrange(9)}",
            "",
            chance.choice(("CSTĐCS", "LĐTT", "")),
        ]
