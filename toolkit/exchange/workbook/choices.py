"""The lists of a workbook's drop-downs: what a choice is called, and which code is meant by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from toolkit.domain.activity import ActivityKind, Award, AwardType, Means, Medium, Severity
from toolkit.domain.exemplar import COMPREHENSIVE, Sex, Step
from toolkit.domain.plan import Plan
from toolkit.domain.text import clean, fold
from toolkit.domain.unit import Unit
from toolkit.domain.workbook import SEPARATOR
from toolkit.exchange.workbook.form import CALLED
from toolkit.words import Words

NEXT_STEPS = (
    *(Step.SELECTED, Step.REGISTERED, Step.INTERIM_REVIEWED, Step.FINAL_REVIEWED),
    Step.NOMINATED,
)
"""Steps that a unit takes by itself; registering means: send the registration to the Ministry."""
DETAILS = {
    ActivityKind.NURTURING: "means",
    ActivityKind.MEDIA: "medium",
    ActivityKind.COMMENDATION: "award",
    ActivityKind.ISSUE: "severity",
}
"""The list that an activity's `choice` is of, by its kind: it depends on the row's kind."""
_PLAIN = {
    "sex": [f"sex.{each}" for each in Sex],
    "step": [f"step.{each}" for each in Step],
    "next_step": [f"step.{each}" for each in NEXT_STEPS],
    "activity_kind": [f"activity_kind.{each}" for each in ActivityKind],
    "means": [f"means.{each}" for each in Means],
    "medium": [f"medium.{each}" for each in Medium],
    "award": [f"award.{each}" for each in Award],
    "severity": [f"severity.{each}" for each in Severity],
    "award_type": [f"award_type.{each}" for each in AwardType],
}


@dataclass(frozen=True)
class Choices:
    """Name of a list → code → what it is called. "unit" calls them "TCMT – Tổng cục Môi trường"."""

    lists: Mapping[str, Mapping[str, str]]

    def label(self, name: str, code: str) -> str:
        """What the code is called; an unknown one is told as it is."""
        return self.lists[name].get(code, code)

    def code(self, name: str, typed: str) -> str | None:
        """The code of what was typed: its name, "code – name" or the code, blind to case and tone
        marks; None where it is none of them or two at once."""
        return self._codes[name].get(fold(typed)) or self._codes[name].get(_before(typed))

    def of_choice(self, kind: str) -> str:
        """The list that an activity's `choice` is of, "" for kinds that have none."""
        return DETAILS.get(ActivityKind(kind), "") if kind in [*ActivityKind] else ""

    @cached_property
    def _codes(self) -> dict[str, dict[str, str | None]]:
        return {name: _by_name(labels) for name, labels in self.lists.items()}


def choices_of(plan: Plan, units: Iterable[Unit], words: Words) -> Choices:
    """The lists of this plan and these units; "exemplar" is each workbook's own."""
    say = words.say
    scope = {COMPREHENSIVE: say("scope.toan_dien")}
    scope |= {each.code: _one(words.named(each)) for each in plan.fields}
    lists = {
        name: {key.partition(".")[2]: say(key) for key in keys} for name, keys in _PLAIN.items()
    }
    lists["next_step"][Step.REGISTERED.value] = say("workbook.register")
    return Choices(
        {
            **lists,
            "exemplar_kind": {each: say(f"exemplar_kind.{each}") for each in plan.exemplars.kinds},
            "scope": scope,
            "unit": {each.code: f"{each.code}{CALLED}{_one(each.name)}" for each in units},
        }
    )


def _by_name(labels: Mapping[str, str]) -> dict[str, str | None]:
    """Folded names, codes and what stands behind a code → code; None where two share it."""
    found: dict[str, str | None] = {}
    for code, label in labels.items():
        names = {fold(label), fold(label.partition(CALLED)[2])} - {""}
        for name in names:
            found[name] = code if found.get(name, code) == code else None
    return found | {fold(code): code for code in labels}


def _before(typed: str) -> str:
    return fold(clean(typed).partition(CALLED)[0])


def _one(name: str) -> str:
    """A name that can stand among others in one cell."""
    return " ".join(name.replace(SEPARATOR, ",").split())
