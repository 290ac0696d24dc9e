"""The shell: which page is open, under which address, for whom, in which language."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from functools import partial
from typing import Any, Protocol

from traitlets import Dict, Int, List, Unicode

from toolkit.actions.desk import Desk
from toolkit.actions.views import work_count
from toolkit.actions.views.frame import Frame, frame
from toolkit.app import Toolkit
from toolkit.demo import PERSONAS, move_day
from toolkit.domain.blocker import blocker
from toolkit.domain.user import Role, User
from toolkit.errors import Refused, ToolkitError
from toolkit.pages.address import address, parse, understood
from toolkit.pages.shell.vuetify import messages
from toolkit.pages.state import PageState, Speaking
from toolkit.words import LANGUAGES, Words

ICONS = {
    "overview": "mdi-view-dashboard-outline",
    "units": "mdi-domain",
    "exemplars": "mdi-account-star-outline",
    "activities": "mdi-calendar-star",
    "replication": "mdi-source-branch",
    "reviews": "mdi-scale-balance",
    "conference": "mdi-account-group-outline",
    "work": "mdi-inbox-outline",
    "plan": "mdi-calendar-text-outline",
    "reports": "mdi-file-table-outline",
    "exchange": "mdi-swap-horizontal",
}
HOME = "overview"
UNDER = {"exemplar": "exemplars"}
"""Pages that the drawer doesn't name, each under the one that leads to it."""
PAGES = (*ICONS, *(page for page, over in UNDER.items() if over in ICONS))
_LOOK = tuple(role for role in Role if role is not Role.COUNCIL)
_FOR = {
    **dict.fromkeys(("overview", "units", "plan", "reports"), _LOOK),
    "work": (Role.UNIT, Role.MINISTRY, Role.ADMIN),
    "exchange": (Role.UNIT, Role.MINISTRY),
}
"""Pages that only some have a use for; a member of a council has come to judge dossiers."""
COUNCIL_HOME = "reviews"
THEMES = ("auto", "light", "dark")


class Pages(Protocol):
    """Who builds pages for the shell: `make` returns a new page's state, `clear` drops them all.

    What a page's state changes `together` is shown in one go."""

    def make(self, name: str, desk: Desk, words: Words) -> PageState: ...

    def together(self, name: str) -> AbstractContextManager[None]: ...

    def clear(self) -> None: ...


