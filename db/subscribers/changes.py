"""What people do to their own subscription, many of them in one transaction.

Each change says what becomes of the row it finds. A batch is read with one query, planned in order
of arrival, and what differs then is written: new rows with one statement, others with another. An
"insert or update" would take a new number for each row that it only updates.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol

from sqlalchemy import BigInteger, bindparam, exists, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.outgoing.people import Moved, Person
from db.schema.states import SubscriberState
from db.schema.subscribers import subscribers

HOUR = 3_600  # seconds


@dataclass(frozen=True, kw_only=True, slots=True)
class Subscriber:
    """A row, as far as its own chat decides about it. Moments are Unix seconds."""

    chat_id: int
    kind: str
    first_name: str
    username: str | None
    language_code: str | None
    source: str | None
    thread_id: int | None
    state: str
    joined_at: int
    changed_at: int
    seen_at: int | None  # to the hour
    state_at: int | None


Row = Subscriber | None  # None: not known
Rows = Mapping[int, Subscriber]  # by chat id


@dataclass(frozen=True, slots=True)
class Change:
    """What was found, and what has become of it."""

    before: Row
    after: Row

    def __bool__(self) -> bool:
        return self.before != self.after


class SubscriptionChange(Protocol):
    """What a chat asks to become of its row; `applied` gives the row as it is then."""

    @property
    def chat_id(self) -> int: ...

    @property
    def now(self) -> int: ...

    def applied(self, row: Row) -> Row: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Profile:
    """What Telegram tells of a chat that wrote or tapped; no language told is no news about it."""

    first_name: str
    username: str | None
    language_code: str | None

    def on(self, row: Subscriber, now: int) -> Subscriber:
        """The row under this name; the same one when nothing is new."""
        named = replace(
            row,
            first_name=self.first_name,
            username=self.username,
            language_code=self.language_code or row.language_code,
        )
        if named != row:
            row = replace(named, changed_at=now)
        return replace(row, seen_at=max(row.seen_at or 0, hour_of(now)))


@dataclass(frozen=True, kw_only=True, slots=True)
class Join:
    """Be active, whatever it was; `source` is kept for a new one only."""

    chat_id: int
    now: int
    kind: str
    profile: Profile
    source: str | None
    thread_id: int | None = None

    def applied(self, row: Row) -> Row:
        if row is None:
            return self.profile.on(self._blank(), self.now)
        wanted = {"state": SubscriberState.ACTIVE, "kind": self.kind, "thread_id": self.thread_id}
        if row.state != SubscriberState.ACTIVE:
            row = replace(row, state_at=self.now)
        if any(getattr(row, name) != value for name, value in wanted.items()):
            row = replace(row, changed_at=self.now, **wanted)  # type: ignore[arg-type]
        return self.profile.on(row, self.now)

    def _blank(self) -> Subscriber:
        return Subscriber(
            chat_id=self.chat_id,
            kind=self.kind,
            first_name="",
            username=None,
            language_code=None,
            source=self.source,
            thread_id=self.thread_id,
            state=SubscriberState.ACTIVE,
            joined_at=self.now,
            changed_at=self.now,
            seen_at=None,
            state_at=self.now,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """Get the state, if it is in one of these now."""

    chat_id: int
    now: int
    state: str
    out_of: frozenset[str] | None  # None: whatever it was

    def applied(self, row: Row) -> Row:
        if row is None or row.state == self.state:
            return row
        if self.out_of is not None and row.state not in self.out_of:
            return row
        return replace(row, state=self.state, changed_at=self.now, state_at=self.now)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rename:
    """Have the profile as Telegram tells it now; who is not known stays so."""

    chat_id: int
    now: int
    profile: Profile

    def applied(self, row: Row) -> Row:
        return None if row is None else self.profile.on(row, self.now)


def hour_of(now: int) -> int:
    """When somebody was seen is kept to the hour: it is written once in an hour at most."""
    return now - now % HOUR


async def read(connection: AsyncConnection, chat_ids: Iterable[int]) -> Rows:
    rows = await connection.execute(_READ.where(subscribers.c.chat_id.in_(sorted(chat_ids))))
    return {row["chat_id"]: Subscriber(**row) for row in rows.mappings()}


def plan_changes(
    rows: Rows, asked: Sequence[SubscriptionChange]
) -> tuple[list[Change], Sequence[Subscriber]]:
    """What each of them changes, and the rows that have to be written for it all."""
    known = dict(rows)
    changed: dict[int, Subscriber] = {}
    changes = []
    for one in asked:
        before = known.get(one.chat_id)
        after = one.applied(before)
        changes.append(Change(before, after))
        if after is not None and after != before:
            known[one.chat_id] = changed[one.chat_id] = after
    return changes, list(changed.values())


def moves(asked: Sequence[SubscriptionChange], done: Sequence[Change]) -> list[Moved]:
    """Whose state has become another one, in order of arrival."""
    return [
        Moved(_person(after), None if before is None else before.state, after.state, one.now)
        for one, (before, after) in zip(asked, map(_both, done), strict=True)
        if after is not None and (before is None or before.state != after.state)
    ]


def _both(change: Change) -> tuple[Row, Row]:
    return change.before, change.after


def _person(row: Subscriber) -> Person:
    return Person(*(getattr(row, name) for name in Person._fields))


async def write(
    connection: AsyncConnection, rows: Sequence[Subscriber], *, known: Collection[int]
) -> None:
    """`known`: the chats that have a row."""
    new = [_values(row, _NAMES) for row in rows if row.chat_id not in known]
    changed = [_values(row, ("chat_id", *_CHANGING)) for row in rows if row.chat_id in known]
    if new:
        await connection.execute(insert(subscribers), new)
    if changed:
        await connection.execute(_CHANGE, [{"whose": one.pop("chat_id"), **one} for one in changed])


def _values(row: Subscriber, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


async def keep(connection: AsyncConnection, chat_id: int, *, now: int) -> None:
    """Whoever chooses something without being known is kept, as somebody who is not subscribed."""
    await connection.execute(_KEEP, {"chat": chat_id, "moment": now})


async def seen(connection: AsyncConnection, numbers: Collection[int], *, now: int) -> None:
    """They have tapped something: their numbers as subscribers."""
    if numbers:
        await connection.execute(_SEEN, {"some": list(numbers), "hour": hour_of(now)})


_SEEN = (
    update(subscribers)
    .where(
        subscribers.c.id.in_(bindparam("some", expanding=True)),
        func.coalesce(subscribers.c.seen_at, -1) < bindparam("hour"),
    )
    .values(seen_at=bindparam("hour"))
)
_CHAT, _MOMENT = bindparam("chat", type_=BigInteger), bindparam("moment", type_=BigInteger)
_KEEP = insert(subscribers).from_select(
    ["chat_id", "state", "joined_at", "changed_at", "state_at"],
    select(_CHAT, literal(SubscriberState.UNSUBSCRIBED.value), *(_MOMENT for _ in range(3))).where(
        ~exists().where(subscribers.c.chat_id == _CHAT)
    ),
)
_NAMES = tuple(field.name for field in fields(Subscriber))
_READ = select(*(subscribers.c[name] for name in _NAMES))
# Where from and since when stay as they were written first.
_CHANGING = (
    *("kind", "thread_id", "first_name", "username", "language_code", "state", "changed_at"),
    *("seen_at", "state_at"),
)
_CHANGE = (
    update(subscribers)
    .where(subscribers.c.chat_id == bindparam("whose"))
    .values({name: bindparam(name) for name in _CHANGING})
)
