"""What results ask of the exemplars that a round judges: who they are, what they were given."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import CompoundSelect, func, select, union

from toolkit.domain.activity import ActivityKind, Award, AwardType
from toolkit.domain.exemplar import ExemplarKind, Sex
from toolkit.domain.review import Scorer
from toolkit.rules.eligibility import Earlier
from toolkit.rules.judged import Judged
from toolkit.store.exemplar_mapping import read_scope
from toolkit.store.exemplar_schema import activity, activity_link, exemplar
from toolkit.store.review_schema import dossier, score_sheet
from toolkit.store.snapshot import Snapshot

_A, _E, _LINK, _D, _S = activity.c, exemplar.c, activity_link.c, dossier.c, score_sheet.c
_SHOWN = (_E.id, _E.kind, _E.name, _E.code, _E.unit, _E.scope, _E.sex, _E.post, _E.merged_into)


class ResultReading(Snapshot):
    """One statement each, whatever the number of dossiers."""

    def judged(self, review: str) -> dict[str, Judged]:
        """Id → exemplar: those of the round's dossiers, and all that others live on in."""
        known = (self.is_known(exemplar), _E.id.in_(self._subjects(review)))
        rows = self.plain(select(*_SHOWN).where(*known))
        kinds = {kind.value: kind for kind in ExemplarKind}
        sexes: dict[str, Sex | None] = {"": None, **{sex.value: sex for sex in Sex}}
        return {
            key: Judged(
                id=key,
                kind=kinds[kind],
                name=name,
                code=code,
                unit=unit,
                scope=read_scope(scope),
                sex=sexes[sex],
                post=post,
                merged_into=heir,
            )
            for key, kind, name, code, unit, scope, sex, post, heir in rows
        }

    def rewards(self, review: str) -> dict[str, tuple[Earlier, ...]]:
        """Id of each of these exemplars that was rewarded → its rewards, oldest first."""
        linked = (_LINK.target, _A.id, _A.day, _A.detail, _A.proofs)
        rows = self.connection.execute(
            select(*linked)
            .join(activity_link, (_LINK.activity == _A.id) & (_LINK.version == _A.version))
            .where(self.is_known(activity), _A.kind == ActivityKind.COMMENDATION.value)
            .where(_LINK.target.in_(self._subjects(review)))
            .order_by(_A.day, _A.id)
        )
        found: defaultdict[str, list[Earlier]] = defaultdict(list)
        for target, key, day, detail, proofs in rows.all():
            paper: dict[str, Any] = proofs[0] if proofs else {}
            found[target].append(
                Earlier(
                    award=Award(detail["award"]),
                    type=AwardType(detail["type"]),
                    on=day,
                    number=paper.get("paper_number", ""),
                    issuer=paper.get("paper_issuer", ""),
                    activity=key,
                )
            )
        return {target: tuple(rewards) for target, rewards in found.items()}

    def criterion_means(
        self, review: str, dossiers: Collection[str], criterion: str, scorer: Scorer
    ) -> dict[str, float]:
        """Dossier → mean of its judges' scores on one criterion, of complete sheets."""
        given = _S.scores[criterion].as_float()
        found = (
            select(_S.dossier, func.avg(given))
            .where(self.is_known(score_sheet), _S.review == review, _S.scorer == scorer.value)
            .where(_S.total.is_not(None), given.is_not(None), _S.dossier.in_(sorted(dossiers)))
            .group_by(_S.dossier)
        )
        return dict(self.connection.execute(found).tuples().all())

    def _subjects(self, review: str) -> CompoundSelect[Any]:
        put_up = select(_D.subject).where(self.is_known(dossier), _D.review == review)
        heirs = select(_E.merged_into).where(self.is_known(exemplar), _E.merged_into != "")
        return union(put_up, heirs)
