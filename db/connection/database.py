"""A bot's database, whichever kind it is: one writer at a time, readers beside it.

Every write is a transaction that no other writer of this bot works beside, in this process or in
another: what it has read is still so when it commits. A reader waits for nobody, and each of its
statements sees what is committed when it starts.
"""

from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")


class Database(ABC):
    """`read()` and `write()` give connections; `close()` ends all of them."""

    # Seconds between two transactions of many, in which other programs find a gap: SQLite looks for
    # one at such intervals when it waits.
    gap = 0.1
    longest_pause = 15.0
    """Seconds between two tries, at most, of whoever has met trouble: a full disk, say, or a file
    that another program holds."""

    def __init__(self, url: URL) -> None:
        self.url = url

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.url.get_backend_name()

    @abstractmethod
    def write(self, *, tries: int = 1) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that may write; committed at the end, rolled back on an error.

        While another program writes, it waits for `tries` times as long as it waits for one. Raises
        DatabaseTrouble when that takes longer, and when the database is full, broken or away.
        """

    @abstractmethod
    async def transact(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """The same, but the whole transaction runs in one worker thread, of the database's own.

        For what is written many times a second: between two statements of `write()` the event loop
        does whatever else is due, and meanwhile nobody else can write. `work` may await nothing but
        its connection. Raises as `write()` does; cancelled, it ends first.
        """

    @abstractmethod
    def hurry(self) -> None:
        """The process is about to end: `transact()` no longer waits long for other programs."""

    @abstractmethod
    def read(self, *, within: float | None = None) -> AbstractAsyncContextManager[AsyncConnection]:
        """A connection for reading; each statement sees what is committed when it starts.

        What takes longer than `within` seconds is given up: raises TookTooLong.
        """

    @abstractmethod
    async def look(self) -> None:
        """Raises DatabaseTrouble when it is not there any more, or not ours."""

    async def place(self) -> str | None:
        """What is another one when a backup is put where the database was; None: it cannot tell.

        Raises DatabaseTrouble.
        """
        return None

    @abstractmethod
    async def close(self) -> None:
        """End all connections."""
