"""The few ways a cell of the summary looks, each made once a workbook."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from toolkit.exchange.official.paper import FONT

HEAD_FILL = "#E9EFF6"
KIND_FILL = "#F6F8FB"
ALARM = "#B3261E"
INK = "#000000"
# The language in brackets makes programs that heed it write 20.000 and 65,2 whatever their own.
_LANGUAGE = {"vi": "[$-42A]", "en": "[$-809]"}


class Styles:
    """Cell formats of one workbook, by their properties."""

    def __init__(self, workbook: Workbook, language: str) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        sign = _LANGUAGE[language]
        self._counts = {
            "right": f'{sign}#,##0_ ;{sign}-#,##0_ ;"–"_ ;@_ ',
            "center": f'{sign}#,##0;{sign}-#,##0;"–"',
        }
        self._rates = {
            "right": f"{sign}0.0_ ;{sign}-0.0_ ;{sign}0.0_ ;@_ ",
            "center": f"{sign}0.0",
        }
        self._scores = f"{sign}0.00"
        self._plain_numbers = f"{sign}General"
        self._amounts = f"{sign}#,##0.0_ ;{sign}-#,##0.0_ ;{sign}0.0_ ;@_ "

    def plain(self, size: float = 12, **more: Any) -> Format:
        """Text in Times New Roman, centred vertically; `more` as XlsxWriter names properties."""
        wanted = {"font_name": FONT, "font_size": size, "valign": "vcenter", **more}
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(wanted)
        return self._made[key]

    def centred(self, size: float = 12, **more: Any) -> Format:
        return self.plain(size, align="center", text_wrap=True, **more)

    def head(self, size: float, **more: Any) -> Format:
        return self.centred(size, **{"border": 1, "bg_color": HEAD_FILL, **more})

    def count(self, size: float, align: str = "right", **more: Any) -> Format:
        look = {"border": 1, "num_format": self._counts[align], "align": align}
        return self.plain(size, **look, **more)

    def rate(self, size: float, align: str = "right", **more: Any) -> Format:
        look = {"border": 1, "num_format": self._rates[align], "align": align}
        return self.plain(size, **look, **more)

    def amount(self, size: float, **more: Any) -> Format:
        """A sum with one decimal place."""
        look = {"border": 1, "num_format": self._amounts, "align": "right"}
        return self.plain(size, **look, **more)

    def score(self, size: float, **more: Any) -> Format:
        """A mean of scores, with two decimal places."""
        return self.plain(size, num_format=self._scores, align="center", **{"border": 1, **more})

    def given(self, size: float, **more: Any) -> Format:
        """A number with as many decimals as it has, or a text, in the middle."""
        look = {"border": 1, "num_format": self._plain_numbers, "align": "center"}
        return self.plain(size, **{**look, "text_wrap": True, **more})

    def day(self, size: float, **more: Any) -> Format:
        return self.plain(size, num_format="dd/mm/yyyy", align="center", **{"border": 1, **more})
