"""The part "decide": who is chosen for what, changed for a reason, published all at once."""

from datetime import date
from typing import Any

from traitlets import Dict

from toolkit.actions.reviews.decisions import (
    DecisionRow,
    Decisions,
    decide,
    decisions_seen,
    propose_decisions,
)
from toolkit.actions.reviews.publish import publish
from toolkit.domain.activity import Award, AwardType
from toolkit.errors import Refused
from toolkit.pages.reviews.naming import named, reasons
from toolkit.pages.reviews.part import RoundPart

_AGAIN = ("blocker.decision.overtaken", "blocker.decision.missing")
"""What proposing anew mends."""


class DecideState(RoundPart):
    """`decide` holds a line a dossier; `decide_faults` what is wrong with what was typed."""

    decide = Dict().tag(shown=True)
    decide_faults = Dict().tag(shown=True)
    _versions: dict[str, int]

    def show_decide(self, **_: Any) -> None:
        """Draw what is decided. Raises Refused for who may not see it yet."""
        seen = decisions_seen(self.desk, self.round_code)
        decided = [each.decision for each in seen.rows if each.decision]
        self._versions = {each.dossier: each.version for each in decided}
        writes = self.seat.runs and not self.seat.published
        self.decide_faults = {}
        self.decide = {
            "writes": writes,
            "begun": bool(decided),
            "again": writes and any(each.key in _AGAIN for each in seen.blockers),
            "blockers": reasons(seen.blockers, self.words) if writes else [],
            "told": self._told(seen),
            "rows": [self._row(each) for each in seen.rows],
            "awards": self._choices("award", [each.value for each in Award]),
            "types": self._choices("award_type", [each.value for each in AwardType]),
            "paper": self._paper(seen),
            "today": self.desk.today.isoformat(),
            "least": self.seen.round.closed_on.isoformat() if self.seen.round.closed_on else "",
        }

    def propose(self) -> None:
        """Put down what ballot and ranking came to."""
        made = propose_decisions(self.desk, self.round_code)
        self.written(self.words.say("reviews.decide.proposed", count=len(made)))

    def decide_on(self, dossier: str, *, chosen: bool, award: str, kind: str, reason: str) -> None:
        """Decide on one dossier; faults stand beside their fields."""
        version = self._versions.get(dossier, 0)
        try:
            decide(
                self.desk,
                dossier=dossier,
                chosen=chosen,
                award=award,
                type=kind,
                reason=reason,
                version=version,
            )
        except Refused as error:
            self._faulty(error)
        else:
            self.written(self.words.say("reviews.decide.kept"))

    def publish(self, number: str, on: date, issuer: str) -> None:
        """Publish every decision by one paper."""
        try:
            publish(
                self.desk,
                review=self.round_code,
                number=number,
                on=on,
                issuer=issuer,
                version=self.seen.round.version,
            )
        except Refused as error:
            self._faulty(error)
        else:
            self.written(self.words.say("reviews.decide.published"))

    def _faulty(self, error: Refused) -> None:
        told = [each for each in error.blockers if each.field]
        self.decide_faults = {each.field: self.words.blocker(each) for each in told}
        if len(told) < len(error.blockers):
            raise error

    def _told(self, seen: Decisions) -> str:
        if seen.seats is None:
            return self.words.say("reviews.decide.told", chosen=seen.chosen)
        return self.words.say("reviews.decide.told_of", chosen=seen.chosen, seats=seen.seats)

    def _choices(self, family: str, values: list[str]) -> list[dict[str, str]]:
        names = self.words.family(family)
        return [{"value": value, "title": names[value]} for value in values]

    def _paper(self, seen: Decisions) -> str:
        """The paper by which it was published."""
        found = next((each.decision for each in seen.rows if each.decision), None)
        if found is None or not self.seat.published:
            return ""
        return self.words.say(
            "reviews.decide.paper", number=found.number, day=found.on, issuer=found.issuer
        )

    def _row(self, row: DecisionRow) -> dict[str, Any]:
        one, votes = row.decision, row.verdict.settled
        say = self.words.say
        return {
            "id": row.dossier,
            **named(row.label, self.words),
            "rank": row.rank or "",
            "share": self.words.percent(votes.outcome.share) if votes else "",
            "votes": f"{votes.outcome.agreed}/{votes.outcome.of}" if votes else "",
            "able": row.verdict.able,
            "decided": one is not None,
            "chosen": bool(one and one.chosen),
            "proposes": row.verdict.chosen,
            "against": bool(one and one.chosen != row.verdict.chosen),
            "award": one.award.value if one and one.award else "",
            "kind": one.type.value if one and one.type else "",
            "award_told": say(f"award.{one.award}") if one and one.award else "",
            "kind_told": say(f"award_type.{one.type}") if one and one.type else "",
            "reason": one.reason if one else "",
        }
