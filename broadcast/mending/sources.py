"""Looking at a broadcast that is to be mended, and beginning that."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.broadcast import Broadcast
from broadcast.model.errors import CannotMend, NoSuchBroadcast
from broadcast.model.mending.refusals import Unmendable, why_not_over
from db.audience.audience import Audience
from db.broadcasts import broadcasts
from db.mending import begun, senders
from db.mending.begun import MENDING
from db.records import BroadcastRow
from db.schema.states import RunKind


async def source_of(connection: AsyncConnection, broadcast_id: int) -> BroadcastRow:
    """Raises NoSuchBroadcast, and CannotMend for what has sent nothing that could be mended."""
    row = await broadcasts.find(connection, broadcast_id)
    if row is None:
        raise NoSuchBroadcast(f"there is no broadcast {broadcast_id}")
    if row.run_id is None:
        raise CannotMend(Unmendable.NOT_SENT)
    if Broadcast.from_row(row).mends:
        raise CannotMend(Unmendable.MENDING)
    if row.thinned:
        raise CannotMend(Unmendable.PRUNED)
    if await senders.is_of_another(connection, row.run_id):
        raise CannotMend(Unmendable.OTHER_BOT)
    return row


def require_over(row: BroadcastRow) -> None:
    """Raises CannotMend while it goes on."""
    if (why := why_not_over(Broadcast.from_row(row))) is not None:
        raise CannotMend(why)


async def require_free(
    connection: AsyncConnection, row: BroadcastRow, *, of: Collection[RunKind] = MENDING
) -> None:
    """None of these is done to what it has sent just now. Raises CannotMend."""
    for _, broadcast_id in await begun.under_way(connection, row.run_id or 0, kinds=of):
        raise CannotMend(Unmendable.UNDER_WAY, under_way=broadcast_id)


async def require_messages(connection: AsyncConnection, row: BroadcastRow) -> None:
    """Raises CannotMend where nobody has any."""
    if not await begun.has_messages(connection, row.run_id or 0):
        raise CannotMend(Unmendable.NOBODY)


async def begin(
    connection: AsyncConnection,
    row: BroadcastRow,
    kind: RunKind,
    *,
    by: int,
    now: int,
    content: str | None = None,
    variants: tuple[int, ...] = (),
) -> int:
    """The new broadcast's id. `content`: what it is to say; None: what it says. `variants`: those
    that are mended; none: all."""
    return await begun.add(
        connection,
        row,
        kind,
        content=row.content if content is None else content,
        audience=Audience(variants=variants),
        by=by,
        now=now,
    )
