"""Where a figure, date or rule of a plan comes from."""

from enum import StrEnum


class Source(StrEnum):
    """Whether a figure or date stands in an official paper or is our assumption, to be edited."""

    OFFICIAL = "official"
    ASSUMED = "assumed"
