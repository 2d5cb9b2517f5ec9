"""What subscriptions begin and end: people who come, come back, leave, block the bot or unblock it.

Told by the very changes that are written (db/subscribers/changes.py), in their transaction.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.automation.series import series
from db.schema.states import SignalKind, SubscriberState
from db.schema.studio.links import links
from db.schema.subscribers import subscribers
from db.series.coming.happened import gone, happened
from db.series.records import Signal
from db.series.series import ALIVE


class Came(NamedTuple):
    """Somebody's state, before (None: not known) and after. `by`: the code of the link that they
    said /start with; `themselves`: whether they did."""

    chat_id: int
    before: str | None
    after: str
    themselves: bool
    by: str | None = None


async def changed(connection: AsyncConnection, changes: Iterable[Came], *, now: int) -> None:
    """Whoever left and came back in one batch has left: what they were in is over for them."""
    news = [one for one in changes if one.before != one.after]
    if not news or not await any_lives(connection):
        return
    numbers = await _numbers(connection, {one.chat_id for one in news})
    for state in {one.after for one in news if one.before == SubscriberState.ACTIVE}:
        left = [one for one in news if one.after == state]
        await gone(connection, _of(numbers, left), state)
    came = [one for one in news if one.after == SubscriberState.ACTIVE]
    back = [one for one in came if one.before == SubscriberState.BLOCKED]
    await happened(connection, Signal(SignalKind.UNBLOCKED), _of(numbers, back), now=now)
    started = [one for one in came if one.themselves]
    await happened(connection, Signal(SignalKind.SUBSCRIBED), _of(numbers, started), now=now)
    codes = {one.by for one in started if one.by}
    for number, code in await _links(connection, codes):
        people = _of(numbers, [one for one in started if one.by == code])
        await happened(connection, Signal(SignalKind.LINK, number), people, now=now)


async def any_lives(connection: AsyncConnection) -> bool:
    """Whether there is any series that people are in."""
    return (await connection.execute(_ANY)).first() is not None


def _of(numbers: Mapping[int, int], people: Iterable[Came]) -> Sequence[int]:
    chats = dict.fromkeys(one.chat_id for one in people)
    return [numbers[chat] for chat in chats if chat in numbers]


async def _numbers(connection: AsyncConnection, chats: Collection[int]) -> Mapping[int, int]:
    rows = await connection.execute(_NUMBERS, {"some": sorted(chats)})
    return {int(chat_id): int(number) for chat_id, number in rows}


async def _links(connection: AsyncConnection, codes: Collection[str]) -> Sequence[tuple[int, str]]:
    if not codes:
        return ()
    rows = await connection.execute(_LINKS, {"some": sorted(codes)})
    return [(int(number), str(code)) for number, code in rows]


# Put together once: SQLAlchemy takes longer to build a statement than SQLite to execute it.
_SOME: Any = bindparam("some", expanding=True)
_ANY = select(series.c.id).where(series.c.state.in_(ALIVE)).limit(1)
_NUMBERS = select(subscribers.c.chat_id, subscribers.c.id).where(subscribers.c.chat_id.in_(_SOME))
_LINKS = select(links.c.id, links.c.code).where(links.c.code.in_(_SOME))
