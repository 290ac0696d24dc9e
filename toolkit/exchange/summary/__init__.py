"""The Ministry's summary 1 as an official workbook, ready to be printed and signed."""

from toolkit.exchange.summary.write import file_name, write_summary

__all__ = ["file_name", "write_summary"]
