"""A page of the people behind a number, in the order in which they came.

For readers' connections: of a run with a million rows the first page may take some tenths of a
second, where few of them are asked for.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import singledispatch
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.answers.reactions import given_by
from db.audience import counting
from db.audience import facts as facts_of
from db.audience.keys import Keys, keys_of
from db.broadcasts.variants import Split
from db.caps.rule import Cap
from db.clicks.clicks import followed_by
from db.knowledge import samples
from db.people.whom import (
    CameBy,
    Chose,
    Departed,
    Followed,
    FoundGone,
    HadEnough,
    InRun,
    Matching,
    Nameless,
    Person,
    Planned,
    Reacted,
    Received,
    Standing,
    Strangers,
    Tried,
    Voters,
    Whom,
)
from db.reports import versions
from db.schema.broadcasts import poll_votes, polls
from db.schema.ledger import deliveries
from db.schema.states import DeliveryState, SkipReason
from db.schema.studio.answers import answers, departures, stranger_answers
from db.schema.studio.notices import found_gone
from db.schema.subscribers import subscribers


async def page(
    connection: AsyncConnection, whom: Whom, *, now: int, offset: int, limit: int
) -> Sequence[Person]:
    """The first `limit` below the first `offset`. Raises CannotAsk."""
    keys = await _keys(connection, whom, now)
    found = keys.offset(offset).limit(limit).subquery()
    key: ColumnElement[int] = found.c[0]
    chat_id: ColumnElement[int] = subscribers.c.chat_id
    known = subscribers.c.id == key
    if isinstance(
        whom, Strangers | Voters | Reacted
    ):  # by the chat's id: they need not be known here
        chat_id, known = key.label("chat_id"), subscribers.c.chat_id == key
    rows = await connection.execute(
        select(
            chat_id,
            func.coalesce(subscribers.c.first_name, "").label("first_name"),
            subscribers.c.username,
        )
        .select_from(found.outerjoin(subscribers, known))
        .order_by(key)
    )
    return [Person(**row) for row in rows.mappings()]


async def _keys(connection: AsyncConnection, whom: Whom, now: int) -> Keys:
    """Their numbers, or their chats' ids, in order."""
    match whom:
        case Matching():
            fixed = await counting.fix(connection, whom.audience, now=now)
            both = replace(
                fixed,
                must=(*fixed.must, *whom.within.must),
                must_not=(*fixed.must_not, *whom.within.must_not),
            )
            return keys_of(both, await facts_of.read(connection, both, now=now))
        case Planned():
            these = await counting.matching(connection, whom.audience, now=now)
            split = Split(broadcast_id=whom.broadcast_id, versions=whom.versions, share=whom.share)
            number = these.c.id
            return select(number).where(split.version(number) == whom.version).order_by(number)
        case Nameless():
            these = await counting.matching(connection, whom.audience, now=now)
            return samples.nameless(whom.field, these)
        case HadEnough():
            cap = Cap(most=whom.most, now=now if whom.moment is None else whom.moment)
            return await counting.capped_keys(connection, whom.audience, cap)
    return _chosen(whom)


@singledispatch
def _chosen(whom: Whom) -> Select[Any]:
    raise TypeError(f"nobody is behind {whom.kind}")


@_chosen.register
def _(whom: Standing) -> Select[Any]:
    number = subscribers.c.id
    return select(number).where(subscribers.c.state == whom.state).order_by(number)


@_chosen.register
def _(whom: CameBy) -> Select[Any]:
    number = subscribers.c.id
    return select(number).where(subscribers.c.source == whom.code).order_by(number)


@_chosen.register
def _(whom: InRun) -> Select[Any]:
    row = deliveries.c
    where = [row.run_id == whom.run_id]
    if whom.states:
        where.append(row.state.in_(whom.states))
    if whom.variants:
        where.append(row.variant.in_(whom.variants))
    if whom.reason is not None:
        where.append(row.reason == whom.reason)
    if whom.partly:
        where += [row.step > 0, row.state != DeliveryState.SENT]
    if whom.tried:
        where.append(row.reason.is_distinct_from(SkipReason.HELD))
    return select(row.subscriber_id).where(*where).order_by(row.subscriber_id)


@_chosen.register
def _(whom: Received) -> Select[Any]:
    row = deliveries.c
    all_of_it = (row.state == DeliveryState.SENT) & row.variant.in_(whom.variants)
    so_far = (row.state != DeliveryState.SENT) & (row.step > whom.message)
    return (
        select(row.subscriber_id)
        .where(row.run_id == whom.run_id, or_(all_of_it, so_far))
        .order_by(row.subscriber_id)
    )


@_chosen.register
def _(whom: Tried) -> Select[Any]:
    row = deliveries.c
    got = versions.got(whom.run_id)
    where = [*got, row.variant.in_(whom.variants)]
    if whom.answered:
        where.append(versions.answered(whom.run_id))
    if whom.left_since is not None:
        where.append(versions.left_since(whom.left_since))
    return select(row.subscriber_id).where(*where).order_by(row.subscriber_id)


@_chosen.register
def _(whom: Chose) -> Select[Any]:
    where = [answers.c.run_id == whom.run_id]
    if whom.buttons:
        where.append(answers.c.button.in_(whom.buttons))
    return select(answers.c.subscriber_id).where(*where).order_by(answers.c.subscriber_id)


@_chosen.register
def _(whom: Followed) -> Select[Any]:
    return followed_by(whom.run_id, whom.link)


@_chosen.register
def _(whom: Departed) -> Select[Any]:
    number = departures.c.subscriber_id
    return select(number).where(departures.c.run_id == whom.run_id).order_by(number)


@_chosen.register
def _(whom: Reacted) -> Select[Any]:
    return given_by(whom.run_id, whom.reaction)


@_chosen.register
def _(_: FoundGone) -> Select[Any]:
    number = found_gone.c.subscriber_id
    still = (
        (subscribers.c.id == number)
        & (subscribers.c.state == found_gone.c.state)
        & (subscribers.c.state_at == found_gone.c.found_at)
    )
    return select(number).join(subscribers, still).order_by(number)


@_chosen.register
def _(whom: Strangers) -> Select[Any]:
    person = stranger_answers.c.user_id
    return select(person).where(stranger_answers.c.run_id == whom.run_id).order_by(person)


@_chosen.register
def _(whom: Voters) -> Select[Any]:
    """A group has one poll and several voters."""
    chosen = poll_votes.c.options.bitwise_and(literal(1 << whom.option)) != 0
    return (
        select(poll_votes.c.voter_id)
        .join(polls, polls.c.poll_id == poll_votes.c.poll_id)
        .where(polls.c.run_id == whom.run_id, chosen)
        .distinct()
        .order_by(poll_votes.c.voter_id)
    )
