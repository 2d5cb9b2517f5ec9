"""Broadcasts as they are told."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.api.core.mandate import Telling
from bot.api.core.shapes.base import moment
from bot.api.core.shapes.broadcasts import BroadcastView, FiguresView
from broadcast.model.broadcast import Broadcast
from broadcast.model.errors import NoSuchBroadcast
from broadcast.model.planning.plan import Plan
from db.broadcasts import broadcasts, drafts, plans
from db.schema.states import BroadcastState


def telling(broadcast_id: int) -> Telling:
    """As it stands at the end of a transaction."""

    async def tell(connection: AsyncConnection) -> str:
        return (await view_in(connection, broadcast_id)).dump()

    return tell


async def view_in(connection: AsyncConnection, broadcast_id: int) -> BroadcastView:
    """Raises NoSuchBroadcast."""
    row = await broadcasts.find(connection, broadcast_id)
    if row is None:
        raise NoSuchBroadcast(f"there is no broadcast {broadcast_id}")
    plan = await plans.find(connection, broadcast_id)
    broadcast, holder = Broadcast.from_row(row), None
    if broadcast.state is BroadcastState.DRAFT:
        holder = await drafts.holder_of(connection, broadcast_id)
    return view_of(broadcast, None if plan is None else Plan.from_row(plan), holder)


def view_of(broadcast: Broadcast, plan: Plan | None, holder: int | None) -> BroadcastView:
    return BroadcastView(
        id=broadcast.id,
        state=broadcast.state.value,
        title=broadcast.title,
        created_at=moment(broadcast.created_at),
        held_by=holder or None,
        planned_for=None if plan is None else moment(plan.due_at),
        launched_at=moment(broadcast.launched_at),
        finished_at=moment(broadcast.finished_at),
        pause_reason=None if broadcast.pause_reason is None else broadcast.pause_reason.value,
        pause_detail=broadcast.pause_detail,
        figures=None if broadcast.run_id is None else figures_of(broadcast),
    )


def discarded(broadcast_id: int) -> Telling:
    async def tell(_: AsyncConnection) -> str:
        return BroadcastView(id=broadcast_id, state="discarded", title="", created_at=None).dump()

    return tell


def figures_of(broadcast: Broadcast) -> FiguresView:
    figures = broadcast.figures
    return FiguresView(
        total=figures.total,
        done=figures.done,
        remaining=figures.remaining,
        sent=figures.sent,
        blocked=figures.blocked,
        unreachable=figures.unreachable,
        failed=figures.failed,
        uncertain=figures.uncertain,
        skipped=figures.skipped,
        unwanted=figures.unwanted,
        expired=figures.expired,
        capped=figures.capped,
        cancelled=figures.cancelled,
    )
