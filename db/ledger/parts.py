"""The parts of a run: claims walk up the ledger from the cursor of each.

Part 0 is the whole of it, and what is left of it where others are for time zones: then the rows say
which part they belong to (`deliveries.part`), and each is claimed by itself.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    bindparam,
    exists,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from db.dialect.beside_index import beside_index
from db.records import Part
from db.schema.ledger import deliveries, run_parts, runs
from db.schema.states import BroadcastState, DeliveryState

WHOLE = Part().number

# By a literal, not a parameter: only so does SQLite use the index of those rows.
IN_ZONES: ColumnElement[bool] = literal_column("deliveries.part > 0")


async def add_whole(connection: AsyncConnection, run_id: int) -> None:
    """For a new run: nobody stands below its cursor yet."""
    await connection.execute(insert(run_parts).values(run_id=run_id, part=WHOLE))


async def divide(connection: AsyncConnection, run_id: int, parts: Sequence[Part]) -> None:
    """Of a new run, before anybody stands in it; the first of them is the whole."""
    whole, *others = parts
    await connection.execute(
        update(run_parts)
        .where(run_parts.c.run_id == run_id, run_parts.c.part == WHOLE)
        .values(not_before=whole.not_before)
    )
    rows = [
        {"run_id": run_id, "part": one.number, "zone": one.zone, "not_before": one.not_before}
        for one in others
    ]
    if rows:
        await connection.execute(insert(run_parts), rows)


async def of_zones(
    connection: AsyncConnection, run_id: int, names: Collection[str]
) -> Mapping[str, int]:
    """The part of each of these time zones; those that are not there yet are made."""
    columns = run_parts.c
    rows = await connection.execute(
        select(columns.zone, columns.part).where(columns.run_id == run_id)
    )
    known = {zone: int(part) for zone, part in rows}
    following = max(known.values(), default=WHOLE) + 1
    found = {name: known[name] for name in names if name in known}
    for part, name in enumerate(sorted(set(names) - found.keys()), start=following):
        await connection.execute(insert(run_parts).values(run_id=run_id, part=part, zone=name))
        found[name] = part
    return found


async def of_runs(connection: AsyncConnection, run_ids: Collection[int]) -> dict[int, list[Part]]:
    """By run, where it has more than the whole, or that has a time."""
    columns = run_parts.c
    rows = await connection.execute(
        select(columns.run_id, columns.part, columns.zone, columns.not_before)
        .where(columns.run_id.in_(run_ids))
        .order_by(columns.run_id, columns.part)
    )
    found: dict[int, list[Part]] = {}
    for run_id, *part in rows:
        found.setdefault(run_id, []).append(Part(*part))
    return {run_id: parts for run_id, parts in found.items() if parts != [Part()]}


async def are_for_zones(connection: AsyncConnection, run_id: int) -> bool:
    """Whether rows of the run belong to other parts than the whole."""
    others = exists().where(run_parts.c.run_id == run_id, run_parts.c.part > WHOLE)
    return bool(await connection.scalar(select(others)))


async def pending_by_part(connection: AsyncConnection, run_id: int) -> Mapping[int, int]:
    """How many wait in each part; it walks over all of the run."""
    rows = await connection.execute(
        select(deliveries.c.part, func.count())
        .where(deliveries.c.run_id == run_id, deliveries.c.state == DeliveryState.PENDING)
        .group_by(deliveries.c.part)
    )
    return {int(part): int(count) for part, count in rows}


def cursor_of(
    run_id: int | BindParameter[int], part: BindParameter[int] | None = None
) -> ScalarSelect[int]:
    """No pending delivery of the part, or (None) of any, stands at or below it, but for the delayed
    ones."""
    of_run = run_parts.c.run_id == run_id
    if part is None:
        return select(func.min(run_parts.c.cursor)).where(of_run).scalar_subquery()
    return select(run_parts.c.cursor).where(of_run, run_parts.c.part == part).scalar_subquery()


async def move_cursor(
    connection: AsyncConnection, run_id: int, cursor: int, *, part: int = WHOLE
) -> None:
    """Whoever stood up to there in the part is claimed, or skipped."""
    await connection.execute(_MOVE, {"run": run_id, "moved": part, "reached": cursor})


async def pass_over(connection: AsyncConnection, run_id: int, cursor: int) -> None:
    """Of all parts whoever stood up to there is skipped."""
    await connection.execute(
        update(run_parts)
        .where(run_parts.c.run_id == run_id, run_parts.c.cursor < cursor)
        .values(cursor=cursor)
    )


async def walked_through(connection: AsyncConnection, run_id: int, part: int) -> None:
    """Nobody of the part is left in the ledger: those who are written into it come behind. Of a run
    that was paused a moment ago nobody is found though they wait there."""
    runs_on = runs.c.state == BroadcastState.RUNNING
    end = select(runs.c.frozen_upto).where(runs.c.id == run_id, runs_on).scalar_subquery()
    await connection.execute(
        update(run_parts)
        .where(run_parts.c.run_id == run_id, run_parts.c.part == part, run_parts.c.cursor < end)
        .values(cursor=end)
    )


async def handed_over(
    connection: AsyncConnection, run_id: int, part: int | None, *, limit: int
) -> Sequence[int]:
    """Of a standing run the first of those who wait since they were added to it: they are found by
    an index, because they may stand anywhere among a million who have got it."""
    if limit <= 0:
        return ()
    query = _HANDED_OVER if part is None else _HANDED_OVER_IN
    given = {"run": run_id, "most": limit, "of_part": part}
    return (await connection.execute(query, given)).scalars().all()


async def walked_to_the_end(connection: AsyncConnection, run_id: int, part: int) -> None:
    """Nobody of the part waits in a standing run but those who are added to it from now on."""
    await connection.execute(_TO_THE_END, {"run": run_id, "moved": part})


async def lower_cursor(
    connection: AsyncConnection, run_id: int, cursor: int, *, part: int | None = None
) -> None:
    """Somebody above it is pending again; in that part, or in any."""
    lowered = update(run_parts).where(run_parts.c.run_id == run_id, run_parts.c.cursor > cursor)
    if part is not None:
        lowered = lowered.where(run_parts.c.part == part)
    await connection.execute(lowered.values(cursor=max(cursor, 0)))


async def put_back(connection: AsyncConnection, run_id: int, numbers: Sequence[int]) -> None:
    """These subscribers are pending again: their parts are walked from them on."""
    theirs = select(deliveries.c.part).where(
        deliveries.c.run_id == run_id, deliveries.c.subscriber_id.in_(numbers)
    )
    cursor = max(min(numbers) - 1, 0)
    await connection.execute(
        update(run_parts)
        .where(
            run_parts.c.run_id == run_id,
            run_parts.c.cursor > cursor,
            run_parts.c.part.in_(theirs),
        )
        .values(cursor=cursor)
    )


# Every claim executes it: SQLAlchemy takes longer to build a statement than SQLite to execute it.
_MOVE = (
    update(run_parts)
    .where(run_parts.c.run_id == bindparam("run"), run_parts.c.part == bindparam("moved"))
    .values(cursor=bindparam("reached"))
)
_ADDED = deliveries.alias("added")
_HANDED_OVER = (
    select(_ADDED.c.subscriber_id)
    .where(
        _ADDED.c.run_id == bindparam("run"),
        _ADDED.c.trouble == DeliveryState.PENDING,
        beside_index(_ADDED, deliveries, "state") == DeliveryState.PENDING,
    )
    .order_by(_ADDED.c.subscriber_id)
    .limit(bindparam("most"))
)
_HANDED_OVER_IN = _HANDED_OVER.where(
    beside_index(_ADDED, deliveries, "part") == bindparam("of_part")
)
_END = (
    select(func.max(deliveries.c.subscriber_id))
    .where(deliveries.c.run_id == bindparam("run"))
    .scalar_subquery()
)
# Of a run that was paused a moment ago nobody was found though they wait there.
_TO_THE_END = (
    update(run_parts)
    .where(
        run_parts.c.run_id == bindparam("run"),
        run_parts.c.part == bindparam("moved"),
        exists().where(runs.c.id == bindparam("run"), runs.c.state == BroadcastState.RUNNING),
    )
    .values(cursor=func.coalesce(_END, run_parts.c.cursor))
)
