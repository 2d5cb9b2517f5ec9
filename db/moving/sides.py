"""The two ends of a move, whichever kinds of databases they are."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from sqlalchemy import Table

from db.moving.marks import Mark
from db.moving.rows import Row


class Source(Protocol):
    """Nobody serves its bot, and nobody else writes, while it is being read."""

    @property
    def name(self) -> str:
        """For people: without user and password."""
        ...

    def held(self) -> AbstractContextManager[None]:
        """Raises AlreadyRunning while its bot is served, DatabaseUnavailable when it is not
        there."""
        ...

    def mark(self) -> Mark | None: ...

    def moved_to(self) -> str | None: ...

    def set_mark(self, mark: Mark | None, moved_to: str) -> None:
        """Committed at once, but for what is set within `reading`."""
        ...

    def migrate(self) -> None: ...

    def reading(self) -> AbstractContextManager[None]:
        """Within it there are rows, and they stay as they are; committed at its end."""
        ...

    def rows(self, table: Table) -> Iterator[Row]:
        """In the order of their keys."""
        ...

    def highest(self, table: str) -> int:
        """The highest number that was ever given there."""
        ...


class Target(Protocol):
    """It is all there in the end, or nothing is."""

    @property
    def name(self) -> str: ...

    def held(self) -> AbstractContextManager[None]:
        """As a source's."""
        ...

    def moved_from(self) -> str | None:
        """Where its rows came from, if a move has filled it."""
        ...

    def is_empty(self) -> bool: ...

    def filling(self) -> AbstractContextManager[None]:
        """Tables are made; what is added within it is committed at its end."""
        ...

    def reading(self) -> AbstractContextManager[None]:
        """Of one that is filled already."""
        ...

    def add(self, table: Table, rows: Iterator[Row]) -> None: ...

    def start_numbers(self, table: str, highest: int) -> None:
        """The next number is above that."""
        ...

    def rows(self, table: Table) -> Iterator[Row]:
        """As a source's."""
        ...

    def highest(self, table: str) -> int:
        """As a source's."""
        ...

    def set_moved_from(self, name: str) -> None: ...
