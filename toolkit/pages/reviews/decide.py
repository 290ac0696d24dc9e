"""The part "decide" of a round."""

from typing import Any

from traitlets import Dict

from toolkit.pages.reviews.part import RoundPart


class DecideState(RoundPart):
    """`decide` is what the part shows."""

    decide = Dict().tag(shown=True)

    def show_decide(self, **_: Any) -> None:
        """Draw the part for the open round."""
        self.decide = {"round": self.round_code}
