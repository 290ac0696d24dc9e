"""Attached files, handed out to whoever may see the report."""

from toolkit.actions.desk import Desk
from toolkit.actions.views.units import obligation_sheet
from toolkit.errors import NotFound


def report_file(desk: Desk, *, obligation: str) -> tuple[str, bytes]:
    """(name, bytes) of the file attached to the report. Raises NotFound and Refused."""
    report = obligation_sheet(desk, obligation=obligation).report
    if report is None or not report.file_hash:
        raise NotFound()
    with desk.store.reading() as reading:
        return report.file_name, reading.file(report.file_hash)
