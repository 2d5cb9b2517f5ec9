"""Who came by which code: first of all, and later.

The first time is the subscriber's `source`, whatever the code. Later ones are noted where the code
is a link's, once for each person and link.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import BigInteger, bindparam, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.dialect.comparing import by_bytes
from db.schema.knowledge import subscriber_tags
from db.schema.states import SignalKind
from db.schema.studio.answers import answers
from db.schema.studio.links import link_visits, links
from db.schema.subscribers import subscribers
from db.series.coming.happened import happened
from db.series.coming.subscriptions import any_lives
from db.series.records import Signal


class Visit(NamedTuple):
    """`at` in Unix seconds."""

    chat_id: int
    code: str
    at: int
    is_first: bool  # they have just become subscribers by it


async def known_codes(connection: AsyncConnection, codes: Iterable[str]) -> Mapping[str, bool]:
    """Those of them that are a link's, and whether it has a tag."""
    rows = await connection.execute(
        select(links.c.code, links.c.tag_id.is_not(None)).where(links.c.code.in_(set(codes)))
    )
    return {code: bool(tagged) for code, tagged in rows}


async def note(connection: AsyncConnection, visits: Sequence[Visit]) -> None:
    """Keep the first visit of each by each link; one's own source is no later visit."""
    chosen = (
        select(links.c.id, subscribers.c.id, bindparam("at", type_=BigInteger))
        .select_from(links.join(subscribers, subscribers.c.chat_id == bindparam("chat")))
        .where(links.c.code == bindparam("by"), subscribers.c.source.is_distinct_from(links.c.code))
    )
    noted = (
        insert(link_visits)
        .from_select(["link_id", "subscriber_id", "visited_at"], chosen)
        .on_conflict_do_nothing()
    )
    rows = [{"chat": one.chat_id, "by": one.code, "at": one.at} for one in visits]
    await connection.execute(noted, rows)


async def tag(connection: AsyncConnection, visits: Sequence[Visit]) -> None:
    """Put the links' tags on these; what that begins or ends, it does."""
    await _tell(connection, visits)
    chosen = (
        select(links.c.tag_id, subscribers.c.id)
        .select_from(links.join(subscribers, subscribers.c.chat_id == bindparam("chat")))
        .where(links.c.code == bindparam("by"), links.c.tag_id.is_not(None))
    )
    tagged = (
        insert(subscriber_tags)
        .from_select(["tag_id", "subscriber_id"], chosen)
        .on_conflict_do_nothing()
    )
    await connection.execute(tagged, [{"chat": one.chat_id, "by": one.code} for one in visits])


async def _tell(connection: AsyncConnection, visits: Sequence[Visit]) -> None:
    """Of those who have not got their link's tag yet."""
    if not await any_lives(connection):
        return
    for one in visits:
        row = (await connection.execute(_NEWLY, {"by": one.code, "chat": one.chat_id})).first()
        if row is not None:
            signal = Signal(SignalKind.TAG, row.tag_id)
            await happened(connection, signal, [row.id], now=one.at)


async def came_by(connection: AsyncConnection, code: str) -> Mapping[str, int]:
    """Subscribers who came by it first, by the state that they are in now."""
    rows = await connection.execute(
        select(subscribers.c.state, func.count())
        .where(subscribers.c.source == code)
        .group_by(subscribers.c.state)
    )
    return {str(state): int(count) for state, count in rows}


async def came_later(connection: AsyncConnection, link_id: int) -> int:
    query = select(func.count()).where(link_visits.c.link_id == link_id)
    return int(await connection.scalar(query) or 0)


async def answered(connection: AsyncConnection, code: str) -> int:
    """Subscribers who came by it first and have tapped an answer button of any broadcast."""
    has_answered = select(literal(1)).where(answers.c.subscriber_id == subscribers.c.id).exists()
    query = (
        select(func.count())
        .select_from(subscribers)
        .where(subscribers.c.source == code, has_answered)
    )
    return int(await connection.scalar(query) or 0)


async def other_codes(
    connection: AsyncConnection, *, limit: int
) -> tuple[Sequence[tuple[str, int]], int]:
    """Codes that are no link's, with how many came by each, the most first; and how many codes."""
    source = subscribers.c.source
    unnamed = source.is_not(None) & source.not_in(select(links.c.code))
    rows = await connection.execute(
        select(source, func.count())
        .where(unnamed)
        .group_by(source)
        .order_by(func.count().desc(), by_bytes(source))
        .limit(limit)
    )
    count = await connection.scalar(select(func.count(source.distinct())).where(unnamed))
    return [(str(code), int(people)) for code, people in rows], int(count or 0)


_NEWLY = (
    select(links.c.tag_id, subscribers.c.id)
    .select_from(links.join(subscribers, subscribers.c.chat_id == bindparam("chat")))
    .outerjoin(
        subscriber_tags,
        (subscriber_tags.c.tag_id == links.c.tag_id)
        & (subscriber_tags.c.subscriber_id == subscribers.c.id),
    )
    .where(
        links.c.code == bindparam("by"),
        links.c.tag_id.is_not(None),
        subscriber_tags.c.tag_id.is_(None),
    )
)
