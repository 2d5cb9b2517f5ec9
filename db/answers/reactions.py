"""Reactions to the messages of broadcasts, found by the numbers that the ledger has of these.

Telegram names the chat and the message. Which broadcast that was is looked up by key, in the newest
broadcasts first and in no more than `MOST_RUNS` of them: the ledger has no index by message number,
which would cost every message of every broadcast more than all reactions are worth.

A reaction is an emoji, or one of the two words below. The last word of each person counts.
"""

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Select, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.dialect.comparing import by_bytes, larger, position_in
from db.schema.ledger import deliveries, delivery_messages, runs
from db.schema.states import DeliveryState, RunKind
from db.schema.studio.answers import reaction_tallies, reactions
from db.schema.subscribers import subscribers
from db.subscribers.changes import seen

CUSTOM, PAID = "custom", "paid"  # emoji of somebody's own making; a Star
MOST_RUNS = 200  # a look-up by key takes microseconds
RUNS_AT_ONCE = 10  # most people react to what came last
NOBODY = 0  # in the place of whoever it was, of sums
MOST_KINDS = 20  # below one message; Telegram shows eleven

Given = Mapping[str, int]


class Place(NamedTuple):
    """A message, as Telegram names it."""

    chat_id: int
    message_id: int


class Reaction(NamedTuple):
    """What somebody has given to a message from now on; nothing takes it back. `actor_id` 0: all
    that stands below it, of whomever."""

    place: Place
    actor_id: int
    given: Given


class Target(NamedTuple):
    """A message of a broadcast."""

    run_id: int
    subscriber_id: int
    message_id: int


async def targets(connection: AsyncConnection, places: Collection[Place]) -> dict[Place, Target]:
    """Those that are messages of a broadcast."""
    rows = await connection.execute(_NUMBERS, {"chats": sorted({one.chat_id for one in places})})
    chats = {int(number): int(chat_id) for chat_id, number in rows}
    wanted = {place for place in places if place.chat_id in chats.values()}
    found: dict[Place, Target] = {}
    if not wanted:
        return found
    newest = list((await connection.execute(_NEWEST)).scalars())
    for first in range(0, len(newest), RUNS_AT_ONCE):
        missing = wanted - found.keys()
        if not missing:
            break
        values = {
            "runs": newest[first : first + RUNS_AT_ONCE],
            "people": [number for number, chat_id in chats.items() if _is_of(chat_id, missing)],
            "messages": sorted({place.message_id for place in missing}),
        }
        for table in (_LAST_MESSAGES, _OTHER_MESSAGES):
            for row in await connection.execute(table, values):
                target = Target(*row)
                found[Place(chats[target.subscriber_id], target.message_id)] = target
    return {place: target for place, target in found.items() if place in wanted}


async def on_their_way(connection: AsyncConnection, places: Collection[Place]) -> set[int]:
    """Of these chats, those to which one of the newest broadcasts may just have come: the call has
    begun, and the numbers of its messages are not written yet."""
    newest = list((await connection.execute(_NEWEST)).scalars())[:RUNS_AT_ONCE]
    chats = sorted({place.chat_id for place in places})
    return set((await connection.execute(_CLAIMED, {"runs": newest, "chats": chats})).scalars())


async def record(
    connection: AsyncConnection, given: Sequence[tuple[Target, int, Given]], *, now: int
) -> None:
    """Keep them in order of arrival, each with who gave it."""
    moved: Counter[tuple[int, str]] = Counter()
    for target, actor_id, new in given:
        key = {**target._asdict(), "actor_id": actor_id}
        before = (await connection.execute(_BEFORE, key)).scalar_one_or_none()
        kept = {kind: count for kind, count in list(new.items())[:MOST_KINDS] if count > 0}
        _count(moved, target.run_id, kept, 1)
        if before is not None:
            _count(moved, target.run_id, json.loads(before), -1)
        if kept:
            text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
            await connection.execute(_KEEP, {**key, "given": text})
        elif before is not None:
            await connection.execute(_DROP, key)
    await _move(connection, moved)
    # Whoever reacts is there. (Of channels nobody is named; a group is, if anybody in it is.)
    people = {target.subscriber_id for target, actor_id, _ in given if actor_id}
    await seen(connection, people, now=now)


async def tally(connection: AsyncConnection, run_id: int) -> list[tuple[str, int]]:
    """How many of each, the commonest first."""
    table = reaction_tallies.c
    rows = await connection.execute(
        select(table.reaction, table.count)
        .where(table.run_id == run_id, table.count > 0)
        .order_by(table.count.desc(), by_bytes(table.reaction))
    )
    return [(str(reaction), int(count)) for reaction, count in rows]


