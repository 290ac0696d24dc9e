"""What the overview shows, as known today or on a past day."""

from datetime import date
from typing import Any, ClassVar

from traitlets import Bool, Dict, List

from toolkit.actions.reviews.running import reviews_running
from toolkit.actions.views import Overview, overview
from toolkit.actions.views.exemplar_figures import exemplar_figures
from toolkit.actions.views.frame import Names, names
from toolkit.domain.user import Role
from toolkit.pages import checks
from toolkit.pages.overview import drawing
from toolkit.pages.reviews.rounds import drawn_rounds
from toolkit.pages.standing import drawn_standing
from toolkit.pages.state import PageState


class OverviewState(PageState):
    """The first page: figures, phases on the plan's timeline, who is late, what changed."""

    takes: ClassVar = {"on": checks.day}

    day = Dict().tag(shown=True)
    cards: List[Any] = List().tag(shown=True)
    also: List[Any] = List().tag(shown=True)
    phases: List[Any] = List().tag(shown=True)
    line = Dict().tag(shown=True)
    late = Dict().tag(shown=True)
    groups = Dict().tag(shown=True)
    changes = Dict().tag(shown=True)
    indicators: List[Any] = List().tag(shown=True)
    standing = Dict().tag(shown=True)
    reviews: List[Any] = List().tag(shown=True)
    past = Bool().tag(shown=True)

    def labels(self) -> dict[str, str]:
        return {
            **self.words.family("overview"),
            **self.shared("standing_of", self.words.family("standing_of")),
            **self.shared("date", self.words.family("date")),
            **self.shared("rounds", self.words.family("reviews.now")),
        }

    def open(self, on: date | None = None, **_: Any) -> None:
        """Show the overview as known at the end of the day `on` (today when none or not past)."""
        seen = overview(self.desk, on=on)
        exemplars = exemplar_figures(self.desk, on=on)
        with self.hold_trait_notifications():
            self._show(seen)
            self.standing = drawn_standing(exemplars, self.words, past=seen.as_known)
            count, href = self.standing["total"], self.standing["base"]
            text = self.words.say("standing_of.chip", count=count)
            mark = {"tone": "accepted", "icon": "mdi-account-star-outline"}
            self.also = [*self.also, {**mark, "text": text, "href": href}]
            self.reviews = [] if seen.as_known else self._reviews()
        self.query = {"on": seen.on if seen.as_known else None}

    def _reviews(self) -> list[Any]:
        """The rounds of review that run now; the first a chip too, seen at once."""
        running = reviews_running(self.desk)
        drawn = drawn_rounds(list(running), self.desk, self.words)
        self.also = [*self.also, *drawing.review_chip(drawn, self.words)]
        return drawn

    def _show(self, seen: Overview) -> None:
        words = self.words
        people, units = {row.by for row in seen.changes}, {row.unit for row in seen.changes}
        called = names(self.desk, people=people, units=units) if seen.changes else Names()
        with self.hold_trait_notifications():
            self.past = seen.as_known
            self.day = self._day(seen)
            self.cards = drawing.cards(seen, words)
            self.also = drawing.also(seen, words, works=self.desk.user.role is not Role.LEADER)
            self.phases = drawing.phases(seen, words)
            self.line = drawing.line(seen, words)
            self.late = drawing.late(seen, words)
            self.groups = drawing.groups(seen, words)
            self.changes = drawing.changes(seen, words, called)
            self.indicators = drawing.indicators(seen, words)

    def _day(self, seen: Overview) -> dict[str, str]:
        whole = "overview.of_all" if seen.whole else "overview.of_own"
        return {
            "iso": seen.on.isoformat(),
            "least": seen.plan.starts.isoformat(),
            "most": self.desk.today.isoformat(),
            "sub": self.words.say(whole, day=seen.on, units=seen.units),
            "notice": self.words.say("overview.as_known", day=seen.on) if seen.as_known else "",
        }
