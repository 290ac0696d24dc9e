"""Invented coordinators; no real person is meant."""

from random import Random

from toolkit.domain.council import Post
from toolkit.domain.text import fold
from toolkit.domain.unit import Unit
from toolkit.domain.user import Role, User

_FAMILY = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Đinh", "Lâm", "Mai", "Trịnh",
)  # fmt: skip
_MIDDLE = (
    "Thị", "Văn", "Minh", "Thanh", "Hồng", "Quốc", "Đức", "Ngọc", "Thu", "Xuân", "Hải", "Kim",
    "Anh", "Hữu",
)  # fmt: skip
_GIVEN = (
    "An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Hùng", "Hương", "Khánh",
    "Lan", "Linh", "Long", "Mai", "Minh", "Nam", "Nga", "Ngân", "Oanh", "Phúc", "Phương", "Quang",
    "Sơn", "Tâm", "Thảo", "Thủy", "Trang", "Tuấn", "Uyên", "Vân", "Việt", "Yến", "Ánh", "Đạt",
)  # fmt: skip

MINISTRY = (
    User(login="bo.huong", name="Đỗ Thu Hương", role=Role.MINISTRY),
    User(login="bo.quang", name="Phan Minh Quang", role=Role.MINISTRY),
)
LEADER = User(login="lanhdao", name="Trịnh Quốc Việt", role=Role.LEADER)
ANALYST = User(login="phantich", name="Lâm Ngọc Chi", role=Role.ANALYST)


def _judge(login: str, name: str, unit: str) -> User:
    return User(login=login, name=name, role=Role.COUNCIL, unit=unit)


COUNCIL = (
    (LEADER, Post.CHAIR),
    (_judge("hd.hanh", "Nguyễn Hồng Hạnh", "TCCB"), Post.VICE_CHAIR),
    (_judge("hd.son", "Lê Thanh Sơn", "TĐKTTT"), Post.SECRETARY),
    (_judge("hd.minh", "Bùi Đức Minh", "TCMT"), Post.MEMBER),
    (_judge("hd.yen", "Vũ Hải Yến", "PC"), Post.MEMBER),
    (_judge("hd.dat", "Hoàng Quốc Đạt", "KHCN"), Post.MEMBER),
    (_judge("hd.oanh", "Phạm Kim Oanh", "VP"), Post.MEMBER),
    (_judge("hd.long", "Mai Xuân Long", "BAO"), Post.MEMBER),
    (_judge("hd.thao", "Trần Ngọc Thảo", "ĐHHN"), Post.MEMBER),
)
"""Who judges, with their posts. The one of TCMT has to stand aside from what is of TCMT's units."""
STANDS_ASIDE = COUNCIL[4][0]
UNITS_OF_JUDGES = frozenset({user.unit for user, _ in COUNCIL} - {"", "TCMT"})


def coordinator(unit: Unit) -> User:
    """The unit's coordinator: always the same person for the same code."""
    chance = Random(f"người {unit.code}")  # noqa: S311 -- seeded on purpose: the demo is the same everywhere
    return User(
        login=login_of(unit.code), name=invented_name(chance), role=Role.UNIT, unit=unit.code
    )


def invented_name(chance: Random) -> str:
    return " ".join(chance.choice(words) for words in (_FAMILY, _MIDDLE, _GIVEN))


def login_of(code: str) -> str:
    return f"dm.{fold(code).replace(' ', '-')}"