def given_by(run_id: int, reaction: str | None = None) -> Select[tuple[int]]:
    """Who has given this one, or any, by the numbers of their chats, in order."""
    who = reactions.c.actor_id
    query = select(who).where(reactions.c.run_id == run_id, who != NOBODY)
    if reaction is not None:
        name = json.dumps(reaction, ensure_ascii=False)
        query = query.where(position_in(reactions.c.given, f"{name}:") > 0)
    return query.distinct().order_by(who)


async def people(connection: AsyncConnection, run_id: int, kinds: Sequence[str]) -> dict[str, int]:
    """How many of them are known for each of these."""
    counted: dict[str, int] = {}
    for kind in kinds:
        whom = given_by(run_id, kind).order_by(None).subquery()
        counted[kind] = int(await connection.scalar(select(func.count()).select_from(whom)) or 0)
    return counted


async def has_names(connection: AsyncConnection, run_id: int) -> bool:
    """Whether anybody is known who reacted."""
    return (await connection.execute(given_by(run_id).limit(1))).first() is not None


async def erase(connection: AsyncConnection, user_id: int, subscriber_id: int | None) -> None:
    """Take back all reactions of somebody, and what others gave in a chat that is erased."""
    gone = await connection.execute(
        delete(reactions)
        .where((reactions.c.actor_id == user_id) | (reactions.c.subscriber_id == subscriber_id))
        .returning(reactions.c.run_id, reactions.c.given)
    )
    moved: Counter[tuple[int, str]] = Counter()
    for run_id, given in gone:
        _count(moved, run_id, json.loads(given), -1)
    await _move(connection, moved)


async def forget(connection: AsyncConnection, run_id: int, *, limit: int) -> bool:
    """Forget who gave the next ones to a run whose old rows are deleted; False when there are none
    left. The sums stay."""
    of_run = reactions.c.run_id == run_id
    some = select(reactions.c.subscriber_id).where(of_run).limit(limit).scalar_subquery()
    gone = await connection.execute(
        delete(reactions).where(of_run, reactions.c.subscriber_id.in_(some))
    )
    return gone.rowcount > 0


def _is_of(chat_id: int, places: Collection[Place]) -> bool:
    return any(place.chat_id == chat_id for place in places)


def _count(moved: Counter[tuple[int, str]], run_id: int, given: Given, by: int) -> None:
    for reaction, count in given.items():
        moved[run_id, reaction] += by * count


async def _move(connection: AsyncConnection, moved: Counter[tuple[int, str]]) -> None:
    rows = [
        {"run_id": run_id, "reaction": reaction, "count": count}
        for (run_id, reaction), count in moved.items()
        if count
    ]
    if rows:
        await connection.execute(_ADD, rows)


# Put together once: SQLAlchemy takes longer to build a statement than SQLite to run it.
_NUMBERS = select(subscribers.c.chat_id, subscribers.c.id).where(
    subscribers.c.chat_id.in_(bindparam("chats", expanding=True))
)
_NEWEST = (
    select(runs.c.id).where(runs.c.kind == RunKind.SEND).order_by(runs.c.id.desc()).limit(MOST_RUNS)
)
_CLAIMED = (
    select(subscribers.c.chat_id)
    .join(deliveries, deliveries.c.subscriber_id == subscribers.c.id)
    .where(
        subscribers.c.chat_id.in_(bindparam("chats", expanding=True)),
        deliveries.c.run_id.in_(bindparam("runs", expanding=True)),
        deliveries.c.state == DeliveryState.CLAIMED,
    )
)
_LAST_MESSAGES, _OTHER_MESSAGES = (
    select(table.c.run_id, table.c.subscriber_id, table.c.message_id).where(
        table.c.run_id.in_(bindparam("runs", expanding=True)),
        table.c.subscriber_id.in_(bindparam("people", expanding=True)),
        table.c.message_id.in_(bindparam("messages", expanding=True)),
    )
    for table in (deliveries, delivery_messages)
)
_THIS = (
    reactions.c.run_id == bindparam("run_id"),
    reactions.c.subscriber_id == bindparam("subscriber_id"),
    reactions.c.message_id == bindparam("message_id"),
    reactions.c.actor_id == bindparam("actor_id"),
)
_BEFORE = select(reactions.c.given).where(*_THIS)
_DROP = delete(reactions).where(*_THIS)
_KEEP = insert(reactions)
_KEEP = _KEEP.on_conflict_do_update(
    index_elements=["run_id", "subscriber_id", "message_id", "actor_id"],
    set_={"given": _KEEP.excluded.given},
)
_ADD = insert(reaction_tallies)
_ADD = _ADD.on_conflict_do_update(
    index_elements=["run_id", "reaction"],
    # Erased people may have given what a thinned ledger forgot: no sum falls below nothing.
    set_={"count": larger(reaction_tallies.c.count + _ADD.excluded.count, 0)},
)
