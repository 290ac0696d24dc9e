"""The shell's view: one widget around the pages, which are made when first opened."""

import re
from contextlib import AbstractContextManager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from ipywidgets import widget_serialization
from traitlets import Dict

from toolkit.actions.desk import Desk
from toolkit.app import Toolkit
from toolkit.pages import checks
from toolkit.pages.longwork import Work
from toolkit.pages.shell.state import ShellState
from toolkit.pages.state import PageState
from toolkit.pages.view import PageView, guarded, unexpected
from toolkit.words import LANGUAGES, Words


def _styles() -> str:
    """All style rules but those of fonts, whose files only our server hands out."""
    text = (Path(__file__).parents[1] / "static" / "page.min.css").read_text(encoding="utf-8")
    return re.sub(r"@font-face\{[^}]*\}", "", text)


class Shell(PageView):
    """App bar, drawer, demo bar, snackbar, and the open page."""

    template_name = "shell.vue"
    parts = ("empty", "date")
    state: ShellState

    pages = Dict().tag(sync=True, **widget_serialization)

    def __init__(self, toolkit: Toolkit, search: str = "") -> None:
        self._made: dict[str, PageView] = {}
        self._begun = False
        super().__init__(ShellState(toolkit, self, search), pages=self._made)
        self._begun = True
        self._work = Work(self.state, self._show_moving, unexpected)

    def _template(self) -> str:
        """In a notebook elsewhere, which has no page of ours around it, the styles come along."""
        template = super()._template()
        return template if self.compiled else f"{template}\n<style>\n{_styles()}\n</style>"

    def make(self, name: str, desk: Desk, words: Words) -> PageState:
        """Build a page, to be shown inside this widget."""
        page_class = import_module(f"toolkit.pages.{name}.view").Page
        state: PageState = page_class.state_class(desk, words)
        state.deliver = self.deliver
        self._hold({**self._made, name: page_class(state)})
        return state

    def together(self, name: str) -> AbstractContextManager[None]:
        """Have a page's changes travel in one message."""
        held: AbstractContextManager[None] = self._made[name].hold_sync()
        return held

    def clear(self) -> None:
        """Close all pages."""
        for page in self._made.values():
            page.close()
        self._hold({})

    def _hold(self, pages: dict[str, PageView]) -> None:
        self._made = pages
        if self._begun:
            self.pages = pages

    def deliver(self, name: str, mime: str, data: bytes) -> None:
        """Have the browser save a file."""
        self.send({"method": "save", "args": [name, mime]}, buffers=[data])

    def _show_moving(self, told: dict[str, Any]) -> None:
        self.state.moving = told

    @guarded(search=checks.text(2_000))
    def vue_go(self, search: str) -> None:
        """A link was followed."""
        self.state.go(search)

    @guarded(search=checks.text(2_000))
    def vue_back(self, search: str) -> None:
        """Back or Forward was pressed."""
        self.state.go(search, back=True)

    @guarded(language=checks.one_of(LANGUAGES))
    def vue_speak(self, language: str) -> None:
        """The language was switched."""
        self.state.speak_language(language)

    @guarded(login=checks.text(100))
    def vue_sit_down(self, login: str) -> None:
        """In a demo: somebody else was chosen."""
        self.state.sit_down(login)

    @guarded(day=checks.day)
    def vue_move_day(self, day: date) -> None:
        """In a demo: another day was chosen."""
        self._work.start(
            lambda progress, _: self.state.move_to_day(day, progress),
            lambda _: self._show_moved(day),
        )

    def _show_moved(self, day: date) -> None:
        """All at once: a page is shown when it has its first state, as after an event."""
        with self.answering():
            self.state.moved(day)
