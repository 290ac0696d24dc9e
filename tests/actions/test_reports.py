"""What can be done with a report, by whom, and what is refused with which reasons."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from toolkit.actions import reports
from toolkit.actions.desk import Desk
from toolkit.domain.obligation import Obligation, State
from toolkit.domain.user import Role
from toolkit.errors import Conflict, NotFound, Refused

GOOD = reports.Content(
    text="Đã lập tủ sách ở mười lớp.",
    numbers={"sach": "120"},
    paper_number="15/BC-T2",
    paper_date=date(2017, 2, 27),
    paper_issuer="Trường Hai",
)


def owed(desk: Desk, unit: str = "T2", task: str = "1", period: str = "once") -> Obligation:
    with desk.store.reading() as reading:
        found = {(o.unit, o.task, o.period): o for o in reading.all_obligations()}
    return found[unit, task, period]


def send(desk: Desk, content: reports.Content = GOOD, unit: str = "T2") -> Obligation:
    mine = owed(desk, unit)
    return reports.send_report(desk, obligation=mine.id, version=mine.version, content=content)


def keys(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(reason.key, reason.field) for reason in refused.value.blockers]


def test_plan_times_units_times_periods_makes_the_obligations(desk_for: DeskFor) -> None:
    with desk_for().store.reading() as reading:
        made = sorted((o.unit, o.task, o.period, o.due) for o in reading.all_obligations())
    assert made == [
        ("T1", "1", "once", date(2017, 3, 31)),
        ("T2", "1", "once", date(2017, 3, 31)),
        ("T2", "2", "2017-H1", date(2017, 6, 15)),
        ("T2", "2", "2017-H2", date(2017, 12, 15)),
        ("T9", "2", "2017-H1", date(2017, 6, 15)),
        ("T9", "2", "2017-H2", date(2017, 12, 15)),
    ]


def test_a_unit_sends_and_the_ministry_accepts(desk_for: DeskFor) -> None:
    sent = send(desk_for(coordinator("T2")))
    assert (sent.state, sent.first_sent_on, sent.sent_by) == (
        State.SENT,
        date(2017, 3, 1),
        "dm.t2",
    )
    ministry = desk_for(on=date(2017, 3, 3))
    accepted = reports.accept_report(ministry, obligation=sent.id, version=sent.version)
    assert (accepted.state, accepted.decided_on) == (State.ACCEPTED, date(2017, 3, 3))
    with ministry.store.reading() as reading:
        report = reading.report_on(sent.id)
        history = [step.action for step in reading.history("obligation", sent.id)]
    assert report is not None
    assert (report.text, dict(report.numbers)) == (GOOD.text, {"sach": 120})
    assert history == ["accept", "send", "make"]


def test_being_returned_does_not_make_a_punctual_unit_late(desk_for: DeskFor) -> None:
    sent = send(desk_for(coordinator("T2")))
    ministry = desk_for(on=date(2017, 3, 30))
    returned = reports.return_report(
        ministry, obligation=sent.id, version=sent.version, reason="Thiếu danh sách."
    )
    assert (returned.state, returned.note) == (State.RETURNED, "Thiếu danh sách.")
    again = send(desk_for(coordinator("T2"), date(2017, 4, 5)))
    assert (again.first_sent_on, again.sent_on) == (date(2017, 3, 1), date(2017, 4, 5))


def test_withdrawn_counts_as_never_sent(desk_for: DeskFor) -> None:
    desk = desk_for(coordinator("T2"))
    sent = send(desk)
    back = reports.withdraw_report(desk, obligation=sent.id, version=sent.version)
    assert (back.state, back.first_sent_on, back.sent_by) == (State.OPEN, None, "")


def test_all_faults_of_a_report_are_told_at_once_and_nothing_is_written(desk_for: DeskFor) -> None:
    desk = desk_for(coordinator("T2"))
    bad = reports.Content(
        text="  ",
        numbers={"sach": "-3", "la": "1"},
        paper_number="15/BC",
        paper_date=date(2017, 3, 2),
        link="javascript:alert(1)",
        file=("virus.exe", b"MZ" + b"x" * 50),
    )
    with pytest.raises(Refused) as refused:
        send(desk, bad)
    assert sorted(keys(refused)) == [
        ("blocker.file_type", "file"),
        ("blocker.link_not_http", "link"),
        ("blocker.number_negative", "number.sach"),
        ("blocker.number_unknown", "number.la"),
        ("blocker.paper_date_in_future", "paper_date"),
        ("blocker.paper_issuer_missing", "paper_issuer"),
        ("blocker.text_missing", "text"),
    ]
    assert owed(desk).state is State.OPEN
    with desk.store.reading() as reading:
        assert reading.report_on(owed(desk).id) is None


def test_a_file_of_11_mebibytes_is_refused(desk_for: DeskFor) -> None:
    big = replace(GOOD, file=("to.pdf", b"%PDF-1.4\n" + bytes(11 * 1024 * 1024)))
    with pytest.raises(Refused) as refused:
        send(desk_for(coordinator("T2")), big)
    assert keys(refused) == [("blocker.file_too_big", "file")]


def test_an_attached_file_is_kept_by_its_hash_and_stays_when_sent_again(desk_for: DeskFor) -> None:
    desk = desk_for(coordinator("T2"))
    pdf = b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n"
    sent = send(desk, replace(GOOD, file=(r"C:\hồ sơ\bìa.pdf", pdf)))
    back = reports.withdraw_report(desk, obligation=sent.id, version=sent.version)
    reports.send_report(desk, obligation=back.id, version=back.version, content=GOOD)
    with desk.store.reading() as reading:
        report = reading.report_on(sent.id)
        assert report is not None
        assert (report.file_name, report.file_size) == ("bìa.pdf", len(pdf))
        assert reading.file(report.file_hash) == pdf


def test_another_units_task_is_refused(desk_for: DeskFor) -> None:
    with pytest.raises(Refused) as refused:
        send(desk_for(coordinator("T9"), date(2017, 6, 1)))
    assert keys(refused) == [("blocker.not_your_unit", "")]


def test_the_successor_answers_for_what_the_unit_owed_before_its_renaming(
    desk_for: DeskFor,
) -> None:
    sent = send(desk_for(coordinator("T9"), date(2017, 5, 2)), unit="T1")
    assert (sent.unit, sent.sent_by) == ("T1", "dm.t9")


@pytest.mark.parametrize("role", [Role.LEADER, Role.ANALYST, Role.COUNCIL, Role.UNIT])
def test_only_the_ministry_decides(desk_for: DeskFor, role: Role) -> None:
    sent = send(desk_for(coordinator("T2")))
    clicker = desk_for(a_user(role, unit="T2"))
    for attempt in (
        lambda: reports.accept_report(clicker, obligation=sent.id, version=sent.version),
        lambda: reports.return_report(
            clicker, obligation=sent.id, version=sent.version, reason="x"
        ),
        lambda: reports.waive(clicker, obligation=sent.id, version=sent.version, reason="x"),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert keys(refused) == [("blocker.no_right", "")]
    assert owed(clicker).state is State.SENT


def test_a_click_on_a_button_that_is_off_is_refused(desk_for: DeskFor) -> None:
    ministry, mine = desk_for(), owed(desk_for())
    with pytest.raises(Refused) as refused:
        reports.accept_report(ministry, obligation=mine.id, version=mine.version)
    assert keys(refused) == [("blocker.not_decidable", "")]


def test_an_unknown_obligation_is_not_found(desk_for: DeskFor) -> None:
    with pytest.raises(NotFound):
        reports.accept_report(desk_for(), obligation="x' OR 1=1 --", version=1)


def test_of_two_who_decide_at_once_the_second_is_told_field_by_field(desk_for: DeskFor) -> None:
    sent = send(desk_for(coordinator("T2")))
    first, second = desk_for(), desk_for(a_user(Role.MINISTRY, login="thu.hai"))
    reports.accept_report(first, obligation=sent.id, version=sent.version)
    with pytest.raises(Conflict) as conflict:
        reports.return_report(second, obligation=sent.id, version=sent.version, reason="Thiếu.")
    states = {name: (base, theirs) for name, base, theirs, _ in conflict.value.differences}
    assert conflict.value.theirs.state is State.ACCEPTED
    assert conflict.value.base.state is State.SENT
    assert states["state"] == (State.SENT, State.ACCEPTED)


def test_bulk_acceptance_does_what_it_can_and_tells_the_rest(desk_for: DeskFor) -> None:
    sent = send(desk_for(coordinator("T2")))
    untouched = owed(desk_for(), "T1")
    accepted, refused = reports.accept_reports(
        desk_for(), picked=[(sent.id, sent.version), (untouched.id, untouched.version)]
    )
    assert [each.id for each in accepted] == [sent.id]
    assert [which for which, _ in refused] == [untouched.id]


def test_an_acceptance_can_be_undone(desk_for: DeskFor) -> None:
    ministry = desk_for()
    sent = send(desk_for(coordinator("T2")))
    done = reports.accept_report(ministry, obligation=sent.id, version=sent.version)
    back = reports.reopen_report(ministry, obligation=done.id, version=done.version)
    assert (back.state, back.decided_on, back.first_sent_on) == (
        State.SENT,
        None,
        date(2017, 3, 1),
    )


def test_an_extension_needs_a_reason_and_a_later_day_within_the_plan(desk_for: DeskFor) -> None:
    ministry, mine = desk_for(), owed(desk_for())

    def extend(to: date, reason: str) -> Obligation:
        return reports.extend_deadline(
            ministry, obligation=mine.id, version=mine.version, to=to, reason=reason
        )

    with pytest.raises(Refused) as refused:
        extend(date(2017, 3, 31), " ")
    assert keys(refused) == [
        ("blocker.extension_not_later", "to"),
        ("blocker.reason_missing", "reason"),
    ]
    with pytest.raises(Refused) as refused:
        extend(date(2018, 1, 1), "Bão lụt.")
    assert keys(refused) == [("blocker.extension_beyond_plan", "to")]
    assert extend(date(2017, 4, 30), "Bão lụt.").deadline == date(2017, 4, 30)


def test_a_waiver_is_given_with_a_reason_and_can_be_undone(desk_for: DeskFor) -> None:
    ministry, mine = desk_for(), owed(desk_for())
    freed = reports.waive(
        ministry, obligation=mine.id, version=mine.version, reason="Mới thành lập."
    )
    assert (freed.state, freed.note) == (State.WAIVED, "Mới thành lập.")
    back = reports.reinstate(ministry, obligation=freed.id, version=freed.version)
    assert (back.state, back.note) == (State.OPEN, "")
    with ministry.store.reading() as reading:
        steps = [(step.action, step.reason) for step in reading.history("obligation", mine.id)]
    assert steps == [("reinstate", ""), ("waive", "Mới thành lập."), ("make", "")]


@pytest.mark.parametrize("typed", ["31/02/2017", "ngày mai", "2017-13-01"])
def test_a_day_that_is_none_is_told_beside_its_field(desk_for: DeskFor, typed: str) -> None:
    with pytest.raises(Refused) as refused:
        send(desk_for(coordinator("T2")), replace(GOOD, paper_date=typed))
    assert keys(refused) == [("blocker.date_unreadable", "paper_date")]


def test_a_day_may_be_written_the_vietnamese_way(desk_for: DeskFor) -> None:
    sent = send(desk_for(coordinator("T2")), replace(GOOD, paper_date="27/2/2017"))
    with desk_for().store.reading() as reading:
        report = reading.report_on(sent.id)
    assert report is not None
    assert report.paper_date == date(2017, 2, 27)
