"""Workbooks come back to data that were changed meanwhile: nothing is lost on either side."""

from datetime import date

from tests.actions.intake_cases import (
    EXEMPLARS,
    LATER,
    NEW,
    REPORTS,
    TODAY,
    VI,
    given,
    keys,
    people,
    taken,
)
from tests.actions.test_exemplars import put
from tests.desks import PLAN, DeskFor
from tests.filling import Filled, copied
from tests.store.builders import statements_of
from toolkit.actions import exemplars, lifeline
from toolkit.actions.intake import (
    LineState,
    Side,
    Verdict,
    annotated,
    ledger,
    look,
)
from toolkit.actions.plans import use_plan
from toolkit.actions.reports import Content, send_report
from toolkit.domain.exemplar import Registration, Step


def test_where_both_sides_changed_a_field_what_is_here_stays_unless_the_file_is_chosen(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk, name="An")
    file = given(desk)
    rows = file.sheet(EXEMPLARS)
    rows.write(rows.key(one.code), post="Tổ trưởng", workplace="Tổ Sử")
    exemplars.edit(desk, exemplar=one.id, version=1, form={"post": "Hiệu phó", "contact": "0123"})

    [clash] = [
        each
        for each in look(desk, name="x", data=file.data).lines
        if each.state is LineState.CONFLICT
    ]
    line = taken(desk, file)

    assert [(each.field, each.both) for each in clash.changes] == [
        ("post", True),
        ("workplace", False),
    ]
    an = people(desk)["An"]
    assert (an.post, an.workplace, an.contact) == ("Hiệu phó", "Tổ Sử", "0123")
    assert [note.key for note in line.notes] == ["intake.note_kept"]
    [told] = VI.problems(line.notes)
    assert told == (
        f"Ô Điển hình!O8: “{one.code} – An”: cột “Chức vụ” giữ “Hiệu phó”, không lấy "
        "“Tổ trưởng” của tệp, vì ở đây cũng đã sửa."
    )


def test_the_file_s_side_is_taken_where_it_was_chosen(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk, name="An")
    file = given(desk)
    rows = file.sheet(EXEMPLARS)
    rows.write(rows.key(one.code), post="Tổ trưởng")
    exemplars.edit(desk, exemplar=one.id, version=1, form={"post": "Hiệu phó"})

    line = taken(desk, file, choices={(f"exemplars/{one.code}", "post"): Side.THEIRS})

    assert people(desk)["An"].post == "Tổ trưởng"
    assert line.notes == ()


def test_a_removed_row_deletes_nothing_and_is_kept_as_a_proposal(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk, name="An")
    file = given(desk)
    rows = file.sheet(EXEMPLARS)
    rows.delete_row(rows.key(one.code))

    line = taken(desk, file)

    assert line.counts == {"unchanged": 10, "removed": 1}
    assert [(note.key, note.values["label"]) for note in line.notes] == [
        ("intake.note_removed", f"{one.code} – An")
    ]
    assert list(people(desk)) == ["An"]


def test_a_newer_file_replaces_the_one_before_and_mends_what_that_one_said(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk, name="An")
    file = given(desk)
    rows = file.sheet(EXEMPLARS)
    rows.write(rows.key(one.code), post="Tổ phó")
    rows.add(**NEW)
    file.saved_at("2017-06-02T08:00:00Z")
    first = taken(desk, file)
    rows.write(rows.key(one.code), post="Tổ trưởng")
    rows.write(rows.lines[-1], post="Giáo viên", workplace="Tổ Lý")
    file.saved_at("2017-06-03T08:00:00Z")

    second = taken(desk, file)

    assert (second.verdict, second.replaces, second.notes) == (Verdict.ACCEPTED, first.id, ())
    assert second.counts == {"changed": 2, "unchanged": 10}
    found = people(desk)
    assert (found["An"].post, found["Lê Thị Mai"].workplace) == ("Tổ trưởng", "Tổ Lý")
    assert len(found) == 2
    assert [line.standing for line in ledger(desk).rows] == [Verdict.ACCEPTED, Verdict.SUPERSEDED]
    assert ledger(desk, verdict="superseded").rows[0].replaced_by == second.id


def test_two_copies_filled_by_two_people_are_both_taken_in_whatever_order(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk, name="An")
    first, second = given(desk), given(desk)
    rows = first.sheet(EXEMPLARS)
    rows.write(rows.key(one.code), post="Tổ trưởng")
    first.saved_at("2017-06-05T08:00:00Z")
    second.sheet(EXEMPLARS).add(**NEW)
    second.saved_at("2017-06-02T08:00:00Z")

    lines = [taken(desk, first), taken(desk, second)]

    assert [line.verdict for line in lines] == [Verdict.ACCEPTED, Verdict.ACCEPTED]
    found = people(desk)
    assert (sorted(found), found["An"].post) == (["An", "Lê Thị Mai"], "Tổ trưởng")


def test_a_step_that_was_taken_is_no_change_when_the_unit_goes_on_in_the_same_file(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk, name="An")
    file = given(desk)
    rows = file.sheet(EXEMPLARS)
    at = rows.key(one.code)
    rows.write(at, next_step="Lựa chọn", next_step_on=date(2017, 4, 1))
    assert taken(desk, file).verdict is Verdict.ACCEPTED
    rows.write(at, contact="0912")
    assert taken(desk, file).verdict is Verdict.ACCEPTED
    rows.write(at, next_step_on=date(2017, 4, 2))

    line = taken(desk, file)

    assert (line.verdict, [note.key for note in line.notes]) == (
        Verdict.ACCEPTED,
        ["intake.note_kept"],
    )
    selected = people(desk)["An"].taken(Step.SELECTED)
    assert selected is not None
    assert selected.on == date(2017, 4, 1)


