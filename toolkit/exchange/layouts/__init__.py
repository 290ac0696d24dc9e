"""Prescribed workbooks that people edit in Excel, filled at their defined names."""

from toolkit.exchange.layouts.fill import faults, fill, strangers, unused
from toolkit.exchange.layouts.statistics import LAYOUT_NAMES, statistics_layout, statistics_values

__all__ = [
    "LAYOUT_NAMES",
    "faults",
    "fill",
    "statistics_layout",
    "statistics_values",
    "strangers",
    "unused",
]
