"""Parts that pages share: files in pieces, long work, chips, opening."""

from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.pages.garden import a_garden
from toolkit.domain.obligation import Status
from toolkit.errors import NotFound, Refused
from toolkit.pages.checks import BadValue
from toolkit.pages.longwork import Work, time_left
from toolkit.pages.parts.chips import SIGNS, chip
from toolkit.pages.parts.files import PIECE, Upload
from toolkit.pages.shell import open_page
from toolkit.pages.shell.opening import Stopped
from toolkit.pages.shell.vuetify import messages
from toolkit.pages.state import Speaking
from toolkit.pages.view import unexpected
from toolkit.store import Store
from toolkit.words import Words

VI = Words("vi")


def test_file_in_pieces_comes_out_whole() -> None:
    data = bytes(range(256)) * 5_000
    upload = Upload(most=10 * PIECE)
    upload.begin("báo cáo.pdf", len(data))
    whole = [upload.add(at, data[at : at + PIECE]) for at in range(0, len(data), PIECE)]

    assert whole == [False, True]
    assert upload.data == data


def test_file_too_big_is_refused_before_a_byte_is_sent() -> None:
    with pytest.raises(Refused) as refused:
        Upload(most=10 * PIECE).begin("lớn.pdf", 11 * PIECE)

    assert (
        VI.error(refused.value) == "Tệp “lớn.pdf” lớn 11 MB; tối đa 10 MB. Hãy nén hoặc chia nhỏ."
    )


@pytest.mark.parametrize(
    ("at", "piece"), [(1, b"ab"), (0, b""), (0, b"abcd"), (0, b"x" * (PIECE + 1))]
)
def test_piece_that_does_not_fit_is_refused(at: int, piece: bytes) -> None:
    upload = Upload(most=10 * PIECE)
    upload.begin("a.pdf", 3)

    with pytest.raises(BadValue):
        upload.add(at, piece)


def test_bytes_of_an_unfinished_file_are_not_handed_out() -> None:
    upload = Upload(most=PIECE)
    upload.begin("a.pdf", 3)
    upload.add(0, b"ab")

    with pytest.raises(BadValue):
        _ = upload.data


def a_work() -> tuple[Work, Speaking, list[dict[str, Any]]]:
    state, told = Speaking(VI), list[dict[str, Any]]()
    return Work(state, told.append, unexpected), state, told


def test_long_work_tells_how_far_it_is_and_hands_over_its_result() -> None:
    work, _, told = a_work()
    results: list[str] = []

    def job(progress: Any, _cancelled: Any) -> str:
        progress(0.5)
        progress(1.0)
        return "xong"

    work.start(job, results.append)
    work.wait(60)

    assert results == ["xong"]
    assert [each["share"] for each in told] == [0, 50, 100, 0]
    assert [each["running"] for each in told] == [True, True, True, False]


def test_cancelled_work_hands_over_nothing() -> None:
    work, state, told = a_work()
    results: list[str] = []
    begun, go_on = Event(), Event()

    def job(_progress: Any, cancelled: Any) -> str:
        begun.set()
        go_on.wait(60)
        return "cancelled" if cancelled() else "done"

    work.start(job, results.append)
    begun.wait(60)
    work.cancel()
    go_on.set()
    work.wait(60)

    assert results == []
    assert state.notice["text"] == "Đã dừng, chưa có gì được tạo ra."
    assert told[-1]["running"] is False


def held(begun: Event, go_on: Event) -> Any:
    def job(_progress: Any, _cancelled: Any) -> str:
        begun.set()
        go_on.wait(60)
        return "một"

    return job


def test_added_work_waits_for_what_is_being_done() -> None:
    work, _, told = a_work()
    results: list[str] = []
    begun, go_on = Event(), Event()

    work.add(held(begun, go_on), results.append)
    begun.wait(60)
    work.add(lambda _progress, _cancelled: "hai", results.append)
    work.start(lambda _progress, _cancelled: "ba", results.append)  # refused: it is not idle
    go_on.set()
    work.wait(60)

    assert results == ["một", "hai"]
    assert [each["running"] for each in told] == [True, False]


