"""Runs and people for the tests of caps, by the ledger's own means."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import text

from broadcast.caps.week_cap import WeekCap
from broadcast.ledger.entries import Claim, LedgerEntry, Share
from broadcast.ledger.health import StorageWatch
from broadcast.ledger.writer import Ledger
from db.connection.database import Database
from db.ledger import snapshot
from db.schema.states import DeliveryState
from tests.clocks import VirtualClock
from tests.engine.ledger.test_ledger import launch

WEEK = 7 * 86_400


def ledger_of(
    database: Database, clock: VirtualClock, most: int | None, *, resend: bool = False
) -> Ledger:
    """A process that begins."""
    return Ledger(database, clock, StorageWatch(), resend_uncertain=resend, cap=WeekCap(most))


async def launched(database: Database, people: int, **columns: Any) -> int:
    """A run whose audience are all of them; `columns` of its broadcast."""
    run_id = await launch(database, people)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=people, limit=people)
        for name, value in columns.items():
            await connection.execute(
                text(
                    f"UPDATE broadcasts SET {name} = :value"
                    " WHERE id = (SELECT broadcast_id FROM runs WHERE id = :run)"
                ),
                {"value": value, "run": run_id},
            )
    return run_id


async def claim(ledger: Ledger, *runs: int, count: int = 50) -> dict[int, list[Claim]]:
    """Of all of them in one transaction."""
    return await ledger.claim([Share(run_id=run_id, count=count) for run_id in runs])


async def end(
    ledger: Ledger, claims: Sequence[Claim], state: DeliveryState, *, step: int = 0
) -> None:
    for one in claims:
        ledger.append(LedgerEntry(claim=one, state=state, step=step))
    await ledger.flush()


async def rows(database: Database, query: str, **values: Any) -> list[tuple[Any, ...]]:
    async with database.read() as connection:
        found = await connection.execute(text(query), values)
        return [tuple(row) for row in found]


async def counted(database: Database) -> list[tuple[Any, ...]]:
    """Who is counted in which run."""
    query = "SELECT subscriber_id, run_id FROM received ORDER BY subscriber_id, run_id"
    return await rows(database, query)


async def capped(database: Database, run_id: int) -> list[int]:
    """Whom the cap has left out; the counter says as many."""
    found = await rows(
        database,
        "SELECT subscriber_id FROM deliveries WHERE run_id = :run AND state = 7"
        " AND reason = 'capped' ORDER BY subscriber_id",
        run=run_id,
    )
    numbers = [number for (number,) in found]
    assert await rows(database, "SELECT capped FROM runs WHERE id = :run", run=run_id) == [
        (len(numbers),)
    ]
    return numbers
