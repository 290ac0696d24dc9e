"""Hoạt động: what was done, as a list and as a calendar, and quick entry for many at once."""
