"""All units of a round side by side: three scores, what lies apart, the order in each bloc."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.blocs import propose_blockers, take_back_blockers
from toolkit.actions.reviews.held import looks_on, runs
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.reviews.ranked import ranked
from toolkit.actions.reviews.unit_round import (
    UnitRound,
    give_blockers,
    seen_by,
    shown,
    unit_round,
)
from toolkit.actions.rights import require
from toolkit.domain.blocker import Blocker
from toolkit.domain.council import BlocRound, Dossier, ScoreSheet
from toolkit.domain.review import Scorer
from toolkit.domain.text import fold
from toolkit.rules.permissions import Act
from toolkit.rules.unit_review import SELF_CHECKED, apart, missing
from toolkit.store import Reading

Sheets = Mapping[str, Mapping[Scorer, ScoreSheet]]
APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One unit: totals (0–100) that the user may see, how many criteria each scorer has scored.

    `apart` counts scores too far from its own, `unexplained` those of them without a remark.
    `place` is its place in its bloc, 0 where that is not to be seen or it has none; `scored_by`
    the user: what they may write of it."""

    dossier: Dossier
    label: Label
    bloc: str
    totals: Mapping[Scorer, float]
    given: Mapping[Scorer, int]
    apart: int
    unexplained: int
    place: int
    scored_by: tuple[Scorer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocView:
    """One bloc: who leads it, how many of its units each scorer has finished, its mean by the
    deciding scorer, its proposal, and why the user can't propose for it or take that back.

    `ranking` are its units (codes) in their order, where the user may see it."""

    code: str
    record: BlocRound
    head: str
    deputy: str
    units: int
    done: Mapping[Scorer, int]
    mean: float | None
    ranking: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    propose_blockers: tuple[Blocker, ...]
    take_back_blockers: tuple[Blocker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitBoard:
    """`rows` are those asked for of `total`; `seen` is how many the user sees in all.

    `left` is of how many of them the user still has to give each kind of score; `blocs` are those
    that they lead or look on. `names` tells units by code."""

    of: UnitRound
    rows: tuple[BoardRow, ...]
    total: int
    seen: int
    left: Mapping[Scorer, int]
    blocs: tuple[BlocView, ...]
    names: Mapping[str, str]
    runs: bool
    follows: bool


def unit_board(
    desk: Desk,
    *,
    review: str,
    bloc: str = "",
    show: str = "",
    text: str = "",
    offset: int = 0,
    limit: int = 50,
) -> UnitBoard:
    """The units of a round as far as the user may see them, by number; of one bloc by place.

    `show` leaves those whose sheet of that scorer is not whole, or with scores "apart". The number
    of statements is constant. Raises NotFound, Refused."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        of = unit_round(q, desk, review)
        board = _Board(q, desk, of)
        rows = [board.row(each) for each in of.dossiers if board.seen[each.id]]
        found = [each for each in rows if _asked(each, bloc, show, fold(text).split(), of)]
        if bloc:
            found.sort(key=lambda row: (row.place or len(rows) + 1, row.dossier.number))
        return UnitBoard(
            of=of,
            rows=tuple(found[offset : offset + limit]),
            total=len(found),
            seen=len(rows),
            left=Counter(s for row in rows for s in row.scored_by if s not in row.totals),
            blocs=board.blocs(),
            names={code: unit.name for code, unit in of.units.items()},
            runs=runs(desk),
            follows=looks_on(desk),
        )


class _Board:
    """What was read once for all rows."""

    def __init__(self, q: Reading, desk: Desk, of: UnitRound) -> None:
        self._desk, self._of = desk, of
        self.seen = {each.id: seen_by(desk, of, each) for each in of.dossiers}
        self._labels = labels(q, desk, of.held, of.dossiers)
        self._sheets: dict[str, dict[Scorer, ScoreSheet]] = {}
        for sheet in q.sheets(of.held.review.code):
            self._sheets.setdefault(sheet.dossier, {})[sheet.scorer] = sheet
        self._deciding = of.scorers[-1] if of.scorers else Scorer.MINISTRY
        self._places = _places(q, of) if of.closed or looks_on(desk) else {}

    def row(self, dossier: Dossier) -> BoardRow:
        of, review = self._of, self._of.held.review
        kept = self._sheets.get(dossier.id, {})
        visible = {
            scorer: sheet
            for scorer, sheet in kept.items()
            if scorer in self.seen[dossier.id] and shown(of, self._desk, dossier, sheet)
        }
        far = [
            each
            for scorer in SELF_CHECKED
            for each in apart(review, visible.get(Scorer.SELF), visible.get(scorer))
        ]
        asked = [scorer for scorer in of.scorers if scorer in self.seen[dossier.id]]
        return BoardRow(
            dossier=dossier,
            label=self._labels[dossier.id],
            bloc=of.bloc_of(dossier),
            totals={s: sheet.total for s, sheet in visible.items() if sheet.total is not None},
            given={s: len(review.criteria) - len(missing(review, kept.get(s))) for s in asked},
            apart=len(far),
            unexplained=sum(not each.explained for each in far),
            place=self._place(dossier),
            scored_by=tuple(s for s in of.scorers if not give_blockers(self._desk, of, dossier, s)),
        )

    def _place(self, dossier: Dossier) -> int:
        sees = self._deciding in self.seen[dossier.id]
        return (
            self._places.get(dossier.id, 0)
            if sees and self._leads(self._of.bloc_of(dossier))
            else 0
        )

    def _leads(self, bloc: str) -> bool:
        return looks_on(self._desk) or bool(
            self._of.home and self._of.home == self._of.head_of(bloc)
        )

    def blocs(self) -> tuple[BlocView, ...]:
        """Those with dossiers that the user leads or looks on, in the plan's order."""
        found = {self._of.bloc_of(each) for each in self._of.dossiers}
        blocs = [each.code for each in self._of.held.plan.blocs if each.code in found]
        return tuple(self._bloc(code) for code in blocs if self._leads(code))

    def _bloc(self, code: str) -> BlocView:
        of, desk = self._of, self._desk
        members, record = of.members(code), of.bloc(code)
        open_ = looks_on(desk) or of.closed
        totals = [
            sheet.total
            for each in members
            if (sheet := self._sheets.get(each.id, {}).get(self._deciding))
            and sheet.total is not None
        ]
        placed = sorted(
            (each for each in members if self._places.get(each.id)),
            key=lambda each: self._places[each.id],
        )
        return BlocView(
            code=code,
            record=record,
            head=of.bearer.get(record.head, record.head),
            deputy=of.bearer.get(record.deputy, record.deputy),
            units=len(members),
            done={scorer: self._done(members, scorer) for scorer in of.scorers},
            mean=mean(totals) if totals and open_ else None,
            ranking=tuple(of.unit_of(each) for each in placed) if open_ else (),
            members=tuple((of.unit_of(each), of.name(of.unit_of(each))) for each in members),
            propose_blockers=propose_blockers(desk, of, code),
            take_back_blockers=take_back_blockers(desk, of, code),
        )

    def _done(self, members: tuple[Dossier, ...], scorer: Scorer) -> int:
        sheets = (self._sheets.get(each.id, {}).get(scorer) for each in members)
        return sum(sheet is not None and sheet.total is not None for sheet in sheets)


def _places(q: Reading, of: UnitRound) -> dict[str, int]:
    """Dossier → place in its bloc: the whole ranking's order, so that both always agree.

    Those that nothing tells apart share a place."""
    whole = ranked(q, of.held)
    by_id = {each.id: each for each in of.dossiers}
    places: dict[str, int] = {}
    last: dict[str, tuple[int, int, int]] = {}
    for each in whole.order:
        dossier = by_id.get(each.dossier)
        if dossier is None:
            continue
        bloc = of.bloc_of(dossier)
        count, place, rank = last.get(bloc, (0, 0, 0))
        place = place if each.tied and each.rank == rank else count + 1
        places[each.dossier] = place
        last[bloc] = (count + 1, place, each.rank)
    return places


def _asked(row: BoardRow, bloc: str, show: str, words: list[str], of: UnitRound) -> bool:
    if bloc and row.bloc != bloc:
        return False
    if show == APART and not row.apart:
        return False
    if show in {*of.scorers} and Scorer(show) in row.totals:
        return False
    name = fold(f"{row.label.code} {row.label.name}")
    return all(word in name for word in words)
