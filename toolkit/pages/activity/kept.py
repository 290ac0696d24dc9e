"""The draft of an activity's form: kept while one types, shown again when the form is opened."""

from collections.abc import Collection, Mapping
from typing import Any

from toolkit.actions.activity_drafts import drop_deed, keep_deed, read_deed
from toolkit.actions.desk import Desk
from toolkit.actions.views.activities import to_record
from toolkit.errors import Refused
from toolkit.pages.activity.record import hung_record
from toolkit.words import Words

Form = Mapping[str, Any]


class Kept:
    """The draft of the form that is open, by its key; "" while none is."""

    def __init__(self, desk: Desk, words: Words) -> None:
        self._desk, self._words = desk, words
        self.key = ""

    def keep(self, unit: str, exemplars: Collection[str], form: Form, version: int) -> None:
        body = {"unit": unit, "exemplars": [*exemplars], "form": dict(form), "version": version}
        keep_deed(self._desk, key=self.key, form=body)

    def drop(self) -> None:
        drop_deed(self._desk, key=self.key)

    def shown(self, key: str, deed: dict[str, Any]) -> dict[str, Any]:
        """The form as it was left, where it was; files that were not saved have to come again."""
        self.key = key
        body, at = read_deed(self._desk, key=key)
        if not body or at is None:
            return deed
        form = {**deed["form"], **{k: v for k, v in body["form"].items() if k in deed["form"]}}
        proofs = [
            {**row, "file": row["file"] if row["file"] in deed["names"] else ""}
            for row in body["form"].get("proofs", deed["proofs"])
        ]
        told = {"draft": self._words.moment(at), "version": body["version"] or deed["version"]}
        return {**deed, **told, "form": form, "proofs": proofs, "hung": self._hung(body, deed)}

    def _hung(self, body: Form, deed: dict[str, Any]) -> list[dict[str, Any]]:
        try:
            found, _ = to_record(self._desk, exemplars=body["exemplars"])
        except Refused:
            return list(deed["hung"])
        return [hung_record(found[each]) for each in body["exemplars"] if each in found]
