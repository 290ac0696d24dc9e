"""What every part of the page Bình xét knows: the round that is open."""

from collections.abc import Mapping
from typing import Any, ClassVar

from traitlets import Dict, Unicode

from toolkit.actions.reviews.rounds import RoundView, review_seen
from toolkit.pages import checks
from toolkit.pages.checks import Check
from toolkit.pages.reviews.rounds import drawn_round, seat_of
from toolkit.pages.reviews.tabs import Seat
from toolkit.pages.state import PageState


class RoundPart(PageState):
    """A part has a method `show_<part>`, called with its filters whenever it is to be drawn.

    `seen` is the open round, `round` what the template is told of it."""

    takes: ClassVar[Mapping[str, Check[Any]]] = {
        "round": checks.code,
        "part": checks.text(16),
        "unit": checks.code,
        "bloc": checks.code,
        "dossier": checks.whole(1, 100_000),
        "field": checks.code,
        "kind": checks.code,
        "sort": checks.text(21),
        "show": checks.text(64),
        "view": checks.text(16),
        "q": checks.text(100),
        "p": checks.whole(1, 100_000),
    }

    round = Dict().tag(shown=True)
    part = Unicode().tag(shown=True)
    seen: RoundView

    @property
    def round_code(self) -> str:
        """The code of the open round."""
        return self.seen.review.code

    @property
    def seat(self) -> Seat:
        """How the user sits in the open round."""
        return seat_of(self.seen, self.desk)

    def turn_part(self, **at: Any) -> None:
        """Put these filters of the open part into the address, and draw it by them."""
        said = {name: value for name, value in at.items() if value not in ("", None, False)}
        self.query = {"round": self.round_code, "part": self.part, **said}
        self._draw_part()

    def written(self, told: str) -> None:
        """After an action that wrote: say so, and read the round and the open part anew."""
        self.tell(told)
        self.wrote()
        self.reread()

    def reread(self) -> None:
        """Read the open round and its open part anew."""
        self._look_at(self.round_code)
        self._draw_part()

    def _look_at(self, code: str) -> None:
        """Raises NotFound where there is no such round."""
        self.seen = review_seen(self.desk, code)
        self.round = drawn_round(self.seen, self.desk, self.words)

    def _draw_part(self) -> None:
        at = {name: value for name, value in self.query.items() if name not in ("round", "part")}
        getattr(self, f"show_{self.part}")(**at)
