"""Invented exemplars of one unit: who they are and what they have done; no real person is meant."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from toolkit.demo.people import invented_name
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.text import fold
from toolkit.domain.unit import Unit

_HOW_MANY = {"tong_cuc": 20, "cuc": 11, "so": 9, "vien": 9, "vu": 6, "don_vi_cap_3": 7}
_OTHERS = 6
_KINDS = (
    (0.58, ExemplarKind.PERSON),
    (0.78, ExemplarKind.TEAM),
    (0.96, ExemplarKind.MODEL),
    (1.00, ExemplarKind.HOUSEHOLD),
)
_FIELD_OF = (
    ("bien doi khi hau", "bdkh"),
    ("khi tuong", "kttv"),
    ("thuy van", "kttv"),
    ("dat dai", "dat_dai"),
    ("nuoc", "nuoc"),
    ("dia chat", "dia_chat"),
    ("khoang san", "dia_chat"),
    ("do dac", "do_dac"),
    ("ban do", "do_dac"),
    ("vien tham", "vien_tham"),
    ("bien", "bien"),
    ("moi truong", "moi_truong"),
)
_PROVINCIAL = (
    "dat_dai",
    "dat_dai",
    "moi_truong",
    "moi_truong",
    "nuoc",
    "dia_chat",
    "do_dac",
    "bien",
)
_MODELS = {
    "dat_dai": (
        *("Một cửa đất đai liên thông", "Số hóa hồ sơ địa chính"),
        "Trả kết quả đất đai tại xã",
    ),
    "nuoc": (
        *("Tổ tự quản công trình cấp nước", "Trám lấp giếng hỏng"),
        "Quan trắc nước dưới đất tự động",
    ),
    "dia_chat": (
        *("Giám sát khai thác cát bằng ảnh", "Đội xung kích tuần tra mỏ"),
        "Kho mẫu lõi khoan số",
    ),
    "moi_truong": (
        *("Phân loại rác tại nguồn", "Khu dân cư không rác thải nhựa"),
        *("Ủ phân vi sinh hộ gia đình", "Đường dây nóng môi trường"),
    ),
    "kttv": ("Trạm đo mưa cộng đồng", "Bản tin lũ tới thôn bản", "Ca trực dự báo liên vùng"),
    "bdkh": ("Làng ven biển thích ứng", "Vườn ươm rừng ngập mặn", "Lịch mùa vụ theo khí hậu"),
    "do_dac": (
        *("Bản đồ số dùng chung", "Đo đạc bằng máy bay không người lái"),
        "Kho dữ liệu mốc tọa độ",
    ),
    "bien": ("Bãi biển xanh", "Tổ ngư dân thu gom rác biển", "Giao khu vực biển minh bạch"),
    "vien_tham": ("Giám sát cháy rừng từ ảnh vệ tinh", "Ảnh viễn thám phục vụ xã"),
    "cong_tac_chung": ("Phòng họp không giấy", "Sáng kiến mỗi tuần", "Văn bản đi trong ngày"),
}
_TEAMS = ("Phòng", "Đội", "Tổ", "Trạm")
_WORK = ("Tổng hợp", "Kỹ thuật", "Kiểm tra", "Quản lý dữ liệu", "Quan trắc", "Pháp chế", "Đo đạc")
_POSTS = (
    "Chuyên viên",
    "Chuyên viên chính",
    "Trưởng phòng",
    "Phó trưởng phòng",
    "Kỹ sư",
    "Quan trắc viên",
)
_PLACES = ("xã Đồng Tâm", "huyện An Phú", "phường Hòa Bình", "xã Tân Lập", "thị trấn Sông Cầu")
_DEEDS = (
    "rút thời gian giải quyết hồ sơ từ {n} ngày xuống còn một nửa",
    "đề xuất {n} sáng kiến được áp dụng trong đơn vị",
    "hướng dẫn {n} đồng nghiệp trẻ làm chủ công nghệ mới",
    "vận động {n} hộ dân cùng thực hiện",
    "hoàn thành vượt mức {n} % kế hoạch năm",
)
_HOW = (
    "Luôn gương mẫu, được đồng nghiệp tin cậy.",
    "Cách làm đơn giản, ít tốn kém, đơn vị khác dễ học theo.",
    "Kết quả được lãnh đạo đơn vị và nhân dân ghi nhận.",
)
_MOVEMENTS = ("Học tập và làm theo", "Dạy tốt việc, làm tốt nghề", "Vì môi trường xanh", "")


@dataclass(frozen=True, slots=True)
class Biography:
    """One invented exemplar: `form` is what its unit types, without days."""

    unit: str
    name: str
    kind: ExemplarKind
    form: dict[str, object]


def biographies(unit: Unit) -> Iterator[Biography]:
    """The unit's invented exemplars, always the same; no two of one name."""
    chance = Random(f"điển hình {unit.code}")  # noqa: S311 -- seeded on purpose: the demo is the same everywhere
    most = _HOW_MANY.get(unit.kind, _OTHERS)
    taken: set[str] = set()
    for _ in range(max(most + chance.randint(-2, 3), 2)):
        draw = chance.random()
        kind = next(kind for upto, kind in _KINDS if draw <= upto)
        field = field_of(unit, chance)
        name = _name(kind, field, chance)
        if name not in taken:
            taken.add(name)
            yield Biography(unit.code, name, kind, _form(kind, name, field, chance))


