"""A round of units with its blocs in hand: who is judged by whom, who may see which scores."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.held import Held, held, looks_on, runs
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import BlocRound, Dossier, RoundState, ScoreSheet
from toolkit.domain.review import Reviewed, Scorer
from toolkit.domain.unit import Unit
from toolkit.domain.user import Role
from toolkit.errors import NotFound, Refused
from toolkit.rules.checks import unless
from toolkit.rules.permissions import Act, may
from toolkit.rules.rounds import state_blockers
from toolkit.rules.succession import bearers
from toolkit.rules.unit_review import MINISTRY, checker, missing
from toolkit.store import Reading

UNIT_SCORERS = (Scorer.SELF, Scorer.CROSS, Scorer.MINISTRY)
_CLOSED = (RoundState.SCORED, RoundState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class UnitRound:
    """`dossiers` are not withdrawn, by number; units are those of the day; `home` is the unit that
    the desk's user speaks for, empty for the Ministry's people."""

    held: Held
    dossiers: tuple[Dossier, ...]
    units: Mapping[str, Unit]
    bearer: Mapping[str, str]
    blocs: Mapping[str, BlocRound]
    home: str

    @property
    def closed(self) -> bool:
        return self.held.round.state in _CLOSED

    @property
    def scorers(self) -> tuple[Scorer, ...]:
        """Those of self, cross and Ministry that the round asks, in this order."""
        return tuple(each for each in UNIT_SCORERS if each in self.held.review.scorers)

    def unit_of(self, dossier: Dossier) -> str:
        """The unit that the dossier is judged under today."""
        return self.bearer.get(dossier.unit, dossier.unit)

    def bloc_of(self, dossier: Dossier) -> str:
        unit = self.units.get(self.unit_of(dossier))
        return unit.bloc if unit else ""

    def members(self, bloc: str) -> tuple[Dossier, ...]:
        return tuple(each for each in self.dossiers if self.bloc_of(each) == bloc)

    def bloc(self, code: str) -> BlocRound:
        return self.blocs.get(code) or BlocRound(review=self.held.review.code, bloc=code)

    def head_of(self, bloc: str) -> str:
        """The unit that leads the bloc today, empty while none is named."""
        head = self.bloc(bloc).head
        return self.bearer.get(head, head)

    def checker_of(self, dossier: Dossier) -> str | None:
        """The unit that cross-checks it, empty for the Ministry; None: nobody is named."""
        bloc = self.bloc(self.bloc_of(dossier))
        heads = BlocRound(
            review=bloc.review,
            bloc=bloc.bloc,
            head=self.bearer.get(bloc.head, bloc.head),
            deputy=self.bearer.get(bloc.deputy, bloc.deputy),
        )
        return checker(self.unit_of(dossier), heads, self.held.review.conflicts, self.units)

    def name(self, unit: str) -> str:
        return self.units[unit].name if unit in self.units else unit

    def bloc_name(self, code: str) -> str:
        return next((each.name for each in self.held.plan.blocs if each.code == code), code)


def unit_round(q: Reading, desk: Desk, review: str) -> UnitRound:
    """The round of units of that code. Raises NotFound, Refused for a round of exemplars."""
    found = held(q, review)
    if found.review.of is not Reviewed.UNITS:
        raise Refused([blocker("blocker.not_of_units")])
    units = {unit.code: unit for unit in q.units()}
    bearer = bearers(units.values(), desk.today)
    home = desk.user.unit if desk.user.role is Role.UNIT else ""
    return UnitRound(
        held=found,
        dossiers=tuple(each for each in q.dossiers(review) if not each.withdrawn),
        units=units,
        bearer=bearer,
        blocs={each.bloc: each for each in q.bloc_rounds(review)},
        home=bearer.get(home, home),
    )


def its_round(q: Reading, desk: Desk, dossier: str) -> tuple[Dossier, UnitRound]:
    """A dossier of a round of units. Raises NotFound, Refused for one of an exemplar."""
    found = q.dossier(dossier)
    if found is None:
        raise NotFound
    return found, unit_round(q, desk, found.review)


def seen_by(desk: Desk, of: UnitRound, dossier: Dossier) -> frozenset[Scorer]:
    """Whose scores of the dossier the desk's user may see.

    A unit sees its own, and the others' once scoring is closed, even where it leads the bloc; who
    checks for a bloc sees its units' own scores, and the Ministry's once it is closed; who looks on
    sees all."""
    if looks_on(desk):
        return frozenset(of.scorers)
    if not of.home or may(desk.user, Act.SEE_REVIEWS):
        return frozenset()
    seen: set[Scorer] = set()
    if of.home == of.unit_of(dossier):
        seen.add(Scorer.SELF)
    elif of.home in (of.head_of(of.bloc_of(dossier)), of.checker_of(dossier)):
        seen |= {Scorer.SELF, Scorer.CROSS}
    if seen and of.closed:
        seen |= {*UNIT_SCORERS}
    return frozenset(seen & {*of.scorers})


def give_blockers(
    desk: Desk, of: UnitRound, dossier: Dossier, scorer: Scorer
) -> tuple[Blocker, ...]:
    """Why the desk's user can't give this kind of score to the dossier."""
    if no_right := may(desk.user, Act.SCORE_UNITS):
        return no_right
    if scorer not in of.scorers:
        return (blocker("blocker.scorer_not_asked"),)
    return (
        *state_blockers(of.held.round.state, RoundState.SCORING),
        *unless(not dossier.withdrawn, "blocker.dossier_withdrawn"),
        *_not_theirs(desk, of, dossier, scorer),
    )


def shown(of: UnitRound, desk: Desk, dossier: Dossier, sheet: ScoreSheet | None) -> bool:
    """Whether the numbers of a sheet are shown: others' only once every criterion has its score."""
    if sheet is None:
        return False
    writes = not _not_theirs(desk, of, dossier, sheet.scorer)
    return writes or looks_on(desk) or not missing(of.held.review, sheet)


def _not_theirs(desk: Desk, of: UnitRound, dossier: Dossier, scorer: Scorer) -> tuple[Blocker, ...]:
    """Why it is not for the desk's user to give this score, and for whom it is."""
    if scorer is Scorer.SELF:
        unit = of.unit_of(dossier)
        return unless(of.home and of.home == unit, "blocker.only_own_unit", unit=of.name(unit))
    if scorer is Scorer.CROSS:
        return _by_checker(desk, of, dossier)
    return unless(runs(desk), "blocker.only_ministry")


def _by_checker(desk: Desk, of: UnitRound, dossier: Dossier) -> tuple[Blocker, ...]:
    bloc, who = of.bloc_of(dossier), of.checker_of(dossier)
    if not bloc:
        return (blocker("blocker.no_bloc", unit=of.name(of.unit_of(dossier))),)
    if who is None:
        return (blocker("blocker.bloc_no_head", bloc=of.bloc_name(bloc)),)
    if who == MINISTRY:
        own = of.home and of.home == of.unit_of(dossier)
        key = "blocker.cross_own_by_ministry" if own else "blocker.cross_by_ministry"
        return unless(runs(desk), key)
    if of.home == who:
        return ()
    own = of.home and of.home == of.unit_of(dossier)
    return (blocker("blocker.cross_own" if own else "blocker.cross_by", who=of.name(who)),)
