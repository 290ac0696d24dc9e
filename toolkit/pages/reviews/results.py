"""The part "results" of a round: the ranking page by page, and what stands behind one rank."""

from collections.abc import Callable, Mapping
from typing import Any

from traitlets import Dict

from toolkit.actions.reviews.results import ResultRow, Results, results
from toolkit.domain.activity import Award
from toolkit.domain.review import Reviewed
from toolkit.domain.text import fold
from toolkit.errors import Refused
from toolkit.pages.reviews.part import RoundPart
from toolkit.pages.reviews.results_drawn import Drawn, ResultsDrawing
from toolkit.rules.eligibility import Verdict
from toolkit.rules.firmness import Firmness

A_PAGE = 50
Key = tuple[str, str, str, str]


class ResultsState(RoundPart):
    """`results` is a page of the ranking with its notes, balance and judges; `refused` instead
    tells why there is none."""

    results = Dict().tag(shown=True)
    _read: tuple[Key, Results] | None = None

    def labels(self) -> dict[str, Any]:
        return {**super().labels(), **self.shared("results", self.words.family("results.page"))}

    def show_results(
        self,
        *,
        q: str = "",
        show: str = "",
        sort: str = "",
        view: str = "",
        p: int = 1,
        dossier: int = 0,
        **_: Any,
    ) -> None:
        """Draw it: rows that hold every word of `q`, of those that `show` names, in the order
        `sort`, with the eligibility for the award `view`; with one `dossier` opened, on its page.
        """
        try:
            seen = self._seen(view)
        except Refused as refused:
            self.results = {"refused": self.words.error(refused)}
            return
        rows = _found(seen, q, show)
        rows.sort(key=_ORDERS.get(sort, _by_rank))
        if dossier and p == 1:
            p = _page_of(rows, dossier)
        last = max(1, -(-len(rows) // A_PAGE))
        p = min(p, last)
        drawing = ResultsDrawing(seen, self.words)
        self.results = {
            **drawing.frame(),
            **drawing.page(rows[(p - 1) * A_PAGE : p * A_PAGE], dossier),
            "total": len(rows),
            "paging": self._paging(p, last, len(rows)),
            "filters": {"q": q, "show": show, "sort": sort, "view": view},
            "shows": self._shows(seen),
            "sorts": [[each, self.words.say(f"results.sort.{each}")] for each in _ORDERS],
            "awards": self._awards(seen),
        }

    def find_results(self, *, q: str, show: str, sort: str, view: str) -> None:
        """Another search, from its first page."""
        self.turn_part(q=q, show=show, sort=sort, view=view)

    def page_results(self, page: int) -> None:
        """Another page of the same search."""
        self.turn_part(**self.results["filters"], p=page if page > 1 else None)

    def open_result(self, number: int) -> None:
        """Open what stands behind a rank, or close it where it is open."""
        opened = self.results["opened"].get("number")
        page = self.results["paging"]["page"]
        self.turn_part(
            **self.results["filters"],
            p=page if page > 1 else None,
            dossier=None if opened == number else number,
        )

    def _seen(self, view: str) -> Results:
        """The results, read anew only where anything has changed."""
        award = view if view in set(Award) else ""
        with self.desk.store.reading() as q:
            key = (q.data_version(), self.round_code, award, self.desk.today.isoformat())
        if self._read is None or self._read[0] != key:
            found = results(self.desk, self.round_code, award=Award(award) if award else None)
            self._read = (key, found)
        return self._read[1]

    def _shows(self, seen: Results) -> list[list[str]]:
        """What may be shown of the table, with how many there are."""
        told: list[list[str]] = []
        for name, is_so in _SHOWS.items():
            count = sum(1 for row in seen.rows if is_so(row, seen))
            if count:
                told.append([name, self.words.say(f"results.show.{name}", count=count)])
        return told

    def _awards(self, seen: Results) -> list[list[str]]:
        if seen.held.review.of is not Reviewed.EXEMPLARS or not seen.open:
            return []
        names = self.words.family("award")
        return [[award.value, names[award.value]] for award in reversed(Award)]

    def _paging(self, page: int, last: int, total: int) -> Drawn:
        first = (page - 1) * A_PAGE + 1
        until = min(page * A_PAGE, total)
        text = self.words.say("results.paging", first=first, until=until, total=total)
        return {"page": page, "last": last, "text": text if total else ""}


def _found(seen: Results, q: str, show: str) -> list[ResultRow]:
    words, is_so = fold(q).split(), _SHOWS.get(show)
    return [
        row
        for row in seen.rows
        if (is_so is None or is_so(row, seen)) and all(word in _text(row) for word in words)
    ]


def _text(row: ResultRow) -> str:
    label = row.label
    return fold(f"{label.number} {label.code} {label.name} {label.unit} {label.unit_name}")


def _page_of(rows: list[ResultRow], number: int) -> int:
    places = [place for place, row in enumerate(rows) if row.dossier.number == number]
    return places[0] // A_PAGE + 1 if places else 1


def _verdict(row: ResultRow) -> Verdict | None:
    return row.eligibility.verdict if row.eligibility else None


_SHOWS: Mapping[str, Callable[[ResultRow, Results], bool]] = {
    "within": lambda row, _: row.within,
    "chosen": lambda row, _: bool(row.chosen),
    "loose": lambda row, seen: seen.seats is not None and row.crosses(seen.seats),
    "equal": lambda row, _: row.tied or row.drawn,
    "not_met": lambda row, _: _verdict(row) is Verdict.NOT_MET,
    "repeated": lambda row, _: bool(row.eligibility and row.eligibility.repeats),
    "unscored": lambda row, _: row.rank is None,
}


def _by_rank(row: ResultRow) -> tuple[object, ...]:
    return row.rank is None, row.rank or 0, row.dossier.number


def _by_normalised(row: ResultRow) -> tuple[object, ...]:
    return row.standing is None, -row.standing.normalised if row.standing else 0, *_by_rank(row)


def _by_width(row: ResultRow) -> tuple[object, ...]:
    return -_width(row.firmness), *_by_rank(row)


def _width(firm: Firmness | None) -> int:
    return firm.worst - firm.best if firm else -1


_ORDERS: Mapping[str, Callable[[ResultRow], tuple[object, ...]]] = {
    "rank": _by_rank,
    "normalised": _by_normalised,
    "width": _by_width,
    "number": lambda row: (row.dossier.number,),
}
