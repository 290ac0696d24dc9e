"""The words that exemplars are found by, in data of an earlier release."""

from sqlalchemy import text

from tests.exemplars import a_person
from tests.store.builders import kept
from toolkit.store import ExemplarFilter, Store


def test_data_of_before_are_searched_as_well_once_they_are_brought_up_to_date(
    store: Store, database_url: str
) -> None:
    kept(store, a_person("Phạm Thị Hạnh"), a_person("Phạm Văn Hạnh", code="A1-2017-002"))
    with store.engine.begin() as connection:
        connection.execute(text("DROP TABLE exemplar_word"))
        connection.execute(text("CREATE TABLE exemplar_word (word TEXT, exemplar VARCHAR(36))"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))

    newer = Store.open(database_url)

    with newer.reading() as q:
        [found] = q.exemplar_page(ExemplarFilter(text="hanh thi")).rows
    assert found.name == "Phạm Thị Hạnh"
