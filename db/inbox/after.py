"""After which broadcast somebody writes: the newest of the last ones that they got.

The ledger has no index by person, and needs none: its key is asked once for each of the last runs,
whatever their size.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.answers.taps import GOT_IT
from db.schema.ledger import deliveries, delivery_messages, runs
from db.schema.states import RunKind
from db.schema.subscribers import subscribers

DAYS = 30  # since the launch; who writes later does not write about it
RUNS = 24  # that are looked at; one a day is a lot already
DAY = 86_400  # seconds


async def numbers_of(connection: AsyncConnection, chat_ids: Collection[int]) -> dict[int, int]:
    """The subscribers' numbers, by chat."""
    rows = await connection.execute(_NUMBERS, {"some": list(chat_ids)})
    return {int(chat_id): int(number) for chat_id, number in rows}


async def broadcasts_before(
    connection: AsyncConnection, quotes: Mapping[int, Collection[int]], *, now: int
) -> dict[int, Mapping[int, int]]:
    """By subscriber number: for each message that was quoted (0: none) which broadcast it is after.

    Whoever quotes one of its messages writes about that broadcast. Who got none of the last ones
    is left out.
    """
    rows = (
        await connection.execute(
            _GOT, {"some": list(quotes), "since": now - DAYS * DAY, "states": list(GOT_IT)}
        )
    ).all()
    newest = {number: broadcast for number, broadcast, _, _ in reversed(rows)}
    quoted = {(number, message): broadcast for number, broadcast, _, message in rows if message}
    asked = {one for messages in quotes.values() for one in messages if one}
    if asked:
        by_run = {(number, run): broadcast for number, broadcast, run, _ in rows}
        parts = await connection.execute(
            _PARTS,
            {
                "some": [number for number in quotes if number in newest],
                "runs": sorted({run for _, run in by_run}),
                "messages": sorted(asked),
            },
        )
        for run, number, message in parts:
            if (number, run) in by_run:
                quoted[number, message] = by_run[number, run]
    return {
        number: {one: quoted.get((number, one), newest[number]) for one in {0, *messages}}
        for number, messages in quotes.items()
        if number in newest
    }


_SOME: BindParameter[object] = bindparam("some", expanding=True)
_NUMBERS = select(subscribers.c.chat_id, subscribers.c.id).where(subscribers.c.chat_id.in_(_SOME))
_STATES: BindParameter[object] = bindparam("states", expanding=True)
_LAST = (
    select(runs.c.id, runs.c.broadcast_id)
    .where(runs.c.kind == RunKind.SEND.value, runs.c.launched_at >= bindparam("since"))
    .order_by(runs.c.id.desc())
    .limit(RUNS)
    .subquery()
)
# Newest first.
_GOT = (
    select(
        deliveries.c.subscriber_id,
        _LAST.c.broadcast_id,
        deliveries.c.run_id,
        deliveries.c.message_id,
    )
    .select_from(_LAST.join(deliveries, deliveries.c.run_id == _LAST.c.id))
    .where(deliveries.c.subscriber_id.in_(_SOME), deliveries.c.state.in_(_STATES))
    .order_by(deliveries.c.run_id.desc())
)
_PARTS = select(
    delivery_messages.c.run_id, delivery_messages.c.subscriber_id, delivery_messages.c.message_id
).where(
    delivery_messages.c.run_id.in_(bindparam("runs", expanding=True)),
    delivery_messages.c.subscriber_id.in_(_SOME),
    delivery_messages.c.message_id.in_(bindparam("messages", expanding=True)),
)
