"""How a test of versions stands, read from its row, its ledger and its content."""

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.content import Content
from broadcast.model.versions.measured import measure_of
from broadcast.model.versions.standing import (
    OpenTest,
    Standing,
    VersionFigures,
    dump_figures,
    load_figures,
)
from db.broadcasts import version_tests
from db.connection.database import Database
from db.ledger import runs
from db.records import VersionTestRow
from db.reports import versions
from db.schema.states import BroadcastState, VersionTestState


async def standing_of(connection: AsyncConnection, row: VersionTestRow) -> Standing:
    content = Content.load((await runs.contents(connection, [row.run_id]))[row.run_id])
    return Standing(
        broadcast_id=row.broadcast_id,
        state=VersionTestState(row.state),
        is_sent=is_sent(row),
        share=row.share,
        seconds=row.seconds,
        ends_at=ends_at(row),
        waiting=row.held,
        figures=await _figures(connection, row, content),
        measure=measure_of(content),
        winner=row.winner,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        child_id=row.child_id,
    )


async def keep_figures(database: Database, run_id: int) -> None:
    """Of a test that is over: the rows that they are counted from are about to go."""
    async with database.read() as connection:
        row = await version_tests.without_figures(connection, run_id)
        if row is None:
            return
        standing = await standing_of(connection, row)
    async with database.write() as connection:
        await version_tests.keep_figures(connection, run_id, dump_figures(standing.figures))


def open_test(row: VersionTestRow) -> OpenTest:
    return OpenTest(
        broadcast_id=row.broadcast_id,
        state=VersionTestState(row.state),
        is_sent=is_sent(row),
        ends_at=ends_at(row),
        waiting=row.held,
    )


def is_sent(row: VersionTestRow) -> bool:
    """The time of a test counts from then on: while its broadcast is paused nothing is decided."""
    return row.run_state == BroadcastState.FINISHED


def ends_at(row: VersionTestRow) -> int | None:
    """When the engine decides; None: not by itself, or not yet."""
    waits = row.state == VersionTestState.WAITING and is_sent(row)
    if not waits or row.seconds is None or row.finished_at is None:
        return None
    return row.finished_at + row.seconds


async def _figures(
    connection: AsyncConnection, row: VersionTestRow, content: Content
) -> tuple[VersionFigures, ...]:
    if row.figures is not None:
        return load_figures(row.figures)
    found = await versions.by_variant(connection, row.run_id, launched_at=row.launched_at)
    whose = [0, *(one.version for one in content.variants)]
    of_version = [
        [one for one in found if whose[one.variant] == version] for version in range(row.versions)
    ]
    return tuple(
        VersionFigures(
            version=version,
            people=sum(one.people for one in rows),
            got=sum(one.sent for one in rows),
            answered=sum(one.answered for one in rows),
            left=sum(one.left for one in rows),
        )
        for version, rows in enumerate(of_version)
    )
