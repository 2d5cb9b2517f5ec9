"""Keys of the HTTP API: whose they are, what they may do; of the key itself its hash alone."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.keys import add_row
from db.schema.automation.api import api_keys

NOBODY = 0  # no user has this id: whoever it was had their data deleted


@dataclass(frozen=True, kw_only=True, slots=True)
class ApiKeyRow:
    """Moments are Unix seconds."""

    id: int
    name: str
    hint: str
    rights: str  # codes of ApiRight, blanks between them
    per_minute: int
    created_by: int
    created_at: int
    expires_at: int | None
    revoked_at: int | None
    used_at: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NewKeyRow:
    name: str
    key_hash: str  # SHA-256, in hex
    hint: str
    rights: str
    per_minute: int
    expires_at: int | None


async def add(connection: AsyncConnection, new: NewKeyRow, *, by: int, now: int) -> int:
    """Returns its number."""
    values = {**asdict(new), "created_by": by, "created_at": now}
    return await add_row(connection, insert(api_keys).values(values))


async def by_hash(connection: AsyncConnection, key_hash: str) -> ApiKeyRow | None:
    row = (await connection.execute(_ROWS.where(api_keys.c.key_hash == key_hash))).first()
    return None if row is None else _record(row)


async def get(connection: AsyncConnection, key_id: int) -> ApiKeyRow | None:
    row = (await connection.execute(_ROWS.where(api_keys.c.id == key_id))).first()
    return None if row is None else _record(row)


async def page(
    connection: AsyncConnection, *, offset: int, limit: int
) -> tuple[Sequence[ApiKeyRow], int]:
    """Those that are not revoked, the newest first, and how many they are."""
    rows = await connection.execute(
        _ROWS.where(_IS_THERE).order_by(api_keys.c.id.desc()).offset(offset).limit(limit)
    )
    return [_record(row) for row in rows], await count(connection)


async def count(connection: AsyncConnection) -> int:
    """Those that are not revoked."""
    query = select(func.count()).select_from(api_keys).where(_IS_THERE)
    return int(await connection.scalar(query) or 0)


async def revoke(connection: AsyncConnection, key_id: int, *, now: int) -> bool:
    """False when there is no such key, or somebody was faster."""
    revoked = await connection.execute(
        update(api_keys).where(api_keys.c.id == key_id, _IS_THERE).values(revoked_at=now)
    )
    return revoked.rowcount > 0


async def revoke_all(connection: AsyncConnection, *, now: int) -> int:
    """How many there were."""
    revoked = await connection.execute(update(api_keys).where(_IS_THERE).values(revoked_at=now))
    return revoked.rowcount


async def note_use(connection: AsyncConnection, key_id: int, *, now: int) -> None:
    await connection.execute(update(api_keys).where(api_keys.c.id == key_id).values(used_at=now))


async def erase_maker(connection: AsyncConnection, user_id: int) -> None:
    """Whoever made them is to be forgotten: they act for nobody any more."""
    theirs, row = api_keys.c.created_by == user_id, api_keys.c
    ended = func.coalesce(row.revoked_at, row.used_at, row.created_at)
    await connection.execute(
        update(api_keys).where(theirs).values(created_by=NOBODY, revoked_at=ended)
    )


def _record(row: Row[Any]) -> ApiKeyRow:
    return ApiKeyRow(**row._asdict())


_IS_THERE = api_keys.c.revoked_at.is_(None)
_ROWS: Select[Any] = select(
    api_keys.c.id,
    api_keys.c.name,
    api_keys.c.hint,
    api_keys.c.rights,
    api_keys.c.per_minute,
    api_keys.c.created_by,
    api_keys.c.created_at,
    api_keys.c.expires_at,
    api_keys.c.revoked_at,
    api_keys.c.used_at,
)
