"""The part "results" of a round."""

from typing import Any

from traitlets import Dict

from toolkit.pages.reviews.part import RoundPart


class ResultsState(RoundPart):
    """`results` is what the part shows."""

    results = Dict().tag(shown=True)

    def show_results(self, **_: Any) -> None:
        """Draw the part for the open round."""
        self.results = {"round": self.round_code}
