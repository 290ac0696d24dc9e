"""Head and foot of the official paper: who issues it, the nation's name, title and signatures."""

from datetime import date

from xlsxwriter.worksheet import Worksheet

from toolkit.domain.zone import VIETNAM
from toolkit.exchange.official.page import Columns, Stamped
from toolkit.exchange.official.paper import PADDING, height, lines, pixels, text_width
from toolkit.exchange.official.styles import INK, Styles
from toolkit.words import Words

_SIGNING_ROOM = 4
_SIZE = 12
_PLAIN: dict[str, bool] = {}
_BOLD, _ITALIC = {"bold": True}, {"italic": True}
_Side = tuple[str, dict[str, bool]]  # a text and how it looks


class Paper:
    """Writes whole lines over the columns of a grid; heights in points are added up."""

    def __init__(self, sheet: Worksheet, grid: Columns, styles: Styles, words: Words) -> None:
        self._sheet, self._grid, self._styles, self._words = sheet, grid, styles, words
        self._split = self._middle()

    def head(self, figures: Stamped) -> tuple[int, float]:
        """The official head; returns the rows and the points that it takes."""
        plan, say = figures.plan, self._words.say
        made = figures.made_at.astimezone(VIETNAM).date()
        symbol = say("summary.number_and_symbol", head=plan.head)
        place = self._place_and_day(plan.place, made)
        heights = [
            self._pair(0, (plan.superior, _PLAIN), (say("summary.nation"), _BOLD)),
            self._pair(1, (plan.issuer, _BOLD), (say("summary.motto"), _BOLD)),
            self.gap(2, 6),
            self._pair(3, (symbol, _PLAIN), (place, _ITALIC)),
            self.gap(4, 8),
        ]
        self._underline(1, plan.issuer, 0, self._split, share=0.4)
        self._underline(1, say("summary.motto"), self._split + 1, self._grid.last, share=1)
        return len(heights), sum(heights)

    def title(self, row: int, figures: Stamped, text: str, *more: str) -> tuple[int, float]:
        """Title, what is told `more`, plan and day; returns the next row and the points taken."""
        plan, say = figures.plan, self._words.say
        points = self._whole(row, text, 14, bold=True)
        lines_below = [(line, False) for line in (*more, self._words.named(plan, "title"))]
        if plan.paper:
            paper = say("summary.paper", number=plan.paper.number, on=plan.paper.on)
            lines_below.append((paper, False))
        lines_below.append((say("summary.as_known_on", on=figures.as_known_on), True))
        for place, (line, italic) in enumerate(lines_below, row + 1):
            points += self._whole(place, line, 12, italic=italic)
        return row + 1 + len(lines_below), points

    def annex(self, title: str, below: str) -> tuple[int, float]:
        """The short head of a table that goes with the first; rows and points taken."""
        heights = [
            self._whole(0, title, 13, bold=True),
            self._whole(1, below, 11, italic=True),
        ]
        return 2, sum(heights)

    def measured_in(self, row: int, text: str) -> tuple[int, float]:
        """The unit of measure at the right above a table; the next row and the points taken."""
        style = self._styles.plain(11, italic=True, align="right")
        self._merge(row, 0, self._grid.last, text, style)
        return row + 1, self._set(row, 16.5)

    def gap(self, row: int, points: float) -> float:
        """An empty line, with a cell: on a sheet on disk rows without any lose their height."""
        self._sheet.write_blank(row, 0, None, self._styles.plain())
        return self._set(row, points)

    def note(self, row: int, text: str) -> float:
        """A note under the table; returns its points."""
        return self._whole(row, text, 9.5, italic=True, align="left")

    def signatures(self, row: int, figures: Stamped) -> list[float]:
        """The block to sign; returns the points of its rows."""
        plan, say = figures.plan, self._words.say
        made_by, plain = say("summary.made_by"), say("summary.sign_plain")
        return [
            self.gap(row, 9),
            self._pair(row + 1, (made_by, _BOLD), (plan.signer_authority, _BOLD)),
            self._pair(row + 2, (plain, _ITALIC), (plan.signer_title, _BOLD)),
            self._pair(row + 3, ("", _PLAIN), (say("summary.sign_sealed"), _ITALIC)),
            *(self.gap(row + 4 + line, 16.5) for line in range(_SIGNING_ROOM)),
        ]

    def signer(self, row: int, title: str, name: str) -> list[float]:
        """Room for one person to sign at the right; returns the points of its rows."""
        plain = self._words.say("summary.sign_plain")
        return [
            self.gap(row, 9),
            self._pair(row + 1, ("", _PLAIN), (title, _BOLD)),
            self._pair(row + 2, ("", _PLAIN), (plain, _ITALIC)),
            *(self.gap(row + 3 + line, 16.5) for line in range(_SIGNING_ROOM)),
            self._pair(row + 3 + _SIGNING_ROOM, ("", _PLAIN), (name, _BOLD)),
        ]

    def _middle(self) -> int:
        """Index of the last column of the left half, which is a little narrower."""
        widths, used = self._grid.widths, 0.0
        for column, width in enumerate(widths):
            used += width
            if column >= 1 and used + widths[min(column + 1, len(widths) - 1)] > sum(widths) * 0.48:
                return min(column, len(widths) - 2)
        return max(len(widths) - 2, 0)

    def _place_and_day(self, place: str, on: date) -> str:
        # NĐ 30/2020/NĐ-CP: a nought before days below 10 and before January and February.
        day, month = f"{on.day:02d}", f"{on.month:02d}" if on.month < 3 else str(on.month)
        return self._words.say(
            "summary.place_and_day", place=place, day=day, month=month, year=str(on.year)
        )

    def _pair(self, row: int, left: _Side, right: _Side) -> float:
        """Left and right half of a line."""
        count = 1
        halves = ((0, self._split, left), (self._split + 1, self._grid.last, right))
        for first, last, (text, look) in halves:
            self._merge(row, first, last, text, self._styles.centred(_SIZE, **look))
            room, bold = self._span(first, last), look.get("bold", False)
            count = max(count, lines(text, room, _SIZE, bold=bold))
        return self._set(row, height(count, _SIZE))

    def _whole(
        self, row: int, text: str, size: float, *, bold: bool = False, **more: object
    ) -> float:
        style = self._styles.plain(
            size, **{"bold": bold, "align": "center", "text_wrap": True, **more}
        )
        self._merge(row, 0, self._grid.last, text, style)
        room = self._span(0, self._grid.last)
        return self._set(row, height(lines(text, room, size, bold=bold), size) + 1.5)

    def _merge(self, row: int, first: int, last: int, text: str, style: object) -> None:
        if first < last:
            self._sheet.merge_range(row, first, row, last, "", style)
        self._sheet.write_string(row, first, text, style)

    def _set(self, row: int, points: float) -> float:
        self._sheet.set_row(row, points)
        return points

    def _span(self, first: int, last: int) -> float:
        return sum(self._grid.widths[first : last + 1]) - PADDING

    def _underline(self, row: int, text: str, first: int, last: int, *, share: float) -> None:
        """A line of no height under the text, as long as `share` of it."""
        span = self._span(first, last) + PADDING
        long = min(text_width(text, _SIZE, bold=True), span) * share
        line = {"color": INK, "width": 0.75}
        options = {
            "width": pixels(long),
            "height": 0,
            "x_offset": pixels((span - long) / 2),
            "y_offset": 1,
            "line": line,
            "fill": {"none": True},
            "object_position": 1,
            "decorative": True,
        }
        self._sheet.insert_textbox(row + 1, first, "", options)
