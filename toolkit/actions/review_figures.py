"""The figures of a round's files: what was scored, by whom, and what came of it."""

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.held import Held, held, looks_on, runs, seat
from toolkit.actions.reviews.naming import Label, labels
from toolkit.actions.reviews.ranked import Ranking, deciding, ranked
from toolkit.actions.reviews.results import results
from toolkit.actions.reviews.sitting import sitting
from toolkit.actions.rights import refuse, require
from toolkit.domain.blocker import blocker
from toolkit.domain.council import Dossier, Member, Post, RoundState, ScoreSheet
from toolkit.domain.review import Reviewed, Scorer
from toolkit.domain.text import vietnamese_order
from toolkit.exchange.review import Given, Judge, Judged, ReviewFigures
from toolkit.plans.reviews import CRITERION
from toolkit.rules.permissions import Act
from toolkit.rules.ranking import Ranked
from toolkit.rules.scoring import mean
from toolkit.store import Reading
from toolkit.words import Words

_POSTS = {post: place for place, post in enumerate(Post)}
MOST_TOLD = 20
"""So many dossiers whose unit or record has changed are told under the ranking."""
_CLOSED = (RoundState.SCORED, RoundState.PUBLISHED)


def review_figures(desk: Desk, *, review: str, words: Words) -> ReviewFigures:
    """The results of a round for its workbook; the secretary's while scoring is open, provisional.

    Raises UnknownReview, and Refused where they are not for this user, or nobody has scored."""
    require(desk, Act.SEE_REVIEWS)
    with desk.store.reading() as q:
        round_of = held(q, review)
        _may_see(q, desk, round_of)
        made = _Results(q, desk, round_of, words)
        if not made.given:
            refuse((blocker("blocker.review_file.nobody_scored"),))
        rows = made.rows()
    closed = round_of.round.state in _CLOSED
    told = results(desk, review).notes if closed else ()
    return ReviewFigures(
        plan=round_of.plan,
        plan_version=round_of.round.plan_version,
        as_known_on=desk.today,
        made_at=desk.now(),
        review=round_of.review,
        rows=rows,
        judges=made.judges,
        given=made.given,
        provisional=not closed,
        begun=made.begun,
        notes=[*(words.blocker(each) for each in told), *made.told[:MOST_TOLD]],
    )


def _may_see(q: Reading, desk: Desk, round_of: Held) -> None:
    """Whole tables are for secretary, leader, analyst and the council, once scores are closed."""
    state = round_of.round.state
    if state is RoundState.PREPARING:
        refuse((blocker("blocker.review_file.not_opened", day=round_of.review.opens),))
    if state is RoundState.SCORING and not runs(desk):
        refuse((blocker("blocker.results_not_closed", day=round_of.review.closes),))
    if not looks_on(desk) and seat(q, desk, round_of) is None:
        refuse((blocker("blocker.no_right"),))