class ShellState(Speaking):
    """Pages are made when first opened, and made anew when somebody else sits down."""

    frame = Dict().tag(shown=True)
    nav: List[Any] = List().tag(shown=True)
    page = Unicode().tag(shown=True)
    under = Unicode().tag(shown=True)
    place = Dict().tag(shown=True)
    trouble = Unicode().tag(shown=True)
    says = Dict().tag(shown=True)
    lang = Unicode().tag(shown=True)
    demo = Dict().tag(shown=True)
    moving = Dict().tag(shown=True)
    waiting = Int()

    def __init__(self, toolkit: Toolkit, pages: Pages, search: str = "") -> None:
        self.desk = toolkit.desk
        self.opened: dict[str, PageState] = {}
        self._toolkit, self._pages = toolkit, pages
        super().__init__(Words(parse(search).get("lang", "")))
        self.observe(self._repeat, names=["notice"])
        self._draw()
        self.go(search)

    def labels(self) -> dict[str, str]:
        return {
            **self.words.family("shell"),
            **self.shared("app", self.words.family("app")),
            **(messages(self.words) if self.words.language == "vi" else {}),
            **self.shared("date", self.words.family("date")),
        }

    def speak(self, words: Words) -> None:
        super().speak(words)
        self.lang = words.language

    def go(self, search: str, *, back: bool = False) -> None:
        """Open the page of an address; `back`: the browser is already there."""
        said = parse(search)
        asked = said.pop("page", self._home())
        if said.pop("lang", self.lang) not in LANGUAGES or said.pop("theme", "auto") not in THEMES:
            said["?"] = ""
        if asked not in self._allowed():
            self.tell(self.words.say("shell.unknown_page"), "warning")
            asked, said = self._home(), {}
        if self.page in self.opened and self.page != asked:
            self.opened[self.page].leave()
        state = self._page(asked)
        values, ignored = understood(said, state.takes)
        if ignored:
            names = ", ".join(name for name in ignored if name.isalnum() and len(name) < 20) or "…"
            self.tell(self.words.say("shell.bad_address", names=names), "warning")
        self.page, self.under = asked, UNDER.get(asked, asked)
        self._open(state, values)
        self._move_to(replace=back)

    def _open(self, state: PageState, values: dict[str, Any]) -> None:
        self.trouble = ""
        try:
            with self._pages.together(self.page):
                state.open(**values)
        except ToolkitError as error:
            self.trouble = self.words.error(error)

    def speak_language(self, language: str) -> None:
        """Say everything in this language from now on."""
        words = Words(language)
        self.speak(words)
        self._draw()
        for state in self.opened.values():
            state.speak(words)
        self.reopen()

    def reopen(self) -> None:
        """Read the open page again, with the filters it has."""
        self._open(self._page(self.page), self._filters())
        self._move_to(replace=True)

    def sit_down(self, login: str) -> None:
        """In a demo: see it as one of its people. Raises Refused."""
        person = self._people.get(login)
        if person is None:
            raise Refused([blocker("blocker.no_right")])
        self.desk = self.desk.as_user(person)
        self._everything_anew()

    def move_to_day(self, to: date, progress: Callable[[float], None]) -> None:
        """In a demo: make another day today; takes seconds. Call `moved` afterwards."""
        self._demo_only()
        move_day(self._toolkit.desk, to=to, progress=progress)

    def moved(self, to: date) -> None:
        """Show the demo's new day."""
        self._everything_anew()
        self.tell(self.words.say("shell.demo.moved", day=to))

    def _demo_only(self) -> None:
        if not self._toolkit.is_demo:
            raise Refused([blocker("blocker.no_right")])

    def _everything_anew(self) -> None:
        values = self._filters()
        self.opened = {}
        self._pages.clear()
        self._draw()
        if self.page not in self._allowed():
            self.page = self.under = self._home()
            values = {}
        self._open(self._page(self.page), values)
        self._move_to(replace=True)

    def _filters(self) -> dict[str, Any]:
        state = self._page(self.page)
        return understood(parse(address(self.page, **state.query)), {**state.takes})[0]

    def _page(self, name: str) -> PageState:
        if name not in self.opened:
            state = self._pages.make(name, self.desk, self.words)
            state.observe(lambda change: self._relay(change["new"]), names=["notice"])
            state.observe(lambda _: self._count(), names=["writes"])
            state.observe(partial(self._filtered, name), names=["query"])
            self.opened[name] = state
        return self.opened[name]

    def _filtered(self, name: str, change: Any) -> None:
        if name != self.page or self.trouble:
            return
        new = change["new"]
        old = change["old"] if isinstance(change["old"], dict) else {}
        changed = {each for each in {*new, *old} if new.get(each) != old.get(each)}
        state = self.opened[name]
        closed = {each for each in changed & state.over if not new.get(each)}
        self._move_to(replace=changed <= state.quiet | closed)

    def _move_to(self, *, replace: bool) -> None:
        state = self.opened[self.page]
        said = {"lang": self.lang if self.lang != LANGUAGES[0] else ""}
        search = address(self.page, **state.query, **said)
        title = f"{state.title} – {self.words.say('app.name')}"
        self.place = {"search": search, "replace": replace, "title": title}

    def _relay(self, notice: dict[str, Any]) -> None:
        self.tell(notice["text"], notice["kind"])

    def _repeat(self, change: Any) -> None:
        self.says = change["new"]

    def _allowed(self) -> tuple[str, ...]:
        role = self.desk.user.role
        return tuple(name for name in PAGES if role in _FOR.get(name, Role))

    def _home(self) -> str:
        """The page that opens when none is asked for."""
        return HOME if HOME in self._allowed() else COUNCIL_HOME

    def _draw(self) -> None:
        people = PERSONAS if self._toolkit.is_demo and not self._toolkit.identified else ()
        seen = frame(self.desk, people=people)
        self._people = {person.login: person for person in seen.people}
        self.frame = self._framed(seen)
        self.demo = self._demo(seen) if self._toolkit.is_demo else {}
        self._count()

    def _framed(self, seen: Frame) -> dict[str, str]:
        user = self.desk.user
        local = not (self._toolkit.identified or self._toolkit.is_demo)
        return {
            "plan": self.words.named(seen.plan, "short_title"),
            "title": self.words.named(seen.plan, "title"),
            "day": self.words.date(seen.today),
            "home": address(self._home()),
            "name": user.name or self.words.say("shell.local_user"),
            "role": self._role(user),
            "unit": seen.unit.name if seen.unit else "",
            "local": self.words.say("shell.local_note") if local else "",
        }

    def _demo(self, seen: Frame) -> dict[str, Any]:
        return {
            "day": self.words.date(seen.today),
            "told": self.words.say("shell.demo.today", day=seen.today),
            "iso": seen.today.isoformat(),
            "least": seen.plan.starts.isoformat(),
            "most": seen.plan.ends.isoformat(),
            "login": self.desk.user.login if self.desk.user.login in self._people else "",
            "people": [
                {"login": each.login, "name": each.name, "role": self._role(each)}
                for each in seen.people
            ],
        }

    def _role(self, user: User) -> str:
        role = self.words.say(f"role.{user.role}")
        return self.words.say("shell.unit_of", role=role, unit=user.unit) if user.unit else role

    def _count(self) -> None:
        self.waiting = work_count(self.desk)
        titles = self.words.family("shell.page")
        told = self.words.say("shell.waiting", count=self.waiting)
        self.nav = [
            {
                "name": name,
                "icon": ICONS[name],
                "title": titles[name],
                "href": address(name),
                "badge": self.waiting if name == "work" else 0,
                "told": told,
            }
            for name in self._allowed()
            if name in ICONS
        ]
