"""The numbers of the messages that a run has sent: whose are known, and which those are.

Of a delivery's last step the number stands in its row, once it was sent; those of earlier steps,
and of the items of an album, stand in `delivery_messages`. Bot API: a message may have the number
0, which nothing can be done with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.ledger import deliveries, delivery_messages, runs
from db.schema.states import DeliveryState


class SentMessage(NamedTuple):
    """`step`: the how-manieth of the messages to one recipient; `item`: of an album."""

    step: int
    item: int
    number: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SentMessages:
    """To one recipient, in order. `unsure`: they may have another one, whose number is unknown."""

    messages: tuple[SentMessage, ...] = ()
    unsure: bool = False


def known() -> ColumnElement[bool]:
    """Of a delivery: whether the number of any of its messages is."""
    number = func.coalesce(deliveries.c.message_id, 0)  # so that the opposite is known too
    last = (deliveries.c.state == DeliveryState.SENT) & (number > 0)
    earlier = exists().where(
        delivery_messages.c.run_id == deliveries.c.run_id,
        delivery_messages.c.subscriber_id == deliveries.c.subscriber_id,
        delivery_messages.c.message_id > 0,
    )
    return last | earlier


async def of_recipients(
    connection: AsyncConnection, run_id: int, numbers: Sequence[int]
) -> Mapping[int, SentMessages]:
    """By subscriber number; who has no row there (any more) is left out."""
    rows = await connection.execute(
        select(
            deliveries.c.subscriber_id,
            deliveries.c.state,
            deliveries.c.step,
            deliveries.c.message_id,
        ).where(deliveries.c.run_id == run_id, deliveries.c.subscriber_id.in_(numbers))
    )
    further = await _further(connection, run_id, numbers)
    return {
        number: _messages(state, step, message_id, further.get(number, {}))
        for number, state, step, message_id in rows
    }


async def forget(connection: AsyncConnection, subscriber_id: int) -> None:
    """The chat has become another one, in which these numbers are other messages'."""
    of_any = deliveries.c.run_id.in_(select(runs.c.id))
    mine = deliveries.c.subscriber_id == subscriber_id
    await connection.execute(
        update(deliveries)
        .where(of_any, mine, deliveries.c.message_id.is_not(None))
        .values(message_id=None)
    )
    theirs = delivery_messages.c.run_id.in_(select(runs.c.id))
    await connection.execute(
        delete(delivery_messages).where(theirs, delivery_messages.c.subscriber_id == subscriber_id)
    )


async def _further(
    connection: AsyncConnection, run_id: int, numbers: Sequence[int]
) -> dict[int, dict[tuple[int, int], int]]:
    one = delivery_messages.c
    rows = await connection.execute(
        select(one.subscriber_id, one.step, one.item, one.message_id).where(
            one.run_id == run_id, one.subscriber_id.in_(numbers)
        )
    )
    found: dict[int, dict[tuple[int, int], int]] = {}
    for number, step, item, message_id in rows:
        found.setdefault(number, {})[step, item] = message_id
    return found


def _messages(
    state: int, step: int, message_id: int | None, further: dict[tuple[int, int], int]
) -> SentMessages:
    """Of a row that is not sent, the number is that of an earlier step, which stands in both."""
    sent = state == DeliveryState.SENT
    every = dict(further)
    if sent and message_id is not None:
        every.setdefault((step, 0), message_id)
    messages = tuple(
        SentMessage(*place, number) for place, number in sorted(every.items()) if number > 0
    )
    lost = state == DeliveryState.UNCERTAIN or (sent and not message_id)
    return SentMessages(messages=messages, unsure=lost or len(messages) < len(every))
