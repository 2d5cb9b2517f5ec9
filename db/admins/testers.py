"""Who gets test messages beside their author, and the one-time links by which they come.

What is stored of a link is a hash; it goes with its use.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.database import Database
from db.schema.studio.composing import tester_invites, testers


@dataclass(frozen=True, kw_only=True, slots=True)
class TesterRow:
    user_id: int
    name: str  # as it was when they came


class KnownTesters:
    """The testers' tables. Moments are Unix seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def every(self) -> Sequence[TesterRow]:
        """As they came."""
        query = select(testers.c.user_id, testers.c.name).order_by(
            testers.c.added_at, testers.c.user_id
        )
        async with self._database.read() as connection:
            return [
                TesterRow(user_id=one, name=name) for one, name in await connection.execute(query)
            ]

    async def invite(
        self, code_hash: str, *, by: int, now: int, expires_at: int, most: int
    ) -> bool:
        """False when `most` links are open; expired ones are swept out here."""
        count = select(func.count()).select_from(tester_invites)
        async with self._database.write() as connection:
            await connection.execute(
                delete(tester_invites).where(tester_invites.c.expires_at <= now)
            )
            if (await connection.execute(count)).scalar_one() >= most:
                return False
            await connection.execute(
                insert(tester_invites).values(
                    code_hash=code_hash, created_by=by, expires_at=expires_at
                )
            )
        return True

    async def use(self, code_hash: str, user_id: int, name: str, *, now: int) -> int | None:
        """Take the user in; returns who made the link. None when it is none (any more)."""
        taking = (
            delete(tester_invites)
            .where(tester_invites.c.code_hash == code_hash, tester_invites.c.expires_at > now)
            .returning(tester_invites.c.created_by)
        )
        async with self._database.write() as connection:
            invited_by: int | None = (await connection.execute(taking)).scalar()
            if invited_by is not None:
                await connection.execute(
                    insert(testers)
                    .values(user_id=user_id, name=name, added_at=now)
                    .on_conflict_do_update(index_elements=["user_id"], set_={"name": name})
                )
        return invited_by

    async def revoke(self, code_hash: str) -> bool:
        """False when there is no such link."""
        this = delete(tester_invites).where(tester_invites.c.code_hash == code_hash)
        async with self._database.write() as connection:
            return (await connection.execute(this)).rowcount > 0

    async def revoke_all(self) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(tester_invites))

    async def open_links(self, now: int) -> int:
        """How many somebody can use."""
        query = select(func.count()).where(tester_invites.c.expires_at > now)
        async with self._database.read() as connection:
            return int(await connection.scalar(query) or 0)

    async def remove(self, user_id: int) -> bool:
        """False when they were none."""
        async with self._database.write() as connection:
            gone = await connection.execute(delete(testers).where(testers.c.user_id == user_id))
        return gone.rowcount > 0


async def erase(connection: AsyncConnection, user_id: int) -> None:
    """Whoever asks to be forgotten is no tester, and leaves no link behind."""
    await connection.execute(delete(testers).where(testers.c.user_id == user_id))
    await connection.execute(delete(tester_invites).where(tester_invites.c.created_by == user_id))
