"""What the numbers in signals stand for."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.knowledge import fields, tags
from db.schema.ledger import runs
from db.schema.states import SignalKind
from db.schema.studio.links import links
from db.schema.subscribers import subscribers
from db.series.records import Signal


async def tag(connection: AsyncConnection, number: int) -> str | None:
    """Its name; None: it is gone. So it is with all of these."""
    found: str | None = await _of(connection, tags.c.id, number, tags.c.name)
    return found


async def field(connection: AsyncConnection, number: int) -> str | None:
    found: str | None = await _of(connection, fields.c.id, number, fields.c.name)
    return found


async def link(connection: AsyncConnection, number: int) -> str | None:
    """Its code."""
    found: str | None = await _of(connection, links.c.id, number, links.c.code)
    return found


async def broadcast(connection: AsyncConnection, run_id: int) -> int | None:
    """Whose run it is."""
    found: int | None = await _of(connection, runs.c.id, run_id, runs.c.broadcast_id)
    return found


async def is_there(connection: AsyncConnection, signal: Signal) -> bool:
    """What the signal is about, where it is about something."""
    match signal.kind:
        case SignalKind.TAG:
            return await tag(connection, signal.ref) is not None
        case SignalKind.FIELD:
            return await field(connection, signal.ref) is not None
        case SignalKind.LINK:
            return await link(connection, signal.ref) is not None
        case SignalKind.ANSWER if signal.ref:
            return await broadcast(connection, signal.ref) is not None
    return True


async def subscribers_of(connection: AsyncConnection, chat_ids: Sequence[int]) -> Sequence[int]:
    """Their numbers; who is not known is left out."""
    query = select(subscribers.c.id).where(subscribers.c.chat_id.in_(chat_ids))
    return list((await connection.execute(query)).scalars())


async def _of(
    connection: AsyncConnection, key: Column[int], number: int, wanted: Column[Any]
) -> Any:
    return await connection.scalar(select(wanted).where(key == number))
