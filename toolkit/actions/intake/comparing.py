"""Compare a returned workbook with what was given out and what is here now."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from toolkit.actions.desk import Desk
from toolkit.actions.intake.opening import Judged
from toolkit.actions.unit_records import unit_records
from toolkit.domain.exemplar import Exemplar, Registration, Standing, Step
from toolkit.domain.text import fold
from toolkit.domain.workbook import Line, Sheet
from toolkit.errors import Problem
from toolkit.exchange.workbook.found import Found
from toolkit.exchange.workbook.read import Returned, read_lines
from toolkit.exchange.workbook.show import Shown
from toolkit.rules.three_way import Change, Compared, LineState, three_way, with_own_word
from toolkit.rules.workbook_lines import (
    UnitRecords,
    activity_line,
    exemplar_line,
    report_key,
    report_line,
    target_line,
    workbook_lines,
)
from toolkit.store import Reading

Spot = tuple[Sheet, str]
_DAYS = {
    Sheet.REPORTS: ("paper_date",),
    Sheet.EXEMPLARS: ("discovered_on", "birth", "next_step_on"),
    Sheet.ACTIVITIES: ("on", "until", "adjusted_on", "paper_date"),
}
_MOST_SWAPPED = 12  # a month has a number up to here


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every line, what is worth telling, and what new exemplars are called for the time being:
    row → "M1"."""

    lines: tuple[Compared, ...]
    notes: tuple[Problem, ...]
    temporary: Mapping[int, str]
    records: UnitRecords


def compared(
    desk: Desk, q: Reading, file: Judged, before: Found | None, shown: Shown
) -> Comparison:
    """The file's lines against base and present; `before` is an earlier file of the unit that this
    one takes the place of."""
    found = file.found
    if found is None:
        raise ValueError(file.verdict)
    known = unit_records(q, units=[file.unit], period=file.period, today=desk.today)[file.unit]
    records = replace(known.records, unit=file.told_unit)
    ours = _with_the_rest(desk, q, file, found, records)
    returned = read_lines(found, ours, records.plan, shown.choices)
    present = {each.sheet for each in found.sheets}
    base = [each for each in _given_out(q, found, ours, records) if each.sheet in present]
    lines = three_way(base, returned.lines, ours, natural=natural, label=shown.label)
    if before is not None:
        earlier = read_lines(before, ours, records.plan, shown.choices).lines
        lines = with_own_word(lines, earlier, ours, natural=natural)
    lines, step_notes = _without_steps_taken(lines, records, shown)
    lines = tuple(_faulty(each, returned) for each in lines)
    lines = (*_doubting_days(lines, returned, shown), *_rows_of_nothing(lines, returned, shown))
    gone = (shown.sheet_gone(sheet) for sheet in Sheet if sheet not in present)
    notes = (*file.notes, *gone, *returned.notes[len(found.notes) :], *step_notes)
    return Comparison(lines, notes, returned.temporary, records)


def natural(line: Line) -> str:
    """What names a record where its key is lost: kind, name and birth; kind, day and title."""
    told = line.values
    if line.sheet is Sheet.EXEMPLARS and told.get("name"):
        birth = told.get("birth")
        year = birth.year if isinstance(birth, date) else birth
        return f"{told.get('kind')}|{fold(str(told['name']))}|{year or ''}"
    if line.sheet is Sheet.ACTIVITIES and told.get("title"):
        return f"{told.get('kind')}|{told.get('on')}|{fold(str(told['title']))}"
    return ""


def _with_the_rest(
    desk: Desk, q: Reading, file: Judged, found: Found, records: UnitRecords
) -> tuple[Line, ...]:
    """What is here now: what a workbook made now would show, and what this one showed besides."""
    lines = workbook_lines(records)
    own = set(q.borne_by([file.unit], desk.today))
    shown = {(line.sheet, line.key) for line in lines}
    missing = {spot: record for spot, (record, _) in found.kept.items() if spot not in shown}
    return (*lines, *_rest(q, missing, own, records))


