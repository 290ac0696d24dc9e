"""What every visit does first, done once beforehand, so that forked kernels have it done."""

import os
from datetime import UTC, date, datetime

from ipywidgets.widgets.widget import _instances

from toolkit.pages.shell import open_page
from toolkit.pages.shell.state import PAGES
from toolkit.pages.shell.view import Shell
from toolkit.pages.view import _plain_layout
from toolkit.plans.load import load_plan
from toolkit.resources import resource
from toolkit.words import LANGUAGES, Words


def rehearse() -> None:
    """Load plan checker, catalogues and formats; open every page as a visitor does.

    All is closed again: what a visitor sees is read after their click."""
    for plan in resource("plans").glob("*.toml"):
        load_plan(plan)
    for language in LANGUAGES:
        _speak(Words(language))
    if os.environ.get("TOOLKIT_DATA"):
        _visit()


def _visit() -> None:
    """Go through the pages, so that statements are compiled and templates read.

    Nobody listens. Data that can't be opened give a page that says so, and that is closed too.
    Whatever goes wrong, no widget is left: a visitor could speak to it with the rights of nobody
    in particular."""
    asked = {**os.environ, "TOOLKIT_USER": "", "TOOLKIT_QUERY": "", "TOOLKIT_SERVED": "1"}
    before = set(_instances)
    try:
        page = open_page(asked)
        if isinstance(page, Shell):
            _go_through(page)
    finally:
        for widget in [one for number, one in _instances.items() if number not in before]:
            widget.close()
        _plain_layout.cache_clear()


def _go_through(page: Shell) -> None:
    try:
        for name in PAGES:
            page.state.go(f"?page={name}")
        page.clear()
    finally:
        page.state.desk.store.close()


def _speak(words: Words) -> None:
    words.moment(datetime(2018, 10, 15, tzinfo=UTC))
    words.date(date(2018, 10, 15))
    words.number(1234.5)
    words.percent(0.652)
