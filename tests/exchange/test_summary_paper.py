"""What fits on the paper of summary 1: widths, lines, pages, Roman numbers."""

from dataclasses import replace

import pytest

from tests.builders import a_phase, a_task
from tests.exchange.summary_cases import TWO_PHASES, figures, many_units
from toolkit.domain.plan import Plan
from toolkit.exchange.official.page import roman
from toolkit.exchange.official.paper import WIDTH, lines, page_starts, text_width
from toolkit.exchange.summary.grid import main_grid, task_grids
from toolkit.exchange.summary.write import letter
from toolkit.words import Words

VI = Words("vi")


def test_digits_are_half_as_wide_as_they_are_high() -> None:
    assert text_width("1234", 72) == pytest.approx(4 * 72 / 2 * 25.4 / 72)


def test_tone_marks_take_no_room() -> None:
    assert text_width("Đỗ Thị Bưởi", 12) == pytest.approx(text_width("Đo Thi Buoi", 12))


@pytest.mark.parametrize(
    ("text", "room", "count"),
    [
        ("Vụ", 50, 1),
        ("Vụ Pháp chế", 15, 2),
        ("Sở Tài nguyên và Môi trường", 20, 3),
        ("", 20, 1),
        ("Khôngcóchỗngắtdòngnào", 10, 4),
    ],
)
def test_text_takes_as_many_lines_as_its_words_need(text: str, room: float, count: int) -> None:
    assert lines(text, room, 10) == count


def test_page_begins_where_a_block_no_longer_fits() -> None:
    blocks = [(10.0, 10.0), (10.0,), (10.0,), (10.0, 10.0)]
    assert page_starts(blocks, first=30, later=25) == [3, 4]


def test_last_rows_move_together_to_the_next_page() -> None:
    assert page_starts([(10.0,)] * 3 + [(10.0, 10.0, 30.0)], first=60, later=60) == [3]


def test_block_higher_than_a_page_still_gets_its_place() -> None:
    assert page_starts([(100.0,), (10.0,)], first=50, later=50) == [1]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (18, "XVIII"), (40, "XL")]
)
def test_kinds_are_counted_in_roman_numbers(number: int, text: str) -> None:
    assert roman(number) == text


@pytest.mark.parametrize(("place", "text"), [(0, "a"), (25, "z"), (26, "aa"), (27, "ab")])
def test_annexes_are_counted_in_letters(place: int, text: str) -> None:
    assert letter(place) == text


def _plan(phases: int, tasks: int) -> Plan:
    return replace(
        TWO_PHASES,
        phases=tuple(a_phase(str(phase)) for phase in range(phases)),
        tasks=tuple(
            a_task(f"{phase}.{task}", phase=str(phase))
            for phase in range(phases)
            for task in range(tasks)
        ),
    )


@pytest.mark.parametrize("phases", [1, 2, 3, 6])
def test_table_of_any_number_of_phases_fits_the_page(phases: int) -> None:
    grid = main_grid(figures(_plan(phases, 2), many_units(9)), VI)
    assert sum(grid.widths) * grid.scale / 100 <= WIDTH + 1e-9
    assert grid.scale >= 55


@pytest.mark.parametrize(("tasks", "shared"), [(1, [1]), (5, [5]), (6, [3, 3]), (18, [5, 5, 4, 4])])
def test_tasks_are_shared_evenly_over_sheets_of_at_most_five(tasks: int, shared: list[int]) -> None:
    grids = list(task_grids(figures(_plan(1, tasks), many_units(9)), VI))
    assert [len(grid.blocks) for grid in grids] == shared
    assert all(grid.scale == 100 for grid in grids)