def test_registering_sends_the_registration_with_everything_that_it_asks(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk, name="An")
    lifeline.select(desk, exemplar=one.id, version=1, form={"on": "01/04/2017"})
    file = given(desk)
    rows = file.sheet(EXEMPLARS)
    rows.write(rows.key(one.code), next_step="Gửi đăng ký với Bộ")

    assert keys(taken(desk, file)) == []
    assert people(desk)["An"].registration is Registration.WAITING


def test_what_was_sent_meanwhile_is_told_and_not_sent_again(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    file = given(desk)
    reports = file.sheet(REPORTS)
    row = reports.key("2/2017-H1")
    reports.write(row, text="Theo tệp")
    with desk.store.reading() as q:
        [owed] = [each for each in q.all_obligations() if (each.unit, each.task) == ("T2", "2")][:1]
    send_report(desk, obligation=owed.id, version=owed.version, content=Content(text="Trên trang"))

    [clash] = [
        each
        for each in look(desk, name="x", data=file.data).lines
        if each.state is LineState.CONFLICT
    ]
    line = taken(desk, file)

    assert [(each.field, each.ours) for each in clash.changes] == [("text", "Trên trang")]
    assert (line.verdict, [note.key for note in line.notes]) == (
        Verdict.ACCEPTED,
        ["intake.note_kept"],
    )
    assert keys(
        taken(desk_for(on=LATER), file, choices={("reports/2/2017-H1", "text"): Side.THEIRS})
    ) in ([], [("blocker.already_sent", f"H{row}")])


def test_a_row_copied_with_its_hidden_key_is_a_new_record(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk, name="An")
    file = given(desk)
    rows = file.sheet(EXEMPLARS)
    at = rows.key(one.code)
    rows.rows[at + 1] = copied(rows.rows[at])
    rows.write(at + 1, name="Bình", birth=1991)

    line = taken(desk, file)

    assert keys(line) == []
    assert sorted(people(desk)) == ["An", "Bình"]
    assert people(desk)["An"].code == one.code


def test_a_merged_exemplar_takes_no_change_and_tells_it(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one, other = put(desk, name="An"), put(desk, name="An Nguyễn")
    file = given(desk)
    rows = file.sheet(EXEMPLARS)
    rows.write(rows.key(one.code), post="Tổ trưởng")
    lifeline.merge(desk, exemplar=one.id, version=1, into=other.id, into_version=1)

    line = taken(desk, file)

    assert (line.verdict, [note.key for note in line.notes]) == (
        Verdict.ACCEPTED,
        ["intake.note_gone"],
    )


def test_likely_duplicates_of_a_new_exemplar_are_told(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    put(desk, unit="T9", name="Lê Thị Mai", birth="1990")
    file = given(desk)
    file.sheet(EXEMPLARS).add(**NEW)

    line = taken(desk, file)

    assert line.verdict is Verdict.ACCEPTED
    assert [(note.key, note.values["code"]) for note in line.notes] == [
        ("intake.note_similar", "T9-2017-001")
    ]


def test_a_plan_adjusted_meanwhile_is_told_and_the_file_is_taken(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    file = given(desk)
    use_plan(desk, text=PLAN.replace("due_soon_days = 10", "due_soon_days = 12"), name="doc.toml")

    line = taken(desk, file)

    assert (line.verdict, [note.key for note in line.notes]) == (
        Verdict.ACCEPTED,
        ["intake.note_newer_plan"],
    )


def test_taking_costs_as_many_statements_for_two_unchanged_exemplars_as_for_twenty(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    counts = []
    for size in (2, 20):
        for number in range(size):
            put(desk, name=f"Người {size} {number}")
        file = given(desk)
        with statements_of(desk.store) as statements:
            taken(desk, file)
        counts.append(len(statements))

    assert counts[0] == counts[1] or abs(counts[0] - counts[1]) <= 3


def test_real_days_beside_days_left_as_text_may_be_swapped_and_are_asked(
    desk_for: DeskFor,
) -> None:
    desk = desk_for(on=TODAY)
    put(desk, name="An", discovered_on="25/03/2017")
    file = given(desk)
    rows = file.sheet(EXEMPLARS)
    rows.add(**{**NEW, "name": "Bình", "discovered_on": "25/04/2017"})
    doubtful = rows.add(**{**NEW, "name": "Cúc", "discovered_on": date(2017, 3, 5)})
    rows.add(**{**NEW, "name": "Dung", "discovered_on": date(2017, 4, 4)})

    line = taken(desk, file)

    [problem] = line.problems
    assert (problem.key, problem.cell) == ("intake.maybe_swapped", f"I{doubtful}")
    assert (problem.values["on"], problem.values["other"]) == (date(2017, 3, 5), date(2017, 5, 3))
    rows.write(doubtful, discovered_on="05/03/2017")
    assert taken(desk, file).verdict is Verdict.ACCEPTED


def test_an_annotated_copy_that_was_mended_is_taken(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    file = given(desk)
    row = file.sheet(EXEMPLARS).add(**{**NEW, "sex": "Không rõ"})
    assert taken(desk, file).verdict is Verdict.REFUSED
    name, data = annotated(desk, name="t2.xlsx", data=file.data, words=VI)
    mended = Filled(data)
    mended.sheet(EXEMPLARS).write(row, sex="Nữ")

    line = taken(desk, mended, name)

    assert (line.verdict, line.problems, line.notes) == (Verdict.ACCEPTED, (), ())
    assert list(people(desk)) == ["Lê Thị Mai"]
