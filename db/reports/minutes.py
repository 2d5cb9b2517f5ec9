"""How many answers of each kind came in each minute of a run.

The ledger has no moments: a column of them would be paid for a million times in each broadcast.
Here a commit adds what it wrote to one row for the minute. An answer that is taken back later
(db/ledger/deliveries.py: take_back_failed) has come all the same.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.records import MinuteRow
from db.schema.ledger import run_minutes

MINUTE = 60  # seconds
COUNTED = ("sent", "blocked", "unreachable", "failed", "uncertain")

# By the driver itself: every commit of a broadcast executes it.
_ADD = f"""
    INSERT INTO run_minutes (run_id, minute, {", ".join(COUNTED)})
    VALUES (?, ?, {", ".join("?" * len(COUNTED))})
    ON CONFLICT (run_id, minute) DO UPDATE
    SET {", ".join(f"{name} = {name} + excluded.{name}" for name in COUNTED)}
"""  # noqa: S608 - of our own names alone


async def add(
    connection: AsyncConnection, counted: Mapping[int, Mapping[str, int]], *, now: int
) -> None:
    """`counted`: outcomes by run and counter, of the same transaction; `now` in Unix seconds."""
    rows = [
        (run_id, now // MINUTE, *(counts.get(name, 0) for name in COUNTED))
        for run_id, counts in counted.items()
        if counts
    ]
    if rows:
        await connection.exec_driver_sql(_ADD, rows)


async def of_run(connection: AsyncConnection, run_id: int) -> Sequence[MinuteRow]:
    """In order; minutes without an answer are left out."""
    columns = [run_minutes.c.minute, *(run_minutes.c[name] for name in COUNTED)]
    query = select(*columns).where(run_minutes.c.run_id == run_id).order_by(run_minutes.c.minute)
    return [MinuteRow(**row._asdict()) for row in await connection.execute(query)]
