"""What was sent before a cap was set, as far as the ledger still says it.

The ledger has no moments: who got a broadcast in the last seven days is taken to have got it when
its newest answer came. Of a series' step that is a moment of each person's own, and known of the
newest one alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.caps.rule import Cap, of_run
from db.reports.minutes import MINUTE
from db.schema.automation.caps import received
from db.schema.automation.series import enrolments, series_steps
from db.schema.ledger import deliveries, run_minutes, runs
from db.schema.reasons import OwnReason
from db.schema.states import UNFINISHED, DeliveryState, RunKind
from db.schema.subscribers import subscribers

_D = DeliveryState
_COLUMNS = ("subscriber_id", "run_id", "line", "received_at")
# Nobody knows when: the next start says that it was by then (db/caps/counted.py, bring_back).
SOME_TIME = 2**40


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """A run of which some may have got something within the week."""

    run_id: int
    line: int
    newest: int  # when its newest answer came, Unix seconds
    standing: bool = False


async def earlier(connection: AsyncConnection, cap: Cap) -> Sequence[Earlier]:
    """Those that count, newest first."""
    answered = (
        select(run_minutes.c.run_id, func.max(run_minutes.c.minute).label("minute"))
        .where(run_minutes.c.sent + run_minutes.c.uncertain > 0)
        .group_by(run_minutes.c.run_id)
        .subquery()
    )
    newest = func.coalesce(
        answered.c.minute * MINUTE + MINUTE - 1, runs.c.finished_at, runs.c.launched_at
    )
    rows = await connection.execute(
        select(runs.c.id, newest.label("newest"), runs.c.standing)
        .select_from(runs.outerjoin(answered, answered.c.run_id == runs.c.id))
        .where(runs.c.kind == RunKind.SEND, or_(newest > cap.since, runs.c.state.in_(UNFINISHED)))
        .order_by(runs.c.id.desc())
    )
    found = []
    for run_id, moment, standing in rows.all():
        if (counting := await of_run(connection, run_id)) is not None:
            when = min(moment, cap.now)
            one = Earlier(run_id=run_id, line=counting.line, newest=when, standing=standing)
            found.append(one)
    return found


async def take_chunk(
    connection: AsyncConnection, one: Earlier, cap: Cap, *, after: int, limit: int
) -> int | None:
    """Of the next `limit` recipients above the number `after`.

    Returns the number to go on after; None when that was the end.
    """
    number = deliveries.c.subscriber_id
    of_run = deliveries.c.run_id == one.run_id, number > after
    upto: int | None = await connection.scalar(
        select(number).where(*of_run).order_by(number).offset(limit - 1).limit(1)
    )
    here = of_run if upto is None else (*of_run, number <= upto)
    # Who is just being sent to was claimed before claims were noted.
    claimed = deliveries.c.state == _D.CLAIMED
    got = deliveries.c.state.in_((_D.SENT, _D.UNCERTAIN)) | (deliveries.c.step > 0)
    found = deliveries.join(subscribers, subscribers.c.id == number)
    moment: ColumnElement[int] = literal(one.newest)
    if one.standing:
        found = found.outerjoin(enrolments, _newest_step(one.run_id))
        moment = func.coalesce(enrolments.c.handed_at, 0)
    moment = case((claimed, cap.now), else_=moment)
    rows = (
        select(number, deliveries.c.run_id, literal(one.line), moment)
        .select_from(found)
        .where(*here, claimed | got, moment > cap.since)
    )
    new = insert(received).from_select(_COLUMNS, rows)
    await connection.execute(new.on_conflict_do_nothing())
    return upto


async def take_doubted(connection: AsyncConnection, run_ids: Sequence[int]) -> None:
    """A backup is in place: whoever is uncertain in these for that may have got it since."""
    for run_id in run_ids:
        counting = await of_run(connection, run_id)
        if counting is None:
            continue
        rows = (
            select(
                deliveries.c.subscriber_id,
                deliveries.c.run_id,
                literal(counting.line),
                literal(SOME_TIME),
            )
            .join(subscribers, subscribers.c.id == deliveries.c.subscriber_id)
            .where(
                deliveries.c.run_id == run_id,
                deliveries.c.trouble == _D.UNCERTAIN,
                deliveries.c.reason == OwnReason.RESTORED,
            )
        )
        new = insert(received).from_select(_COLUMNS, rows)
        await connection.execute(new.on_conflict_do_nothing())


def _newest_step(run_id: int) -> ColumnElement[bool]:
    """Of a step's run and a recipient: their enrolment, if that step is the newest they got."""
    of_step = runs.join(series_steps, series_steps.c.broadcast_id == runs.c.broadcast_id)

    def said(column: ColumnElement[int]) -> ColumnElement[int]:
        return select(column).select_from(of_step).where(runs.c.id == run_id).scalar_subquery()

    return and_(
        enrolments.c.series_id == said(series_steps.c.series_id),
        enrolments.c.subscriber_id == deliveries.c.subscriber_id,
        enrolments.c.step == said(series_steps.c.position + 1),
    )
