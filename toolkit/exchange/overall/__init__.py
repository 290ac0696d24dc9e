"""The Ministry's summary 6: all together with charts, for the leadership, ready to be signed."""

from toolkit.exchange.overall.write import overall_name, write_overall

__all__ = ["overall_name", "write_overall"]
