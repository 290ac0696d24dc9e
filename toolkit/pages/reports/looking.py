"""Báo cáo's other parts: two days compared, a file looked at, what was made before."""

from collections.abc import Callable
from datetime import date
from typing import Any

from traitlets import Dict, Int, List, Unicode

from toolkit.actions.compare import compare_days
from toolkit.actions.exports import exports
from toolkit.actions.verify import Verified, verify
from toolkit.exchange.comparing import Comparison, kind_name
from toolkit.pages.parts.files import MEBIBYTE, Upload
from toolkit.pages.reports.compared import earlier_rows, figure_rows, rows_behind, verified
from toolkit.pages.reports.previews import SUMMARIES
from toolkit.pages.state import PageState
from toolkit.words import Words

MOST_BYTES = 50 * MEBIBYTE
NO_FILE: dict[str, Any] = {"name": "", "share": 0, "error": ""}
_Job = Callable[[Callable[[float], None], Callable[[], bool]], Any]


class LookingState(PageState):
    """`figures` changed from the day `first` to `second`; `behind` are the rows of the one chosen.

    `file` is what is being sent, `looked` what became of it; `earlier` are files made before."""

    kind = Int(1).tag(shown=True)
    kinds: List[Any] = List().tag(shown=True)
    first = Unicode().tag(shown=True)
    second = Unicode().tag(shown=True)
    figures: List[Any] = List().tag(shown=True)
    compared = Dict().tag(shown=True)
    behind = Dict().tag(shown=True)
    file = Dict(NO_FILE).tag(shown=True)
    looked = Dict().tag(shown=True)
    earlier: List[Any] = List().tag(shown=True)

    _comparison: Comparison | None = None

    def speak(self, words: Words) -> None:
        super().speak(words)
        self.kinds = [
            [number, kind_name(f"summary-{number}", words)] for number in SUMMARIES.values()
        ]
        self._upload = Upload(most=MOST_BYTES)

    def set_days(self, kind: int, first: date, second: date) -> None:
        """Two days, the earlier first, none after today; what was compared before is forgotten."""
        days = sorted(min(day, self.desk.today) for day in (first, second))
        self.kind, (self.first, self.second) = kind, (day.isoformat() for day in days)
        self._comparison = None
        self.figures, self.compared, self.behind = [], {}, {}

    def compare_job(self) -> _Job:
        desk, words, kind = self.desk, self.words, self.kind
        first, second = map(date.fromisoformat, (self.first, self.second))
        return lambda progress, cancelled: compare_days(
            desk,
            kind=kind,
            first=first,
            second=second,
            words=words,
            progress=progress,
            cancelled=cancelled,
        )

    def compared_to(self, found: Comparison) -> None:
        """Show which figures changed."""
        self._comparison = found
        self.figures = figure_rows(found, self.words)
        key = "reports.compare.result" if found.count else "reports.compare.same"
        text = self.words.say(key, figures=len(self.figures), rows=found.count)
        self.compared = {"text": text, "count": found.count}

    def look_behind(self, label: str) -> None:
        """Show the rows in which a figure changed; an empty label closes them."""
        if self._comparison is None or not label:
            self.behind = {}
            return
        rows = rows_behind(self._comparison, label, self.words)
        whole = next((each.rows for each in self._comparison.changed if each.label == label), 0)
        self.behind = {"label": label, "rows": rows, "more": max(0, whole - len(rows))}

    def begin_file(self, name: str, size: int) -> None:
        """A file to be looked at is coming. Raises Refused where it is too big or empty."""
        self.looked = {}
        self.file = NO_FILE
        self._upload.begin(name, size)
        self.file = {**NO_FILE, "name": name}

    def add_piece(self, at: int, piece: bytes) -> bool:
        """The next piece; True when the file is whole."""
        whole = self._upload.add(at, piece)
        self.file = {**self.file, "share": 100 if whole else self._upload.share}
        return whole

    def drop_file(self) -> None:
        self._upload.clear()
        self.file, self.looked = NO_FILE, {}

    def verify_job(self) -> _Job:
        desk, name, data = self.desk, self._upload.name, self._upload.data
        return lambda _progress, _cancelled: verify(desk, name=name, data=data)

    def verified(self, found: Verified) -> None:
        """Show what the file is."""
        self._upload.clear()
        self.looked = verified(found, self.words)

    def read_earlier(self) -> None:
        """The files made before, the newest first."""
        lines = exports(self.desk)
        with self.desk.store.reading() as reading:
            names = reading.user_names({line.by for line in lines})
        self.earlier = earlier_rows(lines, names, self.words)
