"""The units that files are exchanged with, by name."""

from functools import cached_property

from toolkit.actions.workbooks import units_with_workbooks
from toolkit.pages.state import PageState


class ServedState(PageState):
    """What the parts of the page have in common."""

    @cached_property
    def served(self) -> dict[str, str]:
        """Names by code; a unit's coordinator has their own only."""
        return {each.code: each.name for each in units_with_workbooks(self.desk)}

    def unit_named(self, code: str) -> str:
        """The unit's name; a unit of earlier times keeps its code."""
        return self.served.get(code, code)
