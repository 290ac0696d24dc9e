"""What the summaries of activities ask besides the activities themselves."""

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import and_, or_, select

from toolkit.domain.activity import Activity, ActivityKind
from toolkit.domain.exemplar import ExemplarKind
from toolkit.rules.deeds import Hung
from toolkit.store.exemplar_mapping import an_activity
from toolkit.store.exemplar_schema import activity, activity_link, exemplar
from toolkit.store.snapshot import Snapshot

_A, _C, _LINK = activity.c, exemplar.c, activity_link.c
_AT_ONCE = 500


class DeedReading(Snapshot):
    """One statement each, whatever the number of activities."""

    def deeds(self, kinds: Collection[ActivityKind], until: date) -> Iterator[Activity]:
        """Activities of these kinds until the day, oldest first; used up inside this reading."""
        named = [kind.value for kind in kinds]
        found = self.known(activity).where(_A.kind.in_(named), _A.day <= until)
        rows = self.connection.execute(
            found.order_by(_A.day, _A.id).execution_options(yield_per=_AT_ONCE)
        )
        return map(an_activity, rows)

    def hung(self, kinds: Collection[ActivityKind]) -> dict[str, Hung]:
        """Id → the exemplar that activities of these kinds hang on.

        One that was merged is told as what it lives on in."""
        named = [kind.value for kind in kinds]
        linked = (
            select(_LINK.target)
            .join(activity, and_(_A.id == _LINK.activity, _A.version == _LINK.version))
            .where(self.is_known(activity), _A.kind.in_(named))
        )
        heirs = select(_C.merged_into).where(self.is_known(exemplar), _C.merged_into != "")
        wanted = or_(_C.id.in_(linked), _C.merged_into != "", _C.id.in_(heirs))
        shown = (_C.id, _C.code, _C.name, _C.kind, _C.unit, _C.post, _C.merged_into)
        rows = self.connection.execute(select(*shown).where(self.is_known(exemplar), wanted))
        found = {row.id: row for row in rows}
        heir_of = {row.id: row.merged_into for row in found.values()}
        return {
            each: Hung(row.id, row.code, row.name, ExemplarKind(row.kind), row.unit, row.post)
            for each in found
            if (row := found.get(_last(each, heir_of))) is not None
        }


def _last(one: str, heirs: dict[str, str]) -> str:
    """What a merged exemplar lives on in, however often that was merged itself."""
    seen = {one}
    while (heir := heirs.get(one, "")) and heir not in seen:
        one = heir
        seen.add(one)
    return one
