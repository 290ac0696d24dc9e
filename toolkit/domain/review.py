"""A round of review (bình xét) as the plan defines it: what is judged, by whom, on what."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from toolkit.domain.activity import Award, AwardType
from toolkit.domain.source import Source


class Reviewed(StrEnum):
    """What a round judges: đơn vị (and through them khối, cụm), or điển hình."""

    UNITS = "units"
    EXEMPLARS = "exemplars"


class Scorer(StrEnum):
    """Who scores: đơn vị tự chấm, chấm chéo trong khối/cụm, Bộ chấm, Hội đồng chấm."""

    SELF = "self"
    CROSS = "cross"
    MINISTRY = "ministry"
    COUNCIL = "council"


class Figure(StrEnum):
    """A figure of the plan's own data that a criterion's evidence is filled with beforehand."""

    TIMELINESS = "timeliness"
    TARGETS = "targets"
    NURTURING = "nurturing"
    REPLICATION = "replication"
    MEDIA = "media"


class Kinship(StrEnum):
    """What ties a judge to a dossier: the same unit, a unit above, a unit below, the same bloc."""

    SAME_UNIT = "same_unit"
    UNIT_ABOVE = "unit_above"
    UNIT_BELOW = "unit_below"
    SAME_BLOC = "same_bloc"


class Balance(StrEnum):
    """By what a choice is checked for balance."""

    FIELD = "field"
    LEVEL = "level"
    SEX = "sex"
    POST = "post"
    KIND = "kind"
    REGION = "region"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing that is judged: `most` is its highest score, `weight` counts among the others'."""

    code: str
    name: str
    name_en: str
    most: float
    weight: float = 1.0
    guidance: str = ""
    guidance_en: str = ""
    figure: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the plan wishes of those chosen: at least, at most this share (0–1) of `value`."""

    by: Balance
    value: str
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One round. `since` and `until` bound what is judged, `opens` and `closes` the scoring.

    `step` is the smallest part of a score. `tie_break` names the rungs of the ladder in their
    order: "median", "normalised", "criterion:<code>", "timeliness", "lot" (only at the end).
    `conflicts` name what keeps a judge from a dossier. `quorum` (of the members) and `threshold`
    (of the valid ballots) are shares 0–1; `seats` is how many may be chosen, None for no limit.
    `award` and `award_type` are what the chosen are put up for, None where nothing is said of it.
    `blind` hides names and units from the judges. `apart` is the share (0–1) of a criterion's
    highest score by which another's score may differ from a unit's own without an explanation."""

    code: str
    name: str
    name_en: str
    of: Reviewed
    phase: str
    since: date
    until: date
    opens: date
    closes: date
    criteria: tuple[Criterion, ...]
    scorers: tuple[Scorer, ...] = (Scorer.COUNCIL,)
    step: float = 0.5
    tie_break: tuple[str, ...] = ("median", "lot")
    conflicts: tuple[Kinship, ...] = (Kinship.SAME_UNIT,)
    quorum: float = 2 / 3
    threshold: float = 0.5
    ballot: bool = True
    seats: int | None = None
    blind: bool = False
    apart: float = 0.2
    wishes: tuple[Wish, ...] = ()
    award: Award | None = None
    award_type: AwardType | None = None
    source: Source = Source.ASSUMED

    @property
    def criterion_by_code(self) -> dict[str, Criterion]:
        return {criterion.code: criterion for criterion in self.criteria}
