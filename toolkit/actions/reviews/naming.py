"""What dossiers are called: names and units as they are today, or only numbers in blind mode."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from toolkit.actions.desk import Desk
from toolkit.actions.reviews.held import Held, hides
from toolkit.domain.blocker import Blocker, blocker
from toolkit.domain.council import Dossier
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.review import Reviewed
from toolkit.domain.unit import Unit
from toolkit.rules.judged import Judged
from toolkit.rules.succession import bearers
from toolkit.store import Reading

Named = Exemplar | Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a dossier is called; where it is `hidden` only its number and kind are told.

    `unit` is the code of the unit that it is judged under today. `told` says what has become of it
    since it was put up: its unit merged, its record living on in another (blocker-like sentences).
    `subject` is the exemplar's id that it lives on in, or the unit's code; `code` the people's."""

    number: int
    kind: str = ""
    name: str = ""
    code: str = ""
    unit: str = ""
    unit_name: str = ""
    subject: str = ""
    told: tuple[Blocker, ...] = ()
    hidden: bool = False


def labels(
    q: Reading,
    desk: Desk,
    round_of: Held,
    dossiers: Collection[Dossier],
    known: Mapping[str, Named] | None = None,
) -> dict[str, Label]:
    """Id of each dossier → what this user may call it; a constant number of statements.

    `known` are the exemplars by id where they have been read before (`q.judged`)."""
    units = {unit.code: unit for unit in q.units()}
    hidden = hides(desk, round_of)
    exemplars = _exemplars(q, round_of, dossiers) if known is None else known
    named = _Naming(units, bearers(units.values(), desk.today), exemplars)
    found = {each.id: named.label(each, of=round_of.review.of) for each in dossiers}
    return {key: _hidden(label) if hidden else label for key, label in found.items()}


@dataclass(frozen=True, slots=True)
class _Naming:
    units: Mapping[str, Unit]
    bearer: Mapping[str, str]
    exemplars: Mapping[str, Named]

    def label(self, dossier: Dossier, *, of: Reviewed) -> Label:
        unit = self.bearer.get(dossier.unit, dossier.unit)
        told = self._moved(dossier.unit, unit)
        if of is Reviewed.UNITS:
            return self._of_unit(dossier, unit, told)
        return self._of_exemplar(dossier, unit, told)

    def _of_unit(self, dossier: Dossier, unit: str, told: tuple[Blocker, ...]) -> Label:
        kind = self.units[unit].kind if unit in self.units else ""
        name = self._name(unit)
        return Label(
            number=dossier.number,
            kind=kind,
            name=name,
            code=unit,
            unit=unit,
            unit_name=name,
            subject=unit,
            told=told,
        )

    def _of_exemplar(self, dossier: Dossier, unit: str, told: tuple[Blocker, ...]) -> Label:
        first = self.exemplars.get(dossier.subject)
        one = _living(first, self.exemplars)
        if first is None or one is None:
            return Label(number=dossier.number, unit=unit, unit_name=self._name(unit), told=told)
        lives_on = blocker("round.told.exemplar_merged", code=first.code, into=one.code)
        return Label(
            number=dossier.number,
            kind=one.kind.value,
            name=one.name,
            code=one.code,
            unit=unit,
            unit_name=self._name(unit),
            subject=one.id,
            told=(*told, lives_on) if one.id != first.id else told,
        )

    def _moved(self, before: str, now: str) -> tuple[Blocker, ...]:
        if before == now:
            return ()
        values = {"before": self._name(before), "now": self._name(now)}
        return (blocker("round.told.unit_merged", **values),)

    def _name(self, code: str) -> str:
        return self.units[code].name if code in self.units else code


def _exemplars(q: Reading, round_of: Held, dossiers: Collection[Dossier]) -> Mapping[str, Named]:
    """The dossiers' exemplars and those that they live on in."""
    if round_of.review.of is not Reviewed.EXEMPLARS:
        return {}
    found = q.exemplars([each.subject for each in dossiers])
    while wanted := {one.merged_into for one in found.values() if one.merged_into} - set(found):
        more = q.exemplars(wanted)
        if not more:
            break
        found |= more
    return found


def _living(one: Named | None, known: Mapping[str, Named]) -> Named | None:
    while one is not None and one.merged_into in known:
        one = known[one.merged_into]
    return one


def _hidden(label: Label) -> Label:
    return Label(number=label.number, kind=label.kind, hidden=True)
