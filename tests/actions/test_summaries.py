"""Summaries 3, 4 and 5: the figures of pages and frames, on any day, with few questions."""

import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.actions.test_lifeline import PAPER, now, record, registered, step
from tests.builders import a_user
from tests.desks import DeskFor
from tests.store.builders import statements_of
from toolkit import frames
from toolkit.actions.desk import Desk
from toolkit.actions.summaries import SUMMARIES, make_summary
from toolkit.actions.views import overall
from toolkit.actions.views.activities import activity_list
from toolkit.actions.views.exemplars import Asked, exemplar_list
from toolkit.actions.views.overall import summary_6_with_records
from toolkit.actions.views.summary import summary_2, summary_3, summary_4, summary_5
from toolkit.app import open_toolkit
from toolkit.domain.activity import ActivityKind, Award
from toolkit.domain.exemplar import Step
from toolkit.domain.user import Role
from toolkit.errors import Refused
from toolkit.rules import deeds
from toolkit.rules.deeds import MEASURES, Counted, Measure
from toolkit.rules.funnel import added
from toolkit.rules.overall import LEVELS, Part
from toolkit.words import Words

VI = Words("vi")
TODAY = date(2017, 6, 1)
PAST = date(2018, 3, 31)
KINDS = (3, 4, 5)


@pytest.fixture(scope="module")
def demo(demo_data: Path) -> Iterator[Desk]:
    with open_toolkit(str(demo_data)) as toolkit:
        yield toolkit.desk


def _of(counts: tuple[int, ...], what: Counted, **more: Any) -> int:
    return counts[MEASURES.index(Measure(what, **more))]


@pytest.mark.parametrize("on", [None, PAST])
def test_summary_3_counts_the_activities_of_the_frame(demo: Desk, on: date | None) -> None:
    counts, frame = deeds.counted(summary_3(demo, on=on).facts), frames.activities(demo, on=on)
    for kind in deeds.KINDS:
        of_kind = frame[frame["kind"] == kind.value]
        assert _of(counts, Counted(kind.value)) == len(of_kind)
        for form, number in of_kind["form"].value_counts().items():
            if form:
                assert _of(counts, Counted(kind.value), form=str(form)) == number
    assert _of(counts, Counted.VISIT, people=True) == frame["guests"].sum()
    assert _of(counts, Counted.TAKEN) == len(frames.replications(demo, on=on))


def test_summary_3_counts_what_the_page_lists(demo: Desk) -> None:
    counts = deeds.counted(summary_3(demo).facts)
    for kind in deeds.KINDS:
        listed = activity_list(demo, kinds=(kind,), limit=0).page.total
        assert _of(counts, Counted(kind.value)) == listed


@pytest.mark.parametrize("on", [None, PAST])
def test_records_behind_summary_6_add_up_to_every_count_of_every_unit(
    demo: Desk, on: date | None
) -> None:
    figures = summary_6_with_records(demo, on=on)
    phase_of = {task.code: task.phase for task in figures.plan.tasks}
    found: Counter[tuple[str, str, str]] = Counter()
    for one in figures.records:
        if one.part is Part.REPORTS:
            found[one.unit, one.state, phase_of[one.code]] += 1
            found[one.unit, "expected", phase_of[one.code]] += 1
        elif one.part is Part.STEPS:
            taken = [step for step, day in zip(Step, one.days, strict=True) if day]
            found.update((one.unit, step.value, "") for step in taken)
        else:
            state = (
                one.state if one.part is Part.ACTIVITIES else f"award {LEVELS[Award(one.state)]}"
            )
            found[one.unit, state, ""] += 1
    for unit in figures.units:
        for column, count in zip(figures.columns, unit.counts, strict=True):
            code = f"award {column.code}" if column.part is Part.AWARDS else str(column.code)
            assert found[unit.unit.code, code, column.phase] == count, (unit.unit.code, column)
    assert len({one.id for one in figures.records}) == len(figures.records) > 1000


def test_summary_6_leads_to_the_others_where_the_records_are_too_many(
    demo: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overall, "MOST_RECORDS", 100)
    with_none = summary_6_with_records(demo)
    assert (with_none.records, with_none) == ((), overall.summary_6(demo))


