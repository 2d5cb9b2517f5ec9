"""What goes of answers: a person's, when they are erased; a run's, when its ledger is old."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.answers.tallies import Moves
from db.schema.studio.answers import answers, departures, stranger_answers

_KEYS = (
    (answers, answers.c.subscriber_id),
    (stranger_answers, stranger_answers.c.user_id),
)


async def erase(connection: AsyncConnection, user_id: int, subscriber_id: int | None) -> None:
    """Take back all answers of somebody, and forget through which button they left."""
    moves = Moves()
    gone = await connection.execute(
        delete(stranger_answers)
        .where(stranger_answers.c.user_id == user_id)
        .returning(stranger_answers.c.run_id, stranger_answers.c.button)
    )
    for run_id, button in gone:
        moves.stranger(run_id, button, None)
    if subscriber_id is not None:
        gone = await connection.execute(
            delete(answers)
            .where(answers.c.subscriber_id == subscriber_id)
            .returning(answers.c.run_id, answers.c.button)
        )
        for run_id, button in gone:
            moves.recipient(run_id, button, None)
        await connection.execute(
            delete(departures).where(departures.c.subscriber_id == subscriber_id)
        )
    await moves.write(connection)


async def forget(connection: AsyncConnection, run_id: int, *, limit: int) -> bool:
    """Forget the next answers of a run whose old rows are deleted; False when none are left."""
    gone = 0
    for table, key in _KEYS:
        of_run = table.c.run_id == run_id
        some = select(key).where(of_run).limit(limit).scalar_subquery()
        gone += (await connection.execute(delete(table).where(of_run, key.in_(some)))).rowcount
    return gone > 0
