"""What was found about calls in doubt, written into the ledger.

Whoever had it is sent, with the number of the message, so that edits and recalls reach it; whoever
had it not is pending again, and gets it by the same run, for the first time. Each row is changed
only where it stands as it stood when that very call was in doubt: so it may be written twice.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.certainty.doubts import OPEN
from db.ledger import deliveries as deliveries_queries
from db.ledger import parts
from db.ledger import runs as runs_queries
from db.ledger.deliveries import PARTIAL
from db.reports import minutes
from db.schema.certainty import doubts
from db.schema.ledger import deliveries, runs
from db.schema.states import BroadcastState, DeliveryState, Found, SkipReason


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """What became of one step of one delivery.

    low           the doubt's: a later one about the same step has a higher one, and is another
    message_ids   of what was sent: of an album one for each item
    is_last       whether the delivery has no further step
    """

    run_id: int
    subscriber_id: int
    step: int
    low: int
    found: Found
    reason: str
    evidence: str
    message_ids: tuple[int, ...] = ()
    is_last: bool = True

    def plain(self) -> "Finding":
        """Where a database does not take it: nothing was found out."""
        return replace(self, found=Found.UNKNOWN, evidence="{}", message_ids=())


async def settle(connection: AsyncConnection, findings: Sequence[Finding], *, now: int) -> set[int]:
    """Write them down, with the counters; what was written before is left out. Returns the runs in
    which somebody is to be sent to."""
    more = set()
    for run_id in sorted({one.run_id for one in findings}):
        state = await connection.scalar(select(runs.c.state).where(runs.c.id == run_id))
        if state is None:
            continue
        of_run = [one for one in findings if one.run_id == run_id]
        put_back = await _settle_run(connection, run_id, of_run, BroadcastState(state), now=now)
        if put_back:
            await parts.put_back(connection, run_id, put_back)
            more.add(run_id)
    return more


async def _settle_run(
    connection: AsyncConnection,
    run_id: int,
    findings: Sequence[Finding],
    state: BroadcastState,
    *,
    now: int,
) -> list[int]:
    """Returns who is pending again."""
    counted: Counter[str] = Counter()
    put_back = []
    for one in findings:
        if not await _close(connection, one, now=now):
            continue
        counted["in_doubt"] -= 1
        if one.found is Found.UNKNOWN:
            continue
        becomes = _becomes(one, state)
        if not await _change(connection, one, becomes):
            continue
        counted["uncertain"] -= 1
        counted[PARTIAL] -= one.step > 0
        counted.update(_more(becomes))
        if becomes["state"] == DeliveryState.PENDING:
            put_back.append(one.subscriber_id)
        if one.found is Found.SENT:
            await _keep_numbers(connection, one)
    await runs_queries.add_to_counters(connection, run_id, counted)
    if counted["uncertain"]:
        await minutes.take_back(connection, run_id, "uncertain", -counted["uncertain"])
    if counted["sent"]:
        await minutes.add(connection, {run_id: {"sent": counted["sent"]}}, now=now)
    return put_back


def _becomes(one: Finding, state: BroadcastState) -> dict[str, Any]:
    """The values of the delivery's row. Of a run that was cancelled meanwhile nothing is sent."""
    had_it = one.found is Found.SENT
    if had_it and one.is_last:
        number = one.message_ids[0] if one.message_ids else None
        return {"state": DeliveryState.SENT, "message_id": number, "reason": None}
    step = one.step + had_it
    if state is BroadcastState.CANCELLED:
        return {"state": DeliveryState.SKIPPED, "step": step, "reason": SkipReason.CANCELLED}
    return {"state": DeliveryState.PENDING, "step": step, "reason": None}


def _more(becomes: Mapping[str, Any]) -> Counter[str]:
    if becomes["state"] == DeliveryState.SENT:
        return Counter(sent=1)
    if becomes["state"] == DeliveryState.SKIPPED:
        return Counter({"skipped": 1, "cancelled": 1, PARTIAL: int(becomes["step"] > 0)})
    return Counter()


async def _close(connection: AsyncConnection, one: Finding, *, now: int) -> bool:
    result = await connection.execute(
        update(doubts)
        .where(
            doubts.c.run_id == one.run_id,
            doubts.c.subscriber_id == one.subscriber_id,
            doubts.c.step == one.step,
            doubts.c.low == one.low,
            OPEN,
        )
        .values(found=one.found, reason=one.reason, evidence=one.evidence, found_at=now)
    )
    return bool(result.rowcount)


async def _change(connection: AsyncConnection, one: Finding, values: Mapping[str, Any]) -> bool:
    result = await connection.execute(
        update(deliveries)
        .where(
            deliveries.c.run_id == one.run_id,
            deliveries.c.subscriber_id == one.subscriber_id,
            deliveries.c.state == DeliveryState.UNCERTAIN,
            deliveries.c.step == one.step,
        )
        .values(trouble=None, **values)
    )
    return bool(result.rowcount)


async def _keep_numbers(connection: AsyncConnection, one: Finding) -> None:
    """What does not fit into the row, as LedgerEntry.further_messages() has it."""
    if one.is_last and one.step == 0 and len(one.message_ids) <= 1:
        return
    await deliveries_queries.save_messages(
        connection,
        [
            {
                "run_id": one.run_id,
                "subscriber_id": one.subscriber_id,
                "step": one.step,
                "item": item,
                "message_id": number,
            }
            for item, number in enumerate(one.message_ids)
        ],
    )
