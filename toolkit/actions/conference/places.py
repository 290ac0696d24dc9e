"""Places of a conference by unit: shared by the rule, changed one by one with a reason."""

from dataclasses import replace

from toolkit.actions.conference.called import Called, called
from toolkit.actions.desk import Desk
from toolkit.actions.rights import refuse, require
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.conference import Quota
from toolkit.domain.text import clean
from toolkit.rules.checks import unless
from toolkit.rules.conference import open_blockers, place_blockers
from toolkit.rules.permissions import Act
from toolkit.rules.reporting import reason_blockers
from toolkit.store import Writing


def share_places(desk: Desk, *, conference: str, reason: str = "") -> tuple[Quota, ...]:
    """Give every unit its places by the rule; doing so again asks for a reason.

    Raises Refused: once units have nominated, places are changed one by one."""
    require(desk, Act.RUN_CONFERENCE)
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        seen = called(tx, desk, conference)
        refuse(_share_blockers(seen, desk, reason))
        known = {each.unit: each for each in seen.quotas}
        shares = {each.unit: each.places for each in seen.proposed.shares}
        for each in seen.quotas:
            if each.unit not in shares:
                tx.remove(each, reason=reason)
        changed = [
            replace(
                known.get(unit) or Quota(conference=conference, unit=unit, count=0), count=count
            )
            for unit, count in shares.items()
            if unit not in known or known[unit].count != count
        ]
        tx.save_many([replace(each, note=reason) for each in changed], action="share_places")
        found = tx.quotas(conference)
        tx.commit()
    return found


def change_place(
    desk: Desk, *, conference: str, unit: str, count: int, version: int, reason: str
) -> Quota:
    """Give a unit another number of places; `version` is that of its quota as seen, 0 for none.

    Raises Refused, Conflict."""
    require(desk, Act.RUN_CONFERENCE)
    reason = clean(reason)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        seen = called(tx, desk, conference)
        known = unit in {each.code for each in seen.taking_part} | set(seen.places)
        refuse(unless(known, "blocker.not_in_list", "unit"))
        refuse(_change_blockers(seen, desk, unit, count, reason))
        own = _own(tx, seen, unit, version, reason)
        saved = tx.save(replace(own, count=count, note=reason), action="change_place")
        tx.commit()
    return saved


def _own(tx: Writing, seen: Called, unit: str, version: int, reason: str) -> Quota:
    """The unit's own quota; what a merged unit left behind goes into it."""
    for each in seen.quotas:
        if each.unit != unit and seen.now(each.unit) == unit and each.count:
            tx.save(replace(each, count=0, note=reason), action="change_place")
    own = next((each for each in seen.quotas if each.unit == unit), None)
    if own is None:
        return Quota(conference=seen.conference.code, unit=unit, count=0)
    return tx.require_current(own, version)


def _share_blockers(seen: Called, desk: Desk, reason: str) -> tuple[Blocker, ...]:
    begun = any(each.exemplar for each in seen.delegates)
    return (
        *open_blockers(seen.conference, seen.delegates, desk.today),
        *unless(seen.taking_part, "blocker.no_units_to_share"),
        *unless(not begun, "blocker.places_begun"),
        *(reason_blockers(reason) if seen.quotas else ()),
    )


def _change_blockers(
    seen: Called, desk: Desk, unit: str, count: int, reason: str
) -> tuple[Blocker, ...]:
    unshared = () if seen.quotas else (blocker("blocker.places_not_shared"),)
    return (
        *open_blockers(seen.conference, seen.delegates, desk.today),
        *unshared,
        *place_blockers(
            count,
            nominated=seen.nominated.get(unit, 0),
            others=sum(seen.places.values()) - seen.places.get(unit, 0),
            seats=seen.conference.seats,
            reason=reason,
        ),
    )
