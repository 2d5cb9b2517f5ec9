"""How many answers of each kind came in each minute of a run.

The ledger has no moments: a column of them would be paid for a million times in each broadcast.
Here a commit adds what it wrote to one row for the minute. What is taken back later goes from the
newest minutes that have it, so that the sums are those of the run; whoever is uncertain by a crash
was in none.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.records import MinuteRow
from db.schema.ledger import run_minutes

MINUTE = 60  # seconds
COUNTED = ("sent", "blocked", "unreachable", "failed", "uncertain")

_NEW = insert(run_minutes)
_ADD = _NEW.on_conflict_do_update(
    index_elements=["run_id", "minute"],
    set_={name: run_minutes.c[name] + _NEW.excluded[name] for name in COUNTED},
)


async def add(
    connection: AsyncConnection, counted: Mapping[int, Mapping[str, int]], *, now: int
) -> None:
    """`counted`: outcomes by run and counter, of the same transaction; `now` in Unix seconds."""
    rows = [
        {"run_id": run_id, "minute": now // MINUTE}
        | {name: counts.get(name, 0) for name in COUNTED}
        for run_id, counts in counted.items()
        if counts
    ]
    if rows:
        await connection.execute(_ADD, rows)


async def take_back(connection: AsyncConnection, run_id: int, name: str, count: int) -> None:
    """So many outcomes of a kind are none any more; `name` of their counter."""
    column = run_minutes.c[name]
    of_run = run_minutes.c.run_id == run_id
    rows = await connection.execute(
        select(run_minutes.c.minute, column)
        .where(of_run, column > 0)
        .order_by(run_minutes.c.minute.desc())
    )
    for minute, had in rows.all():
        gone = min(had, count)
        count -= gone
        this = of_run, run_minutes.c.minute == minute
        await connection.execute(update(run_minutes).where(*this).values({column: had - gone}))
        if not count:
            break
    await connection.execute(
        delete(run_minutes).where(of_run, *(run_minutes.c[one] == 0 for one in COUNTED))
    )


async def newest(connection: AsyncConnection, run_id: int) -> int | None:
    """When the last message of a run was accepted, to the end of that minute (Unix seconds)."""
    query = select(func.max(run_minutes.c.minute)).where(
        run_minutes.c.run_id == run_id, run_minutes.c.sent > 0
    )
    minute = await connection.scalar(query)
    return None if minute is None else (int(minute) + 1) * MINUTE


async def of_run(connection: AsyncConnection, run_id: int) -> Sequence[MinuteRow]:
    """In order; minutes without an answer are left out."""
    columns = [run_minutes.c.minute, *(run_minutes.c[name] for name in COUNTED)]
    query = select(*columns).where(run_minutes.c.run_id == run_id).order_by(run_minutes.c.minute)
    return [MinuteRow(**row._asdict()) for row in await connection.execute(query)]
