"""What every visit does first, done once beforehand, so that forked kernels have it done."""

import os
import pkgutil
from contextlib import suppress
from datetime import UTC, date, datetime
from importlib import import_module

import toolkit.pages
from toolkit.actions.views import overview, work_count
from toolkit.actions.views.frame import frame
from toolkit.app import open_toolkit
from toolkit.errors import ToolkitError
from toolkit.plans.load import load_plan
from toolkit.resources import resource
from toolkit.words import LANGUAGES, Words


def rehearse() -> None:
    """Load pages, plan checker, catalogues and formats; ask the first page's questions once.

    The data are closed again: what a visitor sees is read after their click."""
    for page in pkgutil.iter_modules(toolkit.pages.__path__, "toolkit.pages."):
        if page.ispkg and _has_view(page.name):
            import_module(f"{page.name}.view")
    for plan in resource("plans").glob("*.toml"):
        load_plan(plan)
    for language in LANGUAGES:
        _speak(Words(language))
    if os.environ.get("TOOLKIT_DATA"):
        _ask()


def _ask() -> None:
    """Ask what the first page asks, so that statements are compiled; faults are a visitor's."""
    with suppress(ToolkitError), open_toolkit(os.environ["TOOLKIT_DATA"]) as toolkit:
        frame(toolkit.desk)
        overview(toolkit.desk)
        work_count(toolkit.desk)


def _has_view(package: str) -> bool:
    names = pkgutil.iter_modules(import_module(package).__path__)
    return "view" in {module.name for module in names}


def _speak(words: Words) -> None:
    words.moment(datetime(2018, 10, 15, tzinfo=UTC))
    words.date(date(2018, 10, 15))
    words.number(1234.5)
    words.percent(0.652)
