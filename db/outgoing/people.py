"""What subscribers do, as events."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.outgoing.writing import Event, Wanted, forget
from db.schema.states import EventKind, SubscriberState
from db.schema.subscribers import subscribers

_K, _S = EventKind, SubscriberState
# What a subscription becomes, and which event that is. Who deleted the account, or is out of reach,
# is told like those who blocked the bot: they cannot be written to any more.
KINDS: Mapping[str, EventKind] = {
    _S.ACTIVE: _K.SUBSCRIBER_JOINED,
    _S.UNSUBSCRIBED: _K.SUBSCRIBER_LEFT,
    _S.BLOCKED: _K.SUBSCRIBER_BLOCKED,
    _S.UNREACHABLE: _K.SUBSCRIBER_BLOCKED,
    _S.DEACTIVATED: _K.SUBSCRIBER_BLOCKED,
}
OF_PEOPLE = tuple(dict.fromkeys(KINDS.values()))


class Person(NamedTuple):
    """As an event names them."""

    chat_id: int
    kind: str
    first_name: str
    username: str | None
    language_code: str | None
    source: str | None

    @property
    def subject(self) -> str:
        return subject_of(self.chat_id)

    def told(self) -> dict[str, Any]:
        return {
            "id": self.chat_id,
            "type": self.kind,
            "name": self.first_name,
            "username": self.username,
            "language_code": self.language_code,
            "source": self.source,
        }


class Moved(NamedTuple):
    """Somebody's subscription has another state from now on; `before` is None for a new one."""

    person: Person
    before: str | None
    after: str
    at: int  # Unix seconds


def subject_of(chat_id: int) -> str:
    return f"subscriber:{chat_id}"


async def moved(connection: AsyncConnection, moves: Sequence[Moved]) -> None:
    """In order of arrival."""
    if not moves:
        return
    wanted = await Wanted.read(connection)
    if wanted.any_of(*OF_PEOPLE):
        await wanted.write(connection, map(_event, moves))


async def found_gone(
    connection: AsyncConnection, numbers: Collection[int], *, state: str, now: int
) -> None:
    """Deliveries found out that these subscribers are gone, and they were marked just now."""
    wanted = await Wanted.read(connection)
    if not wanted.any_of(KINDS[state]):
        return
    asked = {"some": list(numbers)}
    rows = (await connection.execute(_MARKED, {**asked, "state": state, "now": now})).all()
    gone = [Moved(Person(*row), _S.ACTIVE, state, now) for row in rows]
    await wanted.write(connection, map(_event, gone))


async def erased(connection: AsyncConnection, chat_id: int, *, now: int | None) -> None:
    """Somebody has their data deleted, in a moment: what waits about them goes, and whoever was
    told of them is told to forget them, by their id alone; nobody is without `now`."""
    await forget(connection, [subject_of(chat_id)])
    if now is None or await connection.scalar(_STATE, {"chat": chat_id}) is None:
        return
    data = {"subscriber": {"id": chat_id}, "state": "erased"}
    wanted = await Wanted.read(connection)
    await wanted.write(connection, [Event(_K.SUBSCRIBER_LEFT, subject_of(chat_id), data, now)])


async def named(connection: AsyncConnection, numbers: Collection[int]) -> dict[int, Person]:
    """Of subscribers' numbers."""
    rows = await connection.execute(_NAMED, {"some": list(numbers)})
    return {number: Person(*row) for number, *row in rows.all()}


def _event(one: Moved) -> Event:
    data: dict[str, Any] = {"subscriber": one.person.told(), "state": one.after}
    if one.after == _S.ACTIVE:
        data["new"] = one.before is None
    return Event(KINDS[one.after], one.person.subject, data, one.at)


_PERSON = tuple(subscribers.c[name] for name in Person._fields)
_NAMED = select(subscribers.c.id, *_PERSON).where(
    subscribers.c.id.in_(bindparam("some", expanding=True))
)
_MARKED = select(*_PERSON).where(
    subscribers.c.id.in_(bindparam("some", expanding=True)),
    subscribers.c.state == bindparam("state"),
    subscribers.c.state_at == bindparam("now"),
)
_STATE = select(subscribers.c.state).where(subscribers.c.chat_id == bindparam("chat"))
