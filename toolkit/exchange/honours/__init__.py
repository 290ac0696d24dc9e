"""The Ministry's summary 5, who is nominated to be honoured, as an official workbook."""

from toolkit.exchange.honours.write import honours_name, write_honours

__all__ = ["honours_name", "write_honours"]
