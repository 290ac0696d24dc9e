"""The results of a round: who ranks where and why, how firm, how balanced, who may have what.

Whatever is told here is advice: deciding is another action."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.held import Held, held, looks_on, runs, seat
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.reviews.ranked import deciding, ranked
from toolkit.actions.rights import require, visible_codes
from toolkit.domain.activity import Award
from toolkit.domain.ballot import Decision
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Dossier, RoundState
from toolkit.domain.eligibility import AwardRules
from toolkit.domain.review import Reviewed, Scorer
from toolkit.domain.unit import Unit
from toolkit.errors import FaultyFile, Refused
from toolkit.plans.eligibility import award_rules
from toolkit.rules.balance import Share, Traits, balance
from toolkit.rules.eligibility import Earlier, Eligibility, eligibility
from toolkit.rules.firmness import Firmness
from toolkit.rules.judged import Judged, of_unit, regions, traits
from toolkit.rules.permissions import Act
from toolkit.rules.ranking import Ranked
from toolkit.rules.scoring import Habit, Standing
from toolkit.store import Reading

_MOST_GROUPS = 6
_CLOSED = (RoundState.SCORED, RoundState.PUBLISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """A dossier and what its scores make of it; nothing but dossier and label where nobody scored.

    `rung` names what told it from its neighbours (empty: the score alone), `beside` the numbers of
    those with which it is `tied` or between which the lot was `drawn`. `within`: its rank is among
    the seats. `chosen` is None where nothing is decided yet, or not for the eyes of this user."""

    dossier: Dossier
    label: Label
    rank: int | None = None
    standing: Standing | None = None
    firmness: Firmness | None = None
    rung: str = ""
    tied: bool = False
    drawn: bool = False
    beside: tuple[int, ...] = ()
    within: bool = False
    chosen: bool | None = None
    eligibility: Eligibility | None = None
    earlier: tuple[Earlier, ...] = ()

    def crosses(self, seats: int) -> bool:
        """Whether one judge less may take it over the edge of the seats; not asked of one judge."""
        firm, judges = self.firmness, self.standing.judges if self.standing else 0
        return firm is not None and judges > 1 and firm.best <= seats < firm.worst


@dataclass(frozen=True, slots=True)
class JudgeHabit:
    """How strict one judge is: mean and spread of their totals (0–100), and how many they gave."""

    login: str
    name: str
    habit: Habit


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """`rows` by rank, then those that nobody scored by number; `award` is what eligibility is of.

    `open` is False where somebody sees the rows of their own units only: then there are no judges
    and no balance."""

    held: Held
    on: date
    award: Award | None
    open: bool
    rows: tuple[ResultRow, ...]
    balance: tuple[Share, ...]
    judges: tuple[JudgeHabit, ...]
    notes: tuple[Blocker, ...]

    @property
    def seats(self) -> int | None:
        return self.held.review.seats


def results(desk: Desk, review: str, *, award: Award | None = None) -> Results:
    """The results of a round that is closed; `award`: judge eligibility for another one.

    Raises NotFound, and Refused where they are not for this user, or not yet."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        round_of = held(q, review)
        whole = _sees_all(q, desk, round_of)
        table = _Table(q, desk, round_of, award)
        rows = table.rows()
        return Results(
            held=round_of,
            on=table.on,
            award=award or round_of.review.award,
            open=whole,
            rows=rows if whole else _own(q, desk, rows),
            balance=table.balance(rows) if whole else (),
            judges=table.judges() if whole else (),
            notes=(*table.faulty, *notes(round_of, rows)) if whole else (),
        )


def _sees_all(q: Reading, desk: Desk, round_of: Held) -> bool:
    """Whether the whole table is theirs to see, or once it is published their own rows."""
    state = round_of.round.state
    if state not in _CLOSED:
        raise Refused([blocker("blocker.results_not_closed", day=round_of.review.closes)])
    if looks_on(desk) or seat(q, desk, round_of):
        return True
    if state is not RoundState.PUBLISHED or not desk.user.unit:
        raise Refused([blocker("blocker.results_not_published")])
    return False


