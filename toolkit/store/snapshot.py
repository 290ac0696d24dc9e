"""Records one by one, in a snapshot of now or of what was known at the end of a past day."""

from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, and_, exists, or_, select

from toolkit.domain.obligation import Obligation
from toolkit.domain.plan import Plan
from toolkit.domain.report import Report
from toolkit.domain.unit import Unit
from toolkit.domain.user import User
from toolkit.errors import FaultyFile, NoPlan, NoPlanThen, NotFound
from toolkit.plans.load import read_plan
from toolkit.rules.succession import bearers, is_valid
from toolkit.store import schema
from toolkit.store.mapping import KINDS, OBLIGATION, PLAN, REPORT, UNIT, USER, AnyRecord, Kind
from toolkit.store.moments import end_of, microseconds, moment
from toolkit.store.records import Change, PlanVersion


class Snapshot:
    """Reads records as known now, at the end of the day `as_known_on` in Vietnam, or just before
    the moment `at`, whichever is the earliest.

    `connection` and the methods about rows are for the store's own queries."""

    def __init__(
        self,
        connection: Connection,
        as_known_on: date | None = None,
        shared: dict[str, Any] | None = None,
        at: datetime | None = None,
    ) -> None:
        self.connection = connection
        # The plan in use and units by code, which every action asks for: within one transaction
        # of many actions all of them share what was read.
        self._shared = {} if shared is None or as_known_on or at else shared
        bounds = [end_of(as_known_on)] if as_known_on else []
        bounds += [microseconds(at)] if at else []
        self.until = min(bounds, default=None)
        self._known_on = as_known_on
        self._heirs: dict[date, dict[str, str]] = {}

    def forget(self) -> None:
        """What was read before may have changed."""
        self._heirs.clear()
        self._shared.clear()

    def plan(self) -> Plan:
        """The plan in use. Raises NoPlan where none is yet, NoPlanThen where none was."""
        plan = self.plan_or_none()
        if plan is not None:
            return plan
        ever = select(exists().select_from(PLAN.table))
        if self._known_on and self.connection.execute(ever).scalar_one():
            raise NoPlanThen(on=self._known_on)
        raise NoPlan

    def plan_or_none(self) -> Plan | None:
        return _parsed(self._in_use.toml, self._in_use.code) if self._in_use else None

    def plan_of(self, version: int) -> Plan:
        """The plan as it was in that version of its text."""
        if self._in_use is None or self._in_use.version == version:
            return self.plan()
        kept = self.versions("plan", {(self._in_use.id, version)})[self._in_use.id]
        return _parsed(kept.toml, kept.code)

    def due_soon_days(self) -> int:
        plan = self.plan_or_none()
        return plan.due_soon_days if plan else 0

    def plan_version(self) -> PlanVersion | None:
        """The plan's text put in use last, with its version."""
        return self._in_use

    @property
    def _in_use(self) -> PlanVersion | None:
        if "plan" not in self._shared:
            self._shared["plan"] = self._last_put_in_use()
        found: PlanVersion | None = self._shared["plan"]
        return found

    def _last_put_in_use(self) -> PlanVersion | None:
        last = self.known(PLAN.table).order_by(PLAN.table.c.row_id.desc())
        row = self.connection.execute(last).first()
        return PLAN.from_row(row) if row else None

    def units(self, valid_on: date | None = None) -> tuple[Unit, ...]:
        """All units in the order of the plan's kinds, then as they were taken in."""
        rows = self.connection.execute(self.known(UNIT.table).order_by(UNIT.table.c.id))
        units = [UNIT.from_row(row) for row in rows]
        rank = self.kind_rank()
        units.sort(key=lambda unit: rank.get(unit.kind, len(rank)))
        return tuple(unit for unit in units if valid_on is None or is_valid(unit, valid_on))

    def units_called(self, codes: Collection[str]) -> tuple[Unit, ...]:
        """The units with these codes, by code."""
        c = UNIT.table.c
        rows = self.connection.execute(
            self.known(UNIT.table).where(c.code.in_(codes)).order_by(c.code)
        )
        return tuple(UNIT.from_row(row) for row in rows)

    def kind_rank(self) -> dict[str, int]:
        """Kind of unit → its place in the plan's order; empty where there is no plan."""
        plan = self.plan_or_none()
        return {kind.code: place for place, kind in enumerate(plan.kinds)} if plan else {}

    def unit(self, code: str) -> Unit | None:
        units: dict[str, Unit | None] = self._shared.setdefault("units", {})
        if code not in units:
            units[code] = self._one(UNIT, UNIT.table.c.code == code)
        return units[code]

    def users(self) -> tuple[User, ...]:
        table = USER.table
        rows = self.connection.execute(self.known(table).order_by(table.c.login))
        return tuple(USER.from_row(row) for row in rows)

    def user(self, login: str) -> User | None:
        return self._one(USER, USER.table.c.login == login)

    def user_names(self, logins: Collection[str]) -> dict[str, str]:
        """Login → name of those of them who are known."""
        c = USER.table.c
        found = select(c.login, c.name).where(self.is_known(USER.table), c.login.in_(logins))
        return {row.login: row.name for row in self.connection.execute(found)}

    def obligation(self, obligation_id: str) -> Obligation | None:
        return self._one(OBLIGATION, OBLIGATION.table.c.id == obligation_id)

    def all_obligations(self) -> tuple[Obligation, ...]:
        """Every obligation: by due day, then in the order they were made."""
        c = OBLIGATION.table.c
        rows = self.connection.execute(self.known(OBLIGATION.table).order_by(c.due, c.id))
        return tuple(OBLIGATION.from_row(row) for row in rows)

    def report_on(self, obligation_id: str) -> Report | None:
        return self._one(REPORT, REPORT.table.c.obligation == obligation_id)

    def reports_on(self, obligations: Collection[str]) -> dict[str, Report]:
        """Obligation id → its report, of those that have one."""
        known = self.known(REPORT.table).where(REPORT.table.c.obligation.in_(sorted(obligations)))
        reports = (REPORT.from_row(row) for row in self.connection.execute(known))
        return {report.obligation: report for report in reports}

    def history(self, kind: str, record_id: str) -> tuple[Change, ...]:
        """Every version of a record, newest first, each with the record before it.

        `kind` is "unit", "obligation", "report", "user" or "plan"."""
        mapped = KINDS[kind]
        table = mapped.table
        versions = select(table).where(table.c.id == record_id, *self.recorded(table))
        rows = self.connection.execute(versions.order_by(table.c.version))
        changes: list[Change] = []
        for row in rows:
            before = changes[-1].record if changes else None
            changes.append(_change(row, mapped.from_row(row), before))
        return tuple(reversed(changes))

    def file(self, digest: str) -> bytes:
        """The kept file's bytes. Raises NotFound."""
        table = schema.file
        data = self.connection.execute(select(table.c.data).where(table.c.hash == digest)).scalar()
        if data is None:
            raise NotFound
        return bytes(data)

    def setting(self, key: str) -> str | None:
        table = schema.setting
        return self.connection.execute(select(table.c.value).where(table.c.key == key)).scalar()

    def draft(self, user: str, key: str) -> tuple[dict[str, Any], datetime] | None:
        """What somebody had typed, and when that was saved."""
        c = schema.draft.c
        found = select(c.body, c.saved_at).where(c.owner == user, c.key == key)
        row = self.connection.execute(found).first()
        return (row.body, moment(row.saved_at)) if row else None

    def data_version(self) -> str:
        """Names the exact state of all records: equal names, equal records.

        A past day's reading says the same, so a memo's key needs the day as well."""
        row = self.connection.execute(select(schema.stamp.c.life, schema.stamp.c.changes)).one()
        return f"{row.life}-{row.changes}"

    def plain(self, asked: Select[Any]) -> list[Any]:
        """The rows as the driver gives them: for thousands of texts and numbers in named columns.

        Making rows of them takes as long as reading them."""
        result = self.connection.execute(asked)
        rows = [*result.cursor.fetchall()]
        result.close()
        return rows

    def known(self, table: Table) -> Select[Any]:
        """The table's rows as known in this reading: one a record."""
        return select(table).where(self.is_known(table))

    def is_known(self, table: Table) -> ColumnElement[bool]:
        if self.until is None:
            return table.c.recorded_to.is_(None)
        later = or_(table.c.recorded_to.is_(None), table.c.recorded_to >= self.until)
        return and_(table.c.recorded_from < self.until, later)

    def heirs(self, on: date) -> dict[str, str]:
        """Code of each ended unit → code of the unit that bears its obligations on that day."""
        if on not in self._heirs:
            borne = bearers(self._in_succession(), on)
            self._heirs[on] = {code: heir for code, heir in borne.items() if code != heir}
        return self._heirs[on]

    def _in_succession(self) -> list[Unit]:
        """Units that have a successor, and those that are one, as far as succession asks."""
        c = UNIT.table.c
        named = select(c.successor).where(self.is_known(UNIT.table), c.successor != "")
        involved = or_(c.successor != "", c.code.in_(named))
        found = select(c.code, c.valid_to, c.successor).where(self.is_known(UNIT.table), involved)
        return [
            Unit(code=code, name="", kind="", valid_to=valid_to, successor=successor)
            for code, valid_to, successor in self.connection.execute(found)
        ]

    def borne_by(self, codes: Collection[str], on: date) -> tuple[str, ...]:
        """Codes of the units whose obligations the units `codes` bear on that day, sorted."""
        heirs = self.heirs(on)
        own = {code for code in codes if heirs.get(code, code) in codes}
        return tuple(sorted(own | {code for code, heir in heirs.items() if heir in codes}))

    def recorded(self, table: Table) -> tuple[ColumnElement[bool], ...]:
        """Conditions on versions: recorded by the day that this is known on."""
        return () if self.until is None else (table.c.recorded_from < self.until,)

    def versions(self, kind: str, wanted: Collection[tuple[str, int]]) -> dict[str, Any]:
        """Id → the record as it was in the version asked for, of those (id, version) there are."""
        mapped = KINDS[kind]
        c = mapped.table.c
        ids = sorted({record for record, _ in wanted})
        numbers = dict(wanted)
        rows = self.connection.execute(
            select(mapped.table).where(c.id.in_(ids), c.version.in_(sorted(set(numbers.values()))))
        )
        return {row.id: mapped.from_row(row) for row in rows if numbers[row.id] == row.version}

    def _one(self, kind: Kind[AnyRecord], *conditions: ColumnElement[bool]) -> AnyRecord | None:
        row = self.connection.execute(self.known(kind.table).where(*conditions)).first()
        if row:
            self.noted(kind, row)
        return kind.from_row(row) if row else None

    def noted(self, kind: Kind[Any], row: Row[Any]) -> None:
        """A current row was read: whoever writes may go on from it."""

    def _current(self, kind: Kind[Any], *conditions: ColumnElement[bool]) -> Row[Any] | None:
        table = kind.table
        now = select(table).where(table.c.recorded_to.is_(None), *conditions)
        return self.connection.execute(now).first()

    def _version(self, kind: Kind[AnyRecord], record_id: str, version: int) -> AnyRecord | None:
        c = kind.table.c
        row = self.connection.execute(
            select(kind.table).where(c.id == record_id, c.version == version)
        ).first()
        return kind.from_row(row) if row else None


def _change(row: Row[Any], record: Any, before: Any) -> Change:
    return Change(
        at=moment(row.recorded_from),
        by=row.recorded_by,
        action=row.action,
        reason=row.reason,
        version=row.version,
        record=record,
        before=before,
    )


@lru_cache(maxsize=32)
def _parsed(toml: str, name: str) -> Plan:
    plan, problems = read_plan(toml, name)
    if plan is None:
        raise FaultyFile(name=name, problems=problems)
    return plan
