"""A cap is about to be set: what was sent in the week before it is counted first.

In chunks, so that nobody waits for the database; claims that are made meanwhile are noted as they
are made. Only then the cap holds, and nobody gets one more than it says.
"""

from collections.abc import Awaitable, Callable

from broadcast.caps.week_cap import WeekCap
from db.caps import taking_in
from db.caps.rule import Cap
from db.connection.database import Database
from runtime.clock import Clock

CHUNK = 5_000  # rows looked at in one transaction: some ten milliseconds
GAP = 0.02  # seconds between two: other writers come first


async def take_in(
    database: Database, cap: WeekCap, settle: Callable[[], Awaitable[None]], clock: Clock
) -> None:
    """`settle` waits for a claim that is just being committed: the ledger's next flush.

    Raises DatabaseTrouble; then it can be done once more.
    """
    cap.count()
    await settle()
    counted = Cap(most=None, now=int(clock.time()))
    async with database.read() as connection:
        earlier = await taking_in.earlier(connection, counted)
    for one in earlier:
        after: int | None = 0
        while after is not None:
            async with database.write() as connection:
                after = await taking_in.take_chunk(
                    connection, one, counted, after=after, limit=CHUNK
                )
            if after is not None:
                await clock.sleep(GAP)
