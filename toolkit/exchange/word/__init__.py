"""Word documents from templates that people edit in Word."""

from pathlib import Path

from toolkit.exchange.word.calendar import calendar
from toolkit.exchange.word.letter import LETTER_NAMES, Due, Reminder, letter, letter_template
from toolkit.exchange.word.report import (
    REPORT_NAMES,
    Late,
    ReportFigures,
    ReportKind,
    report,
    report_template,
)
from toolkit.exchange.word.template import Names, faults, unused


def names_for(template: Path) -> Names:
    """The names that a template may use: a report's or the letter's, whichever it seems to be."""
    return min((REPORT_NAMES, LETTER_NAMES), key=lambda names: len(faults(template, names)))


__all__ = [
    "LETTER_NAMES",
    "REPORT_NAMES",
    "Due",
    "Late",
    "Reminder",
    "ReportFigures",
    "ReportKind",
    "calendar",
    "faults",
    "letter",
    "letter_template",
    "names_for",
    "report",
    "report_template",
    "unused",
]
