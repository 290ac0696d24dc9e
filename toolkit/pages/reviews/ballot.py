"""The part "ballot" of a round."""

from typing import Any

from traitlets import Dict

from toolkit.pages.reviews.part import RoundPart


class BallotState(RoundPart):
    """`ballot` is what the part shows."""

    ballot = Dict().tag(shown=True)

    def show_ballot(self, **_: Any) -> None:
        """Draw the part for the open round."""
        self.ballot = {"round": self.round_code}
