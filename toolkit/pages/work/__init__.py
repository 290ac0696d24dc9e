"""Việc của tôi: what is due from my unit, what waits for my decision."""
