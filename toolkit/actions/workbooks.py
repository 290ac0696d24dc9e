"""Hand out the workbooks that units fill in: one, a folder of all, or a zip."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_STORED, ZipFile

from toolkit.actions.desk import Desk
from toolkit.actions.rights import bearer_of, require, require_over, visible_codes
from toolkit.actions.unit_records import days_of, unit_records
from toolkit.domain.ledger import Exported
from toolkit.domain.plan import Plan
from toolkit.domain.unit import Unit
from toolkit.errors import Cancelled, ToolkitError
from toolkit.exchange.workbook.choices import choices_of
from toolkit.exchange.workbook.contents import Contents, Edition
from toolkit.exchange.workbook.write import workbook_name, written, zip_name
from toolkit.rules.periods import half_year
from toolkit.rules.permissions import Act
from toolkit.rules.succession import is_valid
from toolkit.store import Reading
from toolkit.words import Words

KIND = "workbook"
MOST_UNITS = 500
"""Units that a drop-down offers: nobody finds one among more, and every file carries them all."""
_AT_ONCE = 50
Progress = Callable[[float], None]
Asked = Callable[[], bool]


class UnknownUnit(ToolkitError):
    """No unit has one of the codes asked for."""

    key = "workbook.unknown_unit"


@dataclass(frozen=True, slots=True)
class _File:
    """A workbook ready to be handed out."""

    unit: str
    name: str
    data: bytes


def unit_workbook(desk: Desk, *, unit: str, words: Words, period: str = "") -> tuple[str, bytes]:
    """The unit's workbook for the period (none: the half-year of today): (file name, bytes).

    Raises Refused for another's unit or an unknown period, UnknownUnit."""
    with desk.store.reading() as reading:
        units = _called(desk, reading, [unit])
        edition = _edition(desk, reading, words, period)
        file = next(_files(reading, edition, units))
    _note(desk, edition, [(file.unit, file.name, sha256(file.data).hexdigest())])
    return file.name, file.data


def write_workbooks(
    desk: Desk,
    *,
    folder: Path,
    words: Words,
    units: Collection[str] | None = None,
    period: str = "",
    progress: Progress = lambda _: None,
    cancelled: Asked = lambda: False,
) -> tuple[Path, ...]:
    """Write the workbooks of the units (None: of all that the user speaks for) into the folder.

    All of them or none: they are made aside and moved there at the end. Raises Refused,
    UnknownUnit, Cancelled, OSError."""
    edition, wanted = _wanted(desk, words, units, period)
    folder.mkdir(parents=True, exist_ok=True)
    noted: list[tuple[str, str, str]] = []
    with TemporaryDirectory(prefix=".", suffix=".part", dir=folder) as room:
        for file in _each(desk, edition, wanted, progress, cancelled):
            _keep(Path(room) / file.name, file.data)
            noted.append((file.unit, file.name, sha256(file.data).hexdigest()))
        _note(desk, edition, noted)
        for _, name, _ in noted:
            (Path(room) / name).replace(folder / name)
    return tuple(folder / name for _, name, _ in noted)


def workbooks_zip(
    desk: Desk,
    *,
    words: Words,
    units: Collection[str] | None = None,
    period: str = "",
    progress: Progress = lambda _: None,
    cancelled: Asked = lambda: False,
) -> tuple[str, bytes]:
    """The workbooks of the units (None: of all that the user speaks for) in one zip: (name, bytes).

    Raises as `write_workbooks` does."""
    edition, wanted = _wanted(desk, words, units, period)
    noted: list[tuple[str, str, str]] = []
    data = BytesIO()
    with ZipFile(data, "w", ZIP_STORED) as together:
        for file in _each(desk, edition, wanted, progress, cancelled):
            together.writestr(file.name, file.data)
            noted.append((file.unit, file.name, sha256(file.data).hexdigest()))
    _note(desk, edition, noted)
    return zip_name(edition), data.getvalue()


def units_with_workbooks(desk: Desk) -> tuple[Unit, ...]:
    """The units that take part today and that the user speaks for."""
    require(desk, Act.WRITE_EXEMPLARS)
    with desk.store.reading() as reading:
        return _taking_part(desk, reading)


