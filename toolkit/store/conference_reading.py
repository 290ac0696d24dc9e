"""What a conference asks of exemplars: how many each unit has, and what they did afterwards."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import and_, func, select

from toolkit.domain.activity import Activity, FollowUp
from toolkit.domain.exemplar import Registration, Standing
from toolkit.store.exemplar_mapping import a_follow_up, an_activity
from toolkit.store.exemplar_schema import activity, activity_link, exemplar, follow_up
from toolkit.store.snapshot import Snapshot

_A, _E, _F, _LINK = activity.c, exemplar.c, follow_up.c, activity_link.c


class ConferenceReading(Snapshot):
    """One statement each, whatever the number of units, delegates and activities."""

    def approved_by_unit(self) -> dict[str, int]:
        """Unit → how many of its exemplars are approved and followed; as they were registered."""
        rows = self.connection.execute(
            select(_E.unit, func.count().label("of_unit"))
            .where(
                self.is_known(exemplar),
                _E.standing == Standing.FOLLOWED.value,
                _E.registration == Registration.APPROVED.value,
            )
            .group_by(_E.unit)
        )
        return {row.unit: row.of_unit for row in rows}

    def done_since(
        self, exemplars: Collection[str], since: date
    ) -> dict[str, tuple[Activity, ...]]:
        """Exemplar id → activities after the day that hang on it, oldest first."""
        wanted = sorted(set(exemplars))
        linked = (
            select(_LINK.target, activity)
            .join(activity, and_(_A.id == _LINK.activity, _A.version == _LINK.version))
            .where(self.is_known(activity), _LINK.target.in_(wanted), _A.day > since)
            .order_by(_A.day, _A.id)
        )
        found: dict[str, list[Activity]] = {}
        for row in self.connection.execute(linked) if wanted else ():
            found.setdefault(row.target, []).append(an_activity(row))
        return {one: tuple(done) for one, done in found.items()}

    def looks_since(
        self, exemplars: Collection[str], since: date
    ) -> dict[str, tuple[FollowUp, ...]]:
        """Exemplar id → follow-ups that were answered after the day, oldest first."""
        wanted = sorted(set(exemplars))
        asked = (
            self.known(follow_up)
            .where(_F.exemplar.in_(wanted), _F.alive.is_not(None), _F.answered_on > since)
            .order_by(_F.answered_on, _F.id)
        )
        found: dict[str, list[FollowUp]] = {}
        for row in self.connection.execute(asked) if wanted else ():
            found.setdefault(row.exemplar, []).append(a_follow_up(row))
        return {one: tuple(looks) for one, looks in found.items()}
