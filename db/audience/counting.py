"""How many match, which condition leaves nobody, and what a launch fixes.

For readers' connections: at a million subscribers each of these takes a tenth of a second or more.
"""

from dataclasses import replace

from sqlalchemy import FromClause, Select, func, intersect, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience import facts as facts_queries
from db.audience import sets
from db.audience.audience import Audience
from db.audience.conditions import AtRandom, Condition, Joined, LastSeen
from db.audience.facts import Facts
from db.audience.keys import keys_of
from db.audience.own_row import DAY
from db.audience.random_order import PLACES, place_of
from db.caps import rule
from db.caps.rule import Cap


async def count(connection: AsyncConnection, audience: Audience, *, now: int) -> int:
    """Everybody whom a launch would reach now. Raises CannotAsk, as all of these do."""
    facts = await facts_queries.read(connection, audience, now=now)
    number = await _size(connection, _without_numbers(audience), facts)
    for wanted, drawn in _numbers(audience):
        number = min(number, drawn) if wanted else max(0, number - drawn)
    return number


async def unwanted(connection: AsyncConnection, audience: Audience, *, now: int) -> int:
    """How many of them have opted out of its topic: they will be skipped."""
    if audience.topic is None:
        return 0
    fixed = await fix(connection, audience, now=now)
    facts = await facts_queries.read(connection, fixed, now=now)
    out = sets.opted_out(audience.topic).keys(0, None)
    both = intersect(keys_of(fixed, facts).order_by(None), out)
    return int(await connection.scalar(select(func.count()).select_from(both.subquery())) or 0)


async def capped(connection: AsyncConnection, audience: Audience, cap: Cap) -> int:
    """How many of those who want its topic have had as many as the cap lets them."""
    keys = (await capped_keys(connection, audience, cap)).order_by(None).subquery()
    return int(await connection.scalar(select(func.count()).select_from(keys)) or 0)


async def capped_keys(connection: AsyncConnection, audience: Audience, cap: Cap) -> Select[int]:
    """Their numbers, in order."""
    fixed = await fix(connection, audience, now=cap.now)
    facts = await facts_queries.read(connection, fixed, now=cap.now)
    over = rule.everybody_over(cap).order_by(None)
    both = intersect(keys_of(fixed, facts).order_by(None), over).subquery()
    number = next(iter(both.c))
    query = select(number).order_by(number)
    if audience.topic is not None:
        out = sets.opted_out(audience.topic).keys(0, None).subquery()
        query = query.where(number.not_in(select(*out.c)))
    return query


async def matching(connection: AsyncConnection, audience: Audience, *, now: int) -> FromClause:
    """The numbers of all of them, in the column `id`, for another question about these."""
    fixed = await fix(connection, audience, now=now)
    return keys_of(fixed, await facts_queries.read(connection, fixed, now=now)).subquery()


async def emptied_by(
    connection: AsyncConnection, audience: Audience, *, now: int
) -> Condition | None:
    """The condition with which nobody is left; None when somebody is, or nobody is without any."""
    for condition in audience.must:
        if condition in audience.must_not:
            return condition
    sofar = replace(audience, must=(), must_not=())
    if not await _anybody(connection, sofar, now=now):
        return None
    for condition in audience.must:
        sofar = replace(sofar, must=(*sofar.must, condition))
        if not await _anybody(connection, sofar, now=now):
            return condition
    for condition in audience.must_not:
        sofar = replace(sofar, must_not=(*sofar.must_not, condition))
        if not await _anybody(connection, sofar, now=now):
            return condition
    return None


async def fix(connection: AsyncConnection, audience: Audience, *, now: int) -> Audience:
    """The same people, whenever it is asked: days become moments, a number of people a share of the
    random order.

    Who changes meanwhile, by a tag, say, is another matter: the snapshot takes them as they are.
    """
    facts = await facts_queries.read(connection, audience, now=now)
    fixed = replace(
        _without_numbers(audience),
        must=tuple(_in_moments(one, now) for one in audience.must if not _is_number(one)),
        must_not=tuple(_in_moments(one, now) for one in audience.must_not if not _is_number(one)),
    )
    for wanted, one in _drawn(audience):
        upto = await _last_place(connection, fixed, facts, one)
        drawn = replace(one, count=None, upto=upto)
        if wanted:
            fixed = replace(fixed, must=(*fixed.must, drawn))
        else:
            fixed = replace(fixed, must_not=(*fixed.must_not, drawn))
    return fixed


async def _anybody(connection: AsyncConnection, audience: Audience, *, now: int) -> bool:
    """Whether there is a first one; that is found sooner than all are counted."""
    if any(_numbers(audience)):
        return await count(connection, audience, now=now) > 0
    facts = await facts_queries.read(connection, audience, now=now)
    return await connection.scalar(keys_of(audience, facts).limit(1)) is not None


async def _size(connection: AsyncConnection, audience: Audience, facts: Facts) -> int:
    keys = keys_of(audience, facts).subquery()
    return int(await connection.scalar(select(func.count()).select_from(keys)) or 0)


async def _last_place(
    connection: AsyncConnection, audience: Audience, facts: Facts, drawn: AtRandom
) -> int:
    """In the random order, of as many as are wanted; all places where there are fewer."""
    keys = keys_of(audience, facts).subquery()
    place = place_of(keys.c.id, drawn.seed).label("place")
    if not drawn.count:
        return -1
    query = select(place).order_by(place).offset(drawn.count - 1).limit(1)
    last: int | None = await connection.scalar(query)
    return PLACES if last is None else last


def _is_number(condition: Condition) -> bool:
    return isinstance(condition, AtRandom) and condition.count is not None


def _drawn(audience: Audience) -> list[tuple[bool, AtRandom]]:
    """The numbers of people that are asked for, and whether they are to get it."""
    return [
        (wanted, one)
        for wanted, conditions in ((True, audience.must), (False, audience.must_not))
        for one in conditions
        if isinstance(one, AtRandom) and one.count is not None
    ]


def _numbers(audience: Audience) -> list[tuple[bool, int]]:
    return [(wanted, one.count or 0) for wanted, one in _drawn(audience)]


def _without_numbers(audience: Audience) -> Audience:
    return replace(
        audience,
        must=tuple(one for one in audience.must if not _is_number(one)),
        must_not=tuple(one for one in audience.must_not if not _is_number(one)),
    )


def _in_moments(condition: Condition, now: int) -> Condition:
    match condition:
        case Joined(within=int(days)):
            since = max(now - days * DAY, condition.after or 0)
            return replace(condition, within=None, after=since)
        case LastSeen():
            after, before = condition.after, condition.before
            if condition.within is not None:
                after = now - condition.within * DAY
            if condition.longer is not None:
                before = now - condition.longer * DAY
            return LastSeen(after=after, before=before)
    return condition
