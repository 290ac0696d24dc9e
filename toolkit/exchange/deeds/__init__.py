"""The Ministry's summary 3, what was done for exemplars, as an official workbook."""

from toolkit.exchange.deeds.write import deeds_name, write_deeds

__all__ = ["deeds_name", "write_deeds"]
