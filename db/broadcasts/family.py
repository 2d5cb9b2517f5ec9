"""A broadcast and all that followed it: sent again, to the rest, or to those who came since."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import CTE, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.audience import Audience
from db.broadcasts import drafts
from db.schema.broadcasts import broadcasts
from db.schema.ledger import runs, version_tests
from db.schema.states import ENDED, OPEN_TESTS, RunKind


class Following(NamedTuple):
    """A broadcast that goes back to another one, and sends it to others."""

    broadcast_id: int
    run_id: int
    state: str


async def first_of(connection: AsyncConnection, broadcast_id: int) -> int:
    """Up the line of parents."""
    number = broadcast_id
    while True:
        query = select(broadcasts.c.parent_id).where(broadcasts.c.id == number)
        parent = await connection.scalar(query)
        if parent is None:
            return number
        number = parent


async def audience_of(connection: AsyncConnection, broadcast_id: int) -> Audience:
    """Whom the first of its line was for, as it was asked: the days, and not the moments that they
    became; never some of another one's recipients."""
    first = await first_of(connection, broadcast_id)
    asked = await drafts.audience_of(connection, first)
    return Audience.load(asked or "{}").reusable()


def family_of(first: int) -> CTE:
    """The numbers of all that go back to that broadcast, its own too."""
    family = select(broadcasts.c.id).where(broadcasts.c.id == first).cte(recursive=True)
    return family.union(select(broadcasts.c.id).join(family, broadcasts.c.parent_id == family.c.id))


async def following(connection: AsyncConnection, broadcast_id: int) -> Sequence[Following]:
    """What goes back to it, oldest first."""
    family = family_of(broadcast_id)
    rows = await connection.execute(
        select(runs.c.broadcast_id, runs.c.id, runs.c.state)
        .where(
            runs.c.broadcast_id.in_(select(family.c.id)),
            runs.c.broadcast_id != broadcast_id,
            runs.c.kind == RunKind.SEND,
        )
        .order_by(runs.c.broadcast_id)
    )
    return [Following(*row) for row in rows]


async def is_under_way(connection: AsyncConnection, first: int) -> bool:
    """Whether any of them is not over, or has a test of versions that is to be decided: whom it
    will reach, nobody can tell yet."""
    family = family_of(first)
    tested = exists().where(
        version_tests.c.run_id == runs.c.id, version_tests.c.state.in_(OPEN_TESTS)
    )
    query = select(
        exists().where(
            runs.c.broadcast_id.in_(select(family.c.id)),
            runs.c.kind == RunKind.SEND,
            runs.c.state.not_in(ENDED) | runs.c.frozen.is_(False) | tested,
        )
    )
    return bool(await connection.scalar(query))
