"""What holds for every test of the project, those of the notebooks too."""

import pytest

pytest_plugins = ["tests.no_skip", "tests.own_data", "tests.desks"]
_LONG = ("browser", "slow", "office")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest: what comes last keeps one worker, not all of them."""
    items.sort(key=lambda item: not any(map(item.get_closest_marker, _LONG)))
