"""Admins that the settings do not name: who opened the claim link, and whom owners have added.

Every change is one transaction that looks at all admins first: of two owners who remove each other
at the same moment one stays.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.database import Database
from db.schema.admins import admins, invites
from db.schema.states import InviteEnd, Role


class Changed(StrEnum):
    """What became of an attempt to change the team."""

    DONE = "done"
    NOBODY = "nobody"  # no such admin
    SAME = "same"  # it was so already
    LAST_OWNER = "last owner"  # nobody could change the team any more


@dataclass(frozen=True, kw_only=True, slots=True)
class AdminRow:
    user_id: int
    role: str
    added_at: int


class Admins:
    """The admins' table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def every(self) -> list[AdminRow]:
        """Owners first, then as they came."""
        query = select(admins.c.user_id, admins.c.role, admins.c.added_at).order_by(
            admins.c.role.desc(), admins.c.added_at, admins.c.user_id
        )
        async with self._database.read() as connection:
            rows = await connection.execute(query)
            return [AdminRow(**row) for row in rows.mappings()]

    async def roles(self) -> dict[int, str]:
        """Every admin's user id and role."""
        async with self._database.read() as connection:
            rows = await connection.execute(select(admins.c.user_id, admins.c.role))
            return {int(user_id): str(role) for user_id, role in rows}

    async def add_first(self, user_id: int, now: int) -> bool:
        """Make the user the owner, unless there is one already; one transaction decides."""
        async with self._database.write() as connection:
            if await _another_owner(connection, user_id) or (
                await role_of(connection, user_id) == Role.OWNER
            ):
                return False
            await put(connection, user_id, Role.OWNER, now)
        return True

    async def add(self, user_id: int, role: str, now: int, *, owner_elsewhere: bool) -> Changed:
        """Give the user the role; an owner who becomes an editor may not be the last one.

        `owner_elsewhere`: the settings name an owner, who is not in this table.
        """
        async with self._database.write() as connection:
            known = await role_of(connection, user_id)
            if known == role:
                return Changed.SAME
            if known == Role.OWNER:
                if not owner_elsewhere and not await _another_owner(connection, user_id):
                    return Changed.LAST_OWNER
                await _revoke(connection, user_id)
            await put(connection, user_id, role, now)
        return Changed.DONE

    async def remove(self, user_id: int, *, owner_elsewhere: bool) -> Changed:
        """With the open links that the user has made: whoever opens one would be nobody's guest."""
        async with self._database.write() as connection:
            known = await role_of(connection, user_id)
            if known is None:
                return Changed.NOBODY
            last = not owner_elsewhere and not await _another_owner(connection, user_id)
            if known == Role.OWNER and last:
                return Changed.LAST_OWNER
            await connection.execute(delete(admins).where(admins.c.user_id == user_id))
            await _revoke(connection, user_id)
        return Changed.DONE


async def put(connection: AsyncConnection, user_id: int, role: str, now: int) -> None:
    """Add the user, or change the role of who is there."""
    statement = insert(admins).values(user_id=user_id, role=role, added_at=now)
    await connection.execute(
        statement.on_conflict_do_update(index_elements=["user_id"], set_={"role": role})
    )


async def ids(connection: AsyncConnection) -> list[int]:
    """Of every admin in the table."""
    return [int(one) for one in (await connection.execute(select(admins.c.user_id))).scalars()]


async def role_of(connection: AsyncConnection, user_id: int) -> str | None:
    """None: no admin, as far as this table says."""
    return (await connection.execute(select(admins.c.role).where(_is(user_id)))).scalar()


async def _another_owner(connection: AsyncConnection, user_id: int) -> bool:
    query = select(admins.c.user_id).where(admins.c.role == Role.OWNER, ~_is(user_id)).limit(1)
    return (await connection.execute(query)).first() is not None


async def _revoke(connection: AsyncConnection, user_id: int) -> None:
    await connection.execute(
        update(invites)
        .where(invites.c.created_by == user_id, invites.c.ended.is_(None))
        .values(ended=InviteEnd.REVOKED)
    )


def _is(user_id: int) -> ColumnElement[bool]:
    return admins.c.user_id == user_id
