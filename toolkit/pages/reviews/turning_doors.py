"""What the state of a round lets the browser do."""

from toolkit.pages import checks
from toolkit.pages.reviews.turning import TurningState
from toolkit.pages.view import PageView, guarded


class TurningDoors(PageView):
    """Open, close, open again."""

    state: TurningState

    @guarded(reason=checks.text(1000))
    def vue_turn_state(self, reason: str) -> None:
        self.state.turn_state(reason)
