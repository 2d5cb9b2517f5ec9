"""The launch of a broadcast, by a tap or when its time has come: first counted, then begun in one
transaction."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.hours import parts as hours
from broadcast.hours.house import GREENWICH
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
from db.ledger import parts, runs
from db.outgoing import runs as outgoing
from db.schema.states import Stage

logger = logging.getLogger(__name__)


class OwnTime(NamedTuple):
    """When each is to get it, on their own clock; whose zone is not known goes by the bot's."""

    timezone: ZoneInfo
    local: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """A broadcast that somebody would get."""

    broadcast_id: int
    stage: Stage
    asked: str  # its audience as it stands, stored JSON
    audience: Audience  # the same as it is now for good
    total: int
    zones: tuple[str, ...] = ()  # in which people are to be told apart


async def counted(
    database: Database, broadcast_id: int, *, now: int, own_clocks: bool = False
) -> Counted:
    """Asked before anything is locked: it reads everybody. The snapshot says exactly how many.

    `own_clocks`: each is to get it when it is some time on their own.

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
            zones=await hours.zones_asked_for(connection, content.options, own_clocks=own_clocks),
        )


async def begin(
    connection: AsyncConnection,
    found: Counted,
    *,
    by: int,
    now: int,
    own_time: OwnTime | None = None,
) -> None:
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
    if found.zones or own_time is not None:
        timezone, local = own_time or (GREENWICH, None)
        await parts.divide(connection, run_id, hours.divided(found.zones, timezone, local))
    await decisions.begin(connection, run_id)
    await outgoing.launched(connection, run_id, now=now)
    logger.info(
        "broadcast %d is launched to %d recipients, by %d", found.broadcast_id, found.total, by
    )


def require_unexpired(content: Content, moment: int) -> None:
    """Raises TimeIsOver: somebody has to get it before it expires."""
    expires_at = content.options.expires_at
    if expires_at is not None and expires_at <= moment:
        raise TimeIsOver("nobody is to get it any more by then", expired=True)
