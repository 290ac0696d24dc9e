"""What pages are shown of exemplars: lists by right and filter, figures that agree with them."""

from datetime import date
from typing import Any

import pytest

from tests.actions.test_exemplars import put
from tests.actions.test_lifeline import MODEL, now, record, registered, step
from tests.desks import DeskFor, coordinator
from tests.store.builders import statements_of
from toolkit.actions.desk import Desk
from toolkit.actions.targets import set_targets
from toolkit.actions.views.exemplar_figures import exemplar_figures, unit_funnel
from toolkit.actions.views.exemplars import Asked, each_exemplar, exemplar_list
from toolkit.domain.exemplar import ExemplarKind
from toolkit.rules.targets import Aim, KindAim

TODAY = date(2017, 6, 1)
PERSON, MODEL_KIND = ExemplarKind.PERSON, ExemplarKind.MODEL


def names(desk: Desk, **asked: Any) -> list[str]:
    found = exemplar_list(desk, asked=Asked(**asked))
    assert found.unknown == ()
    assert found.page.total == len(found.page.rows)
    assert [each.name for each in each_exemplar(desk, asked=Asked(**asked))] == [
        row.name for row in found.page.rows
    ]
    return [row.name for row in found.page.rows]


def test_everybody_lists_what_they_may_see(desk_for: DeskFor) -> None:
    put(desk_for(on=TODAY), name="An")
    put(desk_for(on=TODAY), unit="T9", name="Ba")

    assert names(desk_for(on=TODAY)) == ["An", "Ba"]
    assert names(desk_for(coordinator("PGD"), TODAY)) == ["An", "Ba"]
    assert names(desk_for(coordinator("T9"), TODAY)) == ["Ba"]
    assert names(desk_for(coordinator("T9"), TODAY), unit="T9") == ["Ba"]
    assert names(desk_for(on=TODAY), unit="PGD", text="a") == ["An"]


def test_the_list_of_a_unit_holds_what_the_unit_before_it_found(desk_for: DeskFor) -> None:
    put(desk_for(on=date(2017, 3, 2)), unit="T1", name="An")

    assert names(desk_for(coordinator("T9"), TODAY), unit="T9") == ["An"]


def test_filters_that_are_in_no_list_are_left_out_and_told(desk_for: DeskFor) -> None:
    put(desk_for(on=TODAY))
    asked = Asked(unit="T7", kind="hero", field="x", step="x", year=1999, sort="x", phase="Z")
    found = exemplar_list(desk_for(on=TODAY), asked=asked, after="no mark")

    assert found.unknown == ("unit", "kind", "field", "step", "phase", "sort", "year")
    assert (found.asked, found.page.total) == (Asked(), 1)


@pytest.mark.parametrize("mark", ["[1]", "[1,2]", "{", '"a"', "[null,null]"])
@pytest.mark.parametrize("sort", ["name", "day"])
def test_a_mark_that_somebody_wrote_does_no_harm(desk_for: DeskFor, mark: str, sort: str) -> None:
    put(desk_for(on=TODAY))
    found = exemplar_list(desk_for(on=TODAY), asked=Asked(sort=sort), after=mark)

    assert found.page.total == 1


def test_figures_agree_with_the_lists(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one, model = registered(desk), registered(desk, unit="T9", **MODEL)
    record(desk, "nurturing", one, model, means="task")
    step(desk, "submit", step(desk, "select", put(desk), form={}))
    set_targets(desk, unit="T9", year=2017, counts={("model", ""): 2})
    whole, own = exemplar_figures(desk), exemplar_figures(desk, unit="T9")

    assert whole.reached() == (3, 3, 2, 2, 0, 0, 0, 0, 0, 0)
    assert whole.reached(kind="model") == own.reached() == (1, 1, 1, 1, 0, 0, 0, 0, 0, 0)
    assert whole.reached(field="toan_dien") == whole.reached(phase="A") == whole.reached()
    assert whole.reached(phase="B") == (0,) * 10
    assert (whole.waiting, whole.followed, len(whole.newest), own.followed) == (1, 3, 3, 1)
    assert own.aims == (Aim("T9", 2017, MODEL_KIND, "", 2, 1, assumed=False),)
    assert [each for each in whole.by_kind if each.actual] == [
        KindAim(PERSON, 0, 1, 0),
        KindAim(MODEL_KIND, 2, 1, 0),
    ]
    assert {row.unit for row in unit_funnel(desk)} == {"T2", "T9"}


def test_who_has_not_been_heard_of_for_long_is_stalled(desk_for: DeskFor) -> None:
    early = desk_for(on=TODAY)
    one, two = put(early, name="An"), put(early, name="Ba", discovered_on="10/03/2017")
    days = [date(2017, 8, 28), date(2017, 8, 29), date(2017, 9, 7)]

    assert [exemplar_figures(desk_for(on=day)).stalled_total for day in days] == [0, 1, 2]
    assert [row.name for row in exemplar_figures(desk_for(on=days[2])).stalled] == ["An", "Ba"]
    record(early, "media", one, outlet="Báo", medium="radio")
    assert names(desk_for(on=days[2]), stalled=True) == ["Ba"]
    step(early, "stop", now(early, two), reason="Chuyển trường.")
    assert exemplar_figures(desk_for(on=days[2])).stalled_total == 0


def test_list_and_figures_take_as_many_statements_for_2_as_for_20(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    counts = []
    for many in (2, 18):
        for number in range(many):
            put(desk, name=f"An {number}")
        # How often the words of a search occur is asked once.
        exemplar_list(desk, asked=Asked(text="a"))
        with statements_of(desk.store) as statements:
            exemplar_list(desk, asked=Asked(text="a"))
            exemplar_figures(desk)
        counts.append(len(statements))

    assert counts[0] == counts[1]
