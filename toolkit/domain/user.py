"""A person who uses the toolkit, and the role that decides their rights."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Đầu mối đơn vị, đầu mối Bộ, Hội đồng, lãnh đạo, phân tích, quản trị."""

    UNIT = "unit"
    MINISTRY = "ministry"
    COUNCIL = "council"
    LEADER = "leader"
    ANALYST = "analyst"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """`login` is what the proxy calls them; `unit` is the code of the unit they speak for."""

    login: str
    name: str
    role: Role
    unit: str = ""
    active: bool = True
    id: str = ""
    version: int = 0
