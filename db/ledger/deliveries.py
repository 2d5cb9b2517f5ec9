"""The ledger's rows: outcomes, who is put back, recovery. Set-based throughout."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import (
    case,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from db.ledger import delayed, parts
from db.ledger import runs as runs_queries
from db.reports import minutes
from db.schema.ledger import deliveries, delivery_messages, in_state, runs
from db.schema.reasons import OwnReason
from db.schema.states import BroadcastState, DeliveryState, SkipReason

COUNTER_OF: Mapping[int, str] = {
    DeliveryState.SENT: "sent",
    DeliveryState.BLOCKED: "blocked",
    DeliveryState.UNREACHABLE: "unreachable",
    DeliveryState.SKIPPED: "skipped",
    DeliveryState.FAILED: "failed",
    DeliveryState.UNCERTAIN: "uncertain",
}

# Reasons for which a mending skips somebody after a call: counters of the same names.
OF_A_MENDING = frozenset({SkipReason.GONE, SkipReason.LATE, SkipReason.UNKNOWN})

PARTIAL = "partial"  # the counter of those who got the first messages of several

# By the driver itself, and by position: SQLAlchemy's own way costs more for each row than SQLite.
# Who is put back keeps the reason of an earlier refusal: see take_back_failed().
_OUTCOME = f"""
    UPDATE deliveries SET state = ?3, step = ?4, message_id = ?5,
        reason = CASE ?3 WHEN {DeliveryState.PENDING:d} THEN reason ELSE ?6 END
    WHERE run_id = ?1 AND subscriber_id = ?2 AND state = {DeliveryState.CLAIMED:d}
"""  # noqa: S608 - of our own codes alone


class OutcomeRow(NamedTuple):
    """What a claimed delivery becomes; PENDING puts it back, CLAIMED goes on to its next step.

    Its order is that of the statement's parameters.
    """

    run_id: int
    subscriber_id: int
    state: int
    step: int
    message_id: int | None = None
    reason: str | None = None


async def record(
    connection: AsyncConnection,
    outcomes: Sequence[OutcomeRow],
    waiting: Collection[delayed.DelayedRow] = (),
) -> dict[int, Mapping[str, int]]:
    """Write outcomes of claimed deliveries and move the counters with them; by how much, by run.

    `waiting`: those of them that are pending again, and delayed. Raises RuntimeError when a row was
    not claimed: counters and rows would part.
    """
    counted: dict[int, Mapping[str, int]] = {}
    if not outcomes:
        return counted
    result = await connection.exec_driver_sql(_OUTCOME, list(outcomes))
    if result.rowcount != len(outcomes):
        raise RuntimeError(f"{len(outcomes)} outcomes met {result.rowcount} claimed deliveries")
    for run_id in {one.run_id for one in outcomes}:
        of_run = [one for one in outcomes if one.run_id == run_id]
        counted[run_id] = _counted(of_run)
        await runs_queries.add_to_counters(connection, run_id, counted[run_id])
        wait = {one.subscriber_id for one in waiting if one.run_id == run_id}
        put_back = [
            one.subscriber_id
            for one in of_run
            if one.state == DeliveryState.PENDING and one.subscriber_id not in wait
        ]
        if put_back:
            await parts.put_back(connection, run_id, put_back)
    await delayed.put(connection, list(waiting))
    return counted


async def save_messages(connection: AsyncConnection, rows: Sequence[Mapping[str, int]]) -> None:
    """Message numbers beyond the last step's: run_id, subscriber_id, step, item, message_id."""
    if rows:
        await connection.execute(insert(delivery_messages).prefix_with("OR IGNORE"), list(rows))


