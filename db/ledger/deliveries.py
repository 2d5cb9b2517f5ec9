"""The ledger's rows: claiming, outcomes, recovery. Set-based throughout.

The cursor of a run (db/ledger/parts.py) says that no pending delivery stands at or below it, but
for those that are delayed (db/ledger/delayed.py). Claims walk up from it in key order, so that they
need no index on the state; whoever puts a delivery back moves it down.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    case,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from db.ledger import delayed, parts
from db.ledger import runs as runs_queries
from db.ledger.runs import RUN
from db.records import ClaimedRow
from db.reports import minutes
from db.schema.knowledge import topic_opt_outs
from db.schema.ledger import deliveries, delivery_messages, in_state, runs, set_aside
from db.schema.reasons import OwnReason
from db.schema.states import BroadcastState, DeliveryState, SkipReason, SubscriberState
from db.schema.subscribers import subscribers

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

Given = int | BindParameter[int]
"""A number, or the place where a statement that is built once takes it."""


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


async def claim(
    connection: AsyncConnection,
    run_id: int,
    *,
    limit: int,
    recalled: Sequence[int] = (),
    mends: bool = False,
    part: int | None = None,
) -> tuple[list[ClaimedRow], int]:
    """Take up to `limit` pending deliveries of a running run, those first that were delayed and are
    `recalled`, whatever part they are in: one statement for these, one for the others. Those are of
    one `part`; None: the run is not divided.

    The subscriber is looked at again: who left or was erased since the launch is skipped, and so is
    whoever does not want the run's topic; of a run that `mends` only the
    erased. Returns the claimed ones, behind the others who had refused the message before, and how
    many rows were touched in all.
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
    claimed.sort(key=lambda row: (row.refused, row.subscriber_id))
    return claimed, len(rows)


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
    whose = subscribers.c.id == deliveries.c.subscriber_id
    standing = select(subscribers.c.state).where(whose).scalar_subquery()
    active = standing == SubscriberState.ACTIVE
    wants_it = standing.is_not(None) if mends else active & ~_opted_out(run_id)
    return (
        update(deliveries)
        .where(
            deliveries.c.run_id == run_id,
            deliveries.c.subscriber_id.in_(due),
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
    about = select(func.json_extract(runs.c.audience, "$.topic")).where(runs.c.id == run_id)
    return exists().where(
        topic_opt_outs.c.topic_id == about.scalar_subquery(),
        topic_opt_outs.c.subscriber_id == deliveries.c.subscriber_id,
    )


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


# Built once: putting it together takes longer than executing it (db/ledger/runs.py).
_RUN: BindParameter[int] = bindparam(RUN)
_MOST: BindParameter[int] = bindparam("most")
_PART: BindParameter[int] = bindparam("of_part")
_WALK = _claiming(_RUN, _next(_RUN, _MOST))
_WALK_REST = _claiming(_RUN, _next(_RUN, _MOST, _PART))  # of a divided run: whoever has no zone
_WALK_ZONE = _claiming(_RUN, _next(_RUN, _MOST, _PART).where(parts.IN_ZONES))
_WALK_MENDING = _claiming(_RUN, _next(_RUN, _MOST), mends=True)
