"""Our own workbooks read back: what a file is, in which cells two of them differ, and by what."""

from toolkit.exchange.comparing.asking import compare, described, differing
from toolkit.exchange.comparing.model import (
    Changed,
    Comparison,
    Described,
    Differences,
    Differing,
    Source,
    Told,
    Total,
)
from toolkit.exchange.comparing.telling import kind_name, maker_name, signed, told, written

__all__ = [
    "Changed",
    "Comparison",
    "Described",
    "Differences",
    "Differing",
    "Source",
    "Told",
    "Total",
    "compare",
    "described",
    "differing",
    "kind_name",
    "maker_name",
    "signed",
    "told",
    "written",
]
