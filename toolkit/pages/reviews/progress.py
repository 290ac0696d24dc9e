"""The part "progress": who has scored what, who is missing, what to write to them."""

from typing import Any

from traitlets import Dict

from toolkit.actions.reviews.progress import JudgeProgress, Progress, progress, reminders
from toolkit.domain.council import RoundState
from toolkit.pages.reviews.naming import named, ranges, reasons
from toolkit.pages.reviews.part import RoundPart

_SIGNS = {
    "complete": "mdi-check",
    "begun": "mdi-pencil-outline",
    "missing": "mdi-circle-outline",
    "away": "mdi-minus",
    "other": "",
}


class ProgressState(RoundPart):
    """`progress` holds the judges, and one line of cells for each dossier."""

    progress = Dict().tag(shown=True)

    def show_progress(self, **_: Any) -> None:
        """Draw it. Raises Refused for those who may not follow the council."""
        seen = progress(self.desk, self.round_code)
        say = self.words.say
        self.progress = {
            "told": say("reviews.count.sheets", given=self.seen.given, needed=self.seen.needed),
            "fill": round(self.seen.given * 100 / (self.seen.needed or 1), 1),
            "judges": [self._judge(each) for each in seen.judges],
            "rows": [
                {
                    **named(row.label, self.words),
                    "given": f"{row.given}/{row.needed}",
                    "whole": row.given >= row.needed,
                    "cells": [self._cell(row.dossier, each.login, seen) for each in seen.judges],
                }
                for row in seen.dossiers
            ],
            "legend": [
                {"state": state, "icon": icon, "text": say(f"reviews.sheet.{state}")}
                for state, icon in _SIGNS.items()
                if icon
            ],
            "reminds": self.seat.runs and self.seen.round.state is RoundState.SCORING,
            "letters": [],
        }

    def _judge(self, judge: JudgeProgress) -> dict[str, Any]:
        return {
            "login": judge.login,
            "name": judge.name,
            "post": self.words.say(f"reviews.post.{judge.post}"),
            "given": f"{judge.given}/{judge.needed}",
            "fill": round(judge.given * 100 / judge.needed, 1) if judge.needed else 100,
            "done": judge.done,
            "missing": ranges(judge.missing),
            "away": [
                self.words.say("reviews.progress.away", number=number, why="; ".join(told))
                for number, why in judge.away
                if (told := reasons(why, self.words))
            ],
        }

    def _cell(self, dossier: str, login: str, seen: Progress) -> list[str]:
        """State of a judge's sheet of a dossier, and its sentence."""
        state = seen.cells.get((dossier, login), "other")
        return [state, self.words.say(f"reviews.sheet.{state}")]

    def remind(self) -> None:
        """A text for each who has not finished, to be copied into a message."""
        letters = reminders(self.desk, self.round_code, self.words)
        told = [{"login": each.login, "name": each.name, "text": each.text} for each in letters]
        self.progress = {**self.progress, "letters": told}
