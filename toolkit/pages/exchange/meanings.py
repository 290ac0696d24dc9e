"""What the codes of other people's lists are called, and which may be chosen."""

from toolkit.actions.desk import Desk
from toolkit.domain.activity import Award, AwardType
from toolkit.domain.exemplar import COMPREHENSIVE, ExemplarKind, Sex
from toolkit.words import Words

_AWARDS = ("award", "award_title")


class Meanings:
    """Names of codes by the field that they stand in; read once for a list."""

    def __init__(self, desk: Desk, words: Words) -> None:
        with desk.store.reading() as reading:
            plan, units = reading.plan(), reading.units()
        say = words.say
        award = {each.value: say(f"award.{each}") for each in Award}
        fields = {each.code: words.named(each) for each in plan.fields}
        self._units = {each.code: each.name for each in units}
        self._lists: dict[str, dict[str, str]] = {
            **dict.fromkeys(_AWARDS, award),
            "award_type": {each.value: say(f"award_type.{each}") for each in AwardType},
            "sex": {each.value: say(f"sex.{each}") for each in Sex},
            "subject": {each.value: say(f"exemplar_kind.{each}") for each in ExemplarKind},
            "field": {COMPREHENSIVE: say("scope.toan_dien"), **fields},
        }

    def name(self, field: str, code: str) -> str:
        """What the code is called, with the code where it names a unit."""
        if field == "unit" and code in self._units:
            return f"{code} – {self._units[code]}"
        return self._lists.get(field, {}).get(code, code)

    def choices(self, field: str) -> list[dict[str, str]]:
        """Everything that may be chosen for the field; of units too many to list."""
        found = self._lists.get(field, {})
        return [{"value": code, "title": name} for code, name in found.items()]
