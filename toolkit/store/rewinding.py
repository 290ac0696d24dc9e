"""Take demo data back in time: what was recorded later goes, what was closed later is current."""

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from toolkit.errors import NotADemo
from toolkit.store import schema
from toolkit.store.balloting import forget_all
from toolkit.store.derived import make_anew
from toolkit.store.moments import microseconds

DEMO = "demo"


def rewind(connection: Connection, to: datetime) -> None:
    """Make the data as they were at the aware moment `to`. Raises NotADemo."""
    setting = schema.setting.c
    demo = connection.execute(select(setting.value).where(setting.key == DEMO)).scalar()
    if demo != "1":
        raise NotADemo
    moment = microseconds(to)
    for table in schema.VERSIONED:
        connection.execute(delete(table).where(table.c.recorded_from > moment))
        later = table.c.recorded_to > moment
        connection.execute(update(table).where(later).values(recorded_to=None))
    for book in schema.BOOKS:
        connection.execute(delete(book).where(book.c.recorded_from > moment))
    # Votes have no moment: a ballot that is open again is voted again.
    forget_all(connection)
    make_anew(connection)
    connection.execute(update(schema.stamp).values(changes=schema.stamp.c.changes + 1))
