"""What every visit does first, done once beforehand, so that forked kernels have it done."""

import pkgutil
from datetime import UTC, date, datetime
from importlib import import_module

import toolkit.pages
from toolkit.plans.load import load_plan
from toolkit.resources import resource
from toolkit.words import LANGUAGES, Words


def rehearse() -> None:
    """Load the pages, the plan's checker, the catalogues and the formats; no data, no database."""
    for page in pkgutil.iter_modules(toolkit.pages.__path__, "toolkit.pages."):
        if page.ispkg and _has_view(page.name):
            import_module(f"{page.name}.view")
    for plan in resource("plans").glob("*.toml"):
        load_plan(plan)
    for language in LANGUAGES:
        _speak(Words(language))


def _has_view(package: str) -> bool:
    names = pkgutil.iter_modules(import_module(package).__path__)
    return "view" in {module.name for module in names}


def _speak(words: Words) -> None:
    words.moment(datetime(2018, 10, 15, tzinfo=UTC))
    words.date(date(2018, 10, 15))
    words.number(1234.5)
    words.percent(0.652)
