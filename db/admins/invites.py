"""One-time links that make somebody an admin. What is stored is a hash: a backup opens no door."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.admins import admins
from db.connection.database import Database
from db.schema.admins import invites
from db.schema.states import InviteEnd

REMEMBERED = 30 * 86_400  # seconds after its end in which a link still says what became of it


@dataclass(frozen=True, kw_only=True, slots=True)
class InviteRow:
    id: int
    role: str
    created_by: int
    expires_at: int
    ended: str | None  # of InviteEnd


class Invites:
    """The invites' table. Moments are Unix seconds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, code_hash: str, role: str, *, by: int, now: int, expires_at: int, most: int
    ) -> int | None:
        """Returns its id; None when `most` are open. Long forgotten ones are swept out here."""
        count = select(func.count()).select_from(invites).where(_open(now))
        async with self._database.write() as connection:
            await connection.execute(delete(invites).where(invites.c.expires_at < now - REMEMBERED))
            if (await connection.execute(count)).scalar_one() >= most:
                return None
            result = await connection.execute(
                insert(invites)
                .values(
                    code_hash=code_hash,
                    role=role,
                    created_by=by,
                    created_at=now,
                    expires_at=expires_at,
                )
                .returning(invites.c.id)
            )
            return int(result.scalar_one())

    async def open_ones(self, now: int) -> Sequence[InviteRow]:
        """Those that somebody can use, oldest first."""
        query = select(*_COLUMNS).where(_open(now)).order_by(invites.c.id)
        async with self._database.read() as connection:
            return [InviteRow(**row) for row in (await connection.execute(query)).mappings()]

    async def find(self, code_hash: str) -> InviteRow | None:
        query = select(*_COLUMNS).where(invites.c.code_hash == code_hash)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().first()
        return None if row is None else InviteRow(**row)

    async def revoke(self, invite_id: int, now: int) -> bool:
        """False when it is open no more."""
        still = update(invites).where(invites.c.id == invite_id, _open(now))
        async with self._database.write() as connection:
            gone = await connection.execute(still.values(ended=InviteEnd.REVOKED))
        return gone.rowcount > 0

    async def use(self, invite_id: int, user_id: int, now: int) -> bool:
        """Make the user an admin; of two at the same moment one is too late, and gets False."""
        taking = (
            update(invites)
            .where(invites.c.id == invite_id, _open(now))
            .values(ended=InviteEnd.USED)
            .returning(invites.c.role)
        )
        async with self._database.write() as connection:
            role = (await connection.execute(taking)).scalar()
            if role is not None:
                await admins.put(connection, user_id, role, now)
        return role is not None


async def erase_author(connection: AsyncConnection, user_id: int) -> None:
    """Whoever asks to be forgotten leaves no link behind."""
    await connection.execute(delete(invites).where(invites.c.created_by == user_id))


_COLUMNS = (
    invites.c.id,
    invites.c.role,
    invites.c.created_by,
    invites.c.expires_at,
    invites.c.ended,
)


def _open(now: int) -> ColumnElement[bool]:
    return invites.c.ended.is_(None) & (invites.c.expires_at > now)
