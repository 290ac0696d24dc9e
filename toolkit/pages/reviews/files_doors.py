"""What the files of a round let the browser do."""

from toolkit.pages import checks
from toolkit.pages.reviews.files import KINDS, FilesState
from toolkit.pages.view import PageView, guarded


class FilesDoors(PageView):
    """One file made."""

    state: FilesState

    @guarded(kind=checks.one_of(KINDS))
    def vue_file_make(self, kind: str) -> None:
        self.state.file_make(kind)
