"""Names that audiences ask for must stand still while a snapshot is being taken of them.

A tag that goes meanwhile would leave half of an audience out, or let half of those in who must not
get it. A snapshot takes ten seconds for a million, so whoever wants to change a name can wait.
Who had what is gone is forgotten behind it.
"""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.errors import BeingSetUp
from db.connection.database import Database
from db.knowledge import leftovers
from db.ledger import runs
from runtime.clock import Clock

LOOK_EVERY = 0.2  # seconds
PATIENCE = 15.0

PIECE = 10_000  # rows that are forgotten in one transaction: some twenty milliseconds
GAP = 0.02  # seconds between two, for other writers

T = TypeVar("T")


async def change_name(
    database: Database, clock: Clock, change: Callable[[AsyncConnection], Awaitable[T]]
) -> T:
    """In a transaction in which no snapshot is under way; raises BeingSetUp if that does not come
    soon."""
    until = clock.monotonic() + PATIENCE
    while True:
        async with database.write() as connection:
            if not await runs.any_is_frozen_now(connection):
                return await change(connection)
        if clock.monotonic() >= until:
            raise BeingSetUp("a broadcast is just being set up")
        await clock.sleep(LOOK_EVERY)


async def forget_leftovers(database: Database, clock: Clock) -> None:
    """Ended in the middle, it goes on with the next one, or with the daily sweep."""
    gone = 1
    while gone:
        async with database.write() as connection:
            gone = await leftovers.forget(connection, limit=PIECE)
        if gone == PIECE:
            await clock.sleep(GAP)
