"""Everything as tidy tables: a workbook, CSV or Parquet."""

from toolkit.exchange.bulk import books, exemplary, progress
from toolkit.exchange.bulk.table import Cell, Column, Kind, Row, Table
from toolkit.exchange.bulk.write import FolderTaken, Format, Stamp, Written, write_tables

__all__ = [
    "Cell",
    "Column",
    "FolderTaken",
    "Format",
    "Kind",
    "Row",
    "Stamp",
    "Table",
    "Written",
    "books",
    "exemplary",
    "progress",
    "write_tables",
]
