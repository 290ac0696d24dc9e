"""The whole round: 144 workbooks handed out, filled in the way people do, and taken back."""

import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.actions.intake_cases import ACTIVITIES, EXEMPLARS, REPORTS, TARGETS
from tests.actions.intake_habits import HABITS, OTHER_PERIOD, PERIOD, Wish
from tests.filling import Fault, Filled, FilledSheet
from toolkit.actions.intake import Received, Verdict, look_many, take_many
from toolkit.actions.unit_records import unit_records
from toolkit.actions.workbooks import units_with_workbooks, write_workbooks
from toolkit.app import Toolkit, open_toolkit
from toolkit.domain.obligation import State
from toolkit.domain.text import fold
from toolkit.domain.workbook import Cell, Line, Sheet
from toolkit.rules.pairing import alike
from toolkit.rules.workbook_lines import report_line, workbook_lines
from toolkit.store.backup import check
from toolkit.words import Words

FILES = 144
MONTHS = {PERIOD: 9, OTHER_PERIOD: 5}
OFFICE = 3
FAULTY = 4
SAID = "Đã được cấp trên khen và đồng nghiệp học theo."


@pytest.fixture(scope="module")
def office(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Toolkit]:
    place = tmp_path_factory.mktemp("round") / "data.db"
    shutil.copy(demo_data, place)
    with open_toolkit(str(place)) as toolkit:
        yield toolkit


@pytest.mark.slow
@pytest.mark.office
def test_144_workbooks_come_back_and_every_row_is_written_or_told(
    office: Toolkit, tmp_path: Path, soffice: str
) -> None:
    wishes = handed_out(office, tmp_path)
    for number, wish in enumerate(wishes):
        fill(wish, number, office)
    save_by_office(soffice, [wish.path for wish in wishes[: OFFICE * len(HABITS) : len(HABITS)]])
    files = [(wish.path.name, wish.path.read_bytes()) for wish in wishes]

    lines = list(take_many(office.desk, files))

    told = Counter(line.verdict for line in lines)
    assert told == {Verdict.ACCEPTED: FILES - FAULTY, Verdict.REFUSED: FAULTY}
    rows = sum(len(rows_of(line, wish)) for line, wish in zip(lines, wishes, strict=True))
    assert rows > FILES * 50
    assert losses(office, wishes, lines) == []
    assert check(office.desk.store) == ()
    again = Counter(line.verdict for line in take_many(office.desk, files))
    assert again == {Verdict.DUPLICATE: FILES - FAULTY, Verdict.REFUSED: FAULTY}


def rows_of(line: Received, wish: Wish) -> list[str]:
    """Every row of the file by its state; those of a good file are as many as was meant."""
    found = Counter(line.counts)
    if line.verdict is Verdict.ACCEPTED:
        meant = {state: count for state, count in wish.counts.items() if state != "unchanged"}
        assert {state: found[state] for state in meant} == meant, (wish.path.name, line.notes)
        assert set(found) <= {*meant, "unchanged"}, (wish.path.name, found)
    else:
        assert found["faulty"] == wish.faulty, (wish.path.name, line.problems)
    assert found.total() == wish.counts.total(), wish.path.name
    return list(found.elements())


def losses(office: Toolkit, wishes: list[Wish], lines: list[Received]) -> list[object]:
    """Cells that a unit filled in and that neither stand here now nor are told of."""
    lost: list[object] = []
    for wish, line in zip(wishes, lines, strict=True):
        if line.verdict is Verdict.REFUSED:
            continue
        here = {(each.sheet, who(each)): each for each in lines_of(office, wish)}
        here |= reports_of(office, wish)
        for sheet, name, what, value in wish.cells:
            record = here.get((sheet, name))
            if record is None or not alike(what, value, record.values.get(what)):
                lost.append((wish.path.name, sheet, name, what, value, record))
    return lost


def who(line: Line) -> str:
    """Exemplars and activities by their names, as people know them."""
    return fold(str(line.values.get("name") or line.values.get("title") or line.key))


def reports_of(office: Toolkit, wish: Wish) -> dict[tuple[Sheet, str], Line]:
    """The reports that were filled in, by their obligations: they are due no more."""
    found = {}
    with office.desk.store.reading() as q:
        for record in {name for sheet, name, *_ in wish.cells if sheet is Sheet.REPORTS}:
            owed = q.obligation(record)
            assert owed is not None
            assert owed.state is State.SENT
            line = report_line(owed, q.report_on(record), q.plan(), wish.unit)
            found[Sheet.REPORTS, record] = line
    return found


def lines_of(office: Toolkit, wish: Wish) -> tuple[Line, ...]:
    desk = office.desk
    with desk.store.reading() as q:
        known = unit_records(q, units=[wish.unit], period=wish.period, today=desk.today)
    return workbook_lines(known[wish.unit].records)


def handed_out(office: Toolkit, folder: Path) -> list[Wish]:
    """One for each unit that takes part, and some of them one for another period."""
    codes = [unit.code for unit in units_with_workbooks(office.desk)]
    rest = codes[: FILES - len(codes)]
    wishes = []
    for period, units in ((PERIOD, codes), (OTHER_PERIOD, rest)):
        paths = write_workbooks(
            office.desk, folder=folder / period, words=Words(), units=units, period=period
        )
        found = zip(units, paths, strict=True)
        wishes += [Wish(unit, period, path) for unit, path in found]
    return wishes


