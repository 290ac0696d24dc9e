"""Whether the law's conditions of an award are met: advice with reasons, never a veto."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from toolkit.domain.activity import Award, AwardType
from toolkit.domain.eligibility import AwardRules, Condition, Law, Rule
from toolkit.domain.exemplar import ExemplarKind


class Verdict(IntEnum):
    """Chưa đủ theo dữ liệu, chưa rõ (phải xem hồ sơ), đạt: the more, the better."""

    NOT_MET = 0
    UNTOLD = 1
    MET = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A reward that a subject has: its decision's day, number and issuer, and its activity's id."""

    award: Award
    type: AwardType
    on: date
    number: str = ""
    issuer: str = ""
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one condition stands; `found` of its `count` are on record (None: nothing to count)."""

    condition: Condition
    verdict: Verdict
    found: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Eligibility:
    """What the law in force says of an award to one subject.

    `law` is None where the file knows none for that day, `rule` None where the law has no such
    award for subjects of that kind: then nothing can be told. `repeats` are earlier rewards that
    may be for the same achievement: the same award or a higher one within the time judged."""

    award: Award
    law: Law | None
    rule: Rule | None
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    repeats: tuple[Earlier, ...] = ()


def eligibility(
    rules: AwardRules,
    award: Award,
    kind: ExemplarKind,
    earlier: Sequence[Earlier],
    *,
    since: date,
    on: date,
) -> Eligibility:
    """For a decision on the day `on` about what was achieved since `since`."""
    law = law_on(rules, on)
    rule = _rule(rules, law, award, kind, on) if law else None
    told = tuple(_finding(each, earlier, on) for each in rule.conditions) if rule else ()
    return Eligibility(
        award=award,
        law=law,
        rule=rule,
        verdict=_verdict(told) if rule else Verdict.UNTOLD,
        findings=told,
        repeats=repeats(award, earlier, since=since, on=on),
    )


def law_on(rules: AwardRules, on: date) -> Law | None:
    """The law in force on that day."""
    return next((law for law in rules.laws if _in_force(law.since, law.until, on)), None)


def repeats(
    award: Award, earlier: Iterable[Earlier], *, since: date, on: date
) -> tuple[Earlier, ...]:
    """Earlier rewards within the time judged that are the same award or a higher one.

    Luật Thi đua, khen thưởng 2022, điều 5 khoản 2; Nghị định 91/2017/NĐ-CP, điều 3: one
    achievement is not rewarded several times over."""
    found = (
        each for each in earlier if since <= each.on <= on and _RANK[each.award] >= _RANK[award]
    )
    return tuple(sorted(found, key=lambda each: (each.on, each.award)))


def _rule(rules: AwardRules, law: Law, award: Award, kind: ExemplarKind, on: date) -> Rule | None:
    return next(
        (
            rule
            for rule in rules.rules
            if rule.law == law.code
            and rule.award is award
            and kind in rule.kinds
            and _in_force(rule.since or law.since, rule.until or law.until, on)
        ),
        None,
    )


def _finding(condition: Condition, earlier: Iterable[Earlier], on: date) -> Finding:
    if not condition.awards:
        return Finding(condition, Verdict.UNTOLD)
    days = sorted(
        each.on
        for each in earlier
        if each.award in condition.awards and each.type not in condition.not_of and each.on <= on
    )
    found = _running(days, on) if condition.running else len(days)
    long_ago = not condition.after or (bool(days) and _years_later(days[0], condition.after) <= on)
    if found >= condition.count and long_ago:
        return Finding(condition, Verdict.MET, found)
    verdict = Verdict.UNTOLD if condition.or_paper else Verdict.NOT_MET
    return Finding(condition, verdict, found)


def _running(days: Iterable[date], on: date) -> int:
    """In how many years one after the other, up to this year or the last."""
    years = {day.year for day in days}
    last = on.year if on.year in years else on.year - 1
    count = 0
    while last - count in years:
        count += 1
    return count


def _verdict(findings: Sequence[Finding]) -> Verdict:
    """All of those always asked, and of the options the one that is met best."""
    always = [each.verdict for each in findings if not each.condition.option]
    options: dict[str, list[Verdict]] = {}
    for each in findings:
        if each.condition.option:
            options.setdefault(each.condition.option, []).append(each.verdict)
    best = max((min(one) for one in options.values()), default=Verdict.MET)
    return min([*always, best])


def _in_force(since: date, until: date | None, on: date) -> bool:
    return since <= on and (until is None or on <= until)


def _years_later(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap else day.day)


_RANK: Mapping[Award, int] = {award: place for place, award in enumerate(Award)}
