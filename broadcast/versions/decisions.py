"""What is decided about a test of versions, each in one transaction: of several who decide at once,
the engine among them, one counts; and a decision never stands without its broadcast."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.hours import parts
from broadcast.model.content import Content
from broadcast.model.errors import (
    DecidedAlready,
    MoveNotAllowed,
    NobodyToSendTo,
    NoSuchBroadcast,
)
from broadcast.model.stars import PER_STAR
from broadcast.model.versions.standing import Standing, dump_figures
from broadcast.versions.figures import is_sent
from db.audience.audience import Audience
from db.broadcasts import broadcasts, version_tests
from db.ledger import runs
from db.records import BroadcastRow, VersionTestRow
from db.schema.states import OPEN_TESTS, VersionTestState


async def begin(connection: AsyncConnection, run_id: int) -> None:
    """The run is launched; without a second version there is nothing to try."""
    content = Content.load((await runs.contents(connection, [run_id]))[run_id])
    if content.versions < 2:
        return
    waits = content.test.holds_back(content.versions)
    await version_tests.add(
        connection,
        run_id,
        versions=content.versions,
        share=content.test.share_of_each(content.versions),
        seconds=content.test.seconds,
        state=VersionTestState.WAITING if waits else VersionTestState.COMPARED,
    )


async def decide(
    connection: AsyncConnection, standing: Standing, version: int, *, by: int | None, now: int
) -> int:
    """The others get that version; returns the broadcast that it goes out as. By None: the engine,
    in the name of who launched the test.

    Raises MoveNotAllowed while it is being sent, DecidedAlready when somebody was faster,
    NobodyToSendTo when nobody waits.
    """
    row = await required(connection, standing.broadcast_id)
    if not is_sent(row) or version not in range(row.versions):
        raise MoveNotAllowed("it has not been sent to all whom its versions are for at first")
    if not row.held:
        raise NobodyToSendTo("nobody waits")
    if by is None and (row.state, row.seconds) != (standing.state, standing.seconds):
        raise DecidedAlready("an admin has said to wait, while it was being counted")
    await _close(
        connection, row, VersionTestState.DECIDED, standing, winner=version, by=by, now=now
    )
    parent = await broadcasts.find(connection, row.broadcast_id)
    if parent is None:
        raise NoSuchBroadcast(f"there is no broadcast {row.broadcast_id}")
    content, before = _winner(parent, version), Audience.load(parent.audience)
    child_id = await version_tests.send_winner(
        connection,
        row,
        content=content.dump(),
        audience=Audience(held=True, topic=before.topic, over_cap=before.over_cap),
        by=row.launched_by if by is None else by,
        now=now,
    )
    child = await broadcasts.find(connection, child_id)
    if child is not None and child.run_id is not None:
        await parts.divide_as_needed(connection, child.run_id, content.options)
    return child_id


async def drop(
    connection: AsyncConnection, standing: Standing, *, by: int | None, now: int
) -> None:
    """Nobody else gets it; raises DecidedAlready."""
    row = await required(connection, standing.broadcast_id)
    await _close(connection, row, VersionTestState.DROPPED, standing, winner=None, by=by, now=now)


async def required(connection: AsyncConnection, broadcast_id: int) -> VersionTestRow:
    """One that is open; raises NoSuchBroadcast, DecidedAlready."""
    row = await version_tests.of_broadcast(connection, broadcast_id)
    if row is None:
        raise NoSuchBroadcast(f"broadcast {broadcast_id} tries no versions")
    if row.state not in OPEN_TESTS:
        raise DecidedAlready("it was decided before")
    return row


async def _close(
    connection: AsyncConnection,
    row: VersionTestRow,
    state: VersionTestState,
    standing: Standing,
    *,
    winner: int | None,
    by: int | None,
    now: int,
) -> None:
    closed = await version_tests.close(
        connection,
        row.run_id,
        state,
        winner=winner,
        by=by,
        now=now,
        figures=dump_figures(standing.figures),
    )
    if not closed:
        raise DecidedAlready("it was decided before")


def _winner(parent: BroadcastRow, version: int) -> Content:
    """Of the Stars that were agreed to, what the test has left."""
    content = Content.load(parent.content).of_version(version)
    left = content.options.stars_cap - -(-(parent.paid or 0) // PER_STAR)
    if left <= 0:
        return content.without_stars()
    return content.with_options(replace(content.options, stars_cap=left))
