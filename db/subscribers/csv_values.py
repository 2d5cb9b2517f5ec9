"""The custom fields of many subscribers at a time, by their numbers."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from db.dialect.row_inserts import insert_rows
from db.schema.knowledge import fields, subscriber_fields
from db.series.coming import imported

_T = subscriber_fields.c


def every_field(connection: Connection) -> Sequence[tuple[int, str]]:
    """Numbers and names, in the order in which they came."""
    rows = connection.execute(select(fields.c.id, fields.c.name).order_by(fields.c.id))
    return [(int(number), str(name)) for number, name in rows]


def save(connection: Connection, said: Mapping[tuple[int, int], str], now: int) -> None:
    """By field and subscriber; what is known already is brought up to date."""
    rows = [(*key, value) for key, value in said.items()]
    news = imported.new_values(connection, said)
    insert_rows(connection, _SAVE, ("field_id", "subscriber_id", "value"), rows)
    imported.tell(connection, news, now)


def of_some(connection: Connection, first: int, last: int) -> dict[tuple[int, int], str]:
    """Of the subscribers between these numbers, by subscriber and field."""
    rows = connection.execute(_OF_SOME, {"first": first, "last": last})
    return {(int(number), int(field)): str(value) for number, field, value in rows}


_NEW = insert(subscriber_fields)
_SAVE = _NEW.on_conflict_do_update(
    index_elements=["field_id", "subscriber_id"],
    set_={"value": _NEW.excluded.value},
    where=_T.value != _NEW.excluded.value,
)
_OF_SOME = (
    select(_T.subscriber_id, _T.field_id, _T.value)
    .join(fields, fields.c.id == _T.field_id)
    .where(_T.subscriber_id.between(bindparam("first"), bindparam("last")))
)
