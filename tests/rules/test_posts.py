"""Who is a leader by the post on record, and when that can't be told."""

import pytest

from toolkit.rules.posts import Level, level_of

LEADERS = (
    *("Vụ trưởng", "Phó Vụ trưởng", "Q. Cục trưởng", "Quyền Cục trưởng", "Phó phòng", "Giám đốc"),
    *("Phó trưởng phòng", "Chuyên viên chính, Phó Trưởng ban", "Kế toán trưởng", "PHÓ GIÁM ĐỐC"),
    *("Phụ trách phòng Nghiệp vụ", "Chi cục trưởng kiêm Bí thư chi bộ", "Trạm trưởng trạm Láng"),
)
STAFF = (
    *("Chuyên viên", "Chuyên viên chính", "Kỹ sư", "Quan trắc viên", "Kế toán viên", "Lái xe"),
    *("Bí thư chi đoàn, chuyên viên", "Công nhân đo đạc"),
)
UNKNOWN = (
    *("", "Nguyên Giám đốc", "Thư ký Bộ trưởng", "Phòng Tổng hợp", "Tổ trưởng", "Bí thư chi bộ"),
    *("Giám đốcX", "Đảng viên", "Trợ lý Tổng cục trưởng"),
)


@pytest.mark.parametrize(
    ("post", "level"),
    [
        *((post, Level.LEADER) for post in LEADERS),
        *((post, Level.STAFF) for post in STAFF),
        *((post, Level.UNKNOWN) for post in UNKNOWN),
    ],
)
def test_post_tells_its_level_or_nothing(post: str, level: Level) -> None:
    assert level_of(post) is level
