"""Short ways to write down records and moments in tests of the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import event

from toolkit.domain.obligation import Obligation
from toolkit.domain.unit import Unit
from toolkit.store import PlanVersion, Store
from toolkit.store.mapping import Record

R = TypeVar("R", bound=Record)
BY = "ha"


def at(text: str) -> datetime:
    """A moment in UTC: `at("2018-03-01 08:00")`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


NOON = at("2018-03-01 05:00")


def day(text: str) -> date:
    return date.fromisoformat(text)


def a_unit(code: str, name: str = "", kind: str = "vu", **others: object) -> Unit:
    return Unit(code=code, name=name or code, kind=kind, **others)  # type: ignore[arg-type]  # mypy can't check a spread


def an_obligation(unit: str, task: str = "1.1", **others: object) -> Obligation:
    values = {"phase": "1", "period": "2018", "due": day("2018-06-15"), **others}
    return Obligation(unit=unit, task=task, **values)  # type: ignore[arg-type]  # mypy can't check a spread


def kept(store: Store, *records: R, when: datetime = NOON, by: str = BY) -> list[R]:
    """Saves records, new or changed, in one transaction."""
    with store.writing(by=by, at=when) as tx:
        saved = [tx.save(record) for record in records]
        tx.commit()
    return saved


def a_plan(
    *,
    due_soon_days: int = 14,
    kinds: tuple[str, ...] = ("vu", "so"),
    phases: tuple[str, ...] = ("1",),
    tasks: tuple[str, ...] = ("a", "b"),
) -> PlanVersion:
    """A plan file put in use; each task asks for a number "found", which "ind-…" follows."""
    head = ["code", "title", "title_en", "short_title", "short_title_en", "head", "superior"]
    head += ["issuer", "place", "signer_authority", "signer_title"]
    lines = [f'{name} = "x"' for name in head] + [f"due_soon_days = {due_soon_days}"]
    for number, phase in enumerate(phases):
        lines += ["[[phases]]", *_named(phase)]
        lines += [f"starts = {2017 + number}-01-01", f"ends = {2017 + number}-12-31"]
    for kind in kinds:
        lines += ["[[kinds]]", *_named(kind)]
    lines += ["[[blocs]]", *_named("1")]
    for task in tasks:
        lines += ["[[tasks]]", *_named(task), f'phase = "{phases[0]}"', 'frequency = "once"']
        lines += ['short = "x"', 'short_en = "x"', 'due = ["2017-06-15"]']
        lines += ["[[tasks.numbers]]", *_named("found")]
        lines += ["[[indicators]]", *_named(f"ind-{task}"), f'phase = "{phases[0]}"']
        lines += [f'task = "{task}"', 'number = "found"']
    toml = "\n".join(lines)
    return PlanVersion(code="x", title="x", toml=toml, in_use_from=day("2017-01-01"))


def _named(code: str) -> list[str]:
    return [f'code = "{code}"', f'name = "{code}"', f'name_en = "{code}"']


@contextmanager
def statements_of(store: Store) -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    statements: list[str] = []

    def note(*arguments: Any) -> None:
        statements.append(arguments[2])

    event.listen(store.engine, "before_cursor_execute", note)
    yield statements
    event.remove(store.engine, "before_cursor_execute", note)
