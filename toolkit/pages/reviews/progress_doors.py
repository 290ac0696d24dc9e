"""What the part "progress" lets the browser do."""

from toolkit.pages.reviews.progress import ProgressState
from toolkit.pages.view import PageView, guarded


class ProgressDoors(PageView):
    """Texts that remind."""

    state: ProgressState

    @guarded()
    def vue_progress_remind(self) -> None:
        self.state.remind()
