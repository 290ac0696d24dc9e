"""The child's door to a workbook of any kind: its sheets, or in one word why it cannot be read."""

from typing import Any

from toolkit.exchange.sheets import Unreadable, sheets_of_ods, sheets_of_xlsb, sheets_of_xlsx
from toolkit.exchange.xls_sheets import sheets_of_xls

_READERS = {
    "xlsx": sheets_of_xlsx,
    "xlsb": sheets_of_xlsb,
    "xls": sheets_of_xls,
    "ods": sheets_of_ods,
}


def open_xlsx(data: bytes) -> dict[str, Any]:
    """The sheets of an .xlsx or .xlsm file; so below for the other kinds."""
    return _opened("xlsx", data)


def open_xlsb(data: bytes) -> dict[str, Any]:
    return _opened("xlsb", data)


def open_xls(data: bytes) -> dict[str, Any]:
    return _opened("xls", data)


def open_ods(data: bytes) -> dict[str, Any]:
    return _opened("ods", data)


def _opened(kind: str, data: bytes) -> dict[str, Any]:
    """{"sheets": …} or {"fault": key}. What ends the process is the parent's to tell."""
    try:
        return {"sheets": _READERS[kind](data)}
    except Unreadable as fault:
        return {"fault": fault.key}
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- readers fall over broken files in any way they like
        return {"fault": "table_file.damaged"}
