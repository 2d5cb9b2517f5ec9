"""Broadcasts that come again and again: their rules, and how far each is.

What a round is made of is a draft of its own, the template (`broadcasts.repeat_id`, stage draft);
each round is a broadcast with the same `repeat_id`. Every change finds what it expects or changes
nothing: of two at once, one counts.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import (
    Row,
    Select,
    Update,
    and_,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.keys import add_row
from db.schema.automation.repeating import feeds, repeats
from db.schema.broadcasts import broadcasts
from db.schema.ledger import runs
from db.schema.states import UNFINISHED, PlanState, RepeatState, RepeatWhy, RunKind, Stage
from db.schema.studio.planning import plans


@dataclass(frozen=True, kw_only=True, slots=True)
class RepeatRow:
    """Moments are Unix seconds; see db/schema/automation/repeating.py."""

    id: int
    state: str
    broadcast_id: int
    title: str
    rule: str
    starts: str
    timezone: str
    next_at: int | None
    ahead: int
    told_for: int | None
    skip_for: int | None
    late_for: int | None
    empty_for: int | None
    why: str | None
    round_id: int | None
    created_by: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """When it comes: as the table has it."""

    rule: str
    starts: str
    timezone: str
    next_at: int


NAME = 64  # characters of the column

_RUNS = repeats.c.state == RepeatState.RUNNING
_GOES_ON = repeats.c.state != RepeatState.ENDED
_REPEATS: Select[Any] = select(
    repeats.c.id,
    repeats.c.state,
    repeats.c.broadcast_id,
    broadcasts.c.title,
    repeats.c.rule,
    repeats.c.starts,
    repeats.c.timezone,
    repeats.c.next_at,
    repeats.c.ahead,
    repeats.c.told_for,
    repeats.c.skip_for,
    repeats.c.late_for,
    repeats.c.empty_for,
    repeats.c.why,
    repeats.c.round_id,
    repeats.c.created_by,
).select_from(repeats.join(broadcasts, broadcasts.c.id == repeats.c.broadcast_id))
# Nothing of an earlier rule, or of before a pause, is left.
_AFRESH = {"told_for": None, "skip_for": None, "late_for": None, "empty_for": None}


async def add(
    connection: AsyncConnection,
    *,
    draft_id: int,
    name: str,
    timing: Timing,
    ahead: int,
    by: int,
    now: int,
) -> int | None:
    """The draft is its template from now on; None: it is no draft (any more)."""
    number = await add_row(
        connection,
        insert(repeats).values(
            broadcast_id=draft_id,
            name=name[:NAME],
            **asdict(timing),
            ahead=ahead,
            created_by=by,
            created_at=now,
        ),
    )
    result = await connection.execute(
        update(broadcasts)
        .where(
            broadcasts.c.id == draft_id,
            broadcasts.c.stage == Stage.DRAFT,
            broadcasts.c.repeat_id.is_(None),
            broadcasts.c.series_id.is_(None),
        )
        .values(repeat_id=number, notes=None, held_by=None)
    )
    return number if result.rowcount == 1 else None


async def find(connection: AsyncConnection, repeat_id: int) -> RepeatRow | None:
    row = (await connection.execute(_REPEATS.where(repeats.c.id == repeat_id))).first()
    return _record(row) if row else None


async def page(
    connection: AsyncConnection, *, offset: int, limit: int
) -> tuple[Sequence[RepeatRow], int]:
    """Those that have not ended, the next one first; and their number in all."""
    count = await connection.scalar(select(func.count()).select_from(repeats).where(_GOES_ON))
    order = case((_RUNS, 0), else_=1), repeats.c.next_at, repeats.c.id
    rows = await connection.execute(
        _REPEATS.where(_GOES_ON).order_by(*order).offset(offset).limit(limit)
    )
    return [_record(row) for row in rows], int(count or 0)


async def running(connection: AsyncConnection) -> Sequence[RepeatRow]:
    """All that have another round, the next one first."""
    rows = await connection.execute(
        _REPEATS.where(_RUNS, repeats.c.next_at.is_not(None)).order_by(
            repeats.c.next_at, repeats.c.id
        )
    )
    return [_record(row) for row in rows]


async def has_unfinished_round(connection: AsyncConnection, repeat_id: int) -> bool:
    """Whether the newest one is being sent, or is just about to be launched by itself."""
    query = (
        select(repeats.c.id)
        .select_from(
            repeats.outerjoin(
                runs,
                and_(runs.c.broadcast_id == repeats.c.round_id, runs.c.kind == RunKind.SEND),
            ).outerjoin(plans, plans.c.broadcast_id == repeats.c.round_id)
        )
        .where(
            repeats.c.id == repeat_id,
            or_(
                runs.c.state.in_(UNFINISHED),
                and_(
                    plans.c.state == PlanState.WAITING,
                    plans.c.due_at <= plans.c.planned_at,
                ),
            ),
        )
        .limit(1)
    )
    return (await connection.scalar(query)) is not None


async def made_round(connection: AsyncConnection, row: RepeatRow, round_id: int) -> None:
    """In the transaction that has taken it (`take`)."""
    await connection.execute(
        update(broadcasts).where(broadcasts.c.id == round_id).values(repeat_id=row.id)
    )
    await connection.execute(
        update(repeats).where(repeats.c.id == row.id).values(round_id=round_id)
    )


async def rounds_of(connection: AsyncConnection, repeat_id: int) -> int:
    """How many have gone out: what an admin dropped, or waits for one, has not."""
    launched = broadcasts.c.repeat_id == repeat_id, broadcasts.c.stage == Stage.LAUNCHED
    return int(await connection.scalar(select(func.count()).where(*launched)) or 0)


async def take(
    connection: AsyncConnection,
    row: RepeatRow,
    *,
    following: int | None,
    empty_for: int | None = None,
) -> bool:
    """Its time has come, and what is due is dealt with; False when somebody was faster.
    `following` None: it has ended, and the admins are to be told. `empty_for`: there was nobody
    to send it to, or nothing to say."""
    ended = {"state": RepeatState.ENDED, "why": RepeatWhy.OVER, "told": False}
    result = await connection.execute(
        _same(row).values(
            next_at=following,
            skip_for=None,
            late_for=None,
            empty_for=empty_for,
            **(ended if following is None else {}),
        )
    )
    return result.rowcount == 1


async def hold(connection: AsyncConnection, row: RepeatRow, moment: int) -> bool:
    """The round waits for an unfinished one; False when somebody was faster."""
    result = await connection.execute(_same(row).values(late_for=moment))
    return result.rowcount == 1


async def mark_told(connection: AsyncConnection, row: RepeatRow) -> None:
    """The admins have got the preview of the next round."""
    await connection.execute(_same(row).values(told_for=row.next_at))


async def skip(connection: AsyncConnection, repeat_id: int, moment: int, *, left_out: bool) -> bool:
    """The next round, if it is that one, is left out, or is not after all. Where it waits for the
    one before, it stands for all that have come meanwhile."""
    result = await connection.execute(
        update(repeats)
        .where(repeats.c.id == repeat_id, _GOES_ON, repeats.c.next_at == moment)
        .values(skip_for=func.coalesce(repeats.c.late_for, moment) if left_out else None)
    )
    return result.rowcount == 1


async def pause(
    connection: AsyncConnection, repeat_id: int, why: RepeatWhy, detail: str = ""
) -> bool:
    """False when it does not run (any more)."""
    result = await connection.execute(
        update(repeats).where(repeats.c.id == repeat_id, _RUNS).values(**_paused(why, detail))
    )
    return result.rowcount == 1


async def pause_all(connection: AsyncConnection, why: RepeatWhy, detail: str = "") -> int:
    """None of those that run goes on by itself; returns how many."""
    result = await connection.execute(update(repeats).where(_RUNS).values(**_paused(why, detail)))
    return result.rowcount


async def resume(
    connection: AsyncConnection, repeat_id: int, *, next_at: int, by: int | None = None
) -> bool:
    """False when it is not paused (any more). `by`: whose it is from now on."""
    values = {"state": RepeatState.RUNNING, "next_at": next_at, "why": None, "told": True}
    result = await connection.execute(
        update(repeats)
        .where(repeats.c.id == repeat_id, repeats.c.state == RepeatState.PAUSED)
        .values(**values, **_AFRESH, **({} if by is None else {"created_by": by}))
    )
    return result.rowcount == 1


async def end(connection: AsyncConnection, repeat_id: int) -> bool:
    """False when it has ended already."""
    result = await connection.execute(
        update(repeats)
        .where(repeats.c.id == repeat_id, _GOES_ON)
        .values(state=RepeatState.ENDED, why=RepeatWhy.ADMIN, told=True, next_at=None)
    )
    return result.rowcount == 1


async def change_rule(connection: AsyncConnection, repeat_id: int, timing: Timing) -> bool:
    """False when it has ended."""
    result = await connection.execute(
        update(repeats)
        .where(repeats.c.id == repeat_id, _GOES_ON)
        .values(**asdict(timing), **_AFRESH)
    )
    return result.rowcount == 1


async def change_ahead(connection: AsyncConnection, repeat_id: int, ahead: int) -> bool:
    """Seconds before each round; False when it has ended."""
    result = await connection.execute(
        update(repeats).where(repeats.c.id == repeat_id, _GOES_ON).values(ahead=ahead)
    )
    return result.rowcount == 1


async def change_template(
    connection: AsyncConnection,
    repeat_id: int,
    *,
    title: str,
    content: str,
    audience: str,
    urgent: bool,
    now: int,
) -> bool:
    """From now on each round says that; whoever got the preview of another gets it anew. False
    when it has ended."""
    result = await connection.execute(
        update(repeats)
        .where(repeats.c.id == repeat_id, _GOES_ON)
        .values(told_for=None, name=title[:NAME])
    )
    if result.rowcount != 1:
        return False
    await connection.execute(
        update(broadcasts)
        .where(broadcasts.c.repeat_id == repeat_id, broadcasts.c.stage == Stage.DRAFT)
        .values(title=title, content=content, audience=audience, urgent=urgent, touched_at=now)
    )
    return True


async def tell_anew(connection: AsyncConnection, repeat_id: int) -> None:
    """Its rounds say something else: whoever got the preview of another gets it anew."""
    await connection.execute(update(repeats).where(repeats.c.id == repeat_id).values(told_for=None))


async def untold(connection: AsyncConnection) -> Sequence[RepeatRow]:
    """Those that do not go on, which nobody was told of yet."""
    rows = await connection.execute(
        _REPEATS.where(repeats.c.told.is_(False)).order_by(repeats.c.id)
    )
    return [_record(row) for row in rows]


async def mark_standstill_told(connection: AsyncConnection, numbers: Sequence[int]) -> None:
    await connection.execute(update(repeats).where(repeats.c.id.in_(numbers)).values(told=True))


async def forgettable(connection: AsyncConnection) -> Sequence[int]:
    """Those that have ended, as the admins know, and of which nothing tells: no round, no feed."""
    rounds = exists().where(
        broadcasts.c.repeat_id == repeats.c.id, broadcasts.c.stage != Stage.DRAFT
    )
    query = select(repeats.c.id).where(
        repeats.c.state == RepeatState.ENDED,
        repeats.c.told,
        ~rounds,
        ~exists().where(feeds.c.repeat_id == repeats.c.id),
    )
    return [*(await connection.execute(query)).scalars()]


async def forget(connection: AsyncConnection, numbers: Sequence[int]) -> None:
    """With their templates."""
    which = repeats.c.id.in_(numbers)
    templates = select(repeats.c.broadcast_id).where(which)
    rows = [*(await connection.execute(templates)).scalars()]
    await connection.execute(delete(repeats).where(which))
    await connection.execute(delete(broadcasts).where(broadcasts.c.id.in_(rows)))


async def contents(connection: AsyncConnection) -> dict[int, str]:
    """What each round is to say, by the template's number; all of it is stored JSON."""
    query = (
        select(broadcasts.c.id, broadcasts.c.content)
        .join_from(repeats, broadcasts, broadcasts.c.id == repeats.c.broadcast_id)
        .where(_GOES_ON)
    )
    return {int(number): str(content) for number, content in await connection.execute(query)}


async def erase_maker(connection: AsyncConnection, user_id: int, *, nobody: int) -> None:
    """They stay, and forget who made them; nobody being an admin, the next round asks."""
    await connection.execute(
        update(repeats).where(repeats.c.created_by == user_id).values(created_by=nobody)
    )


def _paused(why: RepeatWhy, detail: str) -> dict[str, object]:
    text = f"{why} {detail}" if detail else why.value
    return {"state": RepeatState.PAUSED, "why": text, "told": why is RepeatWhy.ADMIN}


def _same(row: RepeatRow) -> Update:
    """It runs, and comes next, as when the row was read."""
    return update(repeats).where(
        repeats.c.id == row.id,
        _RUNS,
        repeats.c.next_at == row.next_at,
        repeats.c.rule == row.rule,
        repeats.c.skip_for.is_not_distinct_from(row.skip_for),
        repeats.c.created_by == row.created_by,
    )


def _record(row: Row[Any]) -> RepeatRow:
    return RepeatRow(**row._asdict())