def _own(q: Reading, desk: Desk, rows: tuple[ResultRow, ...]) -> tuple[ResultRow, ...]:
    codes = visible_codes(desk, q) or frozenset()
    mine = {desk.user.unit, *codes}
    return tuple(each for each in rows if {each.dossier.unit, each.label.unit} & mine)


class _Table:
    """The rows with all that is read for them; every question to the store is asked once."""

    def __init__(self, q: Reading, desk: Desk, round_of: Held, award: Award | None) -> None:
        review, code = round_of.review, round_of.review.code
        of_people = review.of is Reviewed.EXEMPLARS
        self.q, self.desk, self.held, self.award = q, desk, round_of, award
        self.on = round_of.round.published_on or desk.today
        self.ranking = ranked(q, round_of)
        self.dossiers = self.ranking.dossiers
        self.judged: Mapping[str, Judged] = q.judged(code) if of_people else {}
        self.labels = labels(q, desk, round_of, self.dossiers.values(), self.judged)
        self.rewards = q.rewards(code) if of_people else {}
        self.rules, self.faulty = _rules()
        self.judgements: dict[object, Eligibility] = {}
        self.decided = self._decided()

    def rows(self) -> tuple[ResultRow, ...]:
        """Those with a rank, best first, then those without by number."""
        order = self.ranking.order
        scored = [self._row(self.dossiers[one.dossier], one) for one in order]
        others = self.dossiers.keys() - self.ranking.standings.keys()
        rest = [self._row(each) for key, each in self.dossiers.items() if key in others]
        return (*scored, *rest)

    def balance(self, rows: Collection[ResultRow]) -> tuple[Share, ...]:
        """Of those chosen, or as long as nothing is decided of those within the seats.

        Nothing where there are neither, and nothing is wished."""
        decided = any(each.chosen is not None for each in rows)
        units = {unit.code: unit for unit in self.q.units()}
        blocs = regions(units)
        every = [(each, self._traits(each.dossier, units, blocs)) for each in rows]
        chosen = [one for each, one in every if (each.chosen if decided else each.within)]
        wishes = self.held.review.wishes
        return balance([one for _, one in every], chosen, wishes) if chosen or wishes else ()

    def judges(self) -> tuple[JudgeHabit, ...]:
        """The council's members who scored, the strictest first."""
        if deciding(self.held.review) is not Scorer.COUNCIL:
            return ()
        names, found = self.q.user_names(self.ranking.habits), self.ranking.habits
        order = sorted(found, key=lambda login: (found[login].mean, login))
        return tuple(JudgeHabit(login, names.get(login, login), found[login]) for login in order)

    def _decided(self) -> dict[str, Decision]:
        """Decisions are the secretary's until they are published."""
        published = self.held.round.state is RoundState.PUBLISHED
        if not published and not runs(self.desk):
            return {}
        return {each.dossier: each for each in self.q.decisions(self.held.review.code)}

    def _row(self, dossier: Dossier, one: Ranked | None = None) -> ResultRow:
        label, decision = self.labels[dossier.id], self.decided.get(dossier.id)
        subject = None if label.hidden else self._subject(dossier)
        earlier = self._earlier(subject, decision) if subject else ()
        return ResultRow(
            dossier=dossier,
            label=label,
            chosen=decision.chosen if decision else None,
            eligibility=self._eligibility(subject, decision, earlier) if subject else None,
            earlier=earlier,
            **(self._place(one) if one else {}),
        )

    def _place(self, one: Ranked) -> dict[str, Any]:
        seats = self.held.review.seats
        return {
            "rank": one.rank,
            "standing": self.ranking.standings[one.dossier],
            "firmness": self.ranking.firmness[one.dossier],
            "rung": self.ranking.rung(one),
            "tied": one.tied,
            "drawn": one.drawn,
            "beside": tuple(self.dossiers[each].number for each in one.beside),
            "within": seats is not None and one.rank <= seats,
        }

    def _subject(self, dossier: Dossier) -> Judged | None:
        """The exemplar, or that in which its record lives on."""
        one = self.judged.get(dossier.subject)
        while one is not None and one.merged_into in self.judged:
            one = self.judged[one.merged_into]
        return one

    def _earlier(self, subject: Judged, decision: Decision | None) -> tuple[Earlier, ...]:
        """What they had before this round's own decision."""
        own = decision.number if decision else ""
        found = self.rewards.get(subject.id, ())
        return tuple(one for one in found if one.on <= self.on and not (own and one.number == own))

    def _eligibility(
        self, subject: Judged, decision: Decision | None, earlier: tuple[Earlier, ...]
    ) -> Eligibility | None:
        award = self.award or (decision and decision.award) or self.held.review.award
        if award is None or self.rules is None:
            return None
        since, same = self.held.review.since, (award, subject.kind, earlier)
        if same not in self.judgements:  # most have no reward yet, and are judged alike
            self.judgements[same] = eligibility(
                self.rules, award, subject.kind, earlier, since=since, on=self.on
            )
        return self.judgements[same]

    def _traits(
        self, dossier: Dossier, units: Mapping[str, Unit], blocs: Mapping[str, str]
    ) -> Traits:
        code = self.q.heirs(self.desk.today).get(dossier.unit, dossier.unit)
        unit, region, one = units.get(code), blocs.get(code, ""), self._subject(dossier)
        return traits(one, unit, region) if one else of_unit(unit, region)


