"""What is done with a report: send, withdraw, accept, return, reopen; waive and extend."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from toolkit.actions.desk import Desk
from toolkit.actions.rights import refuse, require_for
from toolkit.domain.blocker import Blocker
from toolkit.domain.obligation import Obligation, State
from toolkit.domain.report import Report
from toolkit.domain.text import clean
from toolkit.errors import NotFound, ToolkitError
from toolkit.rules import reporting
from toolkit.rules.days import read_day
from toolkit.rules.permissions import Act
from toolkit.store import Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A report as somebody typed it: numbers and the day as written, or as a date.

    `file` is (name, bytes) of a newly attached file; `keep_file` keeps the one attached before."""

    text: str = ""
    numbers: Mapping[str, object] = field(default_factory=dict)
    paper_number: str = ""
    paper_date: date | str | None = None
    paper_issuer: str = ""
    link: str = ""
    file: tuple[str, bytes] | None = None
    keep_file: bool = True


def send_report(desk: Desk, *, obligation: str, version: int, content: Content) -> Obligation:
    """Send the report on an obligation, or send it again after a return.

    `version` is the obligation's version that the sender saw. Raises Refused with every reason,
    Conflict where somebody else acted meanwhile, NotFound."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        owed = _seen(desk, tx, obligation, version, Act.SEND)
        refuse(reporting.send_blockers(owed))
        report = _report(desk, tx, owed, content)
        tx.save(report, action="send")
        today = desk.today
        sent = replace(
            owed,
            state=State.SENT,
            first_sent_on=owed.first_sent_on or today,
            sent_on=today,
            sent_by=desk.user.login,
            decided_on=None,
            decided_by="",
        )
        saved = tx.save(sent, action="send")
        tx.drop_draft(desk.user.login, obligation)
        tx.commit()
    return saved


def withdraw_report(desk: Desk, *, obligation: str, version: int) -> Obligation:
    """Take back a report that was sent and not yet decided; it counts as not sent."""
    return _step(
        desk,
        Act.WITHDRAW,
        (obligation, version),
        reporting.withdraw_blockers,
        lambda owed: replace(
            owed, state=State.OPEN, first_sent_on=None, sent_on=None, sent_by="", note=""
        ),
    )


def accept_report(desk: Desk, *, obligation: str, version: int) -> Obligation:
    """Accept a sent report."""
    return _step(
        desk,
        Act.ACCEPT,
        (obligation, version),
        reporting.decide_blockers,
        lambda owed: _decided(desk, owed, State.ACCEPTED, ""),
    )


def accept_reports(
    desk: Desk, *, picked: Iterable[tuple[str, int]]
) -> tuple[tuple[Obligation, ...], tuple[tuple[str, ToolkitError], ...]]:
    """Accept many, each on its own: (accepted, [(obligation id, why not), …])."""
    accepted: list[Obligation] = []
    refused: list[tuple[str, ToolkitError]] = []
    for obligation, version in picked:
        try:
            accepted.append(accept_report(desk, obligation=obligation, version=version))
        except ToolkitError as error:
            refused.append((obligation, error))
    return tuple(accepted), tuple(refused)


def return_report(desk: Desk, *, obligation: str, version: int, reason: str) -> Obligation:
    """Send a report back to its unit to be mended; the reason is asked for."""
    reason = clean(reason)
    return _step(
        desk,
        Act.RETURN,
        (obligation, version),
        lambda owed: (*reporting.decide_blockers(owed), *reporting.reason_blockers(reason)),
        lambda owed: _decided(desk, owed, State.RETURNED, reason),
        reason=reason,
    )


def reopen_report(desk: Desk, *, obligation: str, version: int) -> Obligation:
    """Undo an acceptance: the report waits for a decision again."""
    return _step(
        desk,
        Act.REOPEN,
        (obligation, version),
        reporting.reopen_blockers,
        lambda owed: replace(owed, state=State.SENT, decided_on=None, decided_by=""),
    )


def waive(desk: Desk, *, obligation: str, version: int, reason: str) -> Obligation:
    """Free a unit from an obligation, with a reason; it no longer counts as expected."""
    reason = clean(reason)
    return _step(
        desk,
        Act.WAIVE,
        (obligation, version),
        lambda owed: reporting.waive_blockers(owed, reason),
        lambda owed: _decided(desk, owed, State.WAIVED, reason),
        reason=reason,
    )


def reinstate(desk: Desk, *, obligation: str, version: int) -> Obligation:
    """Undo a waiver: the unit owes the report again."""
    return _step(
        desk,
        Act.WAIVE,
        (obligation, version),
        reporting.reinstate_blockers,
        lambda owed: replace(owed, state=State.OPEN, decided_on=None, decided_by="", note=""),
        recorded="reinstate",
    )


def extend_deadline(
    desk: Desk, *, obligation: str, version: int, to: date, reason: str
) -> Obligation:
    """Give one unit a later deadline for one obligation, with a reason."""
    reason = clean(reason)
    with desk.store.reading() as reading:
        ends = reading.plan().ends
    return _step(
        desk,
        Act.EXTEND,
        (obligation, version),
        lambda owed: reporting.extend_blockers(owed, to, reason, ends),
        lambda owed: replace(owed, extended_to=to, note=reason),
        reason=reason,
    )


def _step(
    desk: Desk,
    act: Act,
    seen: tuple[str, int],
    blockers: Callable[[Obligation], tuple[Blocker, ...]],
    change: Callable[[Obligation], Obligation],
    *,
    reason: str = "",
    recorded: str = "",
) -> Obligation:
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        owed = _seen(desk, tx, *seen, act)
        refuse(blockers(owed))
        saved = tx.save(change(owed), action=recorded or act.value, reason=reason)
        tx.commit()
    return saved


def _seen(desk: Desk, tx: Writing, obligation: str, version: int, act: Act) -> Obligation:
    """The obligation as the user saw it, after asking for the right to act on it.

    The version is the one they saw, so that saving tells a conflict where there is one."""
    owed = tx.obligation(obligation)
    if owed is None:
        raise NotFound()
    require_for(desk, tx, act, unit=owed.unit)
    return tx.require_current(owed, version)


def _decided(desk: Desk, owed: Obligation, state: State, note: str) -> Obligation:
    return replace(owed, state=state, decided_on=desk.today, decided_by=desk.user.login, note=note)


def _report(desk: Desk, tx: Writing, owed: Obligation, content: Content) -> Report:
    plan = tx.plan()
    task = plan.task_by_code[owed.task]
    before = tx.report_on(owed.id) or Report(obligation=owed.id)
    numbers, number_faults = reporting.read_numbers(task, content.numbers)
    day, day_faults = _day(content.paper_date)
    report = replace(
        before,
        text=clean(content.text),
        numbers=numbers,
        paper_number=clean(content.paper_number),
        paper_date=day,
        paper_issuer=clean(content.paper_issuer),
        link=content.link.strip(),
    )
    report, file_faults = _with_file(tx, report, content)
    blockers = reporting.content_blockers(task, report, today=desk.today, plan_starts=plan.starts)
    faults = (*number_faults, *day_faults, *file_faults)
    told = {fault.field for fault in faults}
    refuse((*faults, *(b for b in blockers if b.field not in told)))
    return report


def _day(typed: date | str | None) -> tuple[date | None, tuple[Blocker, ...]]:
    return read_day(typed, "paper_date") if isinstance(typed, str) else (typed, ())


def _with_file(tx: Writing, report: Report, content: Content) -> tuple[Report, tuple[Blocker, ...]]:
    if content.file is None:
        if content.keep_file:
            return report, ()
        return replace(report, file_hash="", file_name="", file_size=0), ()
    name, data = content.file
    faults = reporting.file_blockers(name, len(data), data[:4096])
    if faults:
        return report, faults
    name = reporting.base_name(name)
    return replace(
        report, file_hash=tx.keep_file(data, name), file_name=name, file_size=len(data)
    ), ()
