"""Lists of ids that admins sent. Of the ids only those that are known here are kept, as numbers of
subscribers: whoever never started the bot leaves no trace, and whoever is erased goes from them.
"""

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    bindparam,
    cast,
    delete,
    exists,
    func,
    not_,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.conditions import InList
from db.connection.keys import add_row
from db.dialect.comparing import position_in
from db.dialect.lists import numbers as listed
from db.schema.automation.series import series
from db.schema.broadcasts import broadcasts
from db.schema.knowledge import audience_list_members, audience_lists, segments
from db.schema.ledger import runs
from db.schema.states import SubscriberState
from db.schema.studio.composing import templates
from db.schema.subscribers import subscribers

NOBODY = 0  # no user has this id: whoever it was had their data deleted

_ASKED = listed("asked")

_KNOWN = (
    select(subscribers.c.id, subscribers.c.state == SubscriberState.ACTIVE)
    .select_from(_ASKED)
    .join(subscribers, subscribers.c.chat_id == _ASKED.c.value)
)

_PUT_IN = (
    insert(audience_list_members)
    .from_select(
        ["audience_list_id", "subscriber_id"],
        select(bindparam("list", type_=Integer), subscribers.c.id)
        .select_from(_ASKED)
        .join(subscribers, subscribers.c.id == _ASKED.c.value)
        .where(true()),
    )
    .on_conflict_do_nothing()
)


async def add(connection: AsyncConnection, *, by: int, now: int) -> int:
    """An empty one; returns its number."""
    return await add_row(connection, insert(audience_lists).values(created_by=by, created_at=now))


async def known(connection: AsyncConnection, chat_ids: Sequence[int]) -> list[tuple[int, bool]]:
    """Their subscriber numbers, and whether they are active; others are left out."""
    rows = await connection.execute(_KNOWN, {"asked": chat_ids})
    return [(number, bool(active)) for number, active in rows]


async def put_in(connection: AsyncConnection, list_id: int, numbers: Sequence[int]) -> None:
    """Whoever was erased meanwhile is not."""
    await connection.execute(_PUT_IN, {"list": list_id, "asked": numbers})


async def size(connection: AsyncConnection, list_id: int) -> int:
    query = (
        select(func.count())
        .select_from(audience_list_members)
        .where(audience_list_members.c.audience_list_id == list_id)
    )
    return int(await connection.scalar(query) or 0)


async def erase_author(connection: AsyncConnection, user_id: int) -> None:
    """Their lists stay while an audience asks for them, and are nobody's."""
    mine = audience_lists.c.created_by == user_id
    await connection.execute(update(audience_lists).where(mine).values(created_by=NOBODY))


async def unasked(connection: AsyncConnection, *, before: int) -> Sequence[int]:
    """Those made before that moment that nothing asks for any more: for a reader's connection, as
    every audience is looked at for each of them."""
    old = select(audience_lists.c.id).where(audience_lists.c.created_at < before)
    return (await connection.execute(old.where(_is_unasked()))).scalars().all()


async def remove(connection: AsyncConnection, list_ids: Sequence[int]) -> int:
    """Where nothing has come to ask for them meanwhile; how many went."""
    these = audience_lists.c.id.in_(list_ids)
    return (await connection.execute(delete(audience_lists).where(these, _is_unasked()))).rowcount


def _is_unasked() -> ColumnElement[bool]:
    number = cast(audience_lists.c.id, String)
    asked_for = f'"{InList.kind}": ' + number + "}"  # as Condition.dump() has it
    asked = [
        exists().where(position_in(table.c.audience, asked_for) > 0)
        for table in (broadcasts, runs, segments, templates, series)
    ]
    return not_(or_(*asked))
