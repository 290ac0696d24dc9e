"""The part "setup": rules, council, dossiers, who judges which, opening and closing."""

from typing import Any

from traitlets import Dict

from toolkit.actions.reviews.council import (
    Person,
    council,
    drop_member,
    people_for_council,
    put_member,
)
from toolkit.actions.reviews.dossiers import (
    DossierRow,
    assign,
    assign_evenly,
    candidates,
    dossiers_seen,
    put_up,
    withdraw,
)
from toolkit.actions.views.activities import find_units
from toolkit.domain.council import Post, RoundState
from toolkit.domain.review import Reviewed
from toolkit.domain.text import fold
from toolkit.pages.reviews.naming import named, reasons
from toolkit.pages.reviews.rules import drawn_rules
from toolkit.pages.reviews.turning import TurningState

MOST_FOUND = 40
_PEOPLE_SHOWN = 8


class SetUpState(TurningState):
    """`setup` is what is laid down; `choice` are candidates to be put up as dossiers; `found` are
    people and units for the council's field."""

    setup = Dict().tag(shown=True)
    choice = Dict().tag(shown=True)
    found = Dict().tag(shown=True)

    def show_setup(self, **_: Any) -> None:
        """Draw rules for everybody, council and dossiers for those who may follow them."""
        seat = self.seat
        self.choice = {}
        self.setup = {
            "rules": drawn_rules(self.seen, self.words),
            "writes": seat.runs and not seat.published,
            "preparing": self.seen.round.state is RoundState.PREPARING,
            "note": self.seen.round.note,
            **(self._people() if seat.follows else {}),
        }

    def _people(self) -> dict[str, Any]:
        members = council(self.desk, self.round_code) if self.seat.by_council else ()
        rows = dossiers_seen(self.desk, self.round_code)
        called = {each.member.login: each.name for each in members}
        posts = [{"value": post.value, "title": self.t["post"][post.value]} for post in Post]
        return {
            "posts": posts,
            "members": [
                {
                    "login": each.member.login,
                    "name": each.name,
                    "unit": each.unit_name,
                    "post": each.member.post.value,
                    "post_told": self.t["post"][each.member.post.value],
                    "away": self.words.say("reviews.setup.away_from", count=each.away)
                    if each.away
                    else "",
                    "gone": "" if each.can_score else self.words.say("reviews.setup.user_gone"),
                }
                for each in members
            ],
            "dossiers": [self._dossier(each, called) for each in rows],
            "units": self.seen.review.of is Reviewed.UNITS,
        }

    def _dossier(self, row: DossierRow, called: dict[str, str]) -> dict[str, Any]:
        assigned = row.dossier.judges
        away = [
            {
                "login": login,
                "who": called.get(login, login),
                "why": "; ".join(reasons(why, self.words)),
            }
            for login, why in row.away.items()
        ]
        return {
            "id": row.dossier.id,
            "version": row.dossier.version,
            **named(row.label, self.words),
            "judges": list(assigned),
            "judged_by": self.words.say(
                "reviews.setup.judges" if assigned else "reviews.setup.all_judge",
                count=len(row.judges),
            ),
            "away": away,
            "withdrawn": row.dossier.withdrawn,
            "note": row.dossier.note,
        }

    def find_person(self, text: str) -> None:
        """People who may sit in the council, by name, login or unit, whatever the tone marks."""
        wanted = fold(text).split()
        people = people_for_council(self.desk, self.round_code)
        rows = [
            {"id": each.login, "code": each.name, "name": _of_unit(each)}
            for each in people
            if all(word in _sought(each) for word in wanted)
        ]
        self.found = {"what": "person", "text": text, "rows": rows[:_PEOPLE_SHOWN]}

    def put_member(self, login: str, post: str) -> None:
        """Take somebody into the council, or give them another post."""
        put_member(self.desk, review=self.round_code, login=login, post=post)
        self.found = {}
        self.written(self.words.say("reviews.setup.member_put"))

    def drop_member(self, login: str, reason: str) -> None:
        drop_member(self.desk, review=self.round_code, login=login, reason=reason)
        self.written(self.words.say("reviews.setup.member_dropped"))

    def find_unit(self, text: str) -> None:
        """Units by whose dossiers candidates may be narrowed."""
        rows = find_units(self.desk, text=text, own=False)
        told = [{"id": each.id, "code": each.code, "name": each.name} for each in rows]
        self.found = {"what": "unit", "text": text, "rows": told}

    def find_candidates(self, text: str, unit: str, at: int) -> None:
        """A page of those who may be put up; those who may not tell why."""
        seen = candidates(self.desk, self.round_code, text=text, unit=unit, at=at, most=MOST_FOUND)
        units = self.seen.review.of is Reviewed.UNITS
        self.choice = {
            "text": text,
            "at": at,
            "total": self.words.say("reviews.setup.found", count=seen.total),
            "more": at + MOST_FOUND < seen.total,
            "rows": [
                {
                    "subject": each.subject,
                    "code": each.code,
                    "name": each.name,
                    "unit": "" if units else each.unit_name,
                    "kind": "" if units else self.words.say(f"exemplar_kind.{each.kind}"),
                    "why": "; ".join(reasons(each.blockers, self.words)),
                }
                for each in seen.rows
            ],
        }

    def put_up(self, subjects: tuple[str, ...]) -> None:
        """Make dossiers of these."""
        made = put_up(self.desk, review=self.round_code, subjects=subjects)
        self.written(self.words.say("reviews.setup.put_up", count=len(made)))

    def withdraw(self, dossier: str, version: int, reason: str) -> None:
        withdraw(self.desk, dossier=dossier, version=version, reason=reason)
        self.written(self.words.say("reviews.setup.withdrawn"))

    def assign(self, dossier: str, version: int, judges: tuple[str, ...]) -> None:
        """Have only these members judge it; none: all of them."""
        assign(self.desk, dossier=dossier, version=version, judges=judges)
        self.written(self.words.say("reviews.setup.assigned"))

    def assign_evenly(self, each: int) -> None:
        """Give every dossier that many judges, each member about as many dossiers."""
        assign_evenly(self.desk, review=self.round_code, each=each, seed=self.round_code)
        self.written(self.words.say("reviews.setup.assigned_evenly", each=each))


def _sought(person: Person) -> str:
    return fold(f"{person.name} {person.login} {person.unit} {person.unit_name}")


def _of_unit(person: Person) -> str:
    return f"· {person.unit_name}" if person.unit_name else f"· {person.login}"