@pytest.mark.parametrize("on", [None, PAST])
def test_exemplars_reached_are_those_who_took_the_step(demo: Desk, on: date | None) -> None:
    steps = dict(zip(Step, added(summary_2(demo, on=on).facts), strict=True))
    counts = deeds.counted(summary_3(demo, on=on).facts)
    assert _of(counts, Counted.NURTURED) == steps[Step.NURTURED]
    assert _of(counts, Counted.COPIED) == steps[Step.REPLICATED]


@pytest.mark.parametrize("on", [None, PAST])
def test_summary_4_counts_the_commendations_of_the_frame(demo: Desk, on: date | None) -> None:
    facts, frame = [*summary_4(demo, on=on).facts], frames.activities(demo, on=on)
    given = frame[frame["kind"] == ActivityKind.COMMENDATION.value]
    assert len(facts) == given["exemplars"].sum()
    awards = given.groupby("form")["exemplars"].sum().to_dict()
    assert awards == {
        award: sum(fact.award == award for fact in facts) for award in {f.award for f in facts}
    }


def _lived(desk: Desk, name: str) -> None:
    """From found to honoured, with a copy, a visit and a reward on the way."""
    one = registered(desk, name=name)
    record(desk, "nurturing", one, means="training")
    record(desk, "replication", now(desk, one), taker="T9")
    given: dict[str, Any] = {"award": "giay_khen", "type": "merit", "proofs": [PAPER]}
    record(desk, "commendation", now(desk, one), **given)
    one = step(desk, "review", now(desk, one), step="final_reviewed", form={})
    step(desk, "honour", step(desk, "nominate", one, form={}), form={"proof": PAPER})


def test_summary_5_lists_those_who_stand_nominated_or_honoured(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    _lived(desk, "Trần Văn Ba")
    asked = (Asked(step=each.value) for each in (Step.NOMINATED, Step.HONOURED))
    rows = [row.code for each in asked for row in exemplar_list(desk, asked=each).page.rows]
    facts = [*summary_5(desk).facts]
    assert [fact.code for fact in facts] == rows == ["T2-2017-001"]
    assert (facts[0].copies, len(facts[0].awards), facts[0].honoured_on) == (1, 1, TODAY)


@pytest.mark.parametrize("kind", KINDS)
def test_summary_asks_as_often_for_many_as_for_few(kind: int, desk_for: DeskFor) -> None:
    desk, counts = desk_for(on=TODAY), []
    for batch in range(2):
        for place in range(3):
            _lived(desk, f"Trần Văn {batch}{place}")
        with statements_of(desk.store) as statements:
            SUMMARIES[kind].read(desk)
        counts.append(len(statements))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("kind", KINDS)
def test_past_day_is_told_as_it_was_known_then(kind: int, desk_for: DeskFor) -> None:
    before = SUMMARIES[kind].read(desk_for(on=date(2017, 5, 31)))
    _lived(desk_for(on=TODAY), "Trần Văn Ba")
    later = desk_for(on=date(2017, 6, 2))
    assert SUMMARIES[kind].read(later, on=date(2017, 5, 31)).fingerprint == before.fingerprint
    assert [*before.facts] == []
    assert [*SUMMARIES[kind].read(later).facts] != []


@pytest.mark.parametrize("kind", KINDS)
def test_summary_comes_as_a_file_with_the_figures_mark(kind: int, desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    _lived(desk, "Trần Văn Ba")
    name, data = make_summary(desk, kind=kind, words=VI)
    book = load_workbook(io.BytesIO(data))
    told = {each.name: each.value for each in book.custom_doc_props.props}
    assert name.endswith("_DOC_20170601.xlsx")
    assert told["fingerprint"] == SUMMARIES[kind].read(desk).fingerprint


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_not_summarise_gets_none(kind: int, desk_for: DeskFor) -> None:
    with pytest.raises(Refused):
        make_summary(desk_for(a_user(Role.UNIT, unit="T2"), TODAY), kind=kind, words=VI)
