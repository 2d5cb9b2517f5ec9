"""Claiming: who is pending is taken before anything is sent. Set-based throughout.

The cursor of a run (db/ledger/parts.py) says that no pending delivery stands at or below it, but
for those that are delayed (db/ledger/delayed.py) or were added to a series' step. Claims walk up
from it in key order, so that they need no index on the state; whoever puts a delivery back moves it
down.
"""

from collections import Counter
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

from db.caps import claiming, rule
from db.caps.rule import Cap
from db.dialect.chosen import is_chosen
from db.dialect.json_fields import integer_in
from db.ledger import delayed, parts
from db.ledger import runs as runs_queries
from db.ledger.deliveries import PARTIAL, begun
from db.ledger.runs import RUN
from db.records import ClaimedRow
from db.recovery import claim_windows
from db.recovery.claim_windows import NOTHING, Noted
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
    noted: Noted = NOTHING,
    cap: Cap | None = None,
) -> tuple[list[ClaimedRow], int]:
    """Take up to `limit` pending deliveries of a running run, those first that are `recalled`:
    delayed before, or added to it, whatever part they are in: one statement for these, one for
    the others. Those are of one `part`; None: the run is not divided.

    The subscriber is looked at again: who left or was erased since the launch is skipped, and so is
    whoever does not want the run's topic, or has had as many as the `cap` lets them; the others
    are counted for it. Of a run that `mends` only the erased are. `noted`: what the caller knows of
    where the run's claimed ones stand. Returns the claimed ones, behind the others who had refused
    the message before, and how many rows were touched in all.
    """
    rows: list[Any] = []
    counting = None if cap is None or mends else await rule.of_run(connection, run_id)
    capping = {} if cap is None or counting is None else claiming.given(cap, counting)
    if recalled:
        again = _claiming(run_id, recalled, mends=mends, capped=bool(capping))
        rows += (await connection.execute(again, capping)).all()
        await delayed.remove(connection, run_id, recalled)
    walked: Sequence[Any] = ()
    if len(rows) < limit:
        parameters = {RUN: run_id, "most": limit - len(rows), **capping}
        walked = await _walked(connection, parameters, part=part, mends=mends)
    rows += walked
    if not rows:
        return [], 0
    claimed = [
        ClaimedRow(number, chat_id, step, reason is not None, thread_id, variant, reason, place)
        for number, step, state, reason, variant, place, chat_id, thread_id in rows
        if state == DeliveryState.CLAIMED
    ]
    if cap is not None and counting is not None:
        claimed = await claiming.note(connection, run_id, claimed, cap, counting.line)
    await runs_queries.add_to_counters(connection, run_id, _skipped(rows))
    if walked:
        reached = max(row[0] for row in walked)
        await parts.move_cursor(connection, run_id, reached, part=part or parts.WHOLE)
    if claimed:
        await _note_window(connection, run_id, claimed, noted)
    claimed.sort(key=lambda row: (row.refused, row.subscriber_id))
    return claimed, len(rows)


def _skipped(rows: Sequence[Any]) -> dict[str, int]:
    steps = [row.step for row in rows if row.state != DeliveryState.CLAIMED]
    reasons = Counter(row.reason for row in rows if row.state != DeliveryState.CLAIMED)
    return {
        "skipped": len(steps),
        "unwanted": reasons[SkipReason.TOPIC],
        "capped": reasons[SkipReason.CAPPED],
        PARTIAL: begun(steps),
    }


async def _note_window(
    connection: AsyncConnection, run_id: int, claimed: Sequence[ClaimedRow], noted: Noted
) -> None:
    window = claim_windows.covering(
        noted.window, [row.subscriber_id for row in claimed], noted.oldest
    )
    if noted.window is None:
        await claim_windows.widen(connection, run_id, window)
    elif window != noted.window:
        await claim_windows.note(connection, run_id, window)


async def _walked(
    connection: AsyncConnection, parameters: Mapping[str, int], *, part: int | None, mends: bool
) -> Sequence[Any]:
    """Of a part: where nobody is found, what was looked through is not looked through again; of a
    small part that is nearly all of the ledger."""
    capped = "cap" in parameters
    if part is None:
        statement = _WALK_MENDING if mends else _WALK_CAPPED if capped else _WALK
    else:
        in_zone, rest = _WALK_ZONE, _WALK_REST
        if capped:
            in_zone, rest = _WALK_CAPPED_ZONE, _WALK_CAPPED_REST
        statement = in_zone if part > parts.WHOLE else rest
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
    run_id: Given,
    due: Sequence[int] | Select[tuple[int]],
    *,
    mends: bool = False,
    capped: bool = False,
) -> ReturningUpdate[Any]:
    """Without a cap nothing of it stands in the statement."""
    number = deliveries.c.subscriber_id
    chosen = is_chosen(number, due) if isinstance(due, Select) else number.in_(due)
    whose = subscribers.c.id == number
    standing = select(subscribers.c.state).where(whose).scalar_subquery()
    active = standing == SubscriberState.ACTIVE
    wants_it = standing.is_not(None) if mends else active & ~_opted_out(run_id)
    gets_it = wants_it & ~claiming.has_had_enough() if capped else wants_it
    over = ((wants_it, SkipReason.CAPPED),) if capped else ()
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
            state=case((gets_it, DeliveryState.CLAIMED), else_=DeliveryState.SKIPPED),
            reason=case(
                (gets_it, deliveries.c.reason),
                *over,
                (active, SkipReason.TOPIC),
                (standing.is_(None), SkipReason.ERASED),
                else_=SkipReason.LEFT,
            ),
            **({} if isinstance(due, Select) else {"trouble": None}),  # found by themselves no more
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
_ALL = _next(_RUN, _MOST)
_REST = _next(_RUN, _MOST, _PART)  # of a divided run: whoever has no zone
_ZONE = _REST.where(parts.IN_ZONES)
_WALK = _claiming(_RUN, _ALL)
_WALK_REST = _claiming(_RUN, _REST)
_WALK_ZONE = _claiming(_RUN, _ZONE)
_WALK_CAPPED = _claiming(_RUN, _ALL, capped=True)
_WALK_CAPPED_REST = _claiming(_RUN, _REST, capped=True)
_WALK_CAPPED_ZONE = _claiming(_RUN, _ZONE, capped=True)
_WALK_MENDING = _claiming(_RUN, _ALL, mends=True)
