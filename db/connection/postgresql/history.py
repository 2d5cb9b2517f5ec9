"""Whose history a connection writes on: the cluster's, and on which timeline.

It cannot change while a connection lives: a server that is set back, or another one in its place,
has ended all those that there were. So it is asked once, as a connection begins.
"""

from collections.abc import Mapping
from typing import Any

from psycopg.errors import FeatureNotSupported, InsufficientPrivilege

# The timeline is what the names of log files begin with
# (postgresql.org/docs/current/wal-internals.html).
HISTORY = """
    SELECT system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8)
    FROM pg_control_system()
"""
KNOWN_AS = "history"


def note_history(connection: Any, record: Any) -> None:
    """SQLAlchemy's event `connect`. Not every provider tells."""
    cursor = connection.cursor()
    try:
        cursor.execute(HISTORY)
        record.info[KNOWN_AS] = cursor.fetchone()[0]
    except (FeatureNotSupported, InsufficientPrivilege):
        pass
    finally:
        cursor.close()
        connection.rollback()


def history_of(info: Mapping[str, Any]) -> str | None:
    """By a connection's `info`; None: it is not known."""
    history: str | None = info.get(KNOWN_AS)
    return history
