"""What the page Bình xét shows: all rounds, or one of them with one part open."""

from typing import Any

from traitlets import List

from toolkit.actions.reviews.rounds import reviews_seen
from toolkit.pages.reviews.ballot import BallotState
from toolkit.pages.reviews.decide import DecideState
from toolkit.pages.reviews.files import FilesState
from toolkit.pages.reviews.progress import ProgressState
from toolkit.pages.reviews.results import ResultsState
from toolkit.pages.reviews.rounds import drawn_rounds
from toolkit.pages.reviews.score import ScoreState
from toolkit.pages.reviews.setup import SetUpState
from toolkit.pages.reviews.units import UnitsState


class ReviewsState(
    FilesState,
    SetUpState,
    ScoreState,
    ProgressState,
    ResultsState,
    BallotState,
    DecideState,
    UnitsState,
):
    """`rounds` are all of them; `round` is empty while none is open."""

    rounds: List[Any] = List().tag(shown=True)

    def labels(self) -> dict[str, Any]:
        return {
            **super().labels(),
            **self.words.family("reviews"),
            **self.shared("date", self.words.family("date")),
        }

    def open(self, **told: Any) -> None:
        code = told.pop("round", "")
        asked = told.pop("part", "")
        self.rounds = drawn_rounds(list(reviews_seen(self.desk)), self.desk, self.words)
        if not code:
            self.round, self.part, self.query, self.files = {}, "", {}, []
            return
        self._look_at(code)
        self._offer()
        shown = [tab["part"] for tab in self.round["tabs"]]
        if asked and asked not in shown:
            self.tell(self.words.say("reviews.not_shown"), "info")
            asked, told = "", {}
        self.part = asked or self.round["first"]
        self.turn_part(**told)
