"""The words that exemplars are found by."""

from sqlalchemy import text

from tests.exemplars import a_person
from tests.store.builders import kept, statements_of
from toolkit.store import ExemplarFilter, Store
from toolkit.store import review_schema as schema


def test_data_of_before_are_searched_as_well_once_they_are_brought_up_to_date(
    store: Store, database_url: str
) -> None:
    kept(store, a_person("Phạm Thị Hạnh"), a_person("Phạm Văn Hạnh", code="A1-2017-002"))
    with store.engine.begin() as connection:
        for later in (*schema.REVIEWS, *schema.SECRET):
            later.drop(connection)
        connection.execute(text("DROP TABLE exemplar_word"))
        connection.execute(text("CREATE TABLE exemplar_word (word TEXT, exemplar VARCHAR(36))"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))

    newer = Store.open(database_url)

    with newer.reading() as q:
        [found] = q.exemplar_page(ExemplarFilter(text="hanh thi")).rows
    assert found.name == "Phạm Thị Hạnh"


def test_words_are_counted_once_and_what_is_written_later_is_found_all_the_same(
    store: Store,
) -> None:
    kept(store, a_person("Phạm Thị Hạnh"), a_person("Phạm Văn Hạnh", code="A1-2017-002"))
    searches = []
    for _ in range(2):
        with statements_of(store) as said, store.reading() as q:
            assert q.exemplar_page(ExemplarFilter(text="hanh pham")).total == 2
        searches.append(len(said))
    kept(store, a_person("Phạm Thu Hạnh", code="A1-2017-003"))

    with store.reading() as q:
        assert q.exemplar_page(ExemplarFilter(text="hanh pham")).total == 3
    assert searches[1] == searches[0] - 1