def field_of(unit: Unit, chance: Random) -> str:
    """The field that the unit's name speaks of; a provincial department has several."""
    if unit.kind == "so":
        return chance.choice(_PROVINCIAL)
    words = fold(unit.name)
    return next((field for part, field in _FIELD_OF if part in words), "cong_tac_chung")


def _name(kind: ExemplarKind, field: str, chance: Random) -> str:
    if kind is ExemplarKind.PERSON:
        return invented_name(chance)
    if kind is ExemplarKind.HOUSEHOLD:
        return f"Hộ {invented_name(chance)}"
    if kind is ExemplarKind.TEAM:
        return f"{chance.choice(_TEAMS)} {chance.choice(_WORK)} số {chance.randint(1, 4)}"
    return f"{chance.choice(_MODELS[field])} {chance.choice(_PLACES)}"


def _form(kind: ExemplarKind, name: str, field: str, chance: Random) -> dict[str, object]:
    whole = chance.random() < 0.2
    two = [field, "cong_tac_chung"] if chance.random() < 0.1 else [field]
    deeds = " và ".join(deed.format(n=chance.randint(2, 40)) for deed in chance.sample(_DEEDS, 2))
    return {
        "name": name,
        "comprehensive": whole,
        "fields": [] if whole else two,
        "movement": chance.choice(_MOVEMENTS),
        "summary": f"{deeds[0].upper()}{deeds[1:]}. {chance.choice(_HOW)}",
        "contact": f"Phòng {chance.choice(_WORK)}",
        **_of_kind(kind, name, chance),
    }


def _of_kind(kind: ExemplarKind, name: str, chance: Random) -> dict[str, object]:
    if kind is ExemplarKind.PERSON:
        return {
            "birth": _birth(chance),
            "sex": _sex(name, chance),
            "post": chance.choice(_POSTS),
            "workplace": f"Phòng {chance.choice(_WORK)}",
        }
    if kind is ExemplarKind.MODEL:
        return {
            "novelty": "Lần đầu được làm ở đơn vị; người dân cùng tham gia theo dõi.",
            "place": chance.choice(_PLACES),
            "cost": chance.randint(5, 300),
            "benefit": chance.randint(20, 900),
            "figures": f"{chance.randint(20, 900)} hộ tham gia, giảm nửa chi phí.",
        }
    return {
        "head": invented_name(chance),
        "size": chance.randint(3, 30),
        "place": chance.choice(_PLACES),
    }


def _sex(name: str, chance: Random) -> str:
    """By the middle name where that tells it."""
    either = chance.choice(("male", "female"))
    return {"Thị": "female", "Văn": "male"}.get(name.split()[1], either)


def _birth(chance: Random) -> str:
    year = chance.randint(1960, 1994)
    if chance.random() < 0.25:
        return str(year)
    return f"{chance.randint(1, 28):02d}/{chance.randint(1, 12):02d}/{year}"
