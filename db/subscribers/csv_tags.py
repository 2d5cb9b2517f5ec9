"""The column `tags` of a subscribers file: names with commas between them.

A tag that there is not yet is made; one is never taken from anybody by an import.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.dialects.postgresql import insert as insert_some

from db.dialect.comparing import by_bytes
from db.dialect.row_inserts import insert_rows
from db.knowledge.names import Name
from db.knowledge.tags import LONGEST, MOST
from db.schema.knowledge import subscriber_tags, tags
from db.series.coming import imported

COLUMN = "tags"
BETWEEN = ", "


class TagNames:
    """All that there are and that the file makes: there is an end to it."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = set(known)

    @classmethod
    def of(cls, connection: Connection) -> "TagNames":
        return cls(connection.scalars(select(tags.c.folded)))

    def read(self, cell: str) -> list[Name]:
        """Raises ValueError."""
        names = [name for name in map(Name.read, cell.split(",")) if name.text]
        for name in names:
            if not name.fits(LONGEST):
                raise ValueError(f"a tag has more than {LONGEST} characters")
        known = self._known | {name.folded for name in names}
        if len(known) > max(MOST, len(self._known)):
            raise ValueError(f"there would be more than {MOST} tags")
        self._known = known
        return names


def columns(connection: Connection) -> tuple[str, ...]:
    """Of an export: none where there are no tags."""
    return () if connection.scalar(select(tags.c.id).limit(1)) is None else (COLUMN,)


def save(connection: Connection, tagged: Iterable[tuple[int, Name]], now: int) -> None:
    """By the subscribers' numbers."""
    pairs = list(tagged)
    if not pairs:
        return
    names = {name.folded: name.text for _, name in reversed(pairs)}  # the first spelling
    known = _numbers(connection)
    new = [
        {"name": text, "folded": folded, "created_at": now}
        for folded, text in names.items()
        if folded not in known
    ]
    if new:
        connection.execute(insert(tags), new)
        known = _numbers(connection)
    rows = {(known[name.folded], number): None for number, name in pairs}
    news = imported.new_tags(connection, rows)
    insert_rows(connection, _PUT_ON, ("tag_id", "subscriber_id"), rows)
    imported.tell(connection, news, now)


def of_some(connection: Connection, first: int, last: int) -> dict[int, str]:
    """Cells, by subscriber number; whoever has no tag is not in it."""
    found: dict[int, list[str]] = {}
    for number, name in connection.execute(_OF_SOME, {"first": first, "last": last}):
        found.setdefault(number, []).append(name)
    return {number: BETWEEN.join(names) for number, names in found.items()}


def _numbers(connection: Connection) -> dict[str, int]:
    rows = connection.execute(select(tags.c.folded, tags.c.id))
    return {str(folded): int(number) for folded, number in rows}


_PUT_ON = insert_some(subscriber_tags).on_conflict_do_nothing()
_OF_SOME = (
    select(subscriber_tags.c.subscriber_id, tags.c.name)
    .join(tags, tags.c.id == subscriber_tags.c.tag_id)
    .where(subscriber_tags.c.subscriber_id.between(bindparam("first"), bindparam("last")))
    .order_by(by_bytes(tags.c.folded))
)
