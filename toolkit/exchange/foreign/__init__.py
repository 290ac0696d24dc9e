"""Lists with headings of their own: where the head stands, where the body ends, what is no row."""

from toolkit.exchange.foreign.table import Body, Column, ForeignList, Left, find_list

__all__ = ["Body", "Column", "ForeignList", "Left", "find_list"]
