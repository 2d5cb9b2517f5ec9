"""Segments: audiences by name. Questions, and not snapshots: who matches is asked each time."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.audience import Audience
from db.connection.keys import add_row
from db.dialect.comparing import by_bytes
from db.knowledge.names import Name
from db.schema.knowledge import segments

NOBODY = 0  # no user has this id: whoever it was had their data deleted


@dataclass(frozen=True, kw_only=True, slots=True)
class SegmentRow:
    id: int
    name: str
    audience: Audience


async def every(connection: AsyncConnection) -> Sequence[SegmentRow]:
    """By name."""
    rows = await connection.execute(select(*_COLUMNS).order_by(by_bytes(segments.c.folded)))
    return [_record(row) for row in rows.mappings()]


async def get(connection: AsyncConnection, segment_id: int) -> SegmentRow | None:
    rows = await connection.execute(select(*_COLUMNS).where(segments.c.id == segment_id))
    row = rows.mappings().first()
    return None if row is None else _record(row)


async def named(connection: AsyncConnection, name: Name) -> int | None:
    query = select(segments.c.id).where(segments.c.folded == name.folded)
    number: int | None = await connection.scalar(query)
    return number


async def count(connection: AsyncConnection) -> int:
    return int(await connection.scalar(select(func.count()).select_from(segments)) or 0)


async def add(
    connection: AsyncConnection, name: Name, audience: Audience, *, by: int, now: int
) -> int:
    """Returns its number."""
    return await add_row(
        connection,
        insert(segments).values(
            name=name.text,
            folded=name.folded,
            audience=audience.dump(),
            created_by=by,
            changed_at=now,
        ),
    )


async def rename(connection: AsyncConnection, segment_id: int, name: Name, *, now: int) -> bool:
    """False when it is gone."""
    changed = await connection.execute(
        update(segments)
        .where(segments.c.id == segment_id)
        .values(name=name.text, folded=name.folded, changed_at=now)
    )
    return changed.rowcount > 0


async def change(
    connection: AsyncConnection, segment_id: int, audience: Audience, *, now: int
) -> bool:
    """False when it is gone."""
    changed = await connection.execute(
        update(segments)
        .where(segments.c.id == segment_id)
        .values(audience=audience.dump(), changed_at=now)
    )
    return changed.rowcount > 0


async def remove(connection: AsyncConnection, segment_id: int) -> None:
    await connection.execute(delete(segments).where(segments.c.id == segment_id))


async def erase_author(connection: AsyncConnection, user_id: int) -> None:
    """What they named stays, and nobody's."""
    await connection.execute(
        update(segments).where(segments.c.created_by == user_id).values(created_by=NOBODY)
    )


def _record(row: RowMapping) -> SegmentRow:
    return SegmentRow(id=row["id"], name=row["name"], audience=Audience.load(row["audience"]))


_COLUMNS = (segments.c.id, segments.c.name, segments.c.audience)
