"""The column `tags` of a subscribers file: names with commas between them.

A tag that there is not yet is made; one is never taken from anybody by an import.
"""

import sqlite3
from collections.abc import Iterable

from db.knowledge.names import Name
from db.knowledge.tags import LONGEST, MOST

COLUMN = "tags"
BETWEEN = ", "

EVERY = "SELECT folded FROM tags"
ADD = "INSERT INTO tags (name, folded, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
PUT_ON = """
    INSERT INTO subscriber_tags (tag_id, subscriber_id)
    SELECT tags.id, subscribers.id FROM tags, subscribers
    WHERE tags.folded = ? AND subscribers.chat_id = ? ON CONFLICT DO NOTHING
"""
OF_SOME = """
    SELECT subscriber_id, name FROM subscriber_tags JOIN tags ON tags.id = tag_id
    WHERE subscriber_id BETWEEN ? AND ? ORDER BY tags.folded
"""


class TagNames:
    """All that there are and that the file makes: there is an end to it."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = set(known)

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> "TagNames":
        return cls(folded for (folded,) in connection.execute(EVERY))

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


def columns(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Of an export: none where there are no tags."""
    return (COLUMN,) if connection.execute(EVERY).fetchone() else ()


def save(connection: sqlite3.Connection, tagged: Iterable[tuple[int, Name]], now: int) -> None:
    """By chat id."""
    pairs = list(tagged)
    names = {name.folded: name.text for _, name in reversed(pairs)}  # the first spelling
    connection.executemany(ADD, [(text, folded, now) for folded, text in names.items()])
    connection.executemany(PUT_ON, [(name.folded, chat_id) for chat_id, name in pairs])


def of_some(connection: sqlite3.Connection, first: int, last: int) -> dict[int, str]:
    """Cells, by subscriber number; whoever has no tag is not in it."""
    found: dict[int, list[str]] = {}
    for number, name in connection.execute(OF_SOME, (first, last)):
        found.setdefault(number, []).append(name)
    return {number: BETWEEN.join(names) for number, names in found.items()}