class _Results:
    """Rows, judges and score sheets, in a constant number of statements."""

    def __init__(self, q: Reading, desk: Desk, round_of: Held, words: Words) -> None:
        self._q, self._desk, self._held, self._words = q, desk, round_of, words
        self._ranking: Ranking = ranked(q, round_of)
        self._scorer = deciding(round_of.review)
        dossiers = self._ranking.dossiers
        sheets = [
            each
            for each in q.sheets(round_of.review.code, scorer=self._scorer)
            if each.dossier in dossiers
        ]
        whole = [each for each in sheets if each.total is not None]
        self.begun = len(sheets) - len(whole)
        self.given = [_given(each) for each in whole]
        self.judges = self._judges({each.judge for each in whole})
        self.told: list[str] = []

    def rows(self) -> list[Judged]:
        """Those with a rank, best first, then the others by number."""
        code, dossiers = self._held.review.code, self._ranking.dossiers
        named = labels(self._q, self._desk, self._held, dossiers.values())
        seated = sitting(self._q, self._desk, self._held)
        published = self._held.round.state is RoundState.PUBLISHED
        seen = published or runs(self._desk)
        decided = {each.dossier: each for each in self._q.decisions(code)} if seen else {}
        order = self._ranking.by_dossier
        ids = [*order, *(key for key in dossiers if key not in order)]
        others = self._other_scores()
        return [
            self._row(
                dossiers[key],
                named[key],
                order.get(key),
                away=frozenset(seated.kept_away(dossiers[key])),
                chosen=self._chosen(chosen=decided[key].chosen) if key in decided else "",
                others=others.get(key, ""),
            )
            for key in ids
        ]

    def _row(
        self,
        dossier: Dossier,
        label: Label,
        one: Ranked | None,
        *,
        away: frozenset[str],
        chosen: str,
        others: str,
    ) -> Judged:
        firm = self._ranking.firmness.get(dossier.id)
        self.told += [
            self._words.say(
                "review_file.note.told", number=label.number, told=self._words.blocker(each)
            )
            for each in label.told
        ]
        of_units = self._held.review.of is Reviewed.UNITS
        return Judged(
            id=dossier.id,
            number=dossier.number,
            name=shown_name(label, self._words),
            unit=others if of_units else label.unit_name,
            rank=one.rank if one else None,
            best=firm.best if firm else None,
            worst=firm.worst if firm else None,
            note="; ".join(filter(None, (chosen, self._told_by(one) if one else ""))),
            away=away,
            version=dossier.version,
        )

    def _chosen(self, *, chosen: bool) -> str:
        return self._words.say(f"review_file.{'chosen' if chosen else 'not_chosen'}")

    def _told_by(self, one: Ranked) -> str:
        """What told a dossier from those with the same score."""
        say, rung = self._words.say, self._ranking.rung(one)
        if not rung or one.tied:
            return say("review_file.rung.tied") if one.tied else ""
        if rung.startswith(CRITERION):
            code = rung.removeprefix(CRITERION)
            name = self._words.named(self._held.review.criterion_by_code[code])
            return say("review_file.rung.criterion", name=name)
        return say(f"review_file.rung.{rung}")

    def _other_scores(self) -> dict[str, str]:
        """What those before the last scorer gave, where a round is scored several times."""
        told: dict[str, list[str]] = {}
        for scorer in self._held.review.scorers[:-1]:
            found: dict[str, list[float]] = {}
            for dossier, _, total in self._q.score_totals(self._held.review.code, scorer):
                found.setdefault(dossier, []).append(total)
            for dossier, totals in found.items():
                score = round(mean(totals), 2)
                told.setdefault(dossier, []).append(
                    self._words.say(f"review_file.scored.{scorer}", score=score)
                )
        return {dossier: "; ".join(each) for dossier, each in told.items()}

    def _judges(self, logins: set[str]) -> list[Judge]:
        """The council by post and name; else those who scored, by name."""
        if self._scorer is not Scorer.COUNCIL:
            return self._scorers(logins)
        members = {each.login: each for each in self._q.members(self._held.review.code)}
        asked = logins | {each.login for each in members.values() if each.active}
        sat = [members[login] for login in sorted(asked) if login in members]
        return judges_of(self._q, sat, self._words)

    def _scorers(self, logins: set[str]) -> list[Judge]:
        names = {unit.code: unit.name for unit in self._q.units()}
        title = self._words.say(f"review_file.scorer.{self._scorer}")
        found = [Judge(login, names.get(login, "") or title, title) for login in logins]
        return sorted(found, key=lambda one: vietnamese_order(one.name))


def judges_of(q: Reading, members: list[Member], words: Words) -> list[Judge]:
    """Members with their names and posts, by post and then by name."""
    names = q.user_names([one.login for one in members])
    found = [
        (_POSTS[one.post], Judge(one.login, names.get(one.login, one.login), post_of(one, words)))
        for one in members
    ]
    found.sort(key=lambda one: (one[0], vietnamese_order(one[1].name)))
    return [judge for _, judge in found]


def post_of(member: Member, words: Words) -> str:
    return words.say(f"review_file.post.{member.post}")


def shown_name(label: Label, words: Words) -> str:
    """A dossier's name, or its number where names are hidden."""
    return label.name or words.say("round.dossier_number", number=label.number)


def _given(sheet: ScoreSheet) -> Given:
    return Given(
        dossier=sheet.dossier,
        judge=sheet.judge,
        scores=sheet.scores,
        record=sheet.id,
        version=sheet.version,
    )
