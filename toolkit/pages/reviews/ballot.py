"""The part "ballot": one's own secret vote, the secretary's opening and count, what came out."""

from typing import Any

from traitlets import Dict

from toolkit.actions.reviews.ballot_views import ballots_seen, to_open
from toolkit.actions.reviews.ballots import arrive, cast, cast_invalid, count, open_ballot, void
from toolkit.actions.reviews.paper import enter_paper
from toolkit.domain.ballot import BallotKind
from toolkit.errors import Refused
from toolkit.pages.reviews.ballots_drawn import drawn_ballot, drawn_opening
from toolkit.pages.reviews.part import RoundPart


class BallotState(RoundPart):
    """`ballot` holds the ballots of the round, the newest first, and what one may be opened with;
    `paper_faults` are faults in a count of paper, by field."""

    ballot = Dict().tag(shown=True)
    paper_faults = Dict().tag(shown=True)
    _versions: dict[str, int]

    def show_ballot(self, **_: Any) -> None:
        """Draw what this person may see and do."""
        seen = ballots_seen(self.desk, self.round_code)
        self._versions = {each.ballot.id: each.ballot.version for each in seen}
        drawn = [drawn_ballot(each, self.desk, self.words, runs=self.seat.runs) for each in seen]
        may_open = self._may_open(drawn)
        opening = to_open(self.desk, self.round_code) if may_open else None
        opening = opening if opening and opening.lines else None
        seats = self.seen.review.seats
        self.ballot = {
            "ballots": drawn,
            "opening": drawn_opening(opening, seats, self.words) if opening else {},
            "waits": "" if drawn or opening else self.words.say("reviews.ballot.waits"),
        }
        self.paper_faults = {}

    def _may_open(self, drawn: list[dict[str, Any]]) -> bool:
        is_open = any(each["open"] for each in drawn)
        return self.seat.runs and not self.seat.published and not is_open

    def open_ballot(self, kind: str, dossiers: tuple[str, ...], present: tuple[str, ...]) -> None:
        """Put dossiers to the vote. Raises Refused."""
        open_ballot(
            self.desk, review=self.round_code, kind=kind, dossiers=dossiers, present=present
        )
        on_paper = kind == BallotKind.PAPER
        key = "reviews.ballot.opened_paper" if on_paper else "reviews.ballot.opened"
        self.written(self.words.say(key))

    def cast(self, ballot: str, agreed: tuple[str, ...]) -> None:
        """The user's own vote, once."""
        cast(self.desk, ballot=ballot, agreed=agreed)
        self.written(self.words.say("reviews.ballot.taken"))

    def cast_invalid(self, ballot: str) -> None:
        """The user's own blank ballot."""
        cast_invalid(self.desk, ballot=ballot)
        self.written(self.words.say("reviews.ballot.taken"))

    def arrive(self, ballot: str, login: str) -> None:
        """Somebody came late and may vote."""
        arrive(self.desk, ballot=ballot, login=login, version=self._versions[ballot])
        self.written(self.words.say("reviews.ballot.arrived"))

    def count(self, ballot: str) -> None:
        """Close the ballot and count it, for good."""
        count(self.desk, ballot=ballot, version=self._versions[ballot])
        self.written(self.words.say("reviews.ballot.counted"))

    def void(self, ballot: str, reason: str) -> None:
        """Throw an open ballot away, for a reason."""
        void(self.desk, ballot=ballot, version=self._versions[ballot], reason=reason)
        self.written(self.words.say("reviews.ballot.voided"))

    def enter_paper(self, ballot: str, form: dict[str, str]) -> None:
        """One person's count of the paper; faults stand beside their fields."""
        typed = dict(form)
        valid, invalid = typed.pop("valid", ""), typed.pop("invalid", "")
        try:
            enter_paper(self.desk, ballot=ballot, valid=valid, invalid=invalid, agreed=typed)
        except Refused as error:
            faults = [each for each in error.blockers if each.field]
            self.paper_faults = {each.field: self.words.blocker(each) for each in faults}
            if len(faults) < len(error.blockers):
                raise
            return
        self.written(self.words.say("reviews.ballot.paper_taken"))
