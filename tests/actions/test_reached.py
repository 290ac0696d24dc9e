"""Who took a step, what the Ministry recorded for a unit, what is news: the same wherever told."""

from datetime import timedelta

from tests.actions.test_exemplars import put
from tests.actions.test_lifeline import MODEL, TODAY, now, record, registered, step
from tests.desks import DeskFor, coordinator
from toolkit.actions import lifeline
from toolkit.actions.views import overview
from toolkit.actions.views.activities import activity_list, an_activity
from toolkit.actions.views.exemplar_figures import exemplar_figures
from toolkit.actions.views.exemplars import Asked, exemplar_list
from toolkit.domain.exemplar import Step


def test_the_list_of_who_took_a_step_has_as_many_as_the_funnel_tells(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    put(desk, name="Chỉ mới thấy")
    one, other = registered(desk, **MODEL), registered(desk, **{**MODEL, "name": "Góc xanh"})
    record(desk, "nurturing", one, other, means="task")
    step(desk, "review", now(desk, one), step="interim_reviewed", form={})
    record(desk, "replication", now(desk, other), taker="T9", adapted="Thêm.")
    step(desk, "stop", now(desk, other), reason="Đã giải thể.")
    twin = put(desk, name="Tủ sách lớp", **{k: v for k, v in MODEL.items() if k != "name"})
    into = now(desk, one)
    lifeline.merge(
        desk, exemplar=twin.id, version=twin.version, into=into.id, into_version=into.version
    )

    told = exemplar_figures(desk).reached()
    listed = [
        exemplar_list(desk, asked=Asked(reached=each, standing="")).page.total for each in Step
    ]
    assert listed == [*told]
    assert listed[:6] == [3, 2, 2, 2, 1, 1]


def test_what_the_ministry_records_for_a_units_exemplar_is_among_its_activities(
    desk_for: DeskFor,
) -> None:
    ministry, unit = desk_for(on=TODAY), desk_for(coordinator("T2"), TODAY)
    one = registered(ministry, **MODEL)
    done = record(ministry, "nurturing", one, unit="T9", means="task")

    seen = activity_list(unit)
    assert [each.id for each in seen.page.rows] == [done.id]
    assert seen.mendable == frozenset()
    assert an_activity(unit, activity=done.id).activity == done


def test_the_weeks_news_tells_of_exemplars_and_leads_to_them(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = registered(desk, **MODEL)
    record(desk, "nurturing", one, means="task")

    seen = overview(desk)
    told = [(row.action, row.code, row.name) for row in seen.changes if row.kind == "exemplar"]
    assert told == [
        (action, one.code, one.name) for action in ("approve", "submit", "select", "discover")
    ]
    assert seen.change_counts["approve"] == 1
    later = overview(desk_for(on=TODAY + timedelta(days=8)))
    assert [row for row in later.changes if row.kind == "exemplar"] == []
