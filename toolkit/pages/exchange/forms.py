"""The part "Tải biểu mẫu": a workbook for a unit, or for all."""

from typing import Any

from traitlets import Dict, List

from toolkit.actions.views.activities import find_units
from toolkit.actions.workbooks import given, unit_workbook, workbooks_zip
from toolkit.domain.blocker import blocker
from toolkit.domain.user import Role
from toolkit.errors import Refused
from toolkit.pages.exchange.served import ServedState
from toolkit.pages.longwork import Job
from toolkit.pages.mimes import mime_of

_RECENT = 12


class FormsState(ServedState):
    """`forms` says whose workbook is offered; `found` answers the search for a unit."""

    forms = Dict().tag(shown=True)
    found = Dict().tag(shown=True)
    given: List[Any] = List().tag(shown=True)

    def show_forms(self, unit: str = "") -> None:
        """Offer the workbook of a unit; of one's own where none is named."""
        served = self.served
        own = self.desk.user.unit if self.desk.user.role is Role.UNIT else ""
        code = unit if unit in served else own
        self.forms = {"unit": code, "name": served.get(code, ""), "all": len(served)}
        lines = given(self.desk, limit=_RECENT)
        people = self.people(each.by for each in lines)
        self.given = [
            {
                "id": each.id,
                "name": each.name,
                "at": self.words.moment(each.at) if each.at else "",
                "by": people[each.by],
                "unit": served.get(each.unit, each.unit),
            }
            for each in lines
        ]

    def find_unit(self, text: str) -> None:
        rows = find_units(self.desk, text=text, own=True)
        shown = [{"id": each.id, "code": each.code, "name": each.name} for each in rows]
        self.found = {"what": "unit", "text": text, "rows": shown}

    def form_job(self, unit: str) -> Job[tuple[str, str, bytes]]:
        """The work of making one unit's workbook: (name, kind of file, bytes)."""
        if not unit:
            raise Refused([blocker("blocker.no_unit_chosen", "unit")])
        desk, words = self.desk, self.words

        def make(_progress: Any, _cancelled: Any) -> tuple[str, str, bytes]:
            name, data = unit_workbook(desk, unit=unit, words=words)
            return name, mime_of(name), data

        return make

    def forms_job(self) -> Job[tuple[str, str, bytes]]:
        """The work of making all of them, as one zip."""
        desk, words = self.desk, self.words

        def make(progress: Any, cancelled: Any) -> tuple[str, str, bytes]:
            name, data = workbooks_zip(desk, words=words, progress=progress, cancelled=cancelled)
            return name, mime_of(name), data

        return make

    def handed(self, made: tuple[str, str, bytes]) -> None:
        """Give the finished file to the browser and say so."""
        name, mime, data = made
        self.deliver(name, mime, data)
        self.show_forms(self.forms.get("unit", ""))
        self.tell(self.words.say("exchange.forms.made", name=name))
