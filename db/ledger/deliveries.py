"""The ledger's rows: outcomes, who is put back, recovery. Set-based throughout."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import case, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.dialect.row_updates import RowUpdate
from db.ledger import delayed, parts
from db.ledger import runs as runs_queries
from db.recovery import claim_windows
from db.reports import minutes
from db.schema.ledger import deliveries, delivery_messages, runs
from db.schema.reasons import OwnReason
from db.schema.states import IN_TROUBLE, BroadcastState, DeliveryState, SkipReason

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


class OutcomeRow(NamedTuple):
    """What a claimed delivery becomes; PENDING puts it back, CLAIMED goes on to its next step.

    Its order is that of the statement's values.
    """

    run_id: int
    subscriber_id: int
    state: int
    step: int
    message_id: int | None = None
    reason: str | None = None


_IN_TROUBLE = ", ".join(f"{one:d}" for one in IN_TROUBLE)
# Who is put back keeps the reason of an earlier refusal: see take_back_failed().
_OUTCOME = RowUpdate(
    deliveries,
    OutcomeRow._fields,
    keys=2,
    sets="state = {state}, step = {step}, message_id = {message_id},"
    f" trouble = CASE WHEN {{state}} IN ({_IN_TROUBLE}) THEN {{state}} END,"
    f" reason = CASE {{state}} WHEN {DeliveryState.PENDING:d} THEN deliveries.reason"
    " ELSE {reason} END",
    where=f"deliveries.state = {DeliveryState.CLAIMED:d}",
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
    met = await _OUTCOME.run(connection, outcomes)
    if met != len(outcomes):
        raise RuntimeError(f"{len(outcomes)} outcomes met {met} claimed deliveries")
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


def message_rows(
    run_id: int, subscriber_id: int, step: int, message_ids: Sequence[int]
) -> list[dict[str, int]]:
    """For save_messages: of each item of a step."""
    return [
        {
            "run_id": run_id,
            "subscriber_id": subscriber_id,
            "step": step,
            "item": item,
            "message_id": message_id,
        }
        for item, message_id in enumerate(message_ids)
    ]


async def save_messages(connection: AsyncConnection, rows: Sequence[Mapping[str, int]]) -> None:
    """Message numbers beyond the last step's, as message_rows has them."""
    if rows:
        await connection.execute(insert(delivery_messages).on_conflict_do_nothing(), list(rows))


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
        .values(state=DeliveryState.PENDING, trouble=None)
        .returning(deliveries.c.step)
    )
    if steps := result.scalars().all():
        counted = {"failed": -len(steps), PARTIAL: -begun(steps)}
        await runs_queries.add_to_counters(connection, run_id, counted)
        await minutes.take_back(connection, run_id, "failed", len(steps))
        await parts.put_back(connection, run_id, subscriber_ids)


async def recover(connection: AsyncConnection) -> Mapping[int, Mapping[int, int]]:
    """Claimed without an outcome, after the program died: uncertain. Returns by run who they are,
    and at which step."""
    lost: dict[int, Mapping[int, int]] = {}
    for run_id, window in (await claim_windows.runs_with_claims(connection)).items():
        found = await connection.execute(
            update(deliveries)
            .where(*claim_windows.claimed_in(run_id, window))
            .values(
                state=DeliveryState.UNCERTAIN,
                trouble=DeliveryState.UNCERTAIN,
                reason=OwnReason.STOPPED,
            )
            .returning(deliveries.c.subscriber_id, deliveries.c.step)
        )
        if steps := {int(number): int(step) for number, step in found}:
            lost[run_id] = steps
            counted = {"uncertain": len(steps), PARTIAL: begun(steps.values())}
            await runs_queries.add_to_counters(connection, run_id, counted)
    await claim_windows.clear(connection)
    return lost


async def resend_uncertain(connection: AsyncConnection, run_id: int, *, now: int) -> bool:
    """Uncertain → pending, once for each run, where the owner chose so; False if there are none, or
    it has expired: then they stay as they are."""
    first_time = await connection.execute(
        update(runs)
        .where(
            runs.c.id == run_id,
            runs.c.state == BroadcastState.RUNNING,
            runs.c.resent.is_(False),
            runs.c.standing.is_(False),  # there is no "once" where others keep coming
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
        .where(deliveries.c.run_id == run_id, deliveries.c.trouble == DeliveryState.UNCERTAIN)
        .values(state=DeliveryState.PENDING, trouble=None, reason=None)
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
