"""What a round says: who makes it up, each in turn.

The template's draft says the same each time. What is read from elsewhere, a feed say, is another
source: it is asked before, and takes those repeats that are its own.
"""

from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.content import Content
from db.audience.audience import Audience
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.repeating.repeats import RepeatRow


class RoundOutdated(Exception):
    """What a round was to say is not to be said any more: it is made up anew."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RoundContent:
    """`memory`: what its source wants to know again when the round is written."""

    content: Content
    audience: Audience
    memory: Any = None


class RoundSource(Protocol):
    """Makes up what rounds say."""

    async def takes(self, _connection: AsyncConnection, _row: RepeatRow, /) -> bool:
        """Whether the rounds of this one are its business."""

    async def prepare(self, row: RepeatRow) -> RoundContent | None:
        """What the next round says; None: there is nothing to say this time. It may take its time:
        no transaction waits for it."""

    async def written(
        self, connection: AsyncConnection, row: RepeatRow, said: RoundContent, round_id: int, /
    ) -> None:
        """In the transaction in which the round is made: what was said must not be said again.
        Raises RoundOutdated, and the round is not made."""


class TemplateSource:
    """The draft as it stands."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def takes(self, _connection: AsyncConnection, _row: RepeatRow) -> bool:
        return True

    async def prepare(self, row: RepeatRow) -> RoundContent | None:
        async with self._database.read() as connection:
            found = await broadcasts.find(connection, row.broadcast_id)
        if found is None:
            return None
        return RoundContent(
            content=Content.load(found.content), audience=Audience.load(found.audience)
        )

    async def written(self, *_: object) -> None:
        """It says the same again."""


class RoundSources:
    """Whoever takes a repeat first, makes up what it says; the template takes what is left."""

    def __init__(self, database: Database, *others: RoundSource) -> None:
        self._database = database
        self._sources: tuple[RoundSource, ...] = (*others, TemplateSource(database))

    async def of(self, row: RepeatRow) -> RoundSource:
        async with self._database.read() as connection:
            for source in self._sources:
                if await source.takes(connection, row):
                    return source
        raise LookupError(f"nobody makes up what repeat {row.id} says")
