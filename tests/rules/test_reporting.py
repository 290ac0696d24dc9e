"""What a report must hold, and what may be done with it in which state."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from tests.builders import a_number, a_report, a_task, an_obligation
from toolkit.domain.blocker import Blocker
from toolkit.domain.obligation import Obligation, State
from toolkit.domain.plan import Evidence, Task
from toolkit.rules import reporting

TODAY = date(2017, 6, 15)
STARTS = date(2016, 12, 8)
PAPER = {"paper_number": "12/KH", "paper_date": date(2017, 3, 1), "paper_issuer": "Vụ A"}


def _reasons(task: Task, **report: Any) -> list[tuple[str, str]]:
    found = reporting.content_blockers(task, a_report(**report), today=TODAY, plan_starts=STARTS)
    return _told(found)


def _told(blockers: Iterable[Blocker]) -> list[tuple[str, str]]:
    return [(reason.field, reason.key.removeprefix("blocker.")) for reason in blockers]


def test_whole_report_may_be_sent() -> None:
    task = a_task(evidence=Evidence(paper=True, attachment=True), numbers=(a_number("so"),))

    assert _reasons(task, numbers={"so": 3}, link="https://bo.gov.vn/bai", **PAPER) == []


def test_every_reason_is_told_at_once() -> None:
    task = a_task(evidence=Evidence(paper=True, attachment=True), numbers=(a_number("so"),))

    assert _reasons(task, text="") == [
        ("text", "text_missing"),
        ("number.so", "number_missing"),
        ("paper_number", "paper_number_missing"),
        ("paper_date", "paper_date_missing"),
        ("paper_issuer", "paper_issuer_missing"),
        ("file", "attachment_missing"),
    ]


def test_text_is_asked_for_where_needed_and_has_four_thousand_characters_at_most() -> None:
    assert _reasons(a_task(), text=" \n ") == [("text", "text_missing")]
    assert _reasons(a_task(evidence=Evidence(text=False)), text="") == []
    assert _reasons(a_task(), text="a" * 4000) == []
    assert _reasons(a_task(), text="a" * 4001) == [("text", "too_long")]


@pytest.mark.parametrize(
    ("value", "reasons"),
    [
        (0, []),
        (100, []),
        (-1, ["number_negative"]),
        (2.5, ["number_not_whole"]),
        (101, ["number_too_big"]),
        (float("inf"), ["number_not_a_number"]),
        (float("nan"), ["number_not_a_number"]),
    ],
)
def test_number_is_whole_not_negative_and_no_bigger_than_makes_sense(
    value: float, reasons: list[str]
) -> None:
    task = a_task(numbers=(a_number("so", most=100),))

    assert _reasons(task, numbers={"so": value}) == [("number.so", key) for key in reasons]


def test_number_may_have_decimals_or_be_left_out_where_the_plan_says_so() -> None:
    task = a_task(numbers=(a_number("tien", whole=False), a_number("them", required=False)))

    assert _reasons(task, numbers={"tien": 2.5}) == []


def test_number_that_the_task_does_not_ask_for_is_refused() -> None:
    assert _reasons(a_task(), numbers={"la": 1}) == [("number.la", "number_unknown")]


def test_paper_given_in_part_is_asked_for_whole_even_where_none_is_needed() -> None:
    assert _reasons(a_task(), paper_number="12/KH") == [
        ("paper_date", "paper_date_missing"),
        ("paper_issuer", "paper_issuer_missing"),
    ]


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (TODAY, []),
        (date(2017, 6, 16), [("paper_date", "paper_date_in_future")]),
        (date(2015, 12, 9), []),
        (date(2015, 12, 8), [("paper_date", "paper_date_too_old")]),
    ],
)
def test_paper_is_not_dated_tomorrow_nor_more_than_a_year_before_the_plan(
    day: date, reasons: list[tuple[str, str]]
) -> None:
    assert _reasons(a_task(), **(PAPER | {"paper_date": day})) == reasons


@pytest.mark.parametrize("link", ["https://bo.gov.vn", "http://a.vn/b?c=d#e", "https://bộ.vn/tin"])
def test_link_may_lead_to_any_web_page(link: str) -> None:
    assert _reasons(a_task(), link=link) == []


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.vn",
        "bo.gov.vn",
        "//bo.gov.vn",
        "https://",
        "http://[",
        "https://bo.gov.vn@xau.vn/",
        "https://a.vn/\u202ex",
        "https://a.vn/ x",
        "java\nscript:alert(1)",
    ],
)
def test_link_that_is_no_plain_web_address_is_refused(link: str) -> None:
    assert _reasons(a_task(), link=link) == [("link", "link_not_http")]


def test_link_or_file_is_evidence_enough() -> None:
    task = a_task(evidence=Evidence(attachment=True))

    assert _reasons(task) == [("file", "attachment_missing")]
    assert _reasons(task, link="https://a.vn") == []
    assert _reasons(task, file_hash="ab" * 32, file_name="a.pdf", file_size=3) == []


STEPS: list[tuple[Callable[[Obligation], tuple[Blocker, ...]], str, set[State]]] = [
    (reporting.send_blockers, "send", {State.OPEN, State.RETURNED}),
    (reporting.withdraw_blockers, "withdraw", {State.SENT}),
    (reporting.decide_blockers, "decide", {State.SENT}),
    (reporting.reopen_blockers, "reopen", {State.ACCEPTED}),
    (
        lambda owed: reporting.waive_blockers(owed, "Sáp nhập"),
        "waive",
        {State.OPEN, State.RETURNED},
    ),
    (reporting.reinstate_blockers, "reinstate", {State.WAIVED}),
    (
        lambda owed: reporting.extend_blockers(owed, TODAY, "Bão", date(2020, 12, 31)),
        "extend",
        {State.OPEN, State.RETURNED},
    ),
]


@pytest.mark.parametrize(("blockers", "step", "states"), STEPS, ids=[step[1] for step in STEPS])
def test_step_may_be_taken_in_its_states_only(
    blockers: Callable[[Obligation], tuple[Blocker, ...]], step: str, states: set[State]
) -> None:
    assert {state for state in State if not blockers(an_obligation(state=state))} == states


def test_reason_why_nothing_can_be_sent_tells_what_was_done_already() -> None:
    told = {
        state: _told(reporting.send_blockers(an_obligation(state=state)))
        for state in (State.SENT, State.ACCEPTED, State.WAIVED)
    }

    assert told == {
        State.SENT: [("", "already_sent")],
        State.ACCEPTED: [("", "already_accepted")],
        State.WAIVED: [("", "already_waived")],
    }


@pytest.mark.parametrize(
    ("to", "reasons"),
    [
        (date(2017, 4, 1), []),
        (date(2017, 3, 31), [("to", "extension_not_later")]),
        (date(2020, 12, 31), []),
        (date(2021, 1, 1), [("to", "extension_beyond_plan")]),
    ],
)
def test_extension_goes_beyond_the_deadline_and_stays_in_the_plan(
    to: date, reasons: list[tuple[str, str]]
) -> None:
    owed = an_obligation(due=date(2017, 3, 31))

    assert _told(reporting.extend_blockers(owed, to, "Bão", date(2020, 12, 31))) == reasons


def test_second_extension_goes_beyond_the_first() -> None:
    owed = an_obligation(extended_to=date(2017, 5, 1))

    found = reporting.extend_blockers(owed, date(2017, 5, 1), "Bão", date(2020, 12, 31))
    assert _told(found) == [("to", "extension_not_later")]


def test_reason_is_asked_for_and_has_a_thousand_characters_at_most() -> None:
    assert _told(reporting.reason_blockers(" ")) == [("reason", "reason_missing")]
    assert _told(reporting.waive_blockers(an_obligation(), "")) == [("reason", "reason_missing")]
    assert _told(reporting.reason_blockers("a" * 1001)) == [("reason", "too_long")]
    assert reporting.reason_blockers("Đã ghi") == ()
