"""Claiming: who is pending is taken before anything is sent. Set-based throughout.

The cursor of a run (db/ledger/parts.py) says that no pending delivery stands at or below it, but
for those that are delayed (db/ledger/delayed.py). Claims walk up from it in key order, so that they
need no index on the state; whoever puts a delivery back moves it down.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    case,
    exists,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from db.dialect.chosen import is_chosen
from db.dialect.json_fields import integer_in
from db.ledger import delayed, parts
from db.ledger import runs as runs_queries
from db.ledger.deliveries import PARTIAL, begun
from db.ledger.runs import RUN
from db.records import ClaimedRow
from db.recovery import claim_windows
from db.recovery.claim_windows import ClaimWindow
from db.schema.knowledge import topic_opt_outs
from db.schema.ledger import deliveries, runs, set_aside
from db.schema.states import BroadcastState, DeliveryState, SkipReason, SubscriberState
from db.schema.subscribers import subscribers

Given = int | BindParameter[int]
"""A number, or the place where a statement that is built once takes it."""


async def claim(
    connection: AsyncConnection,
    run_id: int,
    *,
    limit: int,
    recalled: Sequence[int] = (),
    mends: bool = False,
    part: int | None = None,
    noted: ClaimWindow | None = None,
    oldest: int | None = None,
) -> tuple[list[ClaimedRow], int]:
    """Take up to `limit` pending deliveries of a running run, those first that were delayed and are
    `recalled`, whatever part they are in: one statement for these, one for the others. Those are of
    one `part`; None: the run is not divided.

    The subscriber is looked at again: who left or was erased since the launch is skipped, and so is
    whoever does not want the run's topic; of a run that `mends` only the
    erased. `noted`: where the run's claimed ones stand as far as is noted, if the caller knows, and
    the `oldest` of those. Returns the claimed ones, behind the others who had refused the message
    before, and how many rows were touched in all.
    """
    rows: list[Any] = []
    if recalled:
        rows += (await connection.execute(_claiming(run_id, recalled, mends=mends))).all()
        await delayed.remove(connection, run_id, recalled)
    walked: Sequence[Any] = ()
    if len(rows) < limit:
        parameters = {RUN: run_id, "most": limit - len(rows)}
        walked = await _walked(connection, parameters, part=part, mends=mends)
    rows += walked
    if not rows:
        return [], 0
    claimed = [
        ClaimedRow(number, chat_id, step, reason is not None, thread_id, variant, reason, place)
        for number, step, state, reason, variant, place, chat_id, thread_id in rows
        if state == DeliveryState.CLAIMED
    ]
    skipped = [row.step for row in rows if row.state != DeliveryState.CLAIMED]
    unwanted = sum(row.reason == SkipReason.TOPIC for row in rows)
    counted = {"skipped": len(skipped), "unwanted": unwanted, PARTIAL: begun(skipped)}
    await runs_queries.add_to_counters(connection, run_id, counted)
    if walked:
        reached = max(row[0] for row in walked)
        await parts.move_cursor(connection, run_id, reached, part=part or parts.WHOLE)
    if claimed:
        await _note_window(connection, run_id, claimed, noted, oldest)
    claimed.sort(key=lambda row: (row.refused, row.subscriber_id))
    return claimed, len(rows)


async def _note_window(
    connection: AsyncConnection,
    run_id: int,
    claimed: Sequence[ClaimedRow],
    noted: ClaimWindow | None,
    oldest: int | None,
) -> None:
    window = claim_windows.covering(noted, [row.subscriber_id for row in claimed], oldest)
    if noted is None:
        await claim_windows.widen(connection, run_id, window)
    elif window != noted:
        await claim_windows.note(connection, run_id, window)


async def _walked(
    connection: AsyncConnection, parameters: Mapping[str, int], *, part: int | None, mends: bool
) -> Sequence[Any]:
    """Of a part: where nobody is found, what was looked through is not looked through again; of a
    small part that is nearly all of the ledger."""
    if part is None:
        statement = _WALK_MENDING if mends else _WALK
    else:
        statement = _WALK_ZONE if part > parts.WHOLE else _WALK_REST
        parameters = {**parameters, "of_part": part}
    walked: Sequence[Any] = (await connection.execute(statement, parameters)).all()
    if not walked and part is not None:
        await parts.walked_through(connection, parameters[RUN], part)
    return walked


def _next(
    run_id: Given, limit: Given, part: BindParameter[int] | None = None
) -> Select[tuple[int]]:
    """Those that are not delayed."""
    waiting = set_aside.c
    waits = exists().where(
        waiting.run_id == run_id, waiting.subscriber_id == deliveries.c.subscriber_id
    )
    return pending(run_id, limit, part).where(~waits)


def _claiming(
    run_id: Given, due: Sequence[int] | Select[tuple[int]], *, mends: bool = False
) -> ReturningUpdate[Any]:
    number = deliveries.c.subscriber_id
    chosen = is_chosen(number, due) if isinstance(due, Select) else number.in_(due)
    whose = subscribers.c.id == number
    standing = select(subscribers.c.state).where(whose).scalar_subquery()
    active = standing == SubscriberState.ACTIVE
    wants_it = standing.is_not(None) if mends else active & ~_opted_out(run_id)
    return (
        update(deliveries)
        .where(
            deliveries.c.run_id == run_id,
            chosen,
            # Not only where they are chosen: of two who choose at once, where a database lets them,
            # the second would claim the same rows again.
            deliveries.c.state == DeliveryState.PENDING,
            exists().where(runs.c.id == run_id, runs.c.state == BroadcastState.RUNNING),
        )
        .values(
            state=case((wants_it, DeliveryState.CLAIMED), else_=DeliveryState.SKIPPED),
            reason=case(
                (wants_it, deliveries.c.reason),
                (active, SkipReason.TOPIC),
                (standing.is_(None), SkipReason.ERASED),
                else_=SkipReason.LEFT,
            ),
        )
        .returning(
            deliveries.c.subscriber_id,
            deliveries.c.step,
            deliveries.c.state,
            deliveries.c.reason,
            deliveries.c.variant,
            deliveries.c.part,
            select(subscribers.c.chat_id).where(whose).scalar_subquery().label("chat_id"),
            select(subscribers.c.thread_id).where(whose).scalar_subquery().label("thread_id"),
        )
    )


def _opted_out(run_id: Given) -> ColumnElement[bool]:
    """Of the run's topic; of a run without one nobody has."""
    about = select(integer_in(runs.c.audience, "topic")).where(runs.c.id == run_id)
    return exists().where(
        topic_opt_outs.c.topic_id == about.scalar_subquery(),
        topic_opt_outs.c.subscriber_id == deliveries.c.subscriber_id,
    )


def pending(
    run_id: Given, limit: Given, part: BindParameter[int] | None = None
) -> Select[tuple[int]]:
    """The next pending deliveries above the cursor, in key order: those of a part, or all."""
    found = (
        select(deliveries.c.subscriber_id)
        .where(
            deliveries.c.run_id == run_id,
            deliveries.c.subscriber_id > parts.cursor_of(run_id, part),
            deliveries.c.state == DeliveryState.PENDING,
        )
        .order_by(deliveries.c.subscriber_id)
        .limit(limit)
    )
    return found if part is None else found.where(deliveries.c.part == part)


# Built once: putting it together takes longer than executing it (db/ledger/runs.py).
_RUN: BindParameter[int] = bindparam(RUN)
_MOST: BindParameter[int] = bindparam("most")
_PART: BindParameter[int] = bindparam("of_part")
_WALK = _claiming(_RUN, _next(_RUN, _MOST))
_WALK_REST = _claiming(_RUN, _next(_RUN, _MOST, _PART))  # of a divided run: whoever has no zone
_WALK_ZONE = _claiming(_RUN, _next(_RUN, _MOST, _PART).where(parts.IN_ZONES))
_WALK_MENDING = _claiming(_RUN, _next(_RUN, _MOST), mends=True)