def test_cancelling_forgets_what_waits_but_not_what_comes_after() -> None:
    work, _, _ = a_work()
    results: list[str] = []
    begun, go_on = Event(), Event()

    work.add(held(begun, go_on), results.append)
    begun.wait(60)
    work.add(lambda _progress, _cancelled: "hai", results.append)
    work.cancel()
    work.add(lambda _progress, _cancelled: "ba", results.append)
    go_on.set()
    work.wait(60)

    assert results == ["ba"]


@pytest.mark.parametrize(
    ("error", "sentence"), [(NotFound(), "Không tìm thấy mục này"), (ValueError("x"), "(mã ")]
)
def test_work_that_fails_says_so_and_ends(error: Exception, sentence: str) -> None:
    work, state, told = a_work()

    def job(_progress: Any, _cancelled: Any) -> None:
        raise error

    work.start(job, lambda _: None)
    work.wait(60)

    assert sentence in state.notice["text"]
    assert told[-1]["running"] is False


def test_time_left_is_told_in_seconds_then_minutes() -> None:
    assert [time_left(VI, seconds) for seconds in (None, 0.2, 12.4, 89, 150)] == [
        "",
        "còn khoảng 1 giây",
        "còn khoảng 12 giây",
        "còn khoảng 89 giây",
        "còn khoảng 2 phút",
    ]


def test_every_status_has_a_sign_and_a_word_of_its_own() -> None:
    chips = [chip(status, VI) for status in Status]

    assert len({each["icon"] for each in chips}) == len(SIGNS) == len(Status)
    assert len({each["text"] for each in chips}) == len(Status)
    assert chip(Status.OVERDUE, VI, "12 ngày")["text"] == "Quá hạn · 12 ngày"


def test_vuetify_speaks_vietnamese_by_its_own_names() -> None:
    told = messages(VI)

    assert told["vuetify.noDataText"] == "Không có dữ liệu"
    assert told["vuetify.datePicker.ariaLabel.nextMonth"] == "Tháng sau"


def lines(page: Any) -> str:
    assert isinstance(page, Stopped)
    return " ".join(page.state.lines)


def test_page_without_data_says_what_to_do(tmp_path: Path) -> None:
    told = lines(open_page({"TOOLKIT_DATA": str(tmp_path / "none.db")}))

    assert "none.db" in told


def test_page_of_a_file_that_is_not_ours_says_so_and_leaves_it(tmp_path: Path) -> None:
    file = tmp_path / "thư.txt"
    file.write_text("Kính gửi", encoding="utf-8")

    assert "thư.txt" in lines(open_page({"TOOLKIT_DATA": str(file)}))
    assert file.read_text(encoding="utf-8") == "Kính gửi"


def test_page_without_a_plan_says_how_to_get_one(tmp_path: Path) -> None:
    Store.open(tmp_path / "new.db", create=True).close()

    assert "toolkit plan use" in lines(open_page({"TOOLKIT_DATA": str(tmp_path / "new.db")}))


def test_page_for_somebody_unknown_says_whom_to_ask(tmp_path: Path) -> None:
    a_garden(tmp_path).close()
    asked = {"TOOLKIT_DATA": str(tmp_path / "garden.db"), "TOOLKIT_USER": "người.lạ"}

    assert "người.lạ" in lines(open_page(asked))


def test_page_opens_for_the_address_that_the_server_passes_on(tmp_path: Path) -> None:
    a_garden(tmp_path).close()
    asked = {"TOOLKIT_DATA": str(tmp_path / "garden.db"), "TOOLKIT_QUERY": "page=plan&lang=en"}
    page = open_page(asked)

    assert page.state.place["search"] == "?page=plan&lang=en"
