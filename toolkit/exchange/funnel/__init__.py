"""The Ministry's summary 2, the funnel of exemplars, as an official workbook."""

from toolkit.exchange.funnel.write import funnel_name, write_funnel

__all__ = ["funnel_name", "write_funnel"]
