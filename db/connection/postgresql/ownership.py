"""Taking a bot over: a new epoch in the row `owner`, from which on nobody else's writes count."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.owner import owner


@dataclass(frozen=True, kw_only=True, slots=True)
class Owner:
    """Who has taken the bot last.

    node     its name; None: it left in order, and nobody has come since
    address  where other nodes reach it
    since    Unix seconds, by its own clock
    """

    epoch: int
    node: str | None
    address: str | None
    since: int | None


async def read(connection: AsyncConnection) -> Owner:
    """Raises RuntimeError where there is no such row: the schema is not a bot's."""
    row = (
        await connection.execute(
            select(owner.c.epoch, owner.c.node, owner.c.address, owner.c.since)
        )
    ).first()
    if row is None:
        raise RuntimeError("the table of the owner is empty")
    return Owner(**row._asdict())


async def take(
    connection: AsyncConnection,
    *,
    node: str,
    now: int,
    address: str | None = None,
    epoch: int | None = None,
) -> int | None:
    """In a transaction that nobody else works beside; gives the epoch. It ends when everything is
    committed that the one before had begun.

    `epoch`: the one to take; None: the next. None is the answer where somebody has taken the bot
    with this epoch, or a later one.
    """
    statement = update(owner).values(
        epoch=owner.c.epoch + 1 if epoch is None else epoch, node=node, address=address, since=now
    )
    if epoch is not None:
        statement = statement.where(owner.c.epoch < epoch)
    taken: int | None = (await connection.execute(statement.returning(owner.c.epoch))).scalar()
    return taken


async def leave(connection: AsyncConnection, epoch: int) -> None:
    """In order: nothing is on its way any more."""
    await connection.execute(
        update(owner).where(owner.c.epoch == epoch).values(node=None, address=None)
    )
