"""Who sees what of a round: progress, counts, reminders, and nothing of names in blind mode."""

import pytest

from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from tests.reviewing import (
    BLIND,
    LATE,
    OF_UNITS,
    OPENS,
    REVIEW,
    exemplar,
    member,
    opened,
    prepared,
    reasons,
    score,
    secretary,
)
from tests.store.builders import statements_of
from toolkit.actions.reviews.council import (
    council,
)
from toolkit.actions.reviews.dossiers import (
    dossiers_seen,
    put_up,
)
from toolkit.actions.reviews.progress import progress, reminders
from toolkit.actions.reviews.rounds import (
    review_seen,
    reviews_seen,
)
from toolkit.actions.reviews.scoring import declare, my_dossiers, sheet_of
from toolkit.domain.user import Role
from toolkit.errors import Refused
from toolkit.words import Words


def test_blind_mode_hides_names_and_units_everywhere_from_judges(desk_for: DeskFor) -> None:
    one, other = opened(desk_for, ["T2", "T9"], BLIND)
    tu, ha, desk = (member(desk_for, "tu"), member(desk_for, "ha"), secretary(desk_for))
    declare(tu, dossier=other.id, stand="abstain", reason="Bạn học cũ, lớp A2.")
    leader = desk_for(a_user(Role.LEADER), OPENS)

    shown = [
        *(repr(act(who, BLIND)) for who in (tu, ha) for act in (my_dossiers, dossiers_seen)),
        *(repr(sheet_of(who, each.id)) for who in (ha, leader) for each in (one, other)),
        repr(dossiers_seen(leader, BLIND)),
        repr(progress(leader, BLIND)),
    ]
    secrets = ("Bùi Văn Sáu", "Hồ Thị Bảy", "Trường Hai", "Trường Một", "'T2'", "'T9'", "T2-2017")
    assert [(word, at) for at, text in enumerate(shown) for word in secrets if word in text] == []
    mine = my_dossiers(ha, BLIND)
    assert [[b.key for b in each.blockers] for each in mine] == [["blocker.kin.hidden"], []]
    aside = {one.login: dict(one.away) for one in progress(leader, BLIND).judges}
    assert [b.key for b in aside["tu"][2]] == ["blocker.stand.hidden"]
    assert [(row.judges, set(row.away)) for row in dossiers_seen(tu, BLIND)] == [
        (("tu",), set()),
        ((), {"tu"}),
    ]
    assert {each.away for each in council(ha, BLIND)} == {0}
    with pytest.raises(Refused) as refused:
        progress(ha, BLIND)
    assert reasons(refused) == ["progress_would_tell"]
    assert my_dossiers(tu, BLIND)[1].blockers[0].values == {"reason": "Bạn học cũ, lớp A2."}
    assert dossiers_seen(desk, BLIND)[0].label.name == "Bùi Văn Sáu"


def test_progress_tells_who_is_missing_and_reminds_only_them(desk_for: DeskFor) -> None:
    one, other = opened(desk_for, ["T2", "T9"])
    desk = secretary(desk_for)
    score(member(desk_for, "ha"), other, 8, 15)
    score(member(desk_for, "nam"), one, 8)

    seen = progress(desk, REVIEW)
    assert [
        (each.login, each.given, each.begun, each.needed, each.missing, len(each.away))
        for each in seen.judges
    ] == [
        ("chu", 0, 0, 0, (), 2),
        ("ha", 1, 0, 1, (), 1),
        ("ba", 0, 0, 1, (1,), 1),
        ("nam", 0, 1, 2, (1, 2), 0),
        ("tu", 0, 0, 2, (1, 2), 0),
    ]
    assert [(each.given, each.needed, each.away) for each in seen.dossiers] == [
        (0, 3, 2),
        (1, 3, 2),
    ]
    assert seen.cells[one.id, "nam"] == "begun"
    view = review_seen(desk, REVIEW)
    assert (view.given, view.needed, view.missing) == (1, 6, ("ba", "tu", "nam"))
    letters = reminders(secretary(desk_for, LATE), REVIEW, Words())
    assert [each.name for each in letters] == ["Trần Ba", "Vũ Năm", "Đỗ Tư"]
    assert "số 1, 2." in letters[1].text
    assert "29/09/2017" in letters[1].text
    assert (review_seen(secretary(desk_for, LATE), REVIEW).overdue, view.overdue) == (True, False)
    for login, allowed in (("chu", True), ("ha", True), ("tu", False)):
        assert bool(review_seen(member(desk_for, login), REVIEW).missing) is allowed
    with pytest.raises(Refused):
        progress(member(desk_for, "tu"), REVIEW)


def test_everybody_reads_the_rules_before_scores_open_and_nobody_else_the_counts(
    desk_for: DeskFor,
) -> None:
    prepared(desk_for, ["T2"])

    unit = desk_for(coordinator("T2"), OPENS)
    assert [(v.review.code, len(v.review.criteria), v.dossiers) for v in reviews_seen(unit)] == [
        (REVIEW, 2, 0),
        (BLIND, 2, 0),
        (OF_UNITS, 2, 0),
    ]
    assert reviews_seen(secretary(desk_for))[0].dossiers == 1
    for act in (dossiers_seen, council, progress):
        with pytest.raises(Refused):
            act(unit, REVIEW)


def test_a_page_asks_as_many_statements_for_one_dossier_as_for_many(desk_for: DeskFor) -> None:
    prepared(desk_for, ["T2"])
    desk, tu = secretary(desk_for), member(desk_for, "tu")

    def counted() -> list[int]:
        found = []
        for who, act in (
            (desk, dossiers_seen),
            (desk, progress),
            (desk, council),
            (tu, my_dossiers),
        ):
            with statements_of(desk.store) as asked:
                act(who, REVIEW)
            found.append(len(asked))
        with statements_of(desk.store) as asked:
            reviews_seen(desk)
        return [*found, len(asked)]

    few = counted()
    more = [exemplar(desk_for, "T9", f"Người {nth}").id for nth in range(4)]
    put_up(desk, review=REVIEW, subjects=more)
    assert counted() == few