def _rest(
    q: Reading, missing: Mapping[Spot, str], own: set[str], records: UnitRecords
) -> Iterator[Line]:
    asked = [record for (sheet, _), record in missing.items() if sheet is Sheet.EXEMPLARS]
    for exemplar in q.exemplars(asked).values():
        if exemplar.unit in own and exemplar.standing is not Standing.MERGED:
            yield exemplar_line(exemplar)
    for (sheet, key), record in missing.items():
        if sheet is Sheet.ACTIVITIES:
            activity = q.activity(record)
            if activity and activity.unit in own:
                yield activity_line(activity, _codes(q, activity.exemplars, records))
        elif sheet is Sheet.REPORTS:
            owed = q.obligation(record)
            if owed and owed.unit in own and report_key(owed, records.unit) == key:
                yield report_line(owed, q.report_on(owed.id), records.plan, records.unit)


def _codes(q: Reading, ids: tuple[str, ...], records: UnitRecords) -> dict[str, str]:
    others = q.exemplars(set(ids) - records.codes.keys())
    return {**records.codes, **{each.id: each.code for each in others.values()}}


def _given_out(
    q: Reading, found: Found, ours: tuple[Line, ...], records: UnitRecords
) -> Iterator[Line]:
    """The lines as the workbook went out, from the versions that it names."""
    now = {(line.sheet, line.key): line for line in ours}
    changed: dict[Sheet, dict[str, tuple[Line | None, str, int]]] = {}
    for spot, (record, version) in found.kept.items():
        line = now.get(spot)
        if line and (line.id, line.version) == (record, version):
            yield line
        elif line is None or line.id == record:
            changed.setdefault(spot[0], {})[spot[1]] = (line, record, version)
    for line in ours:
        if line.sheet is Sheet.TARGETS and (line.sheet, line.key) not in found.kept:
            yield replace(line, values={"count": None}, version=0)
    for sheet, asked in changed.items():
        versions = {(record, version) for _, record, version in asked.values()}
        yield from _PAST[sheet](q, records, asked, versions)


_Asked = Mapping[str, tuple[Line | None, str, int]]
_Versions = set[tuple[str, int]]


def _past_targets(
    q: Reading, _records: UnitRecords, asked: _Asked, versions: _Versions
) -> Iterator[Line]:
    found = q.versions("target", versions)
    for key, (_, record, _version) in asked.items():
        year, _, rest = key.partition("/")
        kind, _, name = rest.partition("/")
        if record in found and year.isdecimal():
            yield target_line(found[record], year=int(year), kind=kind, name=name)


def _past_reports(
    q: Reading, records: UnitRecords, asked: _Asked, versions: _Versions
) -> Iterator[Line]:
    found = q.report_versions(versions)
    for record, version in versions:
        owed = q.obligation(record)
        if owed and (record in found or version == 0):
            line = report_line(owed, found.get(record), records.plan, records.unit)
            if line.key in asked:
                yield line


def _past_exemplars(
    q: Reading, _records: UnitRecords, asked: _Asked, versions: _Versions
) -> Iterator[Line]:
    found = q.versions("exemplar", versions).values()
    yield from (line for line in map(exemplar_line, found) if line.key in asked)


def _past_activities(
    q: Reading, records: UnitRecords, _asked: _Asked, versions: _Versions
) -> Iterator[Line]:
    for each in q.versions("activity", versions).values():
        yield activity_line(each, _codes(q, each.exemplars, records))


_PAST: Mapping[Sheet, Callable[[Reading, UnitRecords, _Asked, _Versions], Iterator[Line]]] = {
    Sheet.TARGETS: _past_targets,
    Sheet.REPORTS: _past_reports,
    Sheet.EXEMPLARS: _past_exemplars,
    Sheet.ACTIVITIES: _past_activities,
}


