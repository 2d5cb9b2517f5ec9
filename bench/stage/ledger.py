"""What the bot's own database says, read from outside while the bot runs or after it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BUSY = 10.0  # seconds


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """Not "mode=ro": after a kill that could not replay the write-ahead log."""
    connection = sqlite3.connect(file, timeout=BUSY)
    try:
        connection.execute("PRAGMA query_only = ON")
        yield connection
    finally:
        connection.close()


def outcomes(file: Path) -> dict[int, int]:
    """The newest run's delivery state (see db/schema/states.py) by chat."""
    with reading(file) as connection:
        rows = connection.execute(
            "SELECT s.chat_id, d.state FROM deliveries d JOIN subscribers s"
            " ON s.id = d.subscriber_id WHERE d.run_id = (SELECT max(id) FROM runs)"
        )
        return dict(rows.fetchall())


def newest_run(file: Path) -> int:
    """Its number; 0 without a run."""
    with reading(file) as connection:
        return int(connection.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()[0])


def run_state(file: Path) -> tuple[str, bool]:
    """The newest run's state, and whether its snapshot is complete; ("", False) without a run."""
    with reading(file) as connection:
        row = connection.execute(
            "SELECT state, frozen FROM runs ORDER BY id DESC LIMIT 1"
        ).fetchone()
    return (str(row[0]), bool(row[1])) if row else ("", False)
