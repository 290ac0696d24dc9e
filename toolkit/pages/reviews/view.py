"""The page Bình xét in the browser."""

from toolkit.pages import checks
from toolkit.pages.reviews.ballot_doors import BallotDoors
from toolkit.pages.reviews.decide_doors import DecideDoors
from toolkit.pages.reviews.files_doors import FilesDoors
from toolkit.pages.reviews.progress_doors import ProgressDoors
from toolkit.pages.reviews.results_doors import ResultsDoors
from toolkit.pages.reviews.score_doors import ScoreDoors
from toolkit.pages.reviews.setup_doors import SetUpDoors
from toolkit.pages.reviews.state import ReviewsState
from toolkit.pages.reviews.turning_doors import TurningDoors
from toolkit.pages.reviews.units_doors import UnitsDoors
from toolkit.pages.view import guarded


class Page(
    FilesDoors,
    SetUpDoors,
    TurningDoors,
    ScoreDoors,
    ProgressDoors,
    ResultsDoors,
    BallotDoors,
    DecideDoors,
    UnitsDoors,
):
    """All rounds, or one with its parts."""

    state_class = ReviewsState
    template_name = "reviews.vue"
    parts = (
        *("header", "empty", "chip", "confirm", "pick", "date", "file", "history"),
        *("review_turning", "review_rules", "review_setup", "review_score", "review_progress"),
        *("review_results", "review_ballot", "review_decide", "review_units", "review_files"),
    )
    state: ReviewsState

    @guarded(code=checks.code)
    def vue_turn_round(self, code: str) -> None:
        self.state.open(round=code, part=self.state.part)
