"""The part "units" of a round."""

from typing import Any

from traitlets import Dict

from toolkit.pages.reviews.part import RoundPart


class UnitsState(RoundPart):
    """`units` is what the part shows."""

    units = Dict().tag(shown=True)

    def show_units(self, **_: Any) -> None:
        """Draw the part for the open round."""
        self.units = {"round": self.round_code}
