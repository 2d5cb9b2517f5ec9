"""Putting those into a series who are subscribed already, where an admin chose so.

They are those to whom what begins it has happened before: who have the tag, came by the link, were
silent for so long. It goes in stretches of subscribers, behind everything else; how far it is
stands in the database, so that it goes on after a restart.
"""

import json
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db import engine_state
from db.audience import facts as facts_queries
from db.audience.audience import Audience
from db.audience.conditions import (
    Answered,
    Condition,
    FieldIs,
    FieldTest,
    FromSource,
    LastSeen,
    Tagged,
)
from db.audience.facts import CannotAsk
from db.audience.keys import Keys, keys_of
from db.dialect.comparing import by_bytes
from db.dialect.compounds import united
from db.ledger import runs
from db.schema.ledger import engine_memory
from db.schema.states import SignalKind
from db.series import naming, series
from db.series.coming import enrolling
from db.series.records import BEGINS, SeriesRow, Signal

KEY, KEY_END = "who was there, series ", "who was there, series:"  # ":" comes behind the digits
STRETCH = 20_000  # subscriber numbers that one transaction looks at

# What has happened to none of them: where nothing else begins it, an admin who puts them in means
# everybody.
_TO_NOBODY = frozenset({SignalKind.UNBLOCKED, SignalKind.ENROLLED})


async def matching(connection: AsyncConnection, row: SeriesRow, *, now: int) -> int:
    """How many they are, those included who are in it already. Raises CannotAsk."""
    keys = await _keys(connection, row, now=now)
    if keys is None:
        return 0
    people = keys.order_by(None).subquery()
    return int(await connection.scalar(select(func.count()).select_from(people)) or 0)


async def begin(connection: AsyncConnection, series_id: int, *, now: int) -> None:
    """From the next look of the timer on."""
    upto = await runs.highest_subscriber(connection)
    work = json.dumps({"after": 0, "upto": upto, "now": now})
    await engine_state.save(connection, {_key(series_id): work})


async def is_enrolling(connection: AsyncConnection, series_id: int) -> bool:
    return await engine_state.recall(connection, _key(series_id)) is not None


async def is_any_begun(connection: AsyncConnection) -> bool:
    """Of whatever series: one look at an index."""
    key = engine_memory.c.key
    some = select(key).where(by_bytes(key) > KEY, by_bytes(key) < KEY_END)
    return (await connection.execute(some.limit(1))).first() is not None


async def go_on(connection: AsyncConnection, row: SeriesRow, *, now: int) -> bool:
    """The next stretch; False when there is none (any more)."""
    stored = await engine_state.recall(connection, _key(row.id))
    if stored is None:
        return False
    work = json.loads(stored)
    upto = min(work["after"] + STRETCH, work["upto"])
    keys = None
    try:
        keys = await _keys(connection, row, now=work["now"], after=work["after"], upto=upto)
    except CannotAsk:  # said in its window; nobody can tell who they are
        upto = work["upto"]
    if keys is not None:
        await enrolling.enrol_matching(connection, row.id, keys, now=now)
    if upto >= work["upto"]:
        await forget(connection, row.id)
    else:
        await engine_state.save(connection, {_key(row.id): json.dumps({**work, "after": upto})})
    return True


async def forget(connection: AsyncConnection, series_id: int) -> None:
    """Nobody else is put in."""
    await connection.execute(delete(engine_memory).where(engine_memory.c.key == _key(series_id)))


async def _keys(
    connection: AsyncConnection,
    row: SeriesRow,
    *,
    now: int,
    after: int = 0,
    upto: int | None = None,
) -> Keys | None:
    wanted = Audience.load(row.audience)
    found: list[Keys] = []
    for one in await _beginnings(connection, row.id):
        audience = wanted if one is None else replace(wanted, must=(*wanted.must, one))
        facts = await facts_queries.read(connection, audience, now=now)
        keys = keys_of(audience, facts, after=after, upto=upto).order_by(None).subquery()
        found.append(select(next(iter(keys.c))))
    if not found:
        return None
    return found[0] if len(found) == 1 else united(*found)


async def _beginnings(connection: AsyncConnection, series_id: int) -> Sequence[Condition | None]:
    """What has to be true of them, any of these; None: nothing else."""
    signals = await series.signals(connection, series_id, does=BEGINS)
    kinds = {one.kind for one in signals}
    if kinds and (kinds <= _TO_NOBODY or SignalKind.SUBSCRIBED in kinds):
        return [None]
    conditions = [await _condition(connection, one) for one in signals]
    return list(dict.fromkeys(one for one in conditions if one is not None))


async def _condition(connection: AsyncConnection, signal: Signal) -> Condition | None:
    """None: what it is about is gone, and so it has happened to nobody."""
    match signal.kind:
        case SignalKind.SILENT:
            return LastSeen(longer=signal.ref)
        case SignalKind.TAG:
            name = await naming.tag(connection, signal.ref)
            return None if name is None else Tagged(names=(name,))
        case SignalKind.FIELD:
            name = await naming.field(connection, signal.ref)
            return None if name is None else FieldIs(name=name, test=FieldTest.IS_SET)
        case SignalKind.LINK:
            code = await naming.link(connection, signal.ref)
            return None if code is None else FromSource(codes=(code,))
        case SignalKind.ANSWER:
            broadcast = await naming.broadcast(connection, signal.ref)
            buttons = (signal.part - 1,) if signal.part else ()
            return None if broadcast is None else Answered(broadcast=broadcast, buttons=buttons)
    return None


def _key(series_id: int) -> str:
    return f"{KEY}{series_id}"