def _rules() -> tuple[AwardRules | None, tuple[Blocker, ...]]:
    """The rules of awards; what is wrong in their file costs the advice, and not the results."""
    try:
        return award_rules(), ()
    except FaultyFile as faulty:
        lines = _numbers(sorted({each.line for each in faulty.problems}))
        told = blocker("results.note.rules_faulty", name=faulty.values["name"], lines=lines)
        return None, (told,)


def notes(round_of: Held, rows: tuple[ResultRow, ...]) -> Iterator[Blocker]:
    """What whoever reads the table must know: it is told above it."""
    seats, seed = round_of.review.seats, round_of.round.seed
    unscored = [each.dossier.number for each in rows if each.rank is None]
    if unscored:
        yield blocker("results.note.unscored", numbers=_numbers(unscored))
    lots = {tuple(sorted(each.beside)) for each in rows if each.drawn}
    if lots:
        yield blocker("results.note.drawn", numbers=_groups(lots), seed=seed)
    tied = {tuple(sorted(each.beside)) for each in rows if each.tied}
    if tied:
        yield blocker("results.note.tied", numbers=_groups(tied))
    if any(each.beside for each in rows) and round_of.review.of is Reviewed.EXEMPLARS:
        yield blocker("results.note.women_first")
    loose = [each for each in rows if seats and each.crosses(seats)]
    if loose:
        yield blocker("results.note.loose", count=len(loose), seats=seats)
    fewest, most = _judges(rows)
    if fewest != most:
        yield blocker("results.note.uneven", fewest=fewest, most=most)


def _judges(rows: Collection[ResultRow]) -> tuple[int, int]:
    """The fewest and the most judges who scored a dossier."""
    counts = [each.standing.judges for each in rows if each.standing]
    return min(counts, default=0), max(counts, default=0)


def _groups(some: Collection[tuple[int, ...]]) -> str:
    """As many groups as a sentence bears; each row tells its own."""
    told = [_numbers(group) for group in sorted(some)[:_MOST_GROUPS]]
    return "; ".join([*told, "…"] if len(some) > _MOST_GROUPS else told)


def _numbers(some: Collection[int]) -> str:
    return ", ".join(map(str, some))
