"""The launch of a broadcast, by a tap or when its time has come: first counted, then begun in one
transaction."""

import logging
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.content import Content
from broadcast.model.errors import (
    AudienceChanged,
    MoveNotAllowed,
    NobodyToSendTo,
    NoSuchBroadcast,
    TimeIsOver,
    TooManyForwards,
)
from broadcast.pace.forwards import MOST_RECIPIENTS
from broadcast.versions import decisions
from db.audience import counting, facts
from db.audience.audience import Audience
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.ledger import runs
from db.schema.states import Stage

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """A broadcast that somebody would get."""

    broadcast_id: int
    stage: Stage
    asked: str  # its audience as it stands, stored JSON
    audience: Audience  # the same as it is now for good
    total: int


async def counted(database: Database, broadcast_id: int, *, now: int) -> Counted:
    """Asked before anything is locked: it reads everybody. The snapshot says exactly how many.

    Raises MoveNotAllowed when it was launched already, NobodyToSendTo, TooManyForwards, CannotAsk,
    TimeIsOver when nobody is to get it any more.
    """
    async with database.read() as connection:
        row = await broadcasts.find(connection, broadcast_id)
        if row is None:
            raise NoSuchBroadcast(f"there is no broadcast {broadcast_id}")
        if row.run_id is not None:
            raise MoveNotAllowed("it was launched already")
        content, audience = Content.load(row.content), Audience.load(row.audience)
        require_unexpired(content, now)
        total = await counting.count(connection, audience, now=now)
        if not total:
            raise NobodyToSendTo("nobody matches")
        if total > MOST_RECIPIENTS and content.forwards:
            raise TooManyForwards(f"a forward goes to {MOST_RECIPIENTS} at most")
        return Counted(
            broadcast_id=broadcast_id,
            stage=Stage(row.stage),
            asked=row.audience,
            audience=await counting.fix(connection, audience, now=now),
            total=total,
        )


async def begin(connection: AsyncConnection, found: Counted, *, by: int, now: int) -> None:
    """Compare-and-set: of two at once one raises MoveNotAllowed. AudienceChanged when it is for
    others than those who were counted, CannotAsk when a tag, say, has gone since."""
    row = await broadcasts.find(connection, found.broadcast_id)
    if row is None:
        raise NoSuchBroadcast(f"there is no broadcast {found.broadcast_id}")
    if row.run_id is None and row.audience != found.asked:
        raise AudienceChanged("its audience was changed a moment ago")
    await facts.read(connection, found.audience, now=now)
    if not await broadcasts.mark_launched(connection, found.broadcast_id, found=found.stage):
        raise MoveNotAllowed("it was launched already")
    run_id = await runs.add(
        connection,
        broadcast_id=found.broadcast_id,
        by=by,
        total=found.total,
        upto=await runs.highest_subscriber(connection),
        now=now,
        audience=found.audience,
    )
    if (at := Content.load(row.content).options.expires_at) is not None:
        await runs.expires(connection, run_id, at)
    await decisions.begin(connection, run_id)
    logger.info(
        "broadcast %d is launched to %d recipients, by %d", found.broadcast_id, found.total, by
    )


def require_unexpired(content: Content, moment: int) -> None:
    """Raises TimeIsOver: somebody has to get it before it expires."""
    expires_at = content.options.expires_at
    if expires_at is not None and expires_at <= moment:
        raise TimeIsOver("nobody is to get it any more by then", expired=True)
