"""Sending again: what was decided about a broadcast's open questions, and who gets it once more.

Sending again is a broadcast of its own. It names its parent, and in its audience
(db/audience/audience.py) which of the parent's recipients it is for. The parent's rows stay as
they are.
"""

from collections.abc import Sequence

from sqlalchemy import exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.audience import Audience
from db.connection.keys import add_row
from db.ledger.open_deliveries import capped_keys, open_keys
from db.records import AgainRow
from db.schema.broadcasts import broadcasts
from db.schema.ledger import deliveries, runs
from db.schema.states import ENDED, DeliveryState, Resolution, RunKind, Stage


async def decide(
    connection: AsyncConnection,
    run_id: int,
    about: Sequence[str],
    *,
    answer: Resolution,
) -> bool:
    """Compare-and-set the answer about some recipients of a run that has ended: `about` names their
    counters (db/audience/audience.py).

    False when there are none of them, it has not ended, or somebody has decided already.
    """
    answers = [runs.c[f"{name}_answer"] for name in about]
    result = await connection.execute(
        update(runs)
        .where(
            runs.c.id == run_id,
            runs.c.state.in_(ENDED),
            *(column.is_(None) for column in answers),
            *(runs.c[name] > 0 for name in about),
        )
        .values(dict.fromkeys(answers, answer))
    )
    return result.rowcount == 1


async def add_broadcast(
    connection: AsyncConnection,
    parent_id: int,
    *,
    content: str,
    audience: Audience,
    by: int,
    now: int,
) -> int:
    """A launched broadcast under the parent's title; returns its id."""
    parent = broadcasts.alias("parent")

    def same(name: str) -> object:
        return select(parent.c[name]).where(parent.c.id == parent_id).scalar_subquery()

    return await add_row(
        connection,
        insert(broadcasts).values(
            stage=Stage.LAUNCHED,
            title=same("title"),
            content=content,
            urgent=same("urgent"),
            audience=audience.dump(),
            parent_id=parent_id,
            created_by=by,
            created_at=now,
        ),
    )


async def highest(
    connection: AsyncConnection,
    run_id: int,
    states: Sequence[DeliveryState],
    *,
    capped: bool = False,
) -> int:
    """The highest subscriber number among them, or among those whom the cap left out."""
    numbers = []
    found = [capped_keys(run_id)] if capped else [open_keys(run_id, state) for state in states]
    for each in found:
        keys = each.order_by(None)
        last = keys.order_by(deliveries.c.subscriber_id.desc()).limit(1)
        numbers.append((await connection.execute(last)).scalar())
    return max((int(number) for number in numbers if number is not None), default=0)


async def got_by_nobody(
    connection: AsyncConnection, run_id: int, variants: Sequence[int]
) -> tuple[int, ...]:
    """Those of the variants. Where the first rows tell, no others are read."""
    sent = deliveries.c.run_id == run_id, deliveries.c.state == DeliveryState.SENT
    found = []
    for variant in variants:
        query = select(exists().where(*sent, deliveries.c.variant == variant))
        if not await connection.scalar(query):
            found.append(variant)
    return tuple(found)


async def children(connection: AsyncConnection, parent_id: int) -> Sequence[AgainRow]:
    """The broadcasts that went to those in question, oldest first."""
    rows = await connection.execute(
        select(broadcasts.c.id, runs.c.audience)
        .join(runs, (runs.c.broadcast_id == broadcasts.c.id) & (runs.c.kind == RunKind.SEND))
        .where(broadcasts.c.parent_id == parent_id)
        .order_by(broadcasts.c.id)
    )
    return [AgainRow(id=row.id, audience=row.audience) for row in rows]
