"""Where subscribers came from, and how many of each source are still here."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.dialect.comparing import by_bytes
from db.records import SourceRow
from db.schema.states import SubscriberState
from db.schema.studio.links import links
from db.schema.subscribers import subscribers


async def sources(connection: AsyncConnection) -> Sequence[SourceRow]:
    """The largest first, by the link's name where it has one; None is who came without a source."""

    def counted(state: SubscriberState) -> ColumnElement[int]:
        return func.sum(case((subscribers.c.state == state, 1), else_=0))

    count = func.count().label("count")
    query = (
        select(
            subscribers.c.source,
            count,
            counted(SubscriberState.ACTIVE),
            counted(SubscriberState.UNSUBSCRIBED),
        )
        .group_by(subscribers.c.source)
        .order_by(count.desc(), by_bytes(subscribers.c.source).nulls_first())
    )
    rows = (await connection.execute(query)).all()
    named = await connection.execute(select(links.c.code, links.c.name))
    names: dict[str | None, str] = {str(code): str(name) for code, name in named}
    return [
        SourceRow(source=names.get(source, source), here=here, left=left, lost=whole - here - left)
        for source, whole, here, left in rows
    ]
