"""What keeps a judge from a dossier: kinship of units, and what the judge declared."""

from collections.abc import Collection, Mapping

from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.review import Kinship
from toolkit.domain.unit import Unit


def conflict_blockers(
    judge: str, dossier: str, kinds: Collection[Kinship], units: Mapping[str, Unit]
) -> tuple[Blocker, ...]:
    """Why a judge of one unit may not judge a dossier of another, by the round's own rules.

    Both are codes of units that exist on the day of judging; a judge without a unit has no kin."""
    if not judge:
        return ()
    found = (
        (Kinship.SAME_UNIT, judge == dossier),
        (Kinship.UNIT_ABOVE, judge in _above(dossier, units)),
        (Kinship.UNIT_BELOW, dossier in _above(judge, units)),
        (Kinship.SAME_BLOC, _same_bloc(judge, dossier, units)),
    )
    return tuple(
        blocker(f"blocker.kin.{kind}", unit=dossier)
        for kind, is_so in found
        if is_so and kind in kinds
    )


def _above(code: str, units: Mapping[str, Unit]) -> frozenset[str]:
    """Every unit above one in the tree; a loop ends where it began."""
    above: list[str] = []
    unit = units.get(code)
    while unit and unit.parent and unit.parent not in (code, *above):
        above.append(unit.parent)
        unit = units.get(unit.parent)
    return frozenset(above)


def _same_bloc(judge: str, dossier: str, units: Mapping[str, Unit]) -> bool:
    mine, theirs = units.get(judge), units.get(dossier)
    if mine is None or theirs is None or judge == dossier:
        return False
    return bool(mine.bloc) and mine.bloc == theirs.bloc
