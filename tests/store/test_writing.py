"""Nothing is overwritten: versions, conflicts, rolling back."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.store.builders import BY, NOON, a_unit, an_obligation, at, day, kept
from toolkit.domain.obligation import State
from toolkit.domain.report import Report
from toolkit.domain.user import Role, User
from toolkit.errors import Conflict, NotFound
from toolkit.store import PlanVersion, Store


def test_every_kind_of_record_comes_back_as_it_was_saved(store: Store) -> None:
    unit = a_unit(
        "TCMT",
        "Tổng cục Môi trường",
        bloc="khoi-1",
        parent="BTNMT",
        valid_from=day("2008-03-04"),
        valid_to=day("2018-10-01"),
        successor="CMT",
    )
    obligation = an_obligation(
        "TCMT",
        extended_to=day("2018-07-01"),
        state=State.RETURNED,
        first_sent_on=day("2018-06-20"),
        sent_on=day("2018-06-21"),
        sent_by="lan",
        decided_on=day("2018-06-22"),
        decided_by="ha",
        note="Thiếu số liệu",
    )
    plan = PlanVersion(
        code="p", title="Kế hoạch", toml="a = 1", in_use_from=day("2017-01-01"), reason="đầu kỳ"
    )
    user = User(login="lan", name="Lan", role=Role.UNIT, unit="TCMT", active=False)

    with store.writing(by=BY, at=NOON) as tx:
        saved_unit, saved_obligation = tx.save(unit), tx.save(obligation)
        saved_plan, saved_user = tx.save(plan), tx.save(user)
        report = tx.save(
            Report(
                obligation=saved_obligation.id,
                text="Đã làm",
                numbers={"found": 3, "share": 0.5},
                paper_number="12/BC",
                paper_date=day("2018-06-19"),
                paper_issuer="TCMT",
                link="https://example.vn/a",
                file_hash=tx.keep_file(b"%PDF", "bc.pdf"),
                file_name="bc.pdf",
                file_size=4,
            )
        )
        tx.commit()

    with store.reading() as q:
        assert q.unit("TCMT") == saved_unit == replace(unit, id=saved_unit.id, version=1)
        assert q.obligation(saved_obligation.id) == saved_obligation
        assert replace(saved_obligation, id="", version=0) == obligation
        assert q.report_on(saved_obligation.id) == report
        assert q.plan_version() == saved_plan
        assert q.user("lan") == saved_user
        assert q.users() == (saved_user,)


def test_saving_makes_the_next_version_and_keeps_the_one_before(store: Store) -> None:
    [first] = kept(store, a_unit("A", "Vụ A"))
    [second] = kept(store, replace(first, name="Vụ A mới"), when=NOON + timedelta(days=1), by="lan")

    with store.reading() as q:
        changes = q.history("unit", first.id)

    assert [(c.version, c.by, c.record, c.before) for c in changes] == [
        (2, "lan", second, first),
        (1, BY, first, None),
    ]
    assert [c.at for c in changes] == [NOON + timedelta(days=1), NOON]


def test_a_save_from_an_old_version_is_a_conflict_that_shows_all_three(store: Store) -> None:
    [base] = kept(store, a_unit("A", "Vụ A", bloc="1"))
    [theirs] = kept(store, replace(base, name="Vụ A của Lan"), by="lan")
    mine = replace(base, name="Vụ A của tôi", bloc="2")

    with pytest.raises(Conflict) as told:
        kept(store, mine)

    assert (told.value.base, told.value.theirs, told.value.mine) == (base, theirs, mine)
    assert told.value.values == {"kind": "unit", "id": base.id, "by": "lan"}
    assert told.value.differences == (
        ("name", "Vụ A", "Vụ A của Lan", "Vụ A của tôi"),
        ("bloc", "1", "1", "2"),
    )
    with store.reading() as q:
        assert q.units() == (theirs,)


def test_a_second_record_with_the_same_key_is_a_conflict(store: Store) -> None:
    [first] = kept(store, a_unit("A", "Vụ A"))

    with pytest.raises(Conflict) as told:
        kept(store, a_unit("A", "Vụ khác"))

    assert (told.value.base, told.value.theirs) == (None, first)


def test_taking_another_records_key_is_a_conflict_and_leaves_both(store: Store) -> None:
    first, second = kept(store, a_unit("A"), a_unit("B"))

    with store.writing(by=BY, at=NOON) as tx:
        with pytest.raises(Conflict) as told:
            tx.save(replace(second, code="A"))
        tx.commit()

    assert told.value.theirs == first
    with store.reading() as q:
        assert q.units() == (first, second)


def test_of_many_new_records_none_is_saved_where_one_clashes(store: Store) -> None:
    kept(store, a_unit("B"))

    with store.writing(by=BY, at=NOON) as tx:
        with pytest.raises(Conflict):
            tx.save_many([a_unit("A"), a_unit("B"), a_unit("C")])
        tx.commit()

    with store.reading() as q:
        assert [unit.code for unit in q.units()] == ["B"]


def test_many_new_records_keep_their_order(store: Store) -> None:
    codes = [f"U{number % 7}-{number}" for number in range(5000)]

    with store.writing(by=BY, at=NOON) as tx:
        saved = tx.save_many([a_unit(code) for code in codes])
        tx.commit()

    with store.reading() as q:
        assert [unit.code for unit in q.units()] == codes
        assert q.units() == tuple(saved)


def test_saving_no_records_is_nothing(store: Store) -> None:
    with store.writing(by=BY, at=NOON) as tx:
        before = tx.data_version()

        assert tx.save_many([]) == []
        assert tx.data_version() == before


def test_a_version_of_nothing_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        kept(store, replace(a_unit("A"), id="nobody", version=3))


def test_what_is_not_committed_is_rolled_back(store: Store) -> None:
    with store.writing(by=BY, at=NOON) as tx:
        tx.save(a_unit("A"))
        assert tx.unit("A") is not None

    with store.reading() as q:
        assert q.units() == ()


def test_an_exception_rolls_back(store: Store) -> None:
    with suppress(ZeroDivisionError), store.writing(by=BY, at=NOON) as tx:
        tx.save(a_unit("A"))
        _ = 1 / 0

    with store.reading() as q:
        assert q.units() == ()


def test_recorded_time_strictly_increases_even_where_the_clock_stands_or_goes_back(
    store: Store,
) -> None:
    [unit] = kept(store, a_unit("A"))
    for clock in (NOON, NOON - timedelta(days=1), NOON):
        [unit] = kept(store, replace(unit, name=f"{clock}{unit.version}"), when=clock)

    with store.reading() as q:
        times = [change.at for change in reversed(q.history("unit", unit.id))]

    assert times == [NOON + timedelta(microseconds=step) for step in range(4)]


def test_as_known_on_a_day_is_what_was_recorded_by_its_end_in_vietnam(store: Store) -> None:
    last_moment, next_day = at("2018-03-01 16:59:59.999999"), at("2018-03-01 17:00")
    [first] = kept(store, a_unit("A", "cũ"), when=last_moment)
    [second] = kept(store, replace(first, name="mới"), when=next_day)

    def known(on: str) -> object:
        with store.reading(as_known_on=day(on)) as q:
            return q.unit("A"), len(q.history("unit", first.id))

    assert known("2018-02-28") == (None, 0)
    assert known("2018-03-01") == (first, 1)
    assert known("2018-03-02") == (second, 2)


def test_require_current_tells_a_conflict_for_an_older_version(store: Store) -> None:
    [base] = kept(store, a_unit("A", "cũ"))
    [current] = kept(store, replace(base, name="mới"), by="lan")

    with store.writing(by=BY, at=NOON) as tx:
        assert tx.require_current(current, 2) is current
        with pytest.raises(Conflict) as told:
            tx.require_current(current, 1)

    assert (told.value.base, told.value.theirs, told.value.mine) == (base, current, base)
    assert told.value.values["by"] == "lan"


def test_a_reader_sees_one_moment_while_others_write(store: Store) -> None:
    kept(store, a_unit("A"))
    with store.reading() as q:
        before = (q.units(), q.data_version())
        kept(store, a_unit("B"))

        assert (q.units(), q.data_version()) == before

    with store.reading() as q:
        assert len(q.units()) == 2


def test_data_version_changes_with_every_committed_save_and_with_nothing_else(
    store: Store,
) -> None:
    def version() -> str:
        with store.reading() as q:
            return q.data_version()

    seen = [version()]
    kept(store, a_unit("A"))
    seen.append(version())
    with store.writing(by=BY, at=NOON) as tx:
        tx.save(a_unit("B"))
    with store.writing(by=BY, at=NOON) as tx:
        tx.save_draft("lan", "x", {})
        tx.put_setting("a", "b")
        tx.commit()

    assert seen[0] != seen[1] == version()
