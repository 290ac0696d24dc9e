"""The Ministry's summary 4, who was rewarded, as an official workbook."""

from toolkit.exchange.awards.write import awards_name, write_awards

__all__ = ["awards_name", "write_awards"]
