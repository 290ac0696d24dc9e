"""What is kept beside records: settings, drafts, files; and transactions within transactions."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.store.builders import BY, NOON, a_unit, at, kept
from toolkit.errors import NotFound
from toolkit.store import PlanVersion, Store


def test_one_transaction_keeps_everything_or_nothing(store: Store) -> None:
    with store.one_transaction():
        kept(store, a_unit("A"))
        with store.writing(by=BY, at=NOON) as tx:
            tx.save(a_unit("not committed"))
        with store.reading() as q:
            assert [unit.code for unit in q.units()] == ["A"]
        kept(store, a_unit("B"))
    with suppress(ZeroDivisionError), store.one_transaction():
        kept(store, a_unit("C"))
        _ = 1 / 0

    with store.reading() as q:
        assert [unit.code for unit in q.units()] == ["A", "B"]


def test_a_transaction_inside_another_is_part_of_it(store: Store) -> None:
    with suppress(ZeroDivisionError), store.one_transaction():
        with store.one_transaction():
            kept(store, a_unit("A"))
        _ = 1 / 0
    with store.reading() as q:
        assert q.units() == ()

    with store.one_transaction():
        with store.one_transaction():
            kept(store, a_unit("A"))
        kept(store, a_unit("B"))
    with store.reading() as q:
        assert [unit.code for unit in q.units()] == ["A", "B"]


def test_settings_and_drafts_are_replaced_and_dropped(store: Store) -> None:
    with store.writing(by=BY, at=NOON) as tx:
        tx.put_setting("demo", "0")
        tx.put_setting("demo", "1")
        tx.save_draft("lan", "report", {"text": "Đã"})
        tx.save_draft("lan", "report", {"text": "Đã làm", "numbers": {"found": "3"}})
        tx.save_draft("minh", "report", {"text": "khác"})
        tx.drop_draft("minh", "report")
        tx.commit()

    with store.reading() as q:
        assert (q.setting("demo"), q.setting("other")) == ("1", None)
        assert q.draft("lan", "report") == ({"text": "Đã làm", "numbers": {"found": "3"}}, NOON)
        assert q.draft("minh", "report") is None


def test_a_file_is_kept_once_under_its_hash(store: Store) -> None:
    data = bytes(range(256)) * 400

    with store.writing(by=BY, at=NOON) as tx:
        first, again = tx.keep_file(data, "a.pdf"), tx.keep_file(data, "b.pdf")
        tx.commit()

    assert first == again
    with store.reading() as q:
        assert q.file(first) == data
        with pytest.raises(NotFound):
            q.file("0" * 64)


def test_the_plan_in_use_is_the_one_put_in_use_last(store: Store) -> None:
    first = PlanVersion(code="p", title="Một", toml="1", in_use_from=date(2017, 1, 1))
    [first] = kept(store, first)
    second = replace(first, title="Hai", toml="2")
    with store.writing(by=BY, at=NOON + timedelta(days=400)) as tx:
        second = tx.save(second, action="use_plan", reason="điều chỉnh")
        tx.commit()

    with store.reading() as q:
        assert q.plan_version() == second
        assert second.reason == "điều chỉnh"
    with store.reading(as_known_on=date(2018, 12, 31)) as q:
        assert q.plan_version() == first


def test_store_at_a_moment_knows_what_was_known_just_before(store: Store) -> None:
    [first] = kept(store, a_unit("A1", name="cũ"), when=at("2018-03-01 05:00"))
    kept(store, replace(first, name="mới"), when=at("2018-03-01 06:00"))

    def name(moment: str, as_known_on: date | None = None) -> str | None:
        with store.at(at(moment)).reading(as_known_on) as q:
            unit = q.unit("A1")
        return unit.name if unit else None

    assert [name(f"2018-03-01 {hour}") for hour in ("05:00", "05:30", "06:30")] == [
        None,
        "cũ",
        "mới",
    ]
    assert name("2018-03-02 05:00", date(2018, 2, 28)) is None
