"""Whether a post is one of leadership, as its official name tells; what is not plain is unknown."""

import re
from enum import StrEnum

from toolkit.domain.text import fold


class Level(StrEnum):
    """Cá nhân lãnh đạo, quản lý; không làm quản lý; chưa rõ."""

    LEADER = "leader"
    STAFF = "staff"
    UNKNOWN = "unknown"


# Luật Cán bộ, công chức 2008, điều 7: leaders are those appointed to a leading post for a term.
# The names are the usual ones of ministries, provincial departments and public institutes.
_LEADERS = (
    *("bo truong", "thu truong", "tong cuc truong", "cuc truong", "chi cuc truong", "vu truong"),
    *("vien truong", "phan vien truong", "hieu truong", "tong giam doc", "giam doc"),
    *("chanh van phong", "chanh thanh tra", "truong phong", "truong ban", "truong khoa"),
    *("truong bo mon", "truong doan", "doan truong", "lien doan truong", "truong tram"),
    *("tram truong", "truong doi", "doi truong", "hat truong", "truong dai", "truong chi nhanh"),
    *("tong bien tap", "ke toan truong", "chu tich uy ban nhan dan", "chu tich ubnd"),
    *("chu tich hoi dong", "quan doc", "phong", "ban"),
)
_STAFF = (
    *("chuyen vien", "nhan vien", "cong chuc", "vien chuc", "can su", "ky su", "ky thuat vien"),
    *("nghien cuu vien", "quan trac vien", "du bao vien", "giang vien", "giao vien", "ke toan"),
    *("thanh tra vien", "kiem soat vien", "phong vien", "bien tap vien", "cong nhan", "lai xe"),
    *("van thu", "thu quy", "bao ve", "lao dong hop dong", "nguoi lao dong", "tro giang"),
    *("khai thac vien", "kiem nghiem vien", "luu tru vien", "thu vien vien", "y si", "tap vu"),
)
_PARTS = re.compile(r"[,;/()+–]| - | kiem | va ")
_DEPUTY = re.compile(r"(?:quyen |q\. ?|pho |cap pho )+")
_IN_CHARGE = re.compile(r"phu trach (?:phong|ban|chi cuc|trung tam|van phong|don vi)\b")


def level_of(post: str) -> Level:
    """Judged by how each part of the post begins; a leading post outweighs any other.

    "Nguyên Trưởng phòng", "Thư ký Bộ trưởng" and the like tell nothing of today's post."""
    found = {_level(part.strip()) for part in _PARTS.split(fold(post))}
    return next((each for each in (Level.LEADER, Level.STAFF) if each in found), Level.UNKNOWN)


def _level(part: str) -> Level:
    if _IN_CHARGE.match(part):
        return Level.LEADER
    deputy = _DEPUTY.match(part)
    name = part[deputy.end() :] if deputy else part
    leaders = _LEADERS if deputy else _LEADERS[:-2]  # "Phó phòng" leads; "Phòng …" is no post
    if _begins(name, leaders):
        return Level.LEADER
    return Level.STAFF if not deputy and _begins(name, _STAFF) else Level.UNKNOWN


def _begins(text: str, names: tuple[str, ...]) -> bool:
    return any(text == name or text.startswith(f"{name} ") for name in names)
