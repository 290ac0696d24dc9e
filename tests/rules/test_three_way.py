"""Three-way merge: nothing that anybody wrote is lost in silence, and nothing is told twice."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from toolkit.domain.workbook import Cell, Line, Sheet
from toolkit.rules.pairing import alike
from toolkit.rules.three_way import (
    Compared,
    LineState,
    Side,
    compare,
    left,
    merged,
    three_way,
    with_own_word,
)

FIELDS = ("name", "post", "cost")


def a_line(key: str = "", row: int = 0, **values: Cell) -> Line:
    return of(key, values, row)


def of(key: str, values: Mapping[str, Cell], row: int = 0) -> Line:
    return Line(sheet=Sheet.EXEMPLARS, key=key, row=row, values=values)


def natural(line: Line) -> str:
    return str(line.values.get("name") or "")


def merge(
    base: tuple[Line, ...], theirs: tuple[Line, ...], ours: tuple[Line, ...]
) -> tuple[Compared, ...]:
    return three_way(base, theirs, ours, natural=natural, label=natural)


def states(compared: tuple[Compared, ...]) -> list[tuple[str, LineState]]:
    return [(each.key, each.state) for each in compared]


def test_what_only_the_file_changed_is_a_change() -> None:
    base = a_line("A", name="Lan", post="Trưởng phòng")

    [one] = merge((base,), (a_line("A", name="Lan", post="Phó phòng"),), (base,))

    assert one.state is LineState.CHANGED
    assert merged(one, {}) == {"post": "Phó phòng"}


def test_what_was_only_changed_here_stays_and_is_no_change() -> None:
    base = a_line("A", name="Lan", post="Trưởng phòng")

    [one] = merge((base,), (base,), (a_line("A", name="Lan", post="Vụ trưởng"),))

    assert (one.state, one.changes) == (LineState.UNCHANGED, ())


def test_a_field_that_both_changed_is_a_conflict_and_ours_unless_theirs_is_chosen() -> None:
    base = a_line("A", name="Lan", post="1", cost=1)
    theirs, ours = (
        a_line("A", name="Lan", post="2", cost=2),
        a_line("A", name="Lan", post="3", cost=1),
    )

    [one] = merge((base,), (theirs,), (ours,))

    assert one.state is LineState.CONFLICT
    assert merged(one, {}) == {"cost": 2}
    assert [each.field for each in left(one, {})] == ["post"]
    assert merged(one, {(one.key, "post"): Side.THEIRS}) == {"post": "2", "cost": 2}


def test_the_same_change_on_both_sides_is_none() -> None:
    base, both = a_line("A", name="Lan", post="1"), a_line("A", name="Lan", post="2")

    assert states(merge((base,), (both,), (both,))) == [("exemplars/A", LineState.UNCHANGED)]


def test_a_column_that_the_file_lacks_keeps_its_value() -> None:
    base = a_line("A", name="Lan", post="1")

    assert states(merge((base,), (a_line("A", name="Lan"),), (base,))) == [
        ("exemplars/A", LineState.UNCHANGED)
    ]


def test_a_cell_that_was_emptied_is_a_change() -> None:
    base = a_line("A", name="Lan", post="1")

    [one] = merge((base,), (a_line("A", name="Lan", post=None),), (base,))

    assert merged(one, {}) == {"post": None}


def test_a_row_that_lost_its_key_is_found_by_what_it_says() -> None:
    base = (a_line("A", name="Lan", post="1"), a_line("B", name="Minh", post="1"))
    theirs = (a_line(row=8, name="Minh", post="2"), a_line(row=9, name="Hoa"))

    assert states(merge(base, theirs, base)) == [
        ("exemplars/B", LineState.CHANGED),
        ("exemplars/#9", LineState.NEW),
        ("exemplars/A", LineState.REMOVED),
    ]


def test_of_rows_copied_with_their_key_the_likest_is_the_record_and_the_other_is_new() -> None:
    base = a_line("A", name="Lan", post="1", cost=1)
    theirs = (
        a_line("A", row=8, name="Hoa", post="1", cost=5),
        a_line("A", row=9, name="Lan", post="1", cost=2),
    )

    assert states(merge((base,), theirs, (base,))) == [
        ("exemplars/#8", LineState.NEW),
        ("exemplars/A", LineState.CHANGED),
    ]


def test_a_copy_to_the_letter_is_a_fault_that_names_the_row_it_was_copied_from() -> None:
    base = a_line("A", name="Lan")
    theirs = (a_line("A", row=8, name="Lan"), a_line("A", row=9, name="Lan"))

    first, second = merge((base,), theirs, (base,))

    assert (first.state, second.state) == (LineState.UNCHANGED, LineState.FAULTY)
    assert [problem.values for problem in second.problems] == [{"row": "8"}]


def test_a_line_that_is_here_no_more_takes_no_change_and_tells_it() -> None:
    base = a_line("A", name="Lan", post="1")

    [one] = merge((base,), (a_line("A", name="Lan", post="2"),), ())

    assert (one.state, one.gone) == (LineState.CONFLICT, True)
    assert merged(one, {(one.key, "post"): Side.THEIRS}) == {}
    assert [each.field for each in left(one, {})] == ["post"]


def test_a_line_here_that_was_never_given_out_is_not_emptied_by_empty_cells() -> None:
    ours = a_line("A", name="Lan", post="1", cost=None)

    [one] = merge((), (a_line(row=8, name="Lan", post=None, cost=3),), (ours,))

    assert (one.state, merged(one, {})) == (LineState.CHANGED, {"cost": 3})


def test_a_row_without_key_that_says_most_of_what_was_given_out_is_that_record() -> None:
    base = a_line("A", name="Lan", post="1", place="Huế", cost=1)
    other = a_line("B", name="Minh", post="9", place="Vinh", cost=7)
    renamed = a_line(row=8, name="Lan Anh", post="1", place="Huế", cost=1)
    new = a_line(row=9, name="Hoa", post="9", place="Vinh", cost=8)

    assert states(merge((base, other), (renamed, new), (base, other))) == [
        ("exemplars/A", LineState.CHANGED),
        ("exemplars/#9", LineState.NEW),
        ("exemplars/B", LineState.REMOVED),
    ]


def test_a_row_without_key_among_rows_with_keys_is_new_however_like() -> None:
    base = a_line("A", name="Lan", post="1", place="Huế", cost=1)
    other = a_line("B", name="Minh", post="1", place="Huế", cost=1)
    new = a_line(row=9, name="Hoa", post="1", place="Huế", cost=1)

    assert states(merge((base, other), (base, new), (base, other))) == [
        ("exemplars/A", LineState.UNCHANGED),
        ("exemplars/#9", LineState.NEW),
        ("exemplars/B", LineState.REMOVED),
    ]


def test_the_newer_file_of_a_unit_mends_what_only_its_earlier_file_had_changed() -> None:
    base = a_line("A", name="Lan", post="1", cost=1)
    before, now = (
        a_line("A", name="Lan", post="2", cost=1),
        a_line("A", name="Lan", post="2", cost=9),
    )
    newer = a_line("A", name="Lan", post="3", cost=3)

    [one] = with_own_word(merge((base,), (newer,), (now,)), (before,), (now,), natural=natural)

    assert [(each.field, each.both) for each in one.changes] == [("post", False), ("cost", True)]
    assert merged(one, {}) == {"post": "3"}


def test_the_newer_file_mends_a_row_that_its_earlier_file_had_added() -> None:
    now = a_line("A", name="Lan", post="2")

    [one] = with_own_word(
        merge((), (a_line(row=8, name="Lan", post="3"),), (now,)),
        (a_line(row=8, name="Lan", post="2"),),
        (now,),
        natural=natural,
    )

    assert (one.state, merged(one, {})) == (LineState.CHANGED, {"post": "3"})


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("scope", "dat_dai; nuoc", "nuoc; dat_dai"),
        ("text", "Đã làm\n  xong ", "Đã làm xong"),
        ("cost", 0.1 + 0.2, 0.3),
        ("count", 3, 3.0),
        ("on", date(2018, 6, 15), date(2018, 6, 15)),
    ],
)
def test_cells_that_say_the_same_are_no_change(field: str, one: Cell, other: Cell) -> None:
    assert alike(field, one, other)


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("text", "a; b", "b; a"),
        ("text", None, "a"),
        ("cost", 1, "1"),
        ("cost", 1.0, 1.001),
        ("on", date(2018, 6, 15), date(2018, 6, 16)),
    ],
)
def test_cells_that_say_something_else_are_a_change(field: str, one: Cell, other: Cell) -> None:
    assert not alike(field, one, other)


def test_a_removed_row_is_told_only_while_its_record_is_here() -> None:
    base = (a_line("A", name="Lan"), a_line("B", name="Minh"))

    assert states(merge(base, (), base[:1])) == [("exemplars/A", LineState.REMOVED)]


cells = some.one_of(some.none(), some.sampled_from(["1", "2", 3, 4.5]))
values = some.fixed_dictionaries(dict.fromkeys(FIELDS, cells))
part_of_values = some.dictionaries(some.sampled_from(FIELDS), cells)
sheets = some.dictionaries(some.sampled_from("ABCD"), values)
file_rows = some.lists(some.tuples(some.sampled_from(["", "A", "B", "C", "?"]), part_of_values))


def _lines(rows: Mapping[str, Mapping[str, Cell]]) -> tuple[Line, ...]:
    return tuple(of(key, told) for key, told in rows.items())


@given(values, part_of_values, values)
def test_every_field_ends_as_the_file_or_as_here_and_only_where_both_changed_is_there_a_choice(
    base: dict[str, Cell], theirs: dict[str, Cell], ours: dict[str, Cell]
) -> None:
    found = {each.field: each for each in compare(of("A", base), of("A", theirs), of("A", ours))}

    for name in FIELDS:
        changed = name in theirs and theirs[name] not in (base[name], ours[name])
        assert (name in found) == changed
        if changed:
            assert found[name].both == (ours[name] != base[name])
            assert (found[name].base, found[name].theirs) == (base[name], theirs[name])
            assert found[name].ours == ours[name]


@given(values, values)
def test_where_nothing_was_changed_here_the_file_is_followed_whole(
    base: dict[str, Cell], theirs: dict[str, Cell]
) -> None:
    [one] = merge((of("A", base),), (of("A", theirs),), (of("A", base),))

    assert {**base, **merged(one, {})} == theirs
    assert left(one, {}) == ()


@given(sheets, file_rows, sheets)
def test_every_row_of_the_file_and_every_line_given_out_is_told_exactly_once(
    base: dict[str, dict[str, Cell]],
    rows: list[tuple[str, dict[str, Cell]]],
    ours: dict[str, dict[str, Cell]],
) -> None:
    theirs = tuple(of(key, told, row) for row, (key, told) in enumerate(rows, start=8))

    compared = merge(_lines(base), theirs, _lines(ours))

    assert [each.line for each in compared if each.line] == list(theirs)
    assert max(Counter(each.key for each in compared).values(), default=0) <= 1
    told = {each.key.removeprefix("exemplars/") for each in compared}
    assert set(base) & set(ours) <= told
    for each in compared:
        if each.state is LineState.UNCHANGED:
            assert each.changes == ()
        if each.state is LineState.REMOVED:
            assert each.line is None


@given(sheets)
def test_a_file_that_comes_back_as_it_went_out_changes_nothing(
    base: dict[str, dict[str, Cell]],
) -> None:
    lines = _lines(base)

    assert {each.state for each in merge(lines, lines, lines)} <= {LineState.UNCHANGED}
