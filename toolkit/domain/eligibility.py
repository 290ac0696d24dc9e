"""What the law asks of those who are put up for an award: dated rules, read from a file."""

from dataclasses import dataclass
from datetime import date

from toolkit.domain.activity import Award, AwardType
from toolkit.domain.exemplar import ExemplarKind
from toolkit.domain.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law with what explains it, in force from `since` to the end of `until` (None: still)."""

    code: str
    name: str
    name_en: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that the law asks, in `article` of it.

    With `awards`, at least `count` of any of these must be on record, with `running` in that many
    years one after the other, with `after` the last of them at least that many years ago; awards
    given as `not_of` types don't count. `or_paper` says that papers may prove what no award does.
    Without `awards` only papers tell. Conditions of one `option` hold together, and one of the
    options is enough; those without an option are always asked."""

    name: str
    name_en: str
    article: str
    option: str = ""
    awards: tuple[Award, ...] = ()
    count: int = 1
    running: bool = False
    after: int = 0
    not_of: tuple[AwardType, ...] = ()
    or_paper: bool = False
    source: Source = Source.ASSUMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What `law` asks of subjects of these `kinds` for an award; no conditions: nothing."""

    law: str
    award: Award
    kinds: tuple[ExemplarKind, ...]
    conditions: tuple[Condition, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardRules:
    """Every law and every rule of the file."""

    laws: tuple[Law, ...]
    rules: tuple[Rule, ...]
