"""Whoever waits for a server that stands still is cut off from this end.

Nothing else would end it: the kernel of a machine whose PostgreSQL stands still takes and confirms
all that is sent to it, so that TCP's own limits never come into it; and psycopg, cancelled, waits
for the server for ten seconds more. A line that is cut is an error like that of any broken line.
"""

import asyncio
import os
import select
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from psycopg import AsyncConnection, Error
from psycopg.pq.abc import PGconn
from sqlalchemy import Connection, Engine, event

from db.errors import NoAnswer

# Seconds: when the answer is there, or might be by now, and it is this process that stood still.
LATE = 0.1
LOOK_AGAIN = 0.2


def cut(line: PGconn) -> None:
    """Whoever waits for it, in whichever thread, hears at once that it is broken."""
    with suppress(OSError, Error):
        number = line.socket
        with socket.socket(fileno=os.dup(number)) as copy:
            if line.socket == number:  # else it was closed meanwhile, and the number is another's
                copy.shutdown(socket.SHUT_RDWR)


@contextmanager
def answered_within(seconds: float, connection: AsyncConnection) -> Iterator[None]:
    """For all that is asked in the block. Raises NoAnswer."""
    loop, line, is_cut = asyncio.get_running_loop(), connection.pgconn, False
    timer: asyncio.TimerHandle

    def over(due: float) -> None:
        nonlocal is_cut
        if loop.time() - due > LATE or _has_come(line):
            look_in(LOOK_AGAIN)
        else:
            is_cut = True
            cut(line)

    def look_in(pause: float) -> None:
        nonlocal timer
        timer = loop.call_later(pause, over, loop.time() + pause)

    timer = loop.call_later(seconds, over, loop.time() + seconds)
    try:
        yield
    except Exception as error:
        if is_cut:
            raise NoAnswer(seconds) from error
        raise
    finally:
        timer.cancel()


def _has_come(line: PGconn) -> bool:
    """An answer, or the end: the process itself may have stood still."""
    with suppress(OSError, ValueError, Error):
        poll = select.poll()
        poll.register(line.socket, select.POLLIN)
        return bool(poll.poll(0))
    return True


class Waiting:
    """Which connections of several engines wait for an answer just now, and since when.

    SQLAlchemy tells in whichever thread it is; each of these steps is one of the interpreter's.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._since: dict[Any, float] = {}  # by what SQLAlchemy takes for a connection of psycopg's

    def begins(self, connection: Any, *_: Any) -> None:
        self._since[connection] = self._now()

    def ends(self, connection: Any, *_: Any) -> None:
        self._since.pop(connection, None)

    def follow(self, engine: Engine) -> None:
        def asks(connection: Connection, *_: Any) -> None:
            if not connection.invalidated:  # else a rollback asks nobody
                self.begins(connection.connection.dbapi_connection)

        def is_told(connection: Connection, *_: Any) -> None:
            self.ends(connection.connection.dbapi_connection)

        for name in ("before_cursor_execute", "commit", "rollback"):
            event.listen(engine, name, asks)
        event.listen(engine, "after_cursor_execute", is_told)
        # What follows a commit is that it is given back.
        for name in ("checkin", "invalidate", "close"):
            event.listen(engine, name, self.ends)

    def cut_off(self, longer_than: float) -> None:
        """Whoever waits for more than so many seconds."""
        now = self._now()
        for connection, since in [*self._since.items()]:
            if now - since >= longer_than:
                self.ends(connection)
                driver = getattr(connection, "driver_connection", connection)
                cut(driver.pgconn)
