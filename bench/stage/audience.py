"""Subscribers by the million, written straight into the database before the bot starts.

    python -m bench.stage.audience FILE COUNT

A process of its own, because Alembic can migrate only one database at a time in one.
"""

import asyncio
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from db.migrate import migrate

FIRST_PERSON = 1_000_001  # the sandbox's crowds begin there, too

_WRITE = """
WITH RECURSIVE people(number) AS (
    SELECT 0 UNION ALL SELECT number + 1 FROM people WHERE number + 1 < :count
)
INSERT INTO subscribers (chat_id, first_name, language_code, joined_at, changed_at)
SELECT :first + number, 'Person ' || number, 'en', :now, :now FROM people
"""


async def write_people(file: Path, count: int, *, first: int = FIRST_PERSON) -> None:
    """Make the tables and subscribe `count` people with the chats `first` and up."""
    await migrate(f"sqlite+aiosqlite:///{file}")
    if not count:
        return
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(_WRITE, {"count": count, "first": first, "now": int(time.time())})


if __name__ == "__main__":
    asyncio.run(write_people(Path(sys.argv[1]), int(sys.argv[2])))
