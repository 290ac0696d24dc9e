"""Word documents from templates that people edit in Word."""

from pathlib import Path

from toolkit.exchange.word.calendar import calendar
from toolkit.exchange.word.conference import CONFERENCE_NAMES
from toolkit.exchange.word.letter import LETTER_NAMES, Due, Reminder, letter, letter_template
from toolkit.exchange.word.minutes import (
    MINUTES_NAMES,
    Attendee,
    MinutesPaper,
    StoodAside,
    Vote,
    Voted,
    minutes,
    minutes_template,
)
from toolkit.exchange.word.report import (
    REPORT_NAMES,
    Late,
    ReportFigures,
    ReportKind,
    report,
    report_template,
)
from toolkit.exchange.word.rewards import (
    REWARDS_NAMES,
    Rewarded,
    RewardsPaper,
    reward_list,
    reward_list_template,
    submission,
    submission_template,
)
from toolkit.exchange.word.template import Names, faults, unused


def names_for(template: Path) -> Names:
    """The names that a template may use: those of the paper that it seems to be."""
    kinds = (REPORT_NAMES, LETTER_NAMES, MINUTES_NAMES, REWARDS_NAMES, CONFERENCE_NAMES)
    return min(kinds, key=lambda names: len(faults(template, names)))


__all__ = [
    "CONFERENCE_NAMES",
    "LETTER_NAMES",
    "MINUTES_NAMES",
    "REPORT_NAMES",
    "REWARDS_NAMES",
    "Attendee",
    "Due",
    "Late",
    "MinutesPaper",
    "Reminder",
    "ReportFigures",
    "ReportKind",
    "Rewarded",
    "RewardsPaper",
    "StoodAside",
    "Vote",
    "Voted",
    "calendar",
    "faults",
    "letter",
    "letter_template",
    "minutes",
    "minutes_template",
    "names_for",
    "report",
    "report_template",
    "reward_list",
    "reward_list_template",
    "submission",
    "submission_template",
    "unused",
]
