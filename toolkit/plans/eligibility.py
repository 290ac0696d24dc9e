"""A file of award rules becomes the rules, or the list of everything that is wrong in it."""

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from pathlib import Path as FilePath
from typing import Any

from toolkit.domain.eligibility import AwardRules, Condition, Law, Rule
from toolkit.errors import FaultyFile, Problem
from toolkit.plans.lines import Path, lines
from toolkit.plans.parts import Fault, problem
from toolkit.plans.references import unknown
from toolkit.plans.shape import Tables, shaped
from toolkit.plans.slips import slip
from toolkit.plans.texts import text_faults, tidied
from toolkit.resources import resource

RULES = "rules/khen-thuong.toml"
_TABLES: Tables = {
    (): AwardRules,
    ("laws",): Law,
    ("rules",): Rule,
    ("rules", "conditions"): Condition,
}


@lru_cache(maxsize=1)
def award_rules() -> AwardRules:
    """The rules that ship; raises FaultyFile with all problems where they were edited wrongly."""
    return load_award_rules(resource(RULES))


def load_award_rules(path: FilePath) -> AwardRules:
    """The rules in a file; raises FaultyFile with all its problems, OSError where there is none."""
    rules, problems = read_award_rules(path.read_text("utf-8-sig"))
    if rules is None:
        raise FaultyFile(name=path.name, problems=problems)
    return rules


def read_award_rules(text: str) -> tuple[AwardRules | None, tuple[Problem, ...]]:
    """The rules of a TOML text, or None and every problem in it, by line."""
    text = unicodedata.normalize("NFC", text)
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return None, (slip(error, text),)
    faults = text_faults(data)
    rules, wrong = shaped(tidied(data), AwardRules, _TABLES)
    faults += [*wrong, *(_meaning(rules, data) if rules else ())]
    where = lines(text) if faults else {}
    problems = sorted((problem(fault, data, where) for fault in faults), key=lambda one: one.line)
    return (None if problems else rules), tuple(problems)


def _meaning(rules: AwardRules, data: Mapping[str, Any]) -> Iterator[Fault]:
    for name in ("laws", "rules"):
        if not data[name]:
            yield Fault((name,), "award_rules.empty")
    yield from _laws(rules.laws)
    codes = [law.code for law in rules.laws]
    for place, rule in enumerate(rules.rules):
        path: Path = ("rules", place)
        yield from unknown((*path, "law"), "award_rules.law_unknown", rule.law, codes)
        yield from _span(path, rule)
        if not rule.kinds:
            yield Fault((*path, "kinds"), "award_rules.empty")
        for nth, condition in enumerate(rule.conditions):
            yield from _condition((*path, "conditions", nth), condition)
    yield from _doubled(rules.rules)


def _laws(laws: tuple[Law, ...]) -> Iterator[Fault]:
    for place, law in enumerate(laws):
        yield from _span(("laws", place), law)
        earlier = laws[:place]
        if law.code in [each.code for each in earlier]:
            yield Fault(("laws", place, "code"), "award_rules.law_doubled", {"code": law.code})
        for each in earlier:
            if _meet(each, law):
                yield Fault(("laws", place, "since"), "award_rules.laws_meet", {"law": each.code})


def _span(path: Path, one: Law | Rule) -> Iterator[Fault]:
    if one.since and one.until and one.until < one.since:
        values = {"since": one.since, "until": one.until}
        yield Fault((*path, "until"), "award_rules.turned", values)


def _condition(path: Path, one: Condition) -> Iterator[Fault]:
    if one.count < 1:
        yield Fault((*path, "count"), "plan_file.not_positive")
    if one.after < 0:
        yield Fault((*path, "after"), "plan_file.negative")
    if not one.awards and (one.running or one.after or one.not_of or one.count != 1):
        yield Fault(path, "award_rules.nothing_counted")


def _doubled(rules: tuple[Rule, ...]) -> Iterator[Fault]:
    """Two rules of one law that speak of the same award and kind on the same day."""
    for (_, one), (place, other) in combinations(enumerate(rules), 2):
        same = (one.law, one.award) == (other.law, other.award)
        both = set(one.kinds) & set(other.kinds)
        if same and both and _meet(one, other):
            values = {"award": other.award.value, "kind": ", ".join(sorted(both))}
            yield Fault(("rules", place), "award_rules.rule_doubled", values)


def _meet(one: Law | Rule, other: Law | Rule) -> bool:
    """Whether there is a day on which both are in force."""
    before = one.until and other.since and one.until < other.since
    after = other.until and one.since and other.until < one.since
    return not before and not after
