"""What recipients answer and write, as events."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.outgoing.people import named
from db.outgoing.writing import Event, Wanted
from db.schema.ledger import runs
from db.schema.states import EventKind


class Answered(NamedTuple):
    """`button`: the answer's number, from 0 on, with its words; `at` in Unix seconds."""

    subscriber_id: int
    run_id: int
    button: int
    text: str
    tag: str | None
    at: int


class Wrote(NamedTuple):
    """After a broadcast. What it says stays with Telegram."""

    subscriber_id: int
    broadcast_id: int
    message_id: int
    at: int


async def answered(connection: AsyncConnection, answers: Sequence[Answered]) -> None:
    """Those that differ from what they had answered before."""
    if not answers:
        return
    wanted = await Wanted.read(connection)
    if not wanted.any_of(EventKind.ANSWER):
        return
    asked = {"some": list({one.run_id for one in answers})}
    rows = (await connection.execute(_OF_RUNS, asked)).all()
    broadcast_of = {row.id: row.broadcast_id for row in rows}
    data = [
        (
            one.subscriber_id,
            one.at,
            {
                "broadcast": {"id": broadcast_of[one.run_id]},
                "answer": {"number": one.button, "text": one.text, "tag": one.tag},
            },
        )
        for one in answers
    ]
    await _write(connection, wanted, EventKind.ANSWER, data)


async def wrote(connection: AsyncConnection, messages: Sequence[Wrote]) -> None:
    if not messages:
        return
    wanted = await Wanted.read(connection)
    if not wanted.any_of(EventKind.REPLY):
        return
    data = [
        (
            one.subscriber_id,
            one.at,
            {"broadcast": {"id": one.broadcast_id}, "message": {"id": one.message_id}},
        )
        for one in messages
    ]
    await _write(connection, wanted, EventKind.REPLY, data)


async def _write(
    connection: AsyncConnection,
    wanted: Wanted,
    kind: EventKind,
    told: Iterable[tuple[int, int, dict[str, Any]]],
) -> None:
    """By subscriber number; who is not there any more is left out."""
    told = list(told)
    people = await named(connection, {number for number, _, _ in told})
    events = [
        Event(kind, people[number].subject, {"subscriber": people[number].told(), **data}, at)
        for number, at, data in told
        if number in people
    ]
    await wanted.write(connection, events)


_OF_RUNS = select(runs.c.id, runs.c.broadcast_id).where(
    runs.c.id.in_(bindparam("some", expanding=True))
)
