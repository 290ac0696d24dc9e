"""The part "units" of a round: all units side by side, one of them, a bloc's proposal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from traitlets import Dict

from toolkit.actions.reviews.blocs import name_head, propose, take_back_proposal
from toolkit.actions.reviews.evidence_rows import evidence_rows
from toolkit.actions.reviews.unit_board import BlocView, UnitBoard, unit_board
from toolkit.actions.reviews.unit_scores import (
    UnitDossier,
    give_unit_remark,
    give_unit_score,
    unit_dossier,
)
from toolkit.domain.council import Dossier, RoundState, ScoreSheet
from toolkit.domain.review import Scorer
from toolkit.errors import Conflict, Refused
from toolkit.pages.address import address
from toolkit.pages.reviews.part import RoundPart
from toolkit.pages.reviews.unit_boards import BLOCS, PAGE, Drawn, drawn_bloc, drawn_board
from toolkit.pages.reviews.unit_sheets import drawn_dossier, drawn_rows

_MOST = 10_000
"""As many units as are looked through for the one before and the one after."""


class UnitsState(RoundPart):
    """`units` holds a board, or the sheet of the unit that is open, with the rows of a figure."""

    units = Dict().tag(shown=True)
    _unit: UnitDossier

    def labels(self) -> dict[str, Any]:
        told = self.words.family("unit_review")
        return {**super().labels(), **self.shared("units", told)}

    def show_units(
        self,
        *,
        dossier: int = 0,
        bloc: str = "",
        show: str = "",
        q: str = "",
        p: int = 1,
        view: str = "",
        **_: Any,
    ) -> None:
        """The unit of that number, or those that the filters leave. Raises Refused, NotFound."""
        asked = {"bloc": bloc, "show": show, "q": q, "p": p, "view": view}
        board = self._board(asked, offset=0, limit=_MOST)
        if board.seen == 1 and not board.blocs:
            asked = dict.fromkeys(asked, "")
            board = self._board(asked, offset=0, limit=1)
            dossier = board.rows[0].dossier.number
        found = next((row.dossier for row in board.rows if row.dossier.number == dossier), None)
        if found is None:
            first = (p - 1) * PAGE
            self._show_board(replace(board, rows=board.rows[first : first + PAGE]), asked)
        else:
            self._show_unit(board, found, asked)

    def units_filter(self, bloc: str, show: str, q: str) -> None:
        """Show the units that these filters leave."""
        self.turn_part(bloc=bloc, show=show, q=q)

    def units_view(self, view: str) -> None:
        """Show units, or blocs."""
        self.turn_part(view=view)

    def units_turn(self, page: int) -> None:
        """Show another page of them."""
        kept = {name: self.query.get(name, "") for name in ("bloc", "show", "q")}
        self.turn_part(**kept, p=page if page > 1 else "")

    def give_unit(self, scorer: str, criterion: str, score: float | None) -> None:
        """Keep a score; what is wrong with it stands beside it. Raises Refused for the whole."""
        self._keep(
            f"{scorer} {criterion}",
            lambda version: give_unit_score(
                self.desk,
                dossier=self._unit.dossier.id,
                scorer=Scorer(scorer),
                criterion=criterion,
                score=score,
                version=version,
            ),
            Scorer(scorer),
        )

    def remark_unit(self, scorer: str, criterion: str, text: str) -> None:
        """Keep a remark on a criterion, or on the whole ("")."""
        self._keep(
            f"{scorer} note {criterion}",
            lambda version: give_unit_remark(
                self.desk,
                dossier=self._unit.dossier.id,
                scorer=Scorer(scorer),
                criterion=criterion,
                remark=text,
                version=version,
            ),
            Scorer(scorer),
        )

    def open_rows(self, criterion: str) -> None:
        """Show the rows behind a figure, or put them away."""
        shown = self.units.get("rows") or {}
        if shown.get("criterion") == criterion:
            self.units = {**self.units, "rows": {}}
            return
        found = evidence_rows(self.desk, dossier=self._unit.dossier.id, criterion=criterion)
        rows = drawn_rows(criterion, found, self._unit.of.name, self.words)
        self.units = {**self.units, "rows": rows}

    def put_heads(self, bloc: str, head: str, deputy: str, version: int) -> None:
        """Name who leads a bloc."""
        with self._fresh():
            name_head(
                self.desk,
                review=self.round_code,
                bloc=bloc,
                head=head,
                deputy=deputy,
                version=version,
            )
        self.written(self.words.say("unit_review.heads_named"))

    def put_proposal(
        self, bloc: str, proposed: tuple[str, ...], note: str, version: int, *, send: bool
    ) -> None:
        """Keep a bloc's proposal, or send it; what is missing stands beside it."""
        try:
            with self._fresh():
                propose(
                    self.desk,
                    review=self.round_code,
                    bloc=bloc,
                    proposed=proposed,
                    note=note,
                    version=version,
                    send=send,
                )
        except Refused as error:
            if not all(each.field for each in error.blockers):
                raise
            self.units = {**self.units, "faults": {"proposal": self.words.error(error)}}
            return
        told = "unit_review.proposal_sent" if send else "unit_review.proposal_kept"
        self.written(self.words.say(told))

    def draw_back_proposal(self, bloc: str, reason: str, version: int) -> None:
        """Take back a proposal that was sent."""
        with self._fresh():
            take_back_proposal(
                self.desk, review=self.round_code, bloc=bloc, reason=reason, version=version
            )
        self.written(self.words.say("unit_review.proposal_back"))

    @contextmanager
    def _fresh(self) -> Iterator[None]:
        """Where somebody else was quicker, show what they left."""
        try:
            yield
        except Conflict:
            self.reread()
            raise

    def _keep(self, what: str, give: Any, scorer: Scorer) -> None:
        seen = {each.scorer: each.version for each in self._unit.marks}
        version = seen.get(scorer, 0)
        try:
            sheet: ScoreSheet = give(version)
        except Refused as error:
            if not error.blockers or not all(each.field for each in error.blockers):
                self._reread_unit()
                raise
            faults = {**self.units["faults"], what: self.words.error(error)}
            self.units = {**self.units, "faults": faults, "saved": {}}
            return
        except Conflict:
            self._reread_unit()
            self.tell(self.words.say("unit_review.elsewhere"), "warning")
            return
        self._reread_unit()
        at = self.words.say("unit_review.saved", at=self.words.time(self.desk.now()))
        self.units = {**self.units, "saved": {"what": what, "at": at, "version": sheet.version}}

    def _reread_unit(self) -> None:
        self._unit = unit_dossier(self.desk, dossier=self._unit.dossier.id)
        drawn = drawn_dossier(self._unit, self.words)
        self.units = {**self.units, "sheet": drawn, "faults": {}, "saved": {}}

    def _show_unit(self, board: UnitBoard, found: Dossier, asked: Drawn) -> None:
        rows = [row.dossier for row in board.rows]
        self._unit = unit_dossier(self.desk, dossier=found.id)
        at = rows.index(found)
        alone = board.seen == 1 and not board.blocs
        kept_back = not self._unit.of.closed and len(self._unit.marks) < len(board.of.scorers)
        self.units = {
            "sheet": drawn_dossier(self._unit, self.words),
            "faults": {},
            "saved": {},
            "rows": {},
            "later": self.words.say("unit_review.later") if kept_back else "",
            "list": "" if alone else self._place(asked),
            "before": self._place(asked, rows[at - 1].number) if at else "",
            "after": self._place(asked, rows[at + 1].number) if at + 1 < len(rows) else "",
            "open": self.seen.round.state is RoundState.SCORING,
        }

    def _show_board(self, board: UnitBoard, asked: Drawn) -> None:
        bloc = self._bloc(board, asked)
        self.units = {
            "board": drawn_board(board, asked, self.words),
            "bloc": drawn_bloc(bloc, board, self.words) if bloc else {},
            "faults": {},
            "open": self.seen.round.state is RoundState.SCORING,
        }

    def _bloc(self, board: UnitBoard, asked: Drawn) -> BlocView | None:
        """The bloc that is looked at: the one asked for, or the one that the user leads."""
        if not board.follows:
            return board.blocs[0] if board.blocs and asked["view"] == BLOCS else None
        return next((each for each in board.blocs if each.code == asked["bloc"]), None)

    def _board(self, asked: Drawn, *, offset: int, limit: int) -> UnitBoard:
        return unit_board(
            self.desk,
            review=self.round_code,
            bloc=asked["bloc"],
            show=asked["show"],
            text=asked["q"],
            offset=offset,
            limit=limit,
        )

    def _place(self, asked: Drawn, number: int = 0) -> str:
        kept = {name: asked[name] for name in ("bloc", "show", "q") if asked[name]}
        told = {"dossier": number} if number else {}
        return address("reviews", round=self.round_code, part="units", **told, **kept)
