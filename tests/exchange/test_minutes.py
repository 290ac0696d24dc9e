"""Minutes, submissions, lists of rewards: every name is filled, and they print as they should."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

from tests.exchange.minutes_cases import a_minutes, a_rewards, a_vote, voted
from tests.exchange.summary_cases import office, pages
from toolkit.exchange.word import (
    MINUTES_NAMES,
    REWARDS_NAMES,
    faults,
    minutes,
    minutes_template,
    names_for,
    reward_list,
    reward_list_template,
    submission,
    submission_template,
    unused,
)
from toolkit.exchange.word.minutes import minutes_context
from toolkit.exchange.word.rewards import rewards_context
from toolkit.exchange.word.template import names_of
from toolkit.words import Words

VI = Words()
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TITLES = {"Bằng khen của Bộ trưởng": 4, "Giấy khen": 2}


def text(data: bytes) -> str:
    """Paragraphs and cells, a line each."""
    document = docx.Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_templates_use_names_that_are_filled() -> None:
    for path, names in (
        (minutes_template(), MINUTES_NAMES),
        (submission_template(), REWARDS_NAMES),
        (reward_list_template(), REWARDS_NAMES),
    ):
        assert faults(path, names) == ()
        assert names_for(path) == names
    everywhere = set(unused(submission_template(), REWARDS_NAMES)) & set(
        unused(reward_list_template(), REWARDS_NAMES)
    )
    assert everywhere == {"so_lieu_den_ngay"}
    assert set(unused(minutes_template(), MINUTES_NAMES)) == {
        *("don_vi_ban_hanh", "quyen_ky", "chuc_vu_ky", "so_lieu_den_ngay")
    }


def test_papers_fill_every_name_they_promise() -> None:
    assert dict(names_of(minutes_context(a_minutes(), VI))) == dict(MINUTES_NAMES)
    assert dict(names_of(rewards_context(a_rewards(), VI))) == dict(REWARDS_NAMES)


def test_minutes_tell_who_was_there_ballots_and_the_share_of_each_dossier() -> None:
    told = text(minutes(a_minutes(), VI))

    for sentence in (
        "Hôm nay, ngày 08 tháng 10 năm 2018, tại Hà Nội",
        "1. Có mặt: 8/9 thành viên (88,9 %).",
        "2. Vắng mặt: 1 thành viên.",
        "Lần 1: cuộc bỏ phiếu đã hủy, phiếu không được đếm. Lý do: Máy chủ mất điện giữa chừng.",
        "số phiếu thu vào 9 (phải có ít nhất 6), trong đó hợp lệ 8, không hợp lệ 1.",
        "từ 50,0 % số phiếu hợp lệ trở lên, chọn nhiều nhất 5 hồ sơ",
        "kết quả nhất trí 87,5 % (7/8 phiếu)",
        "chọn 5 hồ sơ:",
        "bốc thăm với mã số a1b2c3",
    ):
        assert sentence in told
    assert "(không biểu quyết: Trần Thị Bình)" in told
    assert "Cùng đơn vị với hồ sơ." in told


def test_minutes_leave_out_what_there_was_not() -> None:
    paper = a_minutes(
        absent=[],
        aside=[],
        votes=[a_vote(seats=None, counters=("Lê An", "Vũ Bình"))],
        results=[voted(9, chosen=False)],
    )
    told = text(minutes(paper, VI))

    assert "2. Vắng mặt: không." in told
    assert "Người kiểm phiếu: Lê An, Vũ Bình." in told
    assert "chọn 0 hồ sơ." in told
    for sentence in ("Lý do", "nhiều nhất", "bốc thăm", "đứng ngoài (không cho điểm"):
        assert sentence not in told


def test_names_go_in_as_text_whatever_signs_they_hold() -> None:
    name = "{{ 7*7 }} <b>&"
    told = text(minutes(a_minutes(results=[voted(0, name=name)]), VI))

    assert f"1. {name} – " in told


def test_the_list_has_a_section_for_each_title() -> None:
    rows = docx.Document(BytesIO(reward_list(a_rewards(), VI))).tables[1].rows[2:]
    told = [[cell.text for cell in row.cells] for row in rows]

    assert [row[0] for row in told] == [
        *("I. Bằng khen của Bộ trưởng", "1", "2", "3", "4", "II. Giấy khen", "1", "2")
    ]
    assert told[1][5] == "Nhất trí 100,0 %"


def test_the_list_names_the_decision_once_there_is_one() -> None:
    paper = replace(a_rewards(), number="99/QĐ", on=date(2018, 10, 12), issuer="Bộ trưởng")
    decided = "(Kèm theo Quyết định số 99/QĐ ngày 12/10/2018 của Bộ trưởng)"

    assert decided in text(reward_list(paper, VI))
    assert "(Kèm theo Tờ trình số" in text(reward_list(a_rewards(), VI))


def test_the_submission_counts_by_title() -> None:
    told = text(submission(a_rewards(), VI))

    assert "quyết định khen thưởng 6 trường hợp (5 cá nhân, 1 tập thể" in told
    for place, (title, count) in enumerate(TITLES.items()):
        assert f"{'I' * (place + 1)}. {title}: {count} trường hợp." in told


@pytest.mark.office
@pytest.mark.parametrize(
    ("made_on", "place"), [(date(2020, 3, 4), "foot"), (date(2020, 3, 5), "head")]
)
def test_the_number_of_a_page_stands_where_the_rules_of_the_day_want_it(
    tmp_path: Path, lowriter: str, made_on: date, place: str
) -> None:
    (tmp_path / "a.docx").write_bytes(minutes(a_minutes(40, made_on=made_on), VI))
    told = pages(office(lowriter, tmp_path / "a.docx", "pdf"))
    lines = [[line for line in page.split("\n") if line.strip()] for page in told]
    number = 0 if place == "head" else -1

    assert len(told) > 3
    assert [page[number].strip() for page in lines[1:]] == [
        str(page) for page in range(2, len(told) + 1)
    ]
    assert lines[0][-1].strip() != "1"
    assert [NATION in page for page in told] == [True, *[False] * (len(told) - 1)]
    assert "CHỦ TRÌ" in told[-1]
    assert "thông qua tại cuộc họp" in told[-1]
    assert "{" not in "".join(told)


@pytest.mark.office
def test_a_long_list_stands_on_landscape_pages_and_repeats_its_heads(
    tmp_path: Path, lowriter: str
) -> None:
    paper = a_rewards()
    long = replace(paper, rows=[*[paper.rows[0]] * 30, *paper.rows[4:]])
    (tmp_path / "a.docx").write_bytes(reward_list(long, VI))
    told = pages(office(lowriter, tmp_path / "a.docx", "pdf"))

    assert len(told) > 2
    assert [page for page in told[:-1] if "Tóm tắt thành tích" not in page] == []
    assert "NGƯỜI LẬP DANH SÁCH" in told[-1]
    assert "Danh sách có 32 trường hợp" in told[-1]
