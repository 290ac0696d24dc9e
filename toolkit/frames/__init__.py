"""Tidy data frames for analysts: one row an observation, the dashboards' own figures."""

from toolkit.frames import exemplary, progress
from toolkit.frames.exemplary import activities, exemplars, replications, targets
from toolkit.frames.progress import obligations, timeliness, units

COLUMNS = progress.COLUMNS | exemplary.COLUMNS

__all__ = [
    "COLUMNS",
    "activities",
    "exemplars",
    "obligations",
    "replications",
    "targets",
    "timeliness",
    "units",
]