def _without_steps_taken(
    lines: tuple[Compared, ...], records: UnitRecords, shown: Shown
) -> tuple[tuple[Compared, ...], list[Problem]]:
    """A step that a row tells of is no change once it was taken: units go on in the same file."""
    by_code = {each.code: each for each in records.exemplars}
    notes: list[Problem] = []
    kept = []
    for line in lines:
        told = {each.field: each.theirs for each in line.changes}
        exemplar = by_code.get(line.ours.key) if line.ours else None
        step = told.get("next_step") if line.sheet is Sheet.EXEMPLARS else None
        taken = _taken_on(exemplar, Step(str(step))) if step and exemplar else None
        if taken is None:
            kept.append(line)
            continue
        day = told.get("next_step_on")
        if day and taken and day != taken:
            notes.append(shown.kept(line, Change("next_step_on", None, day, taken)))
        kept.append(_without(line, ("next_step", "next_step_on")))
    return tuple(kept), notes


def _taken_on(exemplar: Exemplar, step: Step) -> date | str | None:
    """The day of the step, "" where it waits to be decided, None where it was not taken."""
    waits = exemplar.registration in (Registration.WAITING, Registration.APPROVED)
    if step is Step.REGISTERED:
        return "" if waits else None
    taken = exemplar.taken(step)
    return taken.on if taken else None


def _without(line: Compared, fields: tuple[str, ...]) -> Compared:
    changes = tuple(each for each in line.changes if each.field not in fields)
    if changes:
        clash = any(each.both for each in changes)
        state = LineState.CONFLICT if clash else LineState.CHANGED
    else:
        state = LineState.UNCHANGED
    return replace(line, changes=changes, state=state)


def _faulty(line: Compared, returned: Returned) -> Compared:
    """The line with what is wrong in its cells."""
    faults = returned.faults.get((line.sheet, line.line.row), ()) if line.line else ()
    return with_problems(line, faults)


def with_problems(line: Compared, problems: tuple[Problem, ...]) -> Compared:
    """The line with these problems too; one that has any is faulty."""
    together = (*line.problems, *problems)
    return replace(line, state=LineState.FAULTY, problems=together) if together else line


def _rows_of_nothing(
    lines: tuple[Compared, ...], returned: Returned, shown: Shown
) -> Iterator[Compared]:
    """Faulty rows that make no line."""
    told = {(each.sheet, each.line.row) for each in lines if each.line}
    for (sheet, row), problems in returned.faults.items():
        if (sheet, row) not in told:
            label = shown.new_row
            yield Compared(sheet, f"{sheet}/#{row}", label, LineState.FAULTY, problems=problems)


def _doubting_days(
    lines: tuple[Compared, ...], returned: Returned, shown: Shown
) -> Iterator[Compared]:
    """Days that Excel may have swapped: where others of the column were left as text because no
    month has their number, those that it could read as month and day are doubtful."""
    doubtful = {
        (sheet, name)
        for sheet, names in _DAYS.items()
        for name in names
        if _is_doubtful(lines, sheet, name, returned)
    }
    for line in lines:
        found = [
            _swapped(line, each.field, each.theirs, shown)
            for each in line.changes
            if (line.sheet, each.field) in doubtful
            and isinstance(each.theirs, date)
            and each.theirs.day != each.theirs.month
            and not _is_typed(line, each.field, returned)
        ]
        yield with_problems(line, tuple(found))


def _is_doubtful(lines: tuple[Compared, ...], sheet: Sheet, name: str, returned: Returned) -> bool:
    typed: list[date] = []
    real: list[date] = []
    for line in lines:
        for each in line.changes:
            if line.sheet is sheet and each.field == name and isinstance(each.theirs, date):
                (typed if _is_typed(line, name, returned) else real).append(each.theirs)
    left_as_text = any(day.day > _MOST_SWAPPED for day in typed)
    return left_as_text and all(day.day <= _MOST_SWAPPED for day in real)


def _is_typed(line: Compared, name: str, returned: Returned) -> bool:
    row = line.line.row if line.line else 0
    return (line.sheet, row, name) in returned.typed_days


def _swapped(line: Compared, name: str, day: date, shown: Shown) -> Problem:
    other = date(day.year, day.day, day.month)
    told = {"on": day, "other": other, "iso": day.isoformat()}
    return shown.problem(line, "intake.maybe_swapped", name, told)
