"""Figures for the tests of summary 1, and the programs that open its workbook."""

import re
import subprocess
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.builders import a_kind, a_phase, a_plan, a_task, a_unit
from tests.programs import required
from toolkit.domain.obligation import Obligation, State
from toolkit.domain.plan import Frequency, Paper, Plan
from toolkit.domain.unit import Unit
from toolkit.domain.zone import VIETNAM
from toolkit.rules.duties import duties
from toolkit.rules.figures import Fact, SummaryFigures, summary_figures
from toolkit.rules.succession import bearers
from toolkit.rules.timeliness import outcome

ON = date(2019, 10, 1)
MADE = datetime(2019, 10, 2, 9, 30, tzinfo=VIETNAM)
# What happens to one duty after another: its state, and how many days after the deadline it was
# first sent.
TURNS = (
    (State.ACCEPTED, -3),
    (State.SENT, 0),
    (State.ACCEPTED, 5),
    (State.RETURNED, -1),
    (State.OPEN, None),
    (State.WAIVED, None),
    (State.SENT, 1),
    (State.ACCEPTED, -1),
)

TWO_PHASES = a_plan(
    code="08/KH-THỬ",
    paper=Paper(number="08/KH-THỬ", on=date(2016, 12, 8), issuer="Bộ"),
    phases=(
        a_phase("1"),
        a_phase("2", starts=date(2019, 1, 1), ends=date(2020, 12, 31)),
    ),
    tasks=(
        a_task("1.1"),
        a_task("1.2", frequency=Frequency.HALF_YEARLY, due=("06-15", "12-15")),
        a_task("2.1", phase="2", frequency=Frequency.YEARLY, due=("06-30",), who=("so",)),
        a_task("2.2", phase="2", due=("2020-08-31",)),
    ),
    kinds=(a_kind("bo", takes_part=False), a_kind("vu"), a_kind("so")),
)
FIVE_UNITS = (
    a_unit("BO", kind="bo"),
    a_unit("V1", valid_to=date(2018, 3, 1), successor="V2"),
    a_unit("V2"),
    a_unit("S1", kind="so"),
    a_unit("S2", kind="so", name="=1+1"),
)


def lived(plan: Plan, units: Iterable[Unit], on: date = ON) -> list[Obligation]:
    """Every duty of the plan with the turns above; what is not due yet is open."""
    made = []
    for turn, duty in enumerate(duties(plan, tuple(units))):
        state, days = TURNS[turn % len(TURNS)] if duty.due < on else (State.OPEN, None)
        sent = None if days is None else duty.due + timedelta(days)
        obligation = Obligation(
            unit=duty.unit,
            task=duty.task,
            phase=duty.phase,
            period=duty.period,
            due=duty.due,
            state=state,
            first_sent_on=sent,
            id=f"O{turn}",
        )
        made.append(obligation)
    return made


def facts(obligations: Iterable[Obligation], units: Iterable[Unit], on: date = ON) -> list[Fact]:
    bearer = bearers(units, on)
    return [
        Fact(
            obligation=each.id,
            unit=bearer[each.unit],
            made_for=each.unit,
            phase=each.phase,
            task=each.task,
            period=each.period,
            deadline=each.deadline,
            first_sent_on=each.first_sent_on,
            state=each.state,
            outcome=outcome(each, on),
        )
        for each in obligations
    ]


def figures(
    plan: Plan = TWO_PHASES, units: Iterable[Unit] = FIVE_UNITS, on: date = ON
) -> SummaryFigures:
    units = tuple(units)
    rows = facts(lived(plan, units, on), units, on)
    return summary_figures(plan, units, rows, as_known_on=on, made_at=MADE)


def many_units(count: int) -> tuple[Unit, ...]:
    """Units of two kinds with names of one line and of two."""
    name = "Sở Tài nguyên và Môi trường tỉnh số"
    more = ", cùng các đơn vị trực thuộc và các đơn vị phối hợp"
    return tuple(
        a_unit(
            f"U{place}",
            kind="vu" if place < 7 else "so",
            name=f"{name} {place}{more * (place % 5 == 0)}",
        )
        for place in range(count)
    )


def office(program: str, file: Path, to: str) -> Path:
    """Have LibreOffice convert the file, with settings of its own; returns what it made."""
    profile = file.parent / "profile"
    command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", to, "--outdir", str(file.parent / "out"), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return file.parent / "out" / f"{file.stem}.{to.partition(':')[0]}"


def forgotten(file: Path) -> Path:
    """A copy whose formulas have forgotten their values, so that who opens it must reckon."""
    copy = file.with_name("forgotten.xlsx")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"</f><v>[^<]*</v>", b"</f>", data)
            new.writestr(name, data)
    return copy


def row_of(cells: dict[str, Any], label: str, count: int) -> list[Any]:
    """The first `count` numbers of the row whose second column says so."""
    row = next(place[1:] for place, told in cells.items() if place[0] == "B" and told == label)
    return [cells[f"{get_column_letter(column)}{row}"] for column in range(3, 3 + count)]


def differing(program: str, file: Path) -> tuple[list[tuple[Any, ...]], int]:
    """Cells whose kept value is not what LibreOffice reckons, and how many have a formula."""
    kept, asked = values(file), formulas(file)
    reckoned = values(office(program, forgotten(file), "xlsx"))
    wrong = [
        (sheet, place, text, kept[sheet].get(place), reckoned[sheet].get(place))
        for sheet, cells in asked.items()
        for place, text in cells.items()
        if _kept(kept[sheet].get(place)) != reckoned[sheet].get(place)
    ]
    return wrong, sum(map(len, asked.values()))


def _kept(value: Any) -> Any:
    """A number as LibreOffice keeps it: fifteen digits."""
    return float(f"{value:.15g}") if isinstance(value, float) else value


def values(file: Path) -> dict[str, dict[str, Any]]:
    """Sheet → cell → value as kept in the file."""
    return _cells(file, data_only=True)


def formulas(file: Path) -> dict[str, dict[str, Any]]:
    """Sheet → cell → formula, of the cells that have one."""
    cells = _cells(file, data_only=False)
    return {
        sheet: {place: text for place, text in found.items() if str(text).startswith("=")}
        for sheet, found in cells.items()
    }


def _cells(file: Path, *, data_only: bool) -> dict[str, dict[str, Any]]:
    book = load_workbook(file, data_only=data_only)
    return {
        sheet.title: {
            cell.coordinate: cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


def pages(pdf: Path) -> list[str]:
    """The text of each page, laid out as printed."""
    command = [str(required("pdftotext")), "-layout", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]
