"""The columns of other people's lists: what each may be headed, and which column holds what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from toolkit.domain.text import fold
from toolkit.rules.matching import Choice, Choices, Proposal


class ListKind(StrEnum):
    """Danh sách cá nhân, tập thể, mô hình, sáng kiến."""

    PERSONS = "persons"
    COLLECTIVES = "collectives"
    MODELS = "models"
    INITIATIVES = "initiatives"


LEFT = ""
"""Where a column goes that nothing is taken from."""
SERIAL = "serial"
LEVELS = " / "
"""What stands between the levels of a heading that has several."""
_Names = Mapping[str, str]
_PAPER: _Names = {
    "paper": (
        "Số, ngày, tháng, năm của quyết định công nhận; cơ quan ban hành | Quyết định | "
        "Số, ngày quyết định | Số, ngày tháng năm quyết định | Quyết định khen thưởng"
    ),
    "paper_number": (
        "Số quyết định | Số QĐ | Quyết định số | Số văn bản | Quyết định / Số | "
        "Quyết định khen thưởng / Số"
    ),
    "paper_date": (
        "Ngày quyết định | Ngày QĐ | Ngày ký | Ngày ban hành | Ngày văn bản | "
        "Quyết định / Ngày | Quyết định khen thưởng / Ngày"
    ),
    "paper_issuer": ("Cơ quan ban hành | Cơ quan quyết định | Cấp quyết định | Cấp khen"),
}
_REWARDED: _Names = {
    "award_type": ("Phân loại khen thưởng | Loại hình khen thưởng | Loại khen thưởng"),
    "award": (
        "Danh hiệu thi đua/Hình thức khen thưởng | Hình thức khen thưởng | Mã hình thức "
        "khen thưởng | Danh hiệu, hình thức khen thưởng | Khen thưởng | Hình thức đề "
        "nghị khen thưởng | Đề nghị khen thưởng"
    ),
    "award_title": (
        "Danh hiệu thi đua | Mã danh hiệu thi đua | Mã danh hiệu | Danh hiệu | Danh hiệu đề nghị"
    ),
    **_PAPER,
}
_SHARED: _Names = {
    SERIAL: "STT | TT | Số TT | Số thứ tự | Stt.",
    "summary": (
        "Tóm tắt thành tích | Thành tích | Tóm tắt thành tích đạt được | Thành tích nổi "
        "bật | Nội dung thành tích | Tóm tắt | Thành tích đạt được"
    ),
    "field": "Lĩnh vực hoạt động | Lĩnh vực | Lĩnh vực công tác",
    "movement": "Phong trào thi đua | Phong trào",
    "found_on": "Ngày phát hiện | Phát hiện ngày | Thời điểm phát hiện",
    "contact": (
        "Liên hệ | Địa chỉ | Điện thoại | Số điện thoại | Thông tin liên hệ | Địa chỉ "
        "liên hệ | Email"
    ),
    "note": "Ghi chú",
}
_PERSON: _Names = {
    "name": (
        "Họ và tên | Họ tên | Tên tập thể/cá nhân/hộ gia đình | Tên cá nhân | Họ, tên | "
        "Họ và tên cá nhân | Tên | Tên tập thể, cá nhân | Họ và tên điển hình | Tên cá "
        "nhân, tập thể | Họ tên cá nhân"
    ),
    "title": ("Tên gọi (Ông/Bà/Chức danh) | Tên gọi | Ông/Bà | Ông (Bà) | Xưng hô"),
    "sex": "Giới tính | Nam/Nữ | Phái",
    "birth": (
        "Ngày sinh | Năm sinh | Ngày, tháng, năm sinh | Ngày tháng năm sinh | Sinh năm "
        "| Ngày sinh hoặc năm sinh | Ngày/năm sinh"
    ),
    "birth_male": ("Năm sinh / Nam | Ngày sinh / Nam | Ngày, tháng, năm sinh / Nam"),
    "birth_female": "Năm sinh / Nữ | Ngày sinh / Nữ | Ngày, tháng, năm sinh / Nữ",
    "post": ("Chức vụ | Chức danh | Chức vụ, chức danh | Chức danh, chức vụ | Chức vụ/Chức danh"),
    "department": (
        "Tên phòng ban | Phòng ban | Phòng, ban | Phòng | Bộ phận | Phòng ban làm việc "
        "| Nơi công tác"
    ),
    "unit": (
        "Đơn vị công tác | Tên đơn vị công tác | Đơn vị | Tên đơn vị | Cơ quan | Cơ "
        "quan, đơn vị | Cơ quan công tác | Tên cơ quan làm việc | Mã đơn vị"
    ),
    "subject": "Phân loại đối tượng | Đối tượng | Loại đối tượng | Loại",
    "class": "Mã phân loại cán bộ | Phân loại cán bộ",
    **_REWARDED,
    **_SHARED,
}
_TEAM: _Names = {
    "name": (
        "Tên đơn vị/tập thể | Tên tập thể | Tập thể | Tên tập thể/cá nhân/hộ gia đình | "
        "Tên đơn vị, tập thể | Tên đơn vị (tập thể) | Tên tập thể, cá nhân | Tên"
    ),
    "unit": (
        "Đơn vị công tác | Đơn vị | Đơn vị chủ quản | Trực thuộc | Đơn vị quản lý | Cơ "
        "quan | Cơ quan chủ quản | Đơn vị cấp trên | Mã đơn vị"
    ),
    "head": ("Người đứng đầu | Thủ trưởng | Trưởng đơn vị | Họ tên người đứng đầu | Chủ hộ"),
    "size": ("Số người | Số lượng | Tổng số người | Số cán bộ | Số nhân khẩu | Biên chế"),
    "subject": "Phân loại đối tượng | Đối tượng | Loại đối tượng | Loại",
    "class": "Mã phân loại tập thể | Phân loại tập thể",
    **_REWARDED,
    **_SHARED,
}
_MODEL: _Names = {
    "name": ("Tên mô hình | Mô hình | Tên mô hình, điển hình | Tên mô hình/giải pháp | Tên"),
    "unit": (
        "Đơn vị | Đơn vị thực hiện | Đơn vị công tác | Tên đơn vị | Đơn vị xây dựng | "
        "Cơ quan | Đơn vị chủ trì | Mã đơn vị"
    ),
    "place": ("Nơi thực hiện | Địa điểm | Địa bàn | Nơi áp dụng | Phạm vi áp dụng"),
    "novelty": ("Điểm mới | Tính mới | Điểm mới của mô hình | Nội dung mô hình"),
    "figures": ("Kết quả | Kết quả bằng số liệu | Kết quả đạt được | Hiệu quả"),
    "cost": ("Chi phí | Chi phí (triệu đồng) | Kinh phí | Kinh phí (triệu đồng)"),
    "benefit": ("Lợi ích | Lợi ích (triệu đồng) | Giá trị làm lợi | Giá trị làm lợi (triệu đồng)"),
    **_PAPER,
    **_SHARED,
}
_INITIATIVE: _Names = {
    **_MODEL,
    "name": (
        "Tên đề tài | Tên sáng kiến | Tên đề tài, sáng kiến | Tên sáng kiến, đề tài | "
        "Đề tài | Sáng kiến | Tên giải pháp | Tên"
    ),
    "unit": (
        "Tên cơ quan làm việc | Cơ quan làm việc | Cơ quan công tác | Đơn vị | Đơn vị "
        "thực hiện | Đơn vị công tác | Tên đơn vị | Đơn vị xây dựng | Cơ quan | Đơn vị "
        "chủ trì | Mã đơn vị"
    ),
    "paper_number": (
        "Số quyết định | Số QĐ | Quyết định số | Số văn bản | Số quyết định công nhận | "
        "Số công nhận"
    ),
    "paper_date": (
        "Ngày quyết định | Ngày QĐ | Ngày ký | Ngày ban hành | Ngày văn bản | Ngày công "
        "nhận | Ngày quyết định công nhận"
    ),
    "paper_issuer": (
        "Cơ quan ban hành | Cơ quan quyết định | Cấp quyết định | Cấp khen | Đơn vị "
        "công nhận | Cơ quan công nhận"
    ),
    "author": ("Tên tác giả | Tác giả | Họ và tên tác giả | Chủ nhiệm đề tài | Nhóm tác giả"),
    "department": "Phòng ban làm việc | Phòng ban | Tên phòng ban | Phòng, ban",
}
FIELDS: Mapping[ListKind, _Names] = {
    ListKind.PERSONS: _PERSON,
    ListKind.COLLECTIVES: _TEAM,
    ListKind.MODELS: _MODEL,
    ListKind.INITIATIVES: _INITIATIVE,
}
"""Kind of list → field → the headings that official and provincial forms give it, between bars."""
TOLD_ONLY = frozenset({SERIAL, "class"})
"""Columns that are known, and from which nothing is kept."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A heading and the field it is held to be; `field` is empty where nothing is taken from it.

    `others` are less likely fields. `reason` as in Proposal, or matching.told, .unknown, .taken."""

    heading: str
    field: str
    score: int
    reason: str
    others: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        return Proposal(self.field, self.score, self.reason).is_sure


def match_columns(
    headings: Sequence[str],
    kind: ListKind,
    remembered: Mapping[str, str],
    told: Mapping[str, str],
) -> tuple[Matched, ...]:
    """Which field each heading is; no field is held by two, the likelier keeps it.

    `remembered` maps folded headings, `told` headings as they stand, to what the user says."""
    choices = _choices(kind) if not remembered else _made(kind, remembered)
    found = [_matched(heading, choices, told) for heading in headings]
    owner: dict[str, int] = {}
    for place, each in enumerate(found):
        first = owner.get(each.field)
        if each.field and (first is None or found[first].score < each.score):
            owner[each.field] = place
    return tuple(
        each if not each.field or owner[each.field] == place else _displaced(each)
        for place, each in enumerate(found)
    )


def _matched(heading: str, choices: Choices, told: Mapping[str, str]) -> Matched:
    if heading in told:
        return Matched(heading, told[heading], 101, "matching.told")
    proposals = choices.proposals(heading)
    if LEVELS in heading and not (proposals and proposals[0].is_sure):
        proposals = choices.proposals(heading.rpartition(LEVELS)[2]) or proposals
    if not proposals:
        return Matched(heading, LEFT, 100, "matching.unknown")
    first, *others = proposals
    return Matched(
        heading, first.meant, first.score, first.reason, tuple(each.meant for each in others)
    )


def _displaced(each: Matched) -> Matched:
    """A surely known heading that is there twice must be asked about; a mere guess falls away."""
    score = 0 if each.is_sure else 100
    return replace(each, field=LEFT, score=score, reason="matching.taken", others=(each.field,))


@cache
def _choices(kind: ListKind) -> Choices:
    return _made(kind, {})


def _made(kind: ListKind, remembered: Mapping[str, str]) -> Choices:
    known = [Choice(field, tuple(names.split(" | "))) for field, names in FIELDS[kind].items()]
    folded = {fold(word): field for word, field in remembered.items()}
    return Choices(known, folded, without_marks=True)
