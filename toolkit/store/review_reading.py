"""The questions asked of rounds of review, their councils and ballots, and of the Conference."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, func, select

from toolkit.domain.ballot import Ballot, Decision, PaperCount
from toolkit.domain.conference import Delegate, Quota
from toolkit.domain.council import BlocRound, Declaration, Dossier, Member, Round, ScoreSheet
from toolkit.domain.review import Scorer
from toolkit.rules.scoring import Total
from toolkit.store import review_mapping as mapping
from toolkit.store.kind import AnyRecord, Kind
from toolkit.store.review_schema import ballot_voter, dossier, score_sheet
from toolkit.store.snapshot import Snapshot

_S = score_sheet.c


class ReviewReading(Snapshot):
    """Each question is one statement, whatever the number of dossiers and judges."""

    def rounds(self) -> tuple[Round, ...]:
        """Every round that has a record, by code."""
        return self._all(mapping.ROUND, order=("review",))

    def round(self, review: str) -> Round | None:
        return self._one(mapping.ROUND, mapping.ROUND.table.c.review == review)

    def members(self, review: str) -> tuple[Member, ...]:
        """The council of a round, those who left it too, in the order in which they came."""
        return self._all(mapping.MEMBER, {"review": review})

    def member(self, review: str, login: str) -> Member | None:
        c = mapping.MEMBER.table.c
        return self._one(mapping.MEMBER, c.review == review, c.login == login)

    def dossiers(self, review: str) -> tuple[Dossier, ...]:
        """The dossiers of a round by number, withdrawn ones too."""
        return self._all(mapping.DOSSIER, {"review": review}, ("number",))

    def dossier(self, dossier_id: str) -> Dossier | None:
        return self._one(mapping.DOSSIER, dossier.c.id == dossier_id)

    def dossiers_of(self, subject: str) -> tuple[Dossier, ...]:
        """The dossiers of one exemplar (id) or unit (code) in all rounds, as they came."""
        return self._all(mapping.DOSSIER, {"subject": subject})

    def declarations(self, review: str) -> tuple[Declaration, ...]:
        """What members declared in a round, what they took back too, as it came."""
        return self._all(mapping.DECLARATION, {"review": review})

    def sheets(
        self,
        review: str,
        *,
        scorer: Scorer | None = None,
        judge: str | None = None,
        dossier: str | None = None,
    ) -> tuple[ScoreSheet, ...]:
        """The score sheets of a round, begun ones too, of withdrawn dossiers too; by dossier."""
        asked = {"scorer": scorer, "judge": judge, "dossier": dossier}
        same = {name: value for name, value in asked.items() if value is not None}
        return self._all(mapping.SHEET, {"review": review, **same}, ("dossier", "scorer", "judge"))

    def sheet(self, dossier: str, scorer: Scorer, judge: str = "") -> ScoreSheet | None:
        same = (_S.dossier == dossier, _S.scorer == scorer.value, _S.judge == judge)
        return self._one(mapping.SHEET, *same)

    def score_totals(self, review: str, scorer: Scorer = Scorer.COUNCIL) -> list[Total]:
        """(dossier, judge, total) of all complete sheets of dossiers that are not withdrawn."""
        found = select(_S.dossier, _S.judge, _S.total).where(
            *self._counted(review, scorer), _S.total.is_not(None)
        )
        return self.plain(found)

    def criterion_scores(
        self,
        review: str,
        dossiers: Collection[str] | None,
        criterion: str,
        scorer: Scorer = Scorer.COUNCIL,
    ) -> list[Total]:
        """(dossier, judge, score on one criterion) of complete sheets; None: of all dossiers."""
        given = _S.scores[criterion].as_float()
        found = select(_S.dossier, _S.judge, given).where(
            *self._counted(review, scorer), _S.total.is_not(None), given.is_not(None)
        )
        if dossiers is not None:
            found = found.where(_S.dossier.in_(sorted(dossiers)))
        return [(one, judge, score) for one, judge, score in self.connection.execute(found)]

    def scored(self, review: str, scorer: Scorer = Scorer.COUNCIL) -> dict[str, tuple[int, int]]:
        """Judge → how many of their sheets are complete, and how many are begun and not complete.

        Sheets of withdrawn dossiers don't count; a judge who has begun none is not there."""
        complete = func.count(_S.total)
        found = (
            select(_S.judge, complete, func.count() - complete)
            .where(*self._counted(review, scorer))
            .group_by(_S.judge)
            .order_by(_S.judge)
        )
        return {judge: (done, begun) for judge, done, begun in self.connection.execute(found)}

    def begun(self, review: str, scorer: Scorer = Scorer.COUNCIL) -> frozenset[tuple[str, str]]:
        """(dossier, judge) of the sheets that are begun and not complete."""
        found = select(_S.dossier, _S.judge).where(
            *self._counted(review, scorer), _S.total.is_(None)
        )
        return frozenset((one, judge) for one, judge in self.connection.execute(found))

    def bloc_rounds(self, review: str) -> tuple[BlocRound, ...]:
        return self._all(mapping.BLOC_ROUND, {"review": review}, ("bloc",))

    def ballots(self, review: str) -> tuple[Ballot, ...]:
        """The ballots of a round by number, void ones too."""
        return self._all(mapping.BALLOT, {"review": review}, ("number",))

    def ballot(self, ballot_id: str) -> Ballot | None:
        return self._one(mapping.BALLOT, mapping.BALLOT.table.c.id == ballot_id)

    def voted(self, ballot_id: str) -> frozenset[str]:
        """The logins who have voted. Nothing tells how, nor when, nor in what order."""
        counted = self.ballot(ballot_id)
        found = select(ballot_voter.c.login).where(ballot_voter.c.ballot == ballot_id)
        return frozenset([*self.connection.scalars(found), *(counted.voted if counted else ())])

    def paper_counts(self, ballot_id: str) -> tuple[PaperCount, ...]:
        return self._all(mapping.PAPER_COUNT, {"ballot": ballot_id})

    def decisions(self, review: str) -> tuple[Decision, ...]:
        """What is decided on the dossiers of a round, pending decisions too, as they came."""
        return self._all(mapping.DECISION, {"review": review})

    def decision(self, dossier: str) -> Decision | None:
        return self._one(mapping.DECISION, mapping.DECISION.table.c.dossier == dossier)

    def quotas(self, conference: str) -> tuple[Quota, ...]:
        return self._all(mapping.QUOTA, {"conference": conference}, ("unit",))

    def delegates(self, conference: str) -> tuple[Delegate, ...]:
        """Everybody who is to come to a conference, as they were put down."""
        return self._all(mapping.DELEGATE, {"conference": conference})

    def delegate(self, delegate_id: str) -> Delegate | None:
        return self._one(mapping.DELEGATE, mapping.DELEGATE.table.c.id == delegate_id)

    def _counted(self, review: str, scorer: Scorer) -> tuple[ColumnElement[bool], ...]:
        """Conditions on sheets: of one sort, of dossiers that are not withdrawn."""
        gone = select(dossier.c.id).where(
            self.is_known(dossier), dossier.c.review == review, dossier.c.withdrawn
        )
        same = and_(_S.review == review, _S.scorer == scorer.value)
        return self.is_known(score_sheet), same, _S.dossier.not_in(gone)

    def _all(
        self, kind: Kind[AnyRecord], same: dict[str, Any] | None = None, order: Collection[str] = ()
    ) -> tuple[AnyRecord, ...]:
        """The records of a kind whose columns hold these values, then in the order of making."""
        table: Table = kind.table
        found = self.known(table).where(
            *(table.c[name] == value for name, value in (same or {}).items())
        )
        rows = self.connection.execute(
            found.order_by(*(table.c[name] for name in order), table.c.id)
        )
        return tuple(map(kind.from_row, rows))
