"""Exemplars in the store: found, sorted, paged, counted, with a constant number of statements."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.exemplars import a_nurturing, a_person, a_replication, a_step, an_exemplar, stepped
from tests.store.builders import BY, NOON, a_plan, a_unit, kept, statements_of
from toolkit.domain.activity import FollowUp
from toolkit.domain.exemplar import Exemplar, ExemplarKind, Registration, Standing, Step
from toolkit.domain.proof import Proof
from toolkit.domain.target import Target
from toolkit.errors import Conflict
from toolkit.store import ActivityFilter, ExemplarFilter, Reading, Store
from toolkit.store.backup import backup, check, restore

TODAY = date(2018, 6, 1)


def people(*names: str, **changes: Any) -> list[Exemplar]:
    return [
        a_person(name, code=f"A1-2017-{place:03d}", **changes)
        for place, name in enumerate(names, start=1)
    ]


def names(store: Store, **asked: Any) -> list[str]:
    with store.reading() as q:
        page = q.exemplar_page(ExemplarFilter(**asked))
    assert page.total == len(page.rows)
    return [row.name for row in page.rows]


def test_an_exemplar_comes_back_as_it_was_kept(store: Store) -> None:
    proof = Proof(paper_number="15/QĐ", paper_date=date(2017, 1, 2), paper_issuer="Sở", link="")
    person = a_person(proofs=(proof,), other_codes=("B2-2017-004",))
    model = an_exemplar(code="A1-2017-002", cost=12.5, benefit=100.0, comprehensive=True)
    steps = stepped(person, Step.SELECTED)
    noted = replace(person.steps[0], note="Họp ngày 01/3.", proof=proof)
    found = kept(store, replace(person, **{**steps, "steps": (noted, *steps["steps"][1:])}), model)

    with store.reading() as q:
        assert [q.exemplar(each.id) for each in found] == [
            replace(each, last_on=each.last_on or each.discovered_on) for each in found
        ]


def test_activities_follow_ups_and_targets_come_back_as_they_were_kept(store: Store) -> None:
    [asked] = kept(store, FollowUp(activity="1", exemplar="E1", unit="B2", months=6, due=TODAY))
    done = kept(store, a_nurturing(), a_replication())
    [aim] = kept(store, Target(unit="A1", year=2017, kind=ExemplarKind.TEAM, count=2))

    with store.reading() as q:
        assert q.follow_ups() == (asked,)
        assert [q.activity(each.id) for each in done] == done
        assert q.targets() == (aim,)


def test_persons_are_sorted_by_given_name_in_the_vietnamese_alphabet(store: Store) -> None:
    kept(store, *people("Trần Đức Ân", "Lê Anh", "Nguyễn Dũng", "Phạm Đạt", "Lê Văn Ánh"))

    assert names(store) == ["Lê Anh", "Lê Văn Ánh", "Trần Đức Ân", "Nguyễn Dũng", "Phạm Đạt"]
    assert names(store, descending=True) == names(store)[::-1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hoa", ["Lê Thị Hòa", "Nguyễn Hoa"]),
        ("HOÀ le", ["Lê Thị Hòa"]),
        ("ng ho", ["Nguyễn Hoa"]),
        ("a1-2017-002", ["Nguyễn Hoa"]),
        ("oa", []),
        ("%", []),
        ("  ", ["Lê Thị Hòa", "Nguyễn Hoa"]),
    ],
)
def test_search_finds_beginnings_of_words_without_tone_marks(
    store: Store, text: str, found: list[str]
) -> None:
    kept(store, *people("Lê Thị Hòa", "Nguyễn Hoa"))

    assert sorted(names(store, text=text)) == found
    with store.reading(as_known_on=NOON.date()) as q:
        page = q.exemplar_page(ExemplarFilter(text=text))
    assert sorted(row.name for row in page.rows) == found


def test_search_follows_a_name_that_changes(store: Store) -> None:
    [person] = kept(store, *people("Lê Thị Hòa"))
    kept(store, replace(person, name="Lê Thị Hợp"), when=NOON + timedelta(days=1))

    assert names(store, text="hoa") == []
    assert names(store, text="hop") == ["Lê Thị Hợp"]


def test_common_words_are_searched_as_rare_ones_are(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(store, *people("Lê Thị Hòa", "Lê Hoa", "Lê Hoàn", "Ngô Hoa"))
    by_words = [names(store, text=text) for text in ("le hoa", "hoa", "n")]
    monkeypatch.setattr("toolkit.store.exemplar_listing._FEW", 0)

    assert [names(store, text=text) for text in ("le hoa", "hoa", "n")] == by_words


def test_filters_work_together(store: Store) -> None:
    kept(store, a_unit("A1"), a_unit("B2"))
    person = a_person("Đất")
    waits = a_person("Chờ", code="A1-2017-002", registration=Registration.WAITING)
    stopped = a_person("Thôi", code="A1-2017-003", standing=Standing.STOPPED)
    model = an_exemplar(name="Mô hình", unit="B2", code="B2-2018-001", comprehensive=True)
    model = replace(model, discovered_on=date(2018, 2, 1), steps=(a_step(Step.DISCOVERED),))
    went = replace(model, name="Xa", code="B2-2018-002", **stepped(model, Step.SELECTED))
    kept(store, person, waits, stopped, model, went)

    assert names(store) == ["Chờ", "Đất", "Mô hình", "Xa"]
    assert names(store, standing="") == ["Chờ", "Đất", "Mô hình", "Thôi", "Xa"]
    assert names(store, kind="model") == ["Mô hình", "Xa"]
    assert names(store, field="dat", standing="") == ["Chờ", "Đất", "Thôi"]
    assert names(store, field="toan_dien") == ["Mô hình", "Xa"]
    assert names(store, step="selected") == ["Xa"]
    assert names(store, registration="waiting") == ["Chờ"]
    assert names(store, year=2018, sort="code") == ["Mô hình", "Xa"]
    assert names(store, codes=frozenset({"A1"})) == ["Chờ", "Đất"]
    assert names(store, codes=frozenset()) == []
    assert names(store, found_from=date(2018, 1, 1), found_to=date(2018, 2, 1)) == ["Mô hình", "Xa"]
    assert names(store, kind="person", field="dat", registration="draft", text="d") == ["Đất"]


@pytest.mark.parametrize("sort", ["name", "code", "unit", "step", "day", "last"])
@pytest.mark.parametrize("descending", [False, True])
def test_pages_one_after_another_show_every_row_once(
    store: Store, sort: str, *, descending: bool
) -> None:
    found = [
        a_person(
            f"Lê Văn {'ABC'[number % 3]}",
            unit=f"U{number % 2}",
            code=f"U{number % 2}-2017-{number:03d}",
            discovered_on=date(2017, 3, 1 + number % 4),
        )
        for number in range(11)
    ]
    kept(store, *found)
    asked = ExemplarFilter(sort=sort, descending=descending)

    with store.reading() as q:
        whole = [row.id for row in q.exemplar_page(asked).rows]
        by_offset = [
            row.id
            for offset in (0, 4, 8)
            for row in q.exemplar_page(asked, offset=offset, limit=4).rows
        ]
        by_mark, mark = [], ""
        for _ in range(3):
            page = q.exemplar_page(asked, after=mark, limit=4)
            by_mark += [row.id for row in page.rows]
            mark = page.next
        streamed = [each.id for each in q.exemplars_in(asked)]

    assert len(set(whole)) == 11
    assert by_offset == by_mark == streamed == whole
    assert mark == ""


def test_the_funnel_counts_each_step_in_the_phase_of_its_day(store: Store) -> None:
    kept(store, a_plan(phases=("1", "2")), a_unit("A1"))
    person = a_person(fields=("dat", "nuoc"))
    late = a_step(Step.SELECTED, date(2018, 5, 1))
    merged = a_person(code="A1-2017-002", standing=Standing.MERGED, merged_into="x")
    kept(store, replace(person, steps=(*person.steps, late)), merged)

    with store.reading() as q:
        rows = q.funnel(TODAY)
        by_unit = q.funnel(TODAY, by_unit=True)

    found, selected = (1, *[0] * 9), (0, 1, *[0] * 8)
    kind = ExemplarKind.PERSON
    assert [tuple(row) for row in rows] == [
        ("", kind, field, phase, steps)
        for field in ("", "dat", "nuoc")
        for phase, steps in (("1", found), ("2", selected))
    ]
    assert {row.unit for row in by_unit} == {"A1"}


def test_reached_counts_registrations_of_the_year_under_todays_unit(store: Store) -> None:
    kept(store, a_unit("A1", valid_to=date(2018, 1, 1), successor="A9"), a_unit("A9"))
    person = a_person()
    steps = stepped(person, Step.SELECTED, Step.REGISTERED, on=date(2017, 5, 1))
    kept(store, replace(person, **steps), a_person(code="A1-2017-009"))

    with store.reading() as q:
        counts = q.actuals(TODAY)
        assert q.actuals(TODAY, year=2018) == {}
        assert q.actuals(TODAY, by_unit=False) == {
            ("", *key[1:]): count for key, count in counts.items()
        }

    assert counts == {
        ("A9", 2017, ExemplarKind.PERSON, ""): 1,
        ("A9", 2017, ExemplarKind.PERSON, "dat"): 1,
    }


def test_old_codes_lead_to_the_one_they_were_merged_into(store: Store) -> None:
    [into] = kept(store, a_person(other_codes=("B2-2017-007",)))
    gone = a_person(code="B2-2017-007", standing=Standing.MERGED, merged_into=into.id)
    kept(store, gone)

    with store.reading() as q:
        assert q.exemplar_called("B2-2017-007") == q.exemplar(into.id)
        assert [each.code for each in q.merged_into(into.id)] == ["B2-2017-007"]
    assert names(store, text="b2-2017-007") == [into.name]


def test_alike_finds_each_way_of_writing_and_nothing_else(store: Store) -> None:
    born = {"birth_date": date(1980, 5, 6), "birth_year": 1980}
    kept(
        store,
        *people("Nguyễn Văn Hoà", "Hòa Nguyễn Văn", "Nguyễn Hòa", "Trần Hòa", "Lê Lam"),
        a_person("Ngyễn Văn Hò", code="A1-2017-009", **born),
    )

    with store.reading() as q:
        found = q.alike(a_person("Nguyễn Văn Hòa", **born))

    assert sorted(each.name for each in found) == [
        "Hòa Nguyễn Văn",
        "Nguyễn Hòa",
        "Nguyễn Văn Hoà",
        "Ngyễn Văn Hò",
    ]


def test_codes_count_on_from_the_last_one_and_none_is_given_twice(store: Store) -> None:
    kept(store, a_person(code="A1-2017-999"), a_person(code="A1-2018-001"))

    with store.reading() as q:
        assert [q.next_code("A1", year) for year in (2016, 2017, 2018)] == [
            "A1-2016-001",
            "A1-2017-1000",
            "A1-2018-002",
        ]
    with pytest.raises(Conflict):
        kept(store, a_person(code="A1-2017-999"))


QUESTIONS: list[Callable[[Reading], object]] = [
    lambda q: q.exemplar_page(ExemplarFilter()),
    lambda q: q.exemplar_page(ExemplarFilter(text="le v", kind="person", sort="day")),
    lambda q: q.exemplar_page(ExemplarFilter(codes=frozenset({"A1"})), offset=1),
    lambda q: q.funnel(TODAY, by_unit=True),
    lambda q: q.actuals(TODAY),
    lambda q: q.registrations(),
    lambda q: q.alike(a_person("Lê Văn 7")),
    lambda q: q.replications(),
    lambda q: q.activities(ActivityFilter(codes=frozenset({"A1"}))),
]


def test_questions_take_as_many_statements_for_3_as_for_3000(store: Store) -> None:
    kept(store, a_plan())
    counts = []
    for size in (3, 300, 3000):
        with store.writing(by=BY, at=NOON) as tx:
            tx.save_many([a_person(f"Lê Văn {n}", code=f"A1-{size}-{n:04d}") for n in range(size)])
            tx.save_many([a_replication(exemplars=(str(n),)) for n in range(size // 3)])
            tx.commit()
        counts.append([_statements(store, question) for question in QUESTIONS])

    assert counts[0] == counts[1] == counts[2]


def _statements(store: Store, question: Callable[[Reading], object]) -> int:
    """How many it takes who has asked before: how often words occur is asked once."""
    with store.reading() as q:
        question(q)
    with statements_of(store) as statements, store.reading() as q:
        question(q)
    return len(statements)


def test_going_back_in_time_takes_words_and_links_along(store: Store) -> None:
    with store.writing(by=BY, at=NOON) as tx:
        tx.put_setting("demo", "1")
        tx.commit()
    [person] = kept(store, *people("Lê Thị Hòa"))
    later = NOON + timedelta(days=1)
    kept(store, replace(person, name="Lê Thị Hợp"), when=later)
    kept(store, a_nurturing(exemplars=(person.id,)), when=later)

    store.rewind(NOON)

    assert names(store, text="hoa") == ["Lê Thị Hòa"]
    assert names(store, text="hop") == []
    with store.reading() as q:
        assert q.activities_of(person.id) == ()


def test_a_backup_brings_back_exemplars_and_what_finds_them(store: Store, tmp_path: Path) -> None:
    [person] = kept(store, *people("Lê Thị Hòa"))
    kept(store, a_nurturing(exemplars=(person.id,)))
    backup(store, tmp_path / "a.backup")

    restore(tmp_path / "a.backup", tmp_path / "b.sqlite")

    other = Store.open(tmp_path / "b.sqlite")
    assert check(other) == check(store)
    assert names(other, text="hoa") == ["Lê Thị Hòa"]
    with other.reading() as q:
        assert len(q.activities_of(person.id)) == 1
    other.close()
