"""The number row under two-level heads, and what sums and shares come to."""

from toolkit.exchange.official.grid import Block, Column, Grid

GRID = Grid(
    blocks=(
        Block("Một", (Column("Tổng", adds=(1, 2)), Column("a"), Column("b"))),
        Block("Hai", (Column("Tỷ lệ", share=(1, 0)), Column("c"), Column("d"))),
        Block("Ba", (Column("Tất cả", adds=(1, 2, 3, 4, 5)), Column("Rời", adds=(0, 2, 4, 5)))),
    )
)


def test_rules_number_the_columns_and_tell_sums_and_shares() -> None:
    assert [*GRID.rules()] == [
        *("A", "B", "1=2+3", "2", "3", "4=(2:1)", "5", "6", "7=2+…+6", "8=1+3+5+6")
    ]


def test_sums_and_shares_follow_from_what_is_told() -> None:
    grid = Grid(blocks=GRID.blocks[:2])
    assert grid.values([1, 2, 5, 7]) == [3, 1, 2, 1 / 3 * 100, 5, 7]
    assert grid.values([0, 0, 0, 0]) == [0, 0, 0, None, 0, 0]


def test_formulas_name_the_cells_of_their_row() -> None:
    told = [GRID.formula(place, 9, lambda at: f"told {at}") for place in range(4)]
    assert told == ["=D9+E9", "told 1", "told 2", '=IF(C9=0,"–",D9/C9*100)']
