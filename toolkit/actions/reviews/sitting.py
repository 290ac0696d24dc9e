"""A round with its council and dossiers in hand: who is asked to judge what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.conflicts import Away, away
from toolkit.actions.reviews.held import Held, held
from toolkit.domain.blocker import Blocker
from toolkit.domain.council import Dossier, Member
from toolkit.domain.review import Scorer
from toolkit.errors import NotFound
from toolkit.store import Reading, Writing


@dataclass(frozen=True, slots=True)
class Sitting:
    """`members` are active, the `dossiers` not withdrawn, by number."""

    held: Held
    members: tuple[Member, ...]
    dossiers: tuple[Dossier, ...]
    away: Away
    _wanted: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False)

    @property
    def by_council(self) -> bool:
        return Scorer.COUNCIL in self.held.review.scorers

    def asked(self, dossier: Dossier) -> tuple[str, ...]:
        """Logins of the members that the dossier is assigned to."""
        named = frozenset(dossier.judges)
        return tuple(one.login for one in self.members if not named or one.login in named)

    def kept_away(self, dossier: Dossier) -> dict[str, tuple[Blocker, ...]]:
        """Those of them who stand aside, and why."""
        found = ((login, self.away.blockers(login, dossier)) for login in self.asked(dossier))
        return {login: reasons for login, reasons in found if reasons}

    def stands_aside(self, login: str, dossier: Dossier) -> bool:
        """Whether this member was asked and stands aside."""
        asked = not dossier.judges or login in dossier.judges
        return asked and bool(self.away.blockers(login, dossier))

    def judges(self, dossier: Dossier) -> tuple[str, ...]:
        """Those of them whose sheet is waited for."""
        out = self.kept_away(dossier)
        return tuple(login for login in self.asked(dossier) if login not in out)

    def wanted(self) -> Mapping[str, tuple[str, ...]]:
        """Id of each dossier → its judges."""
        if not self._wanted:
            self._wanted.update((each.id, self.judges(each)) for each in self.dossiers)
        return self._wanted


def sitting(q: Reading, desk: Desk, round_of: Held) -> Sitting:
    """All that rights and counts ask of a round, in a constant number of statements."""
    code = round_of.review.code
    return Sitting(
        round_of,
        tuple(each for each in q.members(code) if each.active),
        tuple(each for each in q.dossiers(code) if not each.withdrawn),
        away(q, round_of, desk.today),
    )


def seen_round(tx: Writing, code: str, version: int) -> Held:
    """The round where it is still the version the user saw. Raises Conflict, NotFound."""
    found = held(tx, code)
    if found.round.version:
        tx.require_current(found.round, version)
    elif version:
        raise NotFound
    return found


def seen_dossier(tx: Writing, dossier: str, version: int | None = None) -> tuple[Dossier, Held]:
    """The dossier and its round. Raises NotFound, and Conflict where it moved on."""
    found = tx.dossier(dossier)
    if found is None:
        raise NotFound
    if version is not None:
        found = tx.require_current(found, version)
    return found, held(tx, found.review)
