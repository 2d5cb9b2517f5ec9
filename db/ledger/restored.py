"""What a backup cannot know: who got a message after it was made."""

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.facts import CannotAsk
from db.ledger import delayed, snapshot
from db.ledger import runs as runs_queries
from db.ledger.deliveries import PARTIAL
from db.mending import claims, delete_after
from db.schema.ledger import deliveries, runs
from db.schema.reasons import OwnReason
from db.schema.states import (
    UNFINISHED,
    BroadcastState,
    DeliveryState,
    PauseReason,
    RunKind,
    allowed_from,
)

DOUBTED = tuple({*allowed_from(DeliveryState.UNCERTAIN)} - {DeliveryState.SKIPPED})
EVERYBODY = 2**62  # recipients in one chunk: nobody else waits for the file


async def doubt_unfinished(
    connection: AsyncConnection, *, pause_reason: PauseReason, detail: str | None
) -> dict[int, int]:
    """Pause every run that has not ended, a paused one too: it may have been resumed since.

    Whoever has no outcome in it becomes uncertain, those too who were to be written
    into the ledger later; but not in a run that mends what was sent: that can be done once more.
    Nothing is taken back by itself any more. Returns how many are uncertain, by run.
    """
    columns = runs.c.id, runs.c.frozen, runs.c.frozen_upto, runs.c.audience_upto, runs.c.standing
    found = select(*columns).where(runs.c.state.in_(UNFINISHED), runs.c.kind == RunKind.SEND)
    await _pause_mendings(connection, pause_reason, detail)
    counts = {}
    for run_id, frozen, after, upto, standing in (await connection.execute(found)).all():
        while not frozen:
            try:
                after, frozen = await snapshot.freeze_chunk(
                    connection, run_id, after=after, upto=upto, limit=EVERYBODY
                )
            except CannotAsk:  # nobody can tell who else; the bot must start all the same
                await snapshot.close(connection, run_id, upto=upto)
                frozen = True
        await delayed.release(connection, run_id)
        left = deliveries.c.run_id == run_id, deliveries.c.state.in_(DOUBTED)
        begun = select(func.count()).where(*left, deliveries.c.step > 0)
        partial = (await connection.execute(begun)).scalar_one()
        result = await connection.execute(
            update(deliveries)
            .where(*left)
            .values(
                state=DeliveryState.UNCERTAIN,
                trouble=DeliveryState.UNCERTAIN,
                reason=OwnReason.RESTORED,
            )
        )
        if result.rowcount or not standing:  # of a series, those alone in which somebody waited
            counts[int(run_id)] = result.rowcount
        counted = {"uncertain": result.rowcount, PARTIAL: partial}
        await runs_queries.add_to_counters(connection, run_id, counted)
        await connection.execute(
            update(runs)
            .where(runs.c.id == run_id)
            # Not sent again by UNCERTAIN_POLICY: that is for lost answers, and nobody was asked.
            .values(
                state=BroadcastState.PAUSED,
                pause_reason=pause_reason,
                pause_detail=detail,
                resent=True,
                claimed_from=None,
                claimed_upto=None,
            )
        )
    return counts


async def _pause_mendings(
    connection: AsyncConnection, reason: PauseReason, detail: str | None
) -> None:
    await delete_after.forget_all(connection)
    await claims.reclaim(connection)
    await connection.execute(
        update(runs)
        .where(runs.c.state.in_(UNFINISHED), runs.c.kind != RunKind.SEND)
        .values(state=BroadcastState.PAUSED, pause_reason=reason, pause_detail=detail)
    )
