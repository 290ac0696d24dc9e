"""Tidy data frames for analysts: one row an observation, the dashboards' own figures."""

from toolkit.frames import exemplary, judging, progress
from toolkit.frames.exemplary import activities, exemplars, replications, targets
from toolkit.frames.judging import delegates, results, rounds, score_sheets
from toolkit.frames.progress import obligations, timeliness, units

COLUMNS = progress.COLUMNS | exemplary.COLUMNS | judging.COLUMNS

__all__ = [
    "COLUMNS",
    "activities",
    "delegates",
    "exemplars",
    "obligations",
    "replications",
    "results",
    "rounds",
    "score_sheets",
    "targets",
    "timeliness",
    "units",
]
