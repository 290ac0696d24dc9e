"""Whether data are a demo's."""

from toolkit.app import DEMO
from toolkit.store import Store


def is_demo(store: Store) -> bool:
    """Whether these are data that may be moved to another day."""
    with store.reading() as reading:
        return reading.setting(DEMO) == "1"
