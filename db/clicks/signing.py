"""What the bot signs its links with, and whether it has ever told people apart by them.

Made once, and kept with the database: links of messages that were sent stay good for ever.
"""

from collections.abc import Callable

from sqlalchemy.ext.asyncio import AsyncConnection

from db import engine_state

SECRET = "link_secret"  # noqa: S105 - the key's name
BY_PERSON = "links_by_person"


async def secret(connection: AsyncConnection) -> str | None:
    return await engine_state.recall(connection, SECRET)


async def made_secret(connection: AsyncConnection, make: Callable[[], str]) -> str:
    """The one that there is, else a new one."""
    known = await secret(connection)
    if known is None:
        known = make()
        await engine_state.save(connection, {SECRET: known})
    return known


async def remember_people(connection: AsyncConnection) -> None:
    """From now on /privacy says so."""
    await engine_state.save(connection, {BY_PERSON: "1"})


async def tells_people_apart(connection: AsyncConnection) -> bool:
    return await engine_state.recall(connection, BY_PERSON) is not None
