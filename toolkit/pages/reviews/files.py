"""The files of an open round: which there are for its user, made and handed to the browser."""

from typing import Any

from traitlets import List

from toolkit.actions.review_offers import RoundFile, files_offered, round_file
from toolkit.pages.mimes import mime_of
from toolkit.pages.reviews.part import RoundPart

KINDS = tuple(each.value for each in RoundFile)


class FilesState(RoundPart):
    """`files` are those that may be had now: kind, title, and whether it is Word."""

    files: List[Any] = List().tag(shown=True)

    def reread(self) -> None:
        super().reread()
        self._offer()

    def file_make(self, kind: str) -> None:
        """Make the file and hand it over."""
        name, data = round_file(
            self.desk, review=self.round_code, kind=RoundFile(kind), words=self.words
        )
        self.deliver(name, mime_of(name), data)
        self.tell(self.words.say("review_file.page.made", name=name))

    def _offer(self) -> None:
        """Ask anew which files there are."""
        say = self.words.say
        self.files = [
            {"kind": kind.value, "title": say(f"review_file.offer.{kind}")}
            for kind in files_offered(self.desk, self.round_code)
        ]
