"""What people may have in front of them of a run: its first text, and each correction of it."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.broadcasts import broadcasts
from db.schema.ledger import runs
from db.schema.states import RunKind


async def sent_before(connection: AsyncConnection, edit_run_id: int) -> Sequence[str]:
    """Before that correction, as JSON."""
    source = select(runs.c.source_run_id).where(runs.c.id == edit_run_id)
    return await sent(connection, int(await connection.scalar(source) or 0), before=edit_run_id)


async def sent(
    connection: AsyncConnection, run_id: int, *, before: int | None = None
) -> Sequence[str]:
    """The first text stands in the broadcast, where it was composed; the run has the last one."""
    first = (
        select(broadcasts.c.content)
        .join(runs, runs.c.broadcast_id == broadcasts.c.id)
        .where(runs.c.id == run_id)
    )
    later = select(runs.c.content).where(
        runs.c.source_run_id == run_id, runs.c.kind == RunKind.EDIT
    )
    if before is not None:
        later = later.where(runs.c.id < before)
    rows = (await connection.execute(first)).all(), (await connection.execute(later)).all()
    return [str(content) for found in rows for (content,) in found]


async def on_its_way(connection: AsyncConnection, run_id: int) -> str:
    """What calls of the run say that have left, as JSON: while it stands still for its correction
    the run has the new text already, and nobody was sent that."""
    query = (
        select(runs.c.content, runs.c.frozen)
        .where(runs.c.source_run_id == run_id, runs.c.kind == RunKind.EDIT)
        .order_by(runs.c.id)
    )
    edits = (await connection.execute(query)).all()
    if all(edit.frozen for edit in edits):
        query = select(runs.c.content).where(runs.c.id == run_id)
        return str(await connection.scalar(query) or "")
    before = [str(edit.content) for edit in edits if edit.frozen]
    return before[-1] if before else (await sent(connection, run_id))[0]


async def replace(connection: AsyncConnection, run_id: int, content: str, *, title: str) -> None:
    """Whoever gets it from now on gets that, whatever sends it; lists call it as it says now."""
    await connection.execute(update(runs).where(runs.c.id == run_id).values(content=content))
    whose = select(runs.c.broadcast_id).where(runs.c.id == run_id).scalar_subquery()
    await connection.execute(update(broadcasts).where(broadcasts.c.id == whose).values(title=title))
