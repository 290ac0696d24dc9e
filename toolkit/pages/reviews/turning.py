"""Opening the scores of a round, closing them, opening them again: the secretary's next act."""

from typing import Any

from traitlets import Dict

from toolkit.actions.reviews.rounds import close_scoring, open_again, open_scoring
from toolkit.domain.council import RoundState
from toolkit.pages.reviews.naming import reasons
from toolkit.pages.reviews.part import RoundPart

ACTS = {
    RoundState.PREPARING: "open",
    RoundState.SCORING: "close",
    RoundState.SCORED: "open_again",
}


class TurningState(RoundPart):
    """`turning` is the next act with the question that comes first; empty: there is none."""

    turning = Dict().tag(shown=True)

    def _look_at(self, code: str) -> None:
        super()._look_at(code)
        act = ACTS.get(self.seen.round.state, "") if self.seat.runs else ""
        self.turning = self._turning(act) if act else {}

    def _turning(self, act: str) -> dict[str, Any]:
        say, seen = self.words.say, self.seen
        missing = seen.needed - seen.given
        sure = {
            "open": say("reviews.setup.open_sure", members=seen.members, dossiers=seen.dossiers),
            "close": say("reviews.setup.close_missing", count=missing)
            if missing
            else say("reviews.setup.close_sure"),
            "open_again": say("reviews.setup.open_again_sure"),
        }
        ask = {"close": say("reviews.setup.close_reason") if missing else ""}
        ask["open_again"] = say("reviews.setup.reason")
        return {
            "act": act,
            "title": say(f"reviews.setup.{act}"),
            "text": sure[act],
            "ask": ask.get(act, ""),
            "ready": act != "open" or not seen.blockers,
            "blockers": reasons(seen.blockers, self.words),
        }

    def turn_state(self, reason: str) -> None:
        """Do the next act. Raises Refused with every reason, Conflict."""
        act = self.turning["act"]
        code, version = self.round_code, self.seen.round.version
        if act == "open":
            open_scoring(self.desk, review=code, version=version)
        elif act == "close":
            close_scoring(self.desk, review=code, version=version, reason=reason)
        else:
            open_again(self.desk, review=code, version=version, reason=reason)
        self.written(self.words.say(f"reviews.turned.{act}"))
