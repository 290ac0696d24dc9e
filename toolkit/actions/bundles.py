"""Many files in one: reminders of all late units, everything as tables."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_STORED, ZipFile

from toolkit.actions.bulk import export_all
from toolkit.actions.desk import Desk
from toolkit.actions.exports import note_export
from toolkit.actions.rights import refuse, require
from toolkit.actions.word_reports import late_units, reminders
from toolkit.domain.blocker import blocker
from toolkit.exchange.bulk import Format, Stamp
from toolkit.exchange.official.workbook import dated_name
from toolkit.rules.permissions import Act
from toolkit.words import Words

Progress = Callable[[float], None]
Asked = Callable[[], bool]
COUNTED = {
    "unit": "units",
    "obligation": "obligations",
    "report": "reports",
    "exemplar": "exemplars",
    "activity": "activities",
    "follow_up": "follow_ups",
    "target": "targets",
}
"""Kinds of records → the table of the export that they fill."""


def table_sizes(desk: Desk, *, on: date | None = None) -> dict[str, int]:
    """How many rows the main tables have as known at the end of `on`. Raises Refused."""
    require(desk, Act.SUMMARISE)
    day = min(on or desk.today, desk.today)
    with desk.store.reading(as_known_on=day if day < desk.today else None) as reading:
        return {table: reading.how_many(kind) for kind, table in COUNTED.items()}


def reminders_zip(
    desk: Desk,
    *,
    words: Words,
    progress: Progress = lambda _: None,
    cancelled: Asked = lambda: False,
) -> tuple[str, bytes]:
    """Letter and calendar of every unit that is late today, in one zip: (name, bytes).

    Raises Refused (nobody is late, too), Cancelled, FaultyFile."""
    if not late_units(desk):
        refuse((blocker("blocker.nobody_late", on=desk.today),))
    data = BytesIO()
    with ZipFile(data, "w", ZIP_STORED) as together:
        for name, each in reminders(desk, words=words, progress=progress, cancelled=cancelled):
            together.writestr(name, each)
    stem = words.say("papers.file_letter")
    return f"{stem}_{desk.today:%Y%m%d}.zip", data.getvalue()


def everything(
    desk: Desk,
    *,
    form: Format,
    words: Words,
    on: date | None = None,
    progress: Progress = lambda _: None,
    cancelled: Asked = lambda: False,
) -> tuple[str, bytes]:
    """Every table as known at the end of `on`: (name, bytes), a workbook, or a zip of files.

    Raises Refused, Cancelled, OSError."""
    day = min(on or desk.today, desk.today)
    with TemporaryDirectory(ignore_cleanup_errors=True) as room:
        folder = Path(room) / form.value
        made = export_all(
            desk,
            form=form,
            folder=folder,
            words=words,
            on=day,
            progress=progress,
            cancelled=cancelled,
        )
        files = [folder / name for name in made.files]
        name, data = (
            (files[0].name, files[0].read_bytes())
            if form is Format.XLSX
            else (_zip_name(desk, form, day, words), _together(files))
        )
    note_export(desk, kind="everything", name=name, data=data, known_on=day)
    return name, data


def _zip_name(desk: Desk, form: Format, day: date, words: Words) -> str:
    with desk.store.reading() as reading:
        stamp = Stamp(plan=reading.plan(), plan_version=1, as_known_on=day, made_at=desk.now())
    return f"{dated_name(words.say('bulk.file'), stamp).removesuffix('.xlsx')}_{form}.zip"


def _together(files: list[Path]) -> bytes:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_STORED) as together:
        for file in files:
            together.write(file, file.name)
    return data.getvalue()