async def take_back_failed(
    connection: AsyncConnection, run_id: int, subscriber_ids: Sequence[int]
) -> None:
    """Failed → pending: the refusals were the content's fault, nobody is to be marked.

    The reason stays in the row: so it is known, after a restart too, who has refused it before.
    """
    result = await connection.execute(
        update(deliveries)
        .where(
            deliveries.c.run_id == run_id,
            deliveries.c.subscriber_id.in_(subscriber_ids),
            deliveries.c.state == DeliveryState.FAILED,
        )
        .values(state=DeliveryState.PENDING)
        .returning(deliveries.c.step)
    )
    if steps := result.scalars().all():
        counted = {"failed": -len(steps), PARTIAL: -begun(steps)}
        await runs_queries.add_to_counters(connection, run_id, counted)
        await minutes.take_back(connection, run_id, "failed", len(steps))
        await parts.put_back(connection, run_id, subscriber_ids)


async def recover(connection: AsyncConnection) -> Mapping[int, int]:
    """Claimed without an outcome, after the program died: uncertain. Returns counts by run."""
    rows = await connection.execute(
        update(deliveries)
        .where(in_state(DeliveryState.CLAIMED))
        .values(state=DeliveryState.UNCERTAIN, reason=OwnReason.STOPPED)
        .returning(deliveries.c.run_id, deliveries.c.step)
    )
    steps: dict[int, list[int]] = {}
    for run_id, step in rows:
        steps.setdefault(int(run_id), []).append(step)
    for run_id, reached in steps.items():
        counted = {"uncertain": len(reached), PARTIAL: begun(reached)}
        await runs_queries.add_to_counters(connection, run_id, counted)
    return {run_id: len(reached) for run_id, reached in steps.items()}


async def resend_uncertain(connection: AsyncConnection, run_id: int, *, now: int) -> bool:
    """Uncertain → pending, once for each run, where the owner chose so; False if there are none, or
    it has expired: then they stay as they are."""
    first_time = await connection.execute(
        update(runs)
        .where(
            runs.c.id == run_id,
            runs.c.state == BroadcastState.RUNNING,
            runs.c.resent.is_(False),
            runs.c.uncertain > 0,
            runs.c.expires_at.is_(None) | (runs.c.expires_at > now),
        )
        .values(resent=True)
    )
    if not first_time.rowcount:
        return False
    await parts.lower_cursor(connection, run_id, 0)
    result = await connection.execute(
        update(deliveries)
        .where(deliveries.c.run_id == run_id, in_state(DeliveryState.UNCERTAIN))
        .values(state=DeliveryState.PENDING, reason=None)
        .returning(deliveries.c.step)
    )
    steps = result.scalars().all()
    counted = {"uncertain": -len(steps), PARTIAL: -begun(steps)}
    await runs_queries.add_to_counters(connection, run_id, counted)
    await minutes.take_back(connection, run_id, "uncertain", len(steps))
    return True


async def taken_by_variant(connection: AsyncConnection, run_id: int) -> dict[int, int]:
    """By variant, how many steps of it somebody got: this walks over all of a run."""
    last = case((deliveries.c.state == DeliveryState.SENT, 1), else_=0)
    rows = await connection.execute(
        select(deliveries.c.variant, func.max(deliveries.c.step + last))
        .where(deliveries.c.run_id == run_id)
        .group_by(deliveries.c.variant)
    )
    return {int(variant): int(steps) for variant, steps in rows}


def begun(steps: Iterable[int]) -> int:
    """How many of those who did not get all of it got something: they stopped at a later step."""
    return sum(step > 0 for step in steps)


def _counted(outcomes: Sequence[OutcomeRow]) -> Mapping[str, int]:
    ended = [one for one in outcomes if one.state in COUNTER_OF]
    counted = Counter(COUNTER_OF[one.state] for one in ended)
    skipped = (one.reason for one in ended if one.state == DeliveryState.SKIPPED)
    counted.update(reason for reason in skipped if reason in OF_A_MENDING)
    if partial := begun(one.step for one in ended if one.state != DeliveryState.SENT):
        counted[PARTIAL] = partial
    return counted
