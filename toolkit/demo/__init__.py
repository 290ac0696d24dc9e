"""Seeded demo data: real units living through the plan, made through the actions users use."""

from toolkit.demo.life import live, move_day
from toolkit.demo.make import DEFAULT_DAY, PERSONAS, make_demo

__all__ = ["DEFAULT_DAY", "PERSONAS", "live", "make_demo", "move_day"]