def fill(wish: Wish, number: int, office: Toolkit) -> None:
    """What every unit fills in, then what this one does besides."""
    book = Filled(wish.path.read_bytes())
    lines = lines_of(office, wish)
    wish.counts["unchanged"] = len(lines)
    chance = random.Random(number)
    mended = 0
    if wish.period == PERIOD:
        mended = mend(book.sheet(EXEMPLARS), wish)
        aim(book.sheet(TARGETS), wish, lines)
        report(book.sheet(REPORTS), wish, office)
    add_exemplar(book.sheet(EXEMPLARS), wish, number)
    add_activity(book.sheet(ACTIVITIES), wish, number)
    if number >= FILES - FAULTY:
        book.sheet(EXEMPLARS).write(book.sheet(EXEMPLARS).lines[-1], sex=Fault("#REF!"))
        wish.faulty = 1
    HABITS[number % len(HABITS)](book, wish, mended, chance)
    wish.path.write_bytes(book.data)


def mend(rows: FilledSheet, wish: Wish) -> int:
    """The first exemplar's contact: its row, 0 where there is none."""
    waits = "Chờ duyệt"
    known = [
        line
        for line in rows.lines
        if rows.value(line, 0) and rows.told(line, "registration") != waits
    ]
    if not known:
        return 0
    rows.write(known[0], contact="(024) 3795 0000", summary=SAID)
    name = fold(str(rows.told(known[0], "name")))
    wish.cells += [(Sheet.EXEMPLARS, name, "summary", SAID)]
    wish.counts.update({"changed": 1, "unchanged": -1})
    return known[0]


def add_exemplar(rows: FilledSheet, wish: Wish, number: int) -> None:
    name = f"Vũ Thị Bảo {wish.unit} {wish.period}"
    row = {"name": name, "kind": "Cá nhân", "scope_1": "Toàn diện", "sex": "Nữ", "birth": 1975}
    row |= {"summary": SAID, "workplace": "Phòng Tổng hợp", "post": "Chuyên viên", "code": "M1"}
    found = date(2018, MONTHS[wish.period], 1 + number % 12)
    rows.add(**row, discovered_on=found)
    told: dict[str, Cell] = {"post": "Chuyên viên", "birth": 1975, "sex": "female", "summary": SAID}
    told |= {"scope": "toan_dien", "discovered_on": found}
    wish.cells += [(Sheet.EXEMPLARS, fold(name), what, value) for what, value in told.items()]
    wish.counts["new"] += 1


def add_activity(rows: FilledSheet, wish: Wish, number: int) -> None:
    day = date(2018, MONTHS[wish.period], 13 + number % 12)
    title = f"Người tốt ở {wish.unit} {wish.period}"
    row = {"kind": "Tuyên truyền", "title": title, "on": day, "exemplars_1": "M1"}
    rows.add(**row, choice="Phát thanh", outlet="Đài Tiếng nói", result="Được 3 báo đăng lại.")
    told: dict[str, Cell] = {"choice": "radio", "outlet": "Đài Tiếng nói", "on": day}
    wish.cells += [(Sheet.ACTIVITIES, fold(title), what, value) for what, value in told.items()]
    wish.counts["new"] += 1


def aim(rows: FilledSheet, wish: Wish, lines: tuple[Line, ...]) -> None:
    key = "2018/model/"
    if next(line for line in lines if line.key == key).values["count"] == 9:
        return
    rows.write(rows.key(key), count=9)
    wish.cells.append((Sheet.TARGETS, key, "count", 9))
    wish.counts.update({"changed": 1, "unchanged": -1})


def report(rows: FilledSheet, wish: Wish, office: Toolkit) -> None:
    """Every report that is open, whole."""
    desk = office.desk
    with desk.store.reading() as q:
        plan = q.plan()
        known = unit_records(q, units=[wish.unit], period=wish.period, today=desk.today)
    records = known[wish.unit].records
    lines = {line.id: line for line in workbook_lines(records) if line.sheet is Sheet.REPORTS}
    for owed in records.obligations:
        if owed.state is not State.OPEN:
            continue
        key = lines[owed.id].key
        task = plan.task_by_code[owed.task]
        own = [line for line in rows.lines if str(rows.value(line, 0)).partition("#")[0] == key]
        paper = {"paper_number": "1/BC", "paper_date": date(2018, 9, 3), "paper_issuer": "Đơn vị"}
        rows.write(own[0], text=SAID, link="https://example.org/bao-cao", **paper)
        for line, asked in zip(own, task.numbers, strict=False):
            rows.write(line, value=2)
            wish.cells.append((Sheet.REPORTS, owed.id, f"number.{asked.code}", 2))
        wish.cells.append((Sheet.REPORTS, owed.id, "text", SAID))
        wish.counts.update({"changed": 1, "unchanged": -1})


def save_by_office(soffice: str, paths: list[Path]) -> None:
    """Open and save some of the files in LibreOffice."""
    folder = paths[0].parent / "office"
    command = [soffice, f"-env:UserInstallation={folder.as_uri()}-profile", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True)
    for path in paths:
        (folder / path.name).replace(path)


@pytest.mark.slow
def test_looking_at_a_folder_writes_nothing(office: Toolkit, tmp_path: Path) -> None:
    units = [unit.code for unit in units_with_workbooks(office.desk)][:3]
    paths = write_workbooks(office.desk, folder=tmp_path, words=Words(), units=units)
    with office.desk.store.reading() as q:
        before = q.data_version(), q.received(limit=0).total

    seen = list(look_many(office.desk, [(path.name, path.read_bytes()) for path in paths]))

    assert [each.verdict for each in seen] == [Verdict.ACCEPTED] * 3
    with office.desk.store.reading() as q:
        assert (q.data_version(), q.received(limit=0).total) == before
