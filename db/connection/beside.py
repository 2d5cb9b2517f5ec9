"""A bot's database for a program beside the bot: plain connections, without an event loop.

Its transactions are those of one writer more: whoever makes many keeps them small, and leaves the
bot a moment between two.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError


class Beside(ABC):
    """`read()` and `write()` give connections, each one of its own."""

    def __init__(self, reading: Engine, writing: Engine) -> None:
        self._reading = reading
        self._writing = writing

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Each statement sees what is committed when it starts. Raises DatabaseTrouble."""
        try:
            with self._reading.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise self._trouble(error) from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction beside which nobody else writes; raises DatabaseTrouble."""
        try:
            with self._writing.begin() as connection:
                self._enter(connection)
                yield connection
        except DBAPIError as error:
            raise self._trouble(error) from error

    def close(self) -> None:
        self._reading.dispose()
        self._writing.dispose()

    @abstractmethod
    def _enter(self, connection: Connection) -> None:
        """The first statement of a transaction that may write."""

    @abstractmethod
    def _trouble(self, error: DBAPIError) -> Exception:
        """What to raise for it."""
