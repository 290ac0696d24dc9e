"""Results as the page shows them: rows with their interval, reasons with their law, bars."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from toolkit.actions.reviews.results import ResultRow, Results
from toolkit.domain.plan import Field, Label
from toolkit.domain.review import Balance
from toolkit.pages.reviews.naming import named, reasons
from toolkit.plans.reviews import CRITERION, LOT
from toolkit.rules.balance import Share
from toolkit.rules.eligibility import Earlier, Eligibility, Finding, Verdict
from toolkit.rules.firmness import Firmness
from toolkit.words import Words

Drawn = dict[str, Any]
_SIGNS = {
    Verdict.MET: ("accepted", "mdi-check"),
    Verdict.UNTOLD: ("not_due", "mdi-help-circle-outline"),
    Verdict.NOT_MET: ("due_soon", "mdi-alert-outline"),
}


class ResultsDrawing:
    """One reading of the results in one language."""

    def __init__(self, seen: Results, words: Words) -> None:
        self.seen, self.words, self.say = seen, words, words.say
        self.awards = words.family("award")

    def frame(self) -> Drawn:
        """What stands around the table."""
        seen = self.seen
        return {
            "open": seen.open,
            "alone": all(row.standing.judges < 2 for row in seen.rows if row.standing),
            "told": self._told(),
            "notes": reasons(seen.notes, self.words),
            "balance": [self._balance(by, list(some)) for by, some in _grouped(seen.balance)],
            "judges": [self._judge(place) for place in range(len(seen.judges))],
            "award": self.awards.get(seen.award or "", ""),
        }

    def page(self, rows: Sequence[ResultRow], opened: int) -> Drawn:
        """Some rows; their intervals share one axis. `opened` is the number of the one opened."""
        axis = _axis(rows)
        one = next((row for row in rows if row.dossier.number == opened), None)
        return {
            "rows": [self._row(row, axis) for row in rows],
            "axis": {"low": self.words.number(axis[0]), "high": self.words.number(axis[1])},
            "cut": self._cut(axis),
            "opened": self._opened(one) if one else {},
        }

    def _told(self) -> str:
        review, rows = self.seen.held.review, self.seen.rows
        parts = [self.say("reviews.count.dossiers", count=len(rows))]
        if review.seats and self.seen.open:
            parts.append(self.say("results.seats", count=review.seats))
        return " · ".join(parts)

    def _cut(self, axis: tuple[int, int]) -> float | None:
        """Where the seats end, if they end between these rows."""
        seats = self.seen.seats
        within = seats is not None and axis[0] <= seats < axis[1]
        return _at(seats + 0.5, axis) if seats is not None and within else None

    def _row(self, row: ResultRow, axis: tuple[int, int]) -> Drawn:
        scores = row.standing
        return {
            **named(row.label, self.words),
            "rank": self.words.number(row.rank) if row.rank else "–",
            "mean": self._score(scores.mean if scores else None),
            "median": self._score(scores.median if scores else None),
            "normalised": self._score(scores.normalised if scores else None),
            "judges": scores.judges if scores else 0,
            "firm": self._firm(row.firmness, axis) if row.firmness else None,
            "why": self._why(row) if row.rung or row.tied else "",
            "within": row.within,
            "chosen": self._chosen(row),
            "law": self._verdict(row.eligibility) if row.eligibility else None,
            "repeats": len(row.eligibility.repeats) if row.eligibility else 0,
        }

    def _score(self, value: float | None) -> str:
        return "–" if value is None else self.words.number(round(value, 2))

    def _firm(self, firm: Firmness, axis: tuple[int, int]) -> Drawn:
        range_of = {"best": firm.best, "worst": firm.worst}
        told = self.say("results.rank" if firm.best == firm.worst else "results.ranks", **range_of)
        more = self.say("results.both_ranks", raw=firm.raw, normalised=firm.normalised)
        return {
            "from": _at(firm.best, axis),
            "to": _at(firm.worst, axis),
            "raw": _at(firm.raw, axis),
            "even": _at(firm.normalised, axis),
            "text": told,
            "told": self.say("results.firm", ranks=told, more=more),
            "moved": firm.raw - firm.normalised,
        }

    def _why(self, row: ResultRow) -> str:
        """What told it from its neighbours."""
        numbers = ", ".join(str(each) for each in sorted(row.beside))
        if row.tied:
            return self.say("results.why.tied", numbers=numbers)
        if row.rung == LOT:
            return self.say("results.why.lot", numbers=numbers)
        if row.rung.startswith(CRITERION):
            criteria = self.seen.held.review.criterion_by_code
            name = self.words.named(criteria[row.rung.removeprefix(CRITERION)])
            return self.say("results.why.criterion", name=name)
        return self.say(f"results.why.{row.rung or 'score'}")

    def _chosen(self, row: ResultRow) -> Drawn | None:
        if row.chosen is None:
            return None
        tone, icon = ("accepted", "mdi-check") if row.chosen else ("waived", "mdi-minus")
        key = "results.chosen" if row.chosen else "results.left_out"
        return {"tone": tone, "icon": icon, "text": self.say(key)}

    def _verdict(self, found: Eligibility) -> Drawn:
        tone, icon = _SIGNS[found.verdict]
        key = found.verdict.name.lower() if found.rule else "no_rule"
        return {"tone": tone, "icon": icon, "text": self.say(f"results.verdict.{key}")}

    def _opened(self, row: ResultRow) -> Drawn:
        """All that stands behind one rank."""
        return {
            "number": row.dossier.number,
            "why": self._why(row) if row.rank else self.say("results.why.unscored"),
            "law": self._law(row.eligibility) if row.eligibility else None,
            "earlier": [self._earlier(each, row.eligibility) for each in row.earlier],
        }

    def _law(self, found: Eligibility) -> Drawn:
        since = self.words.date(self.seen.held.review.since)
        return {
            "award": self.awards[found.award],
            "name": self.words.named(found.law) if found.law else self.say("results.no_law"),
            "chip": self._verdict(found),
            "none": "" if found.rule else self.say("results.no_rule"),
            "free": bool(found.rule and not found.findings),
            "options": [
                {"name": name, "findings": [self._finding(each) for each in some]}
                for name, some in self._options(found.findings)
            ],
            "repeats": [
                self.say("results.repeat", award=self.awards[each.award], day=each.on, since=since)
                for each in found.repeats
            ],
        }

    def _options(self, findings: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
        """Conditions that hold together, those always asked first."""
        parted = {
            key: list(some) for key, some in groupby(findings, lambda each: each.condition.option)
        }
        always = self.say("results.always")
        named_options = [key for key in parted if key]
        told = {
            key: self.say("results.option", number=place)
            for place, key in enumerate(named_options, start=1)
        }
        one = len(named_options) == 1
        return [(always if not key or one else told[key], parted[key]) for key in sorted(parted)]

    def _finding(self, found: Finding) -> Drawn:
        tone, icon = _SIGNS[found.verdict]
        asked, counted = found.condition, ""
        if found.found is not None:
            counted = self.say("results.counted", found=found.found, count=asked.count)
        return {
            "tone": tone,
            "icon": icon,
            "verdict": self.say(f"results.verdict.{found.verdict.name.lower()}"),
            "text": self.words.named(asked),
            "article": asked.article,
            "source": self.say(f"results.source.{asked.source}"),
            "counted": counted,
        }

    def _earlier(self, one: Earlier, found: Eligibility | None) -> Drawn:
        decision = " ".join(filter(None, (one.number, one.issuer)))
        return {
            "award": self.awards[one.award],
            "type": self.say(f"award_type.{one.type}"),
            "day": self.words.date(one.on),
            "decision": decision,
            "repeat": bool(found and one in found.repeats),
        }

    def _balance(self, by: Balance, shares: list[Share]) -> Drawn:
        names = self._names(by)
        return {
            "by": by.value,
            "name": self.say(f"results.by.{by}"),
            "of": self.say("results.chosen_of", count=shares[0].chosen_of),
            "rows": [self._share(each, names.get(each.value, each.value)) for each in shares],
        }

    def _share(self, one: Share, name: str) -> Drawn:
        put_up = one.put_up / one.put_up_of if one.put_up_of else None
        return {
            "name": name,
            "count": f"{self.words.number(one.chosen)}/{self.words.number(one.chosen_of)}",
            "share": self.words.percent(one.share),
            "fill": round(100 * (one.share or 0), 1),
            "before": round(100 * (put_up or 0), 1),
            "before_told": self.say("results.before", share=self.words.percent(put_up)),
            "marks": [round(100 * each, 1) for each in (one.least, one.most) if each is not None],
            "wish": self._wish(one),
            "kept": one.wanting == 0,
        }

    def _wish(self, one: Share) -> str:
        if one.wanting is None:
            return ""
        bounds = (("at_least", one.least), ("at_most", one.most))
        told = [
            self.say(f"results.wish.{key}", share=self.words.percent(value))
            for key, value in bounds
            if value is not None
        ]
        key = "kept" if not one.wanting else "more" if one.wanting > 0 else "fewer"
        told.append(self.say(f"results.wish.{key}", count=abs(one.wanting)))
        return " · ".join(told)

    def _names(self, by: Balance) -> Mapping[str, str]:
        """What the values are called: by the plan where it names them."""
        plan, words = self.seen.held.plan, self.words
        by_plan: Mapping[Balance, Sequence[Label | Field]] = {
            Balance.FIELD: plan.fields,
            Balance.LEVEL: plan.kinds,
            Balance.REGION: plan.blocs,
        }
        labels = by_plan.get(by)
        if labels is not None:
            return {**words.family("scope"), **{one.code: words.named(one) for one in labels}}
        families = {
            Balance.SEX: words.family("sex"),
            Balance.POST: words.family("results.post"),
            Balance.KIND: words.family("exemplar_kind"),
        }
        return families[by]

    def _judge(self, place: int) -> Drawn:
        judge = self.seen.judges[place]
        means = [each.habit.mean for each in self.seen.judges]
        apart = judge.habit.mean - sum(means) / len(means)
        return {
            "name": judge.name,
            "count": self.words.number(judge.habit.count),
            "mean": self._score(judge.habit.mean),
            "spread": self._score(judge.habit.spread),
            "apart": f"{'+' if apart > 0 else ''}{self._score(apart)}",
        }


def _grouped(shares: Sequence[Share]) -> Any:
    return groupby(shares, lambda each: each.by)


def _axis(rows: Sequence[ResultRow]) -> tuple[int, int]:
    """The first and the last rank that any of these rows may take."""
    firm = [row.firmness for row in rows if row.firmness]
    low = min((min(each.best, each.normalised) for each in firm), default=1)
    high = max((max(each.worst, each.normalised) for each in firm), default=1)
    return low, max(high, low + 1)


def _at(rank: float, axis: tuple[int, int]) -> float:
    """Where a rank stands on the axis, percent, a little inside both ends."""
    return round(3 + 94 * (rank - axis[0]) / (axis[1] - axis[0]), 2)
