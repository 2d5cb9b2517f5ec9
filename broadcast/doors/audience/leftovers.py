"""Behind a tag, a topic or a list that is gone: who had it is forgotten piece by piece."""

from db.connection.database import Database
from db.knowledge import leftovers
from runtime.clock import Clock

PIECE = 10_000  # rows in one transaction: some twenty milliseconds
GAP = 0.02  # seconds between two, for other writers


async def forget_leftovers(database: Database, clock: Clock) -> None:
    """Ended in the middle, it goes on with the next one, or with the daily sweep."""
    gone = 1
    while gone:
        async with database.write() as connection:
            gone = await leftovers.forget(connection, limit=PIECE)
        if gone == PIECE:
            await clock.sleep(GAP)
