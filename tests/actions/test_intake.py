"""Workbooks come back: each file has its line, and all of it is taken or nothing."""

from datetime import date

import pytest

from tests.actions.intake_cases import (
    ACTIVITIES,
    EXEMPLARS,
    LATER,
    NEW,
    PAPER,
    REPORTS,
    TARGETS,
    TODAY,
    given,
    keys,
    people,
    taken,
    version,
)
from tests.actions.test_exemplars import put
from tests.actions.test_lifeline import record, registered
from tests.builders import a_user
from tests.desks import PLAN, DeskFor, coordinator
from toolkit.actions.intake import (
    LineState,
    Verdict,
    kept_file,
    ledger,
    look,
    take,
    take_many,
)
from toolkit.actions.plans import use_plan
from toolkit.actions.targets import set_targets
from toolkit.domain.exemplar import Step
from toolkit.domain.obligation import State
from toolkit.domain.user import Role
from toolkit.errors import NotFound, Refused
from toolkit.store.backup import check
from toolkit.words import LANGUAGES, Words


def test_a_workbook_that_comes_back_untouched_is_accepted_and_changes_nothing(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    one = registered(desk, name="An")
    record(desk, "media", one, outlet="Báo", medium="radio")
    set_targets(desk, unit="T2", year=2017, counts={("person", ""): 3})
    file = given(desk)
    before = version(desk)

    line = taken(desk, file)

    assert (line.verdict, line.unit, line.period) == (Verdict.ACCEPTED, "T2", "2017-H1")
    assert line.counts == {"unchanged": 8 + 2 + 1 + 1}
    assert (line.problems, line.notes) == ((), ())
    assert version(desk) == before
    assert kept_file(desk, received=line.id) == ("t2.xlsx", file.data)


def test_everything_that_a_unit_fills_in_is_written_through_the_actions(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = registered(desk, name="An")
    file = given(desk)
    file.sheet(TARGETS).write(file.sheet(TARGETS).key("2017/person/"), count=5)
    reports = file.sheet(REPORTS)
    reports.write(
        reports.key("1/once#sach"),
        value="1.200",
        text="Đã lập",
        **PAPER,
    )
    rows = file.sheet(EXEMPLARS)
    rows.write(rows.key(one.code), post="Tổ trưởng")
    rows.add(**NEW, code="M1", next_step="Lựa chọn", next_step_on=date(2017, 5, 1))
    done = file.sheet(ACTIVITIES)
    done.add(
        kind="Tuyên truyền",
        title="Người thầy",
        on=date(2017, 5, 20),
        exemplars_1=f"{one.code} – An",
        exemplars_4="M1",
        choice="Phát thanh",
        outlet="Đài Huế",
    )

    line = taken(desk, file)

    assert keys(line) == []
    assert line.counts == {"new": 2, "changed": 3, "unchanged": 7 + 1}
    found = people(desk)
    mai = found["Lê Thị Mai"]
    assert found["An"].post == "Tổ trưởng"
    assert (mai.code, mai.birth_year, mai.comprehensive) == ("T2-2017-002", 1990, True)
    assert mai.taken(Step.SELECTED) is not None
    with desk.store.reading() as q:
        [media] = q.activities_of(mai.id)
        assert set(media.exemplars) == {one.id, mai.id}
        [target] = q.targets(codes=["T2"])
        assert target.count == 5
        [owed] = [each for each in q.all_obligations() if each.unit == "T2" and each.task == "1"]
        report = q.report_on(owed.id)
        assert owed.state is State.SENT
        assert report
        assert (dict(report.numbers), report.paper_date) == ({"sach": 1200}, date(2017, 5, 2))
    assert check(desk.store) == ()


def test_the_same_bytes_again_are_a_duplicate_and_change_nothing(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    file = given(desk)
    file.sheet(EXEMPLARS).add(**NEW)
    first = taken(desk, file)
    before = version(desk)

    again = take(desk, name="khác tên.xlsx", data=file.data)

    assert (first.verdict, again.verdict) == (Verdict.ACCEPTED, Verdict.DUPLICATE)
    assert (again.unit, again.period, again.counts) == ("T2", "2017-H1", {})
    assert version(desk) == before
    assert look(desk, name="x", data=file.data).verdict is Verdict.DUPLICATE


def test_a_refused_file_may_be_sent_again_once_the_reason_is_gone(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    file = given(desk)
    file.sheet(EXEMPLARS).add(**{**NEW, "discovered_on": date(2017, 6, 20)})

    assert taken(desk, file).verdict is Verdict.REFUSED
    assert taken(desk_for(on=LATER), file).verdict is Verdict.ACCEPTED


def test_a_fault_anywhere_refuses_the_whole_file_and_every_fault_is_told_at_its_cell(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk, name="An")
    file = given(desk)
    rows = file.sheet(EXEMPLARS)
    rows.write(rows.key(one.code), post="Tổ trưởng", kind="Mô hình")
    new = rows.add(**{**NEW, "name": None, "sex": "Nũ giới", "birth": "31/02/1990"})
    bare = rows.add(name="Chỉ có tên")
    reports = file.sheet(REPORTS)
    reports.write(reports.key("1/once#sach"), text="Thiếu số và văn bản")
    before = version(desk)

    line = taken(desk, file)

    assert line.verdict is Verdict.REFUSED
    assert sorted(keys(line)) == sorted(
        [
            ("intake.kind_fixed", f"D{rows.key(one.code)}"),
            ("intake.not_in_list", f"N{new}"),
            ("blocker.lacks.name", f"C{new}"),
            ("blocker.date_unreadable", f"M{new}"),
            ("intake.kind_missing", f"D{bare}"),
            ("blocker.number_missing", "G8"),
            ("blocker.paper_number_missing", "I8"),
            ("blocker.paper_date_missing", "J8"),
            ("blocker.paper_issuer_missing", "K8"),
        ]
    )
    assert {problem.values["sheet"] for problem in line.problems} == {EXEMPLARS, REPORTS}
    assert version(desk) == before
    assert people(desk)["An"].post == ""
    for language in LANGUAGES:
        assert all(Words(language).problems((*line.problems, *line.notes)))


def test_looking_tells_what_taking_would_do_and_writes_nothing(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk, name="An")
    file = given(desk)
    rows = file.sheet(EXEMPLARS)
    rows.write(rows.key(one.code), post="Tổ trưởng")
    rows.add(**NEW)
    before = version(desk)

    preview = look(desk, name="t2.xlsx", data=file.data)

    assert preview.verdict is Verdict.ACCEPTED
    assert preview.counts == {
        LineState.NEW: 1,
        LineState.CHANGED: 1,
        LineState.UNCHANGED: 10,
    }
    [changed] = [each for each in preview.lines if each.state is LineState.CHANGED]
    assert changed.label == f"{one.code} – An"
    assert [(each.field, each.base, each.theirs, each.ours) for each in changed.changes] == [
        ("post", None, "Tổ trưởng", None)
    ]
    assert version(desk) == before
    assert ledger(desk).total == 0


def test_a_unit_sends_its_own_workbook_and_no_other_unit_s(desk_for: DeskFor) -> None:
    ministry = desk_for(on=TODAY)
    own, other = given(ministry), given(ministry, "T9")
    own.sheet(EXEMPLARS).add(**NEW)
    other.sheet(EXEMPLARS).add(**NEW)
    unit = desk_for(coordinator("T2"), TODAY)

    lines = [taken(unit, own), taken(unit, other, "t9.xlsx")]

    assert [line.verdict for line in lines] == [Verdict.ACCEPTED, Verdict.REFUSED]
    assert keys(lines[1]) == [("intake.another_unit", "")]
    assert people(ministry, "T9") == {}
    assert [line.name for line in ledger(unit).rows] == ["t9.xlsx", "t2.xlsx"]
    assert ledger(desk_for(coordinator("T9"), TODAY)).total == 1
    [theirs] = ledger(desk_for(coordinator("T9"), TODAY)).rows
    with pytest.raises(NotFound):
        kept_file(desk_for(coordinator("T9"), TODAY), received=lines[0].id)
    assert kept_file(unit, received=theirs.id)[0] == "t9.xlsx"


@pytest.mark.parametrize("role", [Role.LEADER, Role.ANALYST, Role.COUNCIL, Role.ADMIN])
def test_nobody_else_takes_files_or_sees_the_ledger(desk_for: DeskFor, role: Role) -> None:
    desk = desk_for(a_user(role), TODAY)
    for act in (look, take):
        with pytest.raises(Refused):
            act(desk, name="x.xlsx", data=b"PK")
    with pytest.raises(Refused):
        ledger(desk)
    with pytest.raises(Refused):
        list(take_many(desk, [("x.xlsx", b"PK")]))


def test_a_workbook_of_another_plan_or_version_is_told_as_such(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    file = given(desk)
    stamps = file.sheet("_gs")
    stamps.put(2, 1, "2")
    newer = taken(desk, file)
    stamps.put(2, 1, "1")
    stamps.put(7, 1, "2031-H1")
    elsewhen = taken(desk, file)
    use_plan(desk, text=PLAN.replace('code = "DOC"', 'code = "VIET"'), name="viet.toml")

    other = taken(desk, file)

    assert [line.verdict for line in (newer, elsewhen, other)] == [Verdict.WRONG_VERSION] * 3
    assert [keys(line)[0][0] for line in (newer, elsewhen, other)] == [
        "intake.other_template",
        "intake.other_period",
        "intake.other_plan",
    ]


def test_a_workbook_of_no_known_unit_is_told_as_such(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    for unit in ("KHONG-CO", ""):
        file = given(desk)
        file.sheet("_gs").put(6, 1, unit)
        assert taken(desk, file).verdict is Verdict.UNKNOWN_UNIT


def test_a_workbook_of_a_renamed_unit_is_taken_for_its_successor(desk_for: DeskFor) -> None:
    before = desk_for(on=date(2017, 4, 20))
    file = given(before, "T1")
    file.sheet(EXEMPLARS).add(**NEW)
    reports = file.sheet(REPORTS)
    reports.write(reports.key("1/once#sach"), value=40, text="Đã lập", **PAPER)
    desk = desk_for(on=TODAY)

    line = taken(desk, file)

    assert (line.verdict, line.unit, keys(line)) == (Verdict.ACCEPTED, "T9", [])
    assert list(people(desk, "T9")) == ["Lê Thị Mai"]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "table_file.empty"),
        (b"STT;Ten\n1;An\n", "intake.not_a_workbook"),
        (b"PK\x03\x04 broken", "table_file.damaged"),
        (b"%PDF-1.4", "table_file.not_a_table"),
    ],
)
def test_a_file_that_is_no_workbook_has_its_line_and_is_kept(
    desk_for: DeskFor, data: bytes, key: str
) -> None:
    desk = desk_for(on=TODAY)

    line = take(desk, name="a.xlsx", data=data)

    assert (line.verdict, keys(line)) == (Verdict.REFUSED, [(key, "")])
    assert kept_file(desk, received=line.id) == ("a.xlsx", data)


def test_every_file_of_many_has_its_line_in_their_order(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    good = given(desk)
    good.sheet(EXEMPLARS).add(**NEW)
    files = [("a", b"x,y"), ("b", good.data), ("c", good.data), ("d", b"\0" * (51 * 1024 * 1024))]

    lines = list(take_many(desk, files))

    assert [(line.name, line.verdict) for line in lines] == [
        ("a", Verdict.REFUSED),
        ("b", Verdict.ACCEPTED),
        ("c", Verdict.DUPLICATE),
        ("d", Verdict.REFUSED),
    ]
    assert [line.kept for line in lines] == [True, True, True, False]
    assert check(desk.store) == ()
