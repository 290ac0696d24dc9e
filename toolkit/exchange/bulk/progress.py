"""The tables of units, of what they must report, and of what they reported."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from toolkit.domain.obligation import Obligation, Status
from toolkit.domain.plan import Number, Plan, Task
from toolkit.domain.report import Report
from toolkit.exchange.bulk.table import Column, Kind, Table, column, texts
from toolkit.rules.timeliness import Outcome

DAY, WHOLE, TRUTH, MOMENT, NUMBER = Kind.DAY, Kind.WHOLE, Kind.TRUTH, Kind.MOMENT, Kind.NUMBER
RECORDED = (column("recorded_at", MOMENT), column("recorded_by"))
KEPT = (column("recorded_at", MOMENT, of="at"), column("recorded_by", of="by"))


@dataclass(frozen=True, slots=True)
class Owed:
    """An obligation with what follows from the day: who bears it and how it stands."""

    obligation: Obligation
    bearer: str
    status: Status
    outcome: Outcome
    days_late: int
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A report with the obligation that it answers."""

    report: Report
    unit: str
    task: str
    period: str
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A task of the plan in its phase."""

    task: Task
    phase: str


@dataclass(frozen=True, slots=True)
class Told:
    """One number of a report."""

    answer: Answer
    code: str
    name: str
    value: float


UNITS = Table(
    "units",
    (
        *texts("id", "code", "name", "kind", "bloc", "parent", of="record"),
        column("valid_from", DAY, of="record.valid_from"),
        column("valid_to", DAY, of="record.valid_to"),
        column("successor", of="record.successor"),
        *KEPT,
    ),
)
TASKS = Table(
    "tasks",
    (
        column("task", of="task.code"),
        column("phase", of="task.phase"),
        column("phase_name", of="phase"),
        *texts("name", "short", of="task"),
        column("frequency", of="task.frequency", codes="frequency"),
        Column("due", lambda each: ", ".join(each.task.due)),
        Column("who", lambda each: "|".join(each.task.who)),
        Column("numbers", lambda each: "|".join(one.code for one in each.task.numbers)),
        column("wants_text", TRUTH, of="task.evidence.text"),
        column("wants_paper", TRUTH, of="task.evidence.paper"),
        column("wants_file", TRUTH, of="task.evidence.attachment"),
        column("source", of="task.source", codes="bulk.source"),
        column("note", of="task.note"),
    ),
)
OBLIGATIONS = Table(
    "obligations",
    (
        column("id", of="obligation.id"),
        column("unit", of="bearer"),
        column("made_for", of="obligation.unit"),
        *texts("phase", "task", "period", of="obligation"),
        column("due", DAY, of="obligation.due"),
        column("extended_to", DAY, of="obligation.extended_to"),
        column("deadline", DAY, of="obligation.deadline"),
        column("state", of="obligation.state", codes="state"),
        column("status", codes="status"),
        column("outcome", codes="bulk.outcome"),
        column("days_late", WHOLE),
        column("first_sent_on", DAY, of="obligation.first_sent_on"),
        column("sent_on", DAY, of="obligation.sent_on"),
        column("sent_by", of="obligation.sent_by"),
        column("decided_on", DAY, of="obligation.decided_on"),
        column("decided_by", of="obligation.decided_by"),
        column("note", of="obligation.note"),
        *RECORDED,
    ),
)
_PAPER = (
    column("paper_number", of="report.paper_number"),
    column("paper_date", DAY, of="report.paper_date"),
    column("paper_issuer", of="report.paper_issuer"),
    *texts("link", "file_name", of="report"),
    column("file_size", WHOLE, of="report.file_size"),
    column("file_hash", of="report.file_hash"),
)
REPORTS = Table(
    "reports",
    (
        *texts("id", "obligation", of="report"),
        *texts("unit", "task", "period"),
        column("text", of="report.text"),
        *_PAPER,
        *RECORDED,
    ),
)
REPORT_NUMBERS = Table(
    "report_numbers",
    (
        column("report", of="answer.report.id"),
        column("obligation", of="answer.report.obligation"),
        *texts("unit", "task", "period", of="answer"),
        *texts("code", "name"),
        column("value", NUMBER),
    ),
)


def asked(plan: Plan) -> Iterator[Asked]:
    """The plan's tasks, each with its phase's name."""
    for task in plan.tasks:
        yield Asked(task, plan.phase_by_code[task.phase].name)


def numbers(answer: Answer, plan: Plan) -> Iterator[Told]:
    """The numbers of one report, named as the plan names them."""
    task = plan.task_by_code.get(answer.task)
    known: dict[str, Number] = {each.code: each for each in task.numbers} if task else {}
    for code, value in answer.report.numbers.items():
        name = known[code].name if code in known else code
        yield Told(answer, code, name, float(value))
