"""Other people's lists: shown before they are taken, then taken whole or not at all."""

from dataclasses import replace
from datetime import date

from tests.desks import DeskFor, coordinator
from tests.exchange.foreign_books import COLLECTIVES, INITIATIVES, NOMINEES, PERSONS
from tests.exchange.xlsb import an_xlsb
from tests.foreign import FOUND, HEAD, TODAY, done, faults, listed, look, on_record, states, take
from toolkit.actions.foreign_answers import Answers


def test_persons_of_the_official_form_come_on_record_with_all_that_it_tells(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    data = listed(
        [1, "Trần Thị Hoà", "Nữ", "15/10/1985", "Tổ trưởng", "Tổ Văn", "Trường Hai", "Huế", "A1"],
        [2, "Lê Văn Mẫu", "Nam", 1979, "Giáo viên", None, "T2", None, None, "GK"],
        head=PERSONS,
    )

    seen = look(desk, data)
    line = take(desk, data)
    first, second = on_record(desk)

    assert (seen.verdict, seen.doubtful, seen.undecided) == ("accepted", (), ())
    assert (line.verdict, line.kind, line.unit, line.counts["new"]) == ("accepted", "list", "T2", 2)
    assert (first.code, first.name, first.kind) == ("T2-2017-001", "Trần Thị Hoà", "person")
    assert (first.birth_date, first.sex, first.post) == (date(1985, 10, 15), "female", "Tổ trưởng")
    assert (first.workplace, first.contact) == ("Tổ Văn", "Huế")
    assert (first.discovered_on, first.comprehensive) == (date(2017, 10, 12), True)
    assert [(step.step, step.on) for step in first.steps] == [("discovered", date(2017, 10, 12))]
    assert (second.birth_year, second.workplace) == (1979, "Trường Hai")


def test_a_binary_workbook_is_taken_as_any_other(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    data = an_xlsb("Danh sách", [HEAD, [1, "Trần Thị Hòa", 1985, "T2"]])

    seen = look(desk, data, name="danh-sach.xlsb")
    line = take(desk, data, name="danh-sach.xlsb")

    assert (seen.verdict, seen.undecided, line.verdict) == ("accepted", (), "accepted")
    assert [(each.name, each.unit, each.birth_year) for each in on_record(desk)] == [
        ("Trần Thị Hòa", "T2", 1985)
    ]


def test_nominees_are_persons_teams_and_households_as_each_row_says(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    data = listed(
        [1, "Bà", "Trần Thị Hòa", "Tổ trưởng", "Trường Hai", "Công trạng", "CSTĐCS", "Cá nhân"],
        [2, None, "Tổ Văn", None, "Trường Hai", "Công trạng", "TTLĐXS", "Tập thể", "Toàn diện"],
        [3, None, "Ông Lê Văn Mẫu", None, "Trường Hai", None, None, "Hộ gia đình"],
        head=NOMINEES,
    )

    seen = look(desk, data)
    take(desk, data)

    assert [(each.name, each.kind, each.sex) for each in on_record(desk)] == [
        ("Trần Thị Hòa", "person", "female"),
        ("Tổ Văn", "team", None),
        ("Ông Lê Văn Mẫu", "household", None),
    ]
    assert [[note.key for note in row.notes] for row in seen.rows] == [
        ["foreign.note.award_told"],
        ["foreign.note.award_told"],
        [],
    ]
    assert done(desk) == ()


def test_collectives_that_tell_no_unit_are_of_the_one_that_the_user_names(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    data = listed([1, "Tổ Toán", "TT", None, "TTLĐTT"], head=COLLECTIVES)

    asked = look(desk, data, "collectives")
    take(desk, data, "collectives", replace(FOUND, unit="T2"))

    assert [(each.what, each.rows, each.is_needed) for each in asked.questions] == [
        ("unit", 1, True)
    ]
    assert faults(asked) == [("foreign.lacks_unit", "")]
    assert [(each.name, each.kind, each.unit) for each in on_record(desk)] == [
        ("Tổ Toán", "team", "T2")
    ]


def test_initiative_becomes_a_model_of_its_author_s_unit_found_when_it_was_recognised(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    row = [
        1,
        "Tủ sách lưu động",
        date(2017, 5, 20),
        "Phòng Giáo dục",
        "Mười lớp",
        "Lê Mẫu",
        "Tổ Văn",
    ]
    data = listed([*row, "Trường Hai"], head=INITIATIVES)

    take(desk, data, "initiatives", Answers(paper_number="15/QĐ-PGD"))
    [model] = on_record(desk)
    [proof] = model.proofs

    assert (model.kind, model.unit, model.discovered_on) == ("model", "T2", date(2017, 5, 20))
    assert (model.contact, model.summary) == ("Lê Mẫu, Tổ Văn", "Mười lớp")
    assert (proof.paper_number, proof.paper_date, proof.paper_issuer) == (
        *("15/QĐ-PGD", date(2017, 5, 20)),
        "Phòng Giáo dục",
    )


def test_recognition_without_a_decision_number_is_kept_in_the_summary_and_told(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    row = [1, "Tủ sách", "20/05/2017", "Phòng Giáo dục", "Mười lớp", "Lê Mẫu", None, "Trường Hai"]
    data = listed(row, head=INITIATIVES)

    seen = look(desk, data, "initiatives", Answers())
    take(desk, data, "initiatives", Answers())
    [model] = on_record(desk)

    assert [note.key for note in seen.rows[0].notes] == ["foreign.note.recognised"]
    assert model.proofs == ()
    assert model.summary.splitlines() == [
        "Mười lớp",
        "Được công nhận ngày 20/05/2017, nơi công nhận: Phòng Giáo dục.",
    ]


def test_reward_with_its_decision_becomes_one_commendation_for_all_whom_it_names(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    head = (*HEAD, "Hình thức khen thưởng", "Số quyết định", "Ngày quyết định", "Cơ quan ban hành")
    paper = ("Giấy khen", "7/QĐ-PGD", "20/10/2017", "Phòng Giáo dục")
    data = listed(
        [1, "Trần Thị Hòa", 1985, "T2", *paper],
        [2, "Lê Văn Mẫu", 1979, "T2", *paper],
        [3, "Vũ Văn Thử", 1981, "T2", "Giấy khen", None, "20/10/2017", None],
        head=head,
    )
    answers = replace(FOUND, award_type="merit")

    asked = look(desk, data)
    line = take(desk, data, answers=answers)
    [given] = done(desk)

    assert [each.what for each in asked.questions] == ["award_type"]
    assert line.counts["awards"] == 2
    assert (given.kind, given.on, given.title) == ("commendation", date(2017, 10, 20), "Giấy khen")
    assert given.proofs[0].paper_number == "7/QĐ-PGD"
    assert set(given.exemplars) == {each.id for each in on_record(desk)[:2]}


def test_list_with_anything_undecided_is_refused_and_nothing_is_written(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    data = listed([1, "Trần Thị Hòa", 1985, "Trường Haii"], [2, "Lê Mẫu", 1979, "T2"])

    seen = look(desk, data)
    line = take(desk, data)

    assert faults(seen) == [("foreign.value_undecided", "D7")]
    assert [(each.told, [p.meant for p in each.proposals][:1]) for each in seen.undecided] == [
        ("Trường Haii", ["T2"])
    ]
    assert (line.verdict, [problem.key for problem in line.problems]) == (
        "refused",
        ["foreign.value_undecided"],
    )
    assert on_record(desk) == []


def test_what_is_decided_once_is_remembered_for_the_next_list(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    head = ("STT", "Họ và tên thí sinh", "Năm sinh", "Nơi làm")
    answers = replace(
        FOUND,
        columns={"Họ và tên thí sinh": "name", "Nơi làm": "unit"},
        values={("unit", "Trường Haii"): "T2"},
    )

    before = look(desk, listed([1, "Trần Hòa", 1985, "Trường Haii"], head=head))
    take(desk, listed([1, "Trần Hòa", 1985, "Trường Haii"], head=head), answers=answers)
    after = look(desk, listed([1, "Lê Mẫu", 1979, "TRƯỜNG HAII"], head=head))

    assert before.verdict == "refused"
    assert (after.verdict, states(after)) == ("accepted", ["new"])
    assert [each.reason for each in after.columns if each.field in ("name", "unit")] == [
        *("matching.remembered", "matching.remembered")
    ]


def test_what_a_unit_decides_is_remembered_for_that_unit_alone(desk_for: DeskFor) -> None:
    own = replace(FOUND, values={("unit", "Trường ta"): "T2"})
    take(
        desk_for(coordinator("T2"), TODAY), listed([1, "Trần Hòa", 1985, "Trường ta"]), answers=own
    )
    data = listed([1, "Lê Mẫu", 1979, "Trường ta"])

    assert look(desk_for(coordinator("T2"), TODAY), data).verdict == "accepted"
    assert look(desk_for(on=TODAY), data).verdict == "refused"


def test_old_name_of_a_unit_is_proposed_as_the_unit_that_followed_it(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    seen = look(desk, listed([1, "Trần Hòa", 1985, "Trường Một"]))

    [told] = seen.undecided
    assert [(each.meant, each.reason) for each in told.proposals] == [
        ("T9", "matching.renamed"),
        ("T1", "matching.same"),
    ]
