"""The units that files are exchanged with, by name."""

from collections.abc import Iterable
from functools import cached_property

from toolkit.actions.workbooks import units_with_workbooks
from toolkit.exchange.comparing import maker_name
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

    def people(self, logins: Iterable[str]) -> dict[str, str]:
        """Login → what the person is called; the two logins that are nobody's in words."""
        asked = set(logins)
        with self.desk.store.reading() as reading:
            known = reading.user_names(asked)
        return {login: maker_name(known.get(login, login), self.words) for login in asked}
