"""Lists as offices really write them: titles, merged heads, signatures, leftovers of templates."""

import io
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

Rows = Sequence[Sequence[Any]]
TITLES: Rows = (
    ["BỘ TÀI NGUYÊN VÀ MÔI TRƯỜNG", *[None] * 3, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["TỔNG CỤC MÔI TRƯỜNG", *[None] * 3, "Độc lập - Tự do - Hạnh phúc"],
    [],
    ["DANH SÁCH CÁ NHÂN ĐIỂN HÌNH TIÊN TIẾN NĂM 2017"],
    ["(Kèm theo Công văn số 12/TCMT-VP)"],
)
SIGNATURES: Rows = (
    [],
    [*[None] * 4, "Hà Nội, ngày 12 tháng 10 năm 2017"],
    [None, "Người lập biểu", None, None, "THỦ TRƯỞNG ĐƠN VỊ"],
    [None, "(Ký, họ tên)", None, None, "(Ký, họ tên, đóng dấu)"],
    [],
    [None, "Lý Thị Mẫu", None, None, "Đỗ Văn Thử"],
)
# domain.md 4: two of the forms of persons.
PERSONS = (
    *("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ", "Tên phòng ban"),
    *("Tên đơn vị công tác", "Địa chỉ", "Mã phân loại cán bộ", "Mã hình thức khen thưởng"),
    "Mã danh hiệu thi đua",
)
NOMINEES = (
    *("STT", "Tên gọi (Ông/Bà/Chức danh)", "Tên tập thể/cá nhân/hộ gia đình", "Chức vụ"),
    *("Đơn vị công tác", "Phân loại khen thưởng", "Danh hiệu thi đua/Hình thức khen thưởng"),
    *("Phân loại đối tượng", "Lĩnh vực hoạt động"),
)
COLLECTIVES = (
    *("STT", "Tên đơn vị/tập thể", "Mã phân loại tập thể", "Mã hình thức khen thưởng"),
    "Mã danh hiệu",
)
INITIATIVES = (
    *("STT", "Tên đề tài", "Ngày công nhận", "Đơn vị công nhận", "Tóm tắt thành tích đạt được"),
    *("Tên tác giả", "Phòng ban làm việc", "Tên cơ quan làm việc"),
)


def book(
    rows: Rows, *, merges: Sequence[str] = (), hidden: Sequence[int] = (), font: str = ""
) -> bytes:
    """An .xlsx file with one sheet; `font` draws every cell."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for area in merges:
        sheet.merge_cells(area)
    for line in hidden:
        sheet.row_dimensions[line].hidden = True
    if font:
        for cells in sheet.iter_rows():
            for cell in cells:
                cell.font = Font(name=font)
    return saved(made)


def saved(made: Workbook) -> bytes:
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def saved_as(data: bytes, ending: str, soffice: str, folder: Path) -> bytes:
    """The workbook as LibreOffice saves it in another format."""
    source = folder / "danh-sach.xlsx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    line = [soffice, profile, "--headless", "--convert-to", ending, "--outdir", str(folder)]
    subprocess.run([*line, str(source)], check=True, capture_output=True, timeout=180)
    return (folder / f"danh-sach.{ending.partition(':')[0]}").read_bytes()
