"""What the part "score" lets the browser do."""

from toolkit.domain.council import Stand
from toolkit.pages import checks
from toolkit.pages.reviews.score import ScoreState
from toolkit.pages.view import PageView, guarded


class ScoreDoors(PageView):
    """Scores, remarks, declarations, papers of the dossier."""

    state: ScoreState

    @guarded(criterion=checks.code, score=checks.optional(checks.number))
    def vue_score_give(self, criterion: str, score: float | None) -> None:
        self.state.give(criterion, score)

    @guarded(criterion=checks.optional(checks.code), text=checks.text(4000))
    def vue_score_remark(self, criterion: str | None, text: str) -> None:
        self.state.remark(criterion or "", text)

    @guarded(stand=checks.one_of([*Stand]), reason=checks.text(1000))
    def vue_score_declare(self, stand: str, reason: str) -> None:
        self.state.declare(stand, reason)

    @guarded()
    def vue_score_take_back(self) -> None:
        self.state.take_back()

    @guarded(show=checks.one_of(("", "missing", "begun", "complete", "away")))
    def vue_score_show(self, show: str) -> None:
        self.state.turn_part(show=show)

    @guarded(digest=checks.code)
    def vue_score_fetch(self, digest: str) -> None:
        self.state.fetch_proof(digest)
