"""A reading plan with rounds of review, a council of five and exemplars to judge."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.actions.test_lifeline import registered
from tests.builders import a_user
from tests.desks import PLAN, UNITS, DeskFor
from toolkit.actions.desk import Desk
from toolkit.actions.plans import use_plan
from toolkit.actions.reviews.council import put_member
from toolkit.actions.reviews.dossiers import put_up
from toolkit.actions.reviews.held import held
from toolkit.actions.reviews.rounds import open_scoring
from toolkit.actions.reviews.scoring import give_score, sheet_of
from toolkit.actions.units import import_units
from toolkit.actions.users import add_user
from toolkit.domain.council import Dossier, Round
from toolkit.domain.exemplar import Exemplar
from toolkit.domain.user import Role
from toolkit.errors import Refused
from toolkit.words import LANGUAGES, Words

FOUND, OPENS, LATE = date(2017, 6, 1), date(2017, 9, 4), date(2017, 10, 2)
REVIEW, BLIND, OF_UNITS = "doc-2017", "doc-kin", "doc-don-vi"
_ROUND = """
[[reviews]]
code = "{code}"
name = "Bình xét {code}"
name_en = "Review {code}"
of = "{of}"
phase = "A"
since = 2017-01-01
until = 2017-08-31
opens = 2017-09-04
closes = 2017-09-29
scorers = [{scorers}]
conflicts = ["same_unit", "unit_above"]
quorum = 0.66
seats = 2
blind = {blind}
[[reviews.criteria]]
code = "moi"
name = "Tính mới"
name_en = "Novelty"
most = 10
weight = {weight}
[[reviews.criteria]]
code = "ben"
name = "Bền vững"
name_en = "Steadiness"
most = 20
weight = 60
figure = "nurturing"
"""


def plan_of_reviews(weight: int = 40, name: str = "Bình xét {code}") -> str:
    """The reading plan with three rounds: open names, blind, and one of units."""

    def text(code: str, of: str, scorers: str, blind: str) -> str:
        filled = _ROUND.replace("Bình xét {code}", name)
        return filled.format(code=code, of=of, scorers=scorers, blind=blind, weight=weight)

    return PLAN + "".join(
        [
            text(REVIEW, "exemplars", '"council"', "false"),
            text(BLIND, "exemplars", '"council"', "true"),
            text(OF_UNITS, "units", '"self", "ministry"', "false"),
        ]
    )


MEMBERS = {
    "chu": ("Phạm Chủ", "PGD", "chair"),
    "ha": ("Lê Thị Hà", "T2", "secretary"),
    "ba": ("Trần Ba", "T1", "member"),
    "tu": ("Đỗ Tư", "", "member"),
    "nam": ("Vũ Năm", "", "member"),
}
"""login → name, unit, post; T1 has become T9 by the time of scoring."""


def secretary(desk_for: DeskFor, on: date = OPENS) -> Desk:
    return desk_for(a_user(Role.MINISTRY, login="thuky", name="Ngô Thư"), on)


def member(desk_for: DeskFor, login: str, on: date = OPENS) -> Desk:
    name, unit, _ = MEMBERS[login]
    return desk_for(a_user(Role.COUNCIL, login=login, name=name, unit=unit), on)


def exemplar(
    desk_for: DeskFor, unit: str = "T2", name: str = "Bùi Văn Sáu", **more: Any
) -> Exemplar:
    """An approved exemplar of the unit, found before the summer."""
    names = {"name": name, **more}
    return registered(desk_for(on=FOUND), unit=unit, **names)


def prepared(
    desk_for: DeskFor, units: Sequence[str] = ("T2", "T9", "T9"), review: str = REVIEW
) -> list[Dossier]:
    """A round with its council of five and a dossier of each of these units; not open yet."""
    desk = secretary(desk_for)
    use_plan(desk, text=plan_of_reviews(), name="doc.toml")
    import_units(desk, data=UNITS.encode(), name="truong.csv")
    for login, (name, unit, post) in MEMBERS.items():
        add_user(desk, login=login, name=name, role="council", unit=unit)
        put_member(desk, review=review, login=login, post=post)
    names = ["Bùi Văn Sáu", "Hồ Thị Bảy", "Lý Tám", "Mai Chín", "Tạ Mười"]
    ones = [
        exemplar(desk_for, unit, f"{names[at % 5]} {at // 5 or ''}".strip())
        for at, unit in enumerate(units)
    ]
    return list(put_up(desk, review=review, subjects=[one.id for one in ones]))


def round_now(desk: Desk, review: str = REVIEW) -> Round:
    with desk.store.reading() as q:
        return held(q, review).round


def opened(
    desk_for: DeskFor, units: Sequence[str] = ("T2", "T9", "T9"), review: str = REVIEW
) -> list[Dossier]:
    """The same, open for scoring: ha stands aside from T2's, ba from T9's, chu (PGD) from all."""
    dossiers = prepared(desk_for, units, review)
    desk = secretary(desk_for)
    version = round_now(desk, review).version
    open_scoring(desk, review=review, version=version, seed="2017")
    return dossiers


def score(desk: Desk, dossier: Dossier, *scores: float) -> None:
    """Give these scores, criterion by criterion, as a member would."""
    for criterion, value in zip(("moi", "ben"), scores, strict=False):
        version = sheet_of(desk, dossier.id).version
        give_score(desk, dossier=dossier.id, criterion=criterion, score=value, version=version)


def reasons(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    """Keys of the reasons, without their area; each can be said in both languages."""
    for each in refused.value.blockers:
        assert all(Words(language).say(each.key, **each.values) for language in LANGUAGES)
    return [each.key.removeprefix("blocker.") for each in refused.value.blockers]


def told(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    """The same keys with the field that each stands beside."""
    fields = [each.field for each in refused.value.blockers]
    return list(zip(reasons(refused), fields, strict=True))


def reopen(desk: Desk, review: str = REVIEW) -> None:
    """Open scoring of the round as it is now."""
    open_scoring(desk, review=review, version=round_now(desk, review).version)