def given(desk: Desk, *, limit: int = 50) -> tuple[Exported, ...]:
    """The workbooks last handed out, the newest first, of the units that the user speaks for."""
    require(desk, Act.WRITE_EXEMPLARS)
    with desk.store.reading() as reading:
        return reading.exports(kind=KIND, codes=visible_codes(desk, reading), limit=limit)


def _wanted(
    desk: Desk, words: Words, units: Collection[str] | None, period: str
) -> tuple[Edition, tuple[Unit, ...]]:
    """What all the workbooks have in common, and whose they are; asks for the rights to them."""
    require(desk, Act.WRITE_EXEMPLARS)
    with desk.store.reading() as reading:
        edition = _edition(desk, reading, words, period)
        if units is None:
            return edition, _taking_part(desk, reading)
        return edition, _called(desk, reading, units)


def _called(desk: Desk, reading: Reading, units: Collection[str]) -> tuple[Unit, ...]:
    """The units with these codes, or their successors, each once; all must be the user's."""
    codes = dict.fromkeys(bearer_of(reading, code, desk.today) for code in units)
    found = {each.code: each for each in reading.units_called(codes)}
    if unknown := [code for code in codes if code not in found]:
        raise UnknownUnit(codes=", ".join(unknown))
    for code in codes:
        require_over(desk, reading, Act.WRITE_EXEMPLARS, unit=code)
    return tuple(found[code] for code in codes)


def _taking_part(desk: Desk, reading: Reading) -> tuple[Unit, ...]:
    visible = visible_codes(desk, reading)
    units = _taking(reading.plan(), reading.units(), desk.today)
    return tuple(each for each in units if visible is None or each.code in visible)


def _taking(plan: Plan, units: Iterable[Unit], on: date) -> Iterator[Unit]:
    kinds = {kind.code for kind in plan.kinds if kind.takes_part}
    for each in units:
        if each.kind in kinds and each.code != plan.head and is_valid(each, on):
            yield each


def _edition(desk: Desk, reading: Reading, words: Words, period: str) -> Edition:
    plan, version = reading.plan(), reading.plan_version()
    period = period or half_year(plan, desk.today)
    days_of(plan, period)
    units = tuple(_taking(plan, reading.units(), desk.today))
    offered = sorted(units, key=lambda each: bool(each.parent and each.parent != plan.head))
    now = desk.now()
    return Edition(
        plan=plan,
        plan_version=version.version if version else 1,
        period=period,
        today=desk.today,
        made_at=now,
        known_at=now,
        choices=choices_of(plan, offered[:MOST_UNITS], words),
        words=words,
        more_units=len(units) > MOST_UNITS,
    )


def _each(
    desk: Desk, edition: Edition, units: tuple[Unit, ...], progress: Progress, cancelled: Asked
) -> Iterator[_File]:
    """The files, some read at a time: the data may change meanwhile, and memory stays small."""
    for start in range(0, len(units), _AT_ONCE):
        known_at = desk.now()
        with desk.store.reading() as reading:
            some = units[start : start + _AT_ONCE]
            files = _files(reading, replace(edition, known_at=known_at), some)
            for done, file in enumerate(files, start + 1):
                if cancelled():
                    raise Cancelled
                yield file
                progress(done / len(units))


def _files(reading: Reading, edition: Edition, units: tuple[Unit, ...]) -> Iterator[_File]:
    codes = [each.code for each in units]
    known = unit_records(reading, units=codes, period=edition.period, today=edition.today)
    for unit in units:
        of_unit = known[unit.code]
        contents = Contents(
            edition=edition, unit=unit, records=of_unit.records, statuses=of_unit.statuses
        )
        yield _File(unit.code, workbook_name(edition, unit.code), written(contents))


def _keep(path: Path, data: bytes) -> None:
    """Write the file for good: a name that stands there holds all of it."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _note(desk: Desk, edition: Edition, files: Iterable[tuple[str, str, str]]) -> None:
    """Put down who was given what: unit, file name, digest."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        for unit, name, digest in files:
            tx.exported(
                Exported(
                    kind=KIND,
                    name=name,
                    digest=digest,
                    known_on=edition.today,
                    plan_version=edition.plan_version,
                    unit=unit,
                    period=edition.period,
                )
            )
        tx.commit()
