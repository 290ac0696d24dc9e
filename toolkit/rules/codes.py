"""Codes of exemplars: readable, given once, never changed: TCMT-2017-003."""

_DIGITS = 3


def code_stem(unit: str, year: int) -> str:
    """What the codes of one unit and year have in common: "TCMT-2017"."""
    return f"{unit}-{year}"


def exemplar_code(unit: str, year: int, serial: int) -> str:
    """The code of the `serial`-th exemplar that a unit found in a year (from 1)."""
    return f"{code_stem(unit, year)}-{serial:0{_DIGITS}d}"


def code_parts(code: str) -> tuple[str, int]:
    """(stem, serial) of a code."""
    stem, _, serial = code.rpartition("-")
    return stem, int(serial)
