"""What the names and numbers in an audience stand for just now, read before anybody is counted.

Whatever cannot be asked is refused here, with a reason that can be put into words: a deleted tag
has nobody, and a pruned ledger knows only those who did not get it. Both would count wrongly.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from sqlalchemy import Row, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.audience.audience import Audience
from db.audience.conditions import (
    Answered,
    Clicked,
    Condition,
    FieldIs,
    InBroadcast,
    InList,
    Tagged,
    WantsTopic,
)
from db.broadcasts.family import family_of, first_of
from db.dialect.json_fields import text_in
from db.knowledge.names import Name
from db.schema.automation.clicks import tracked_links
from db.schema.knowledge import audience_lists, fields, tags, topics
from db.schema.ledger import runs
from db.schema.states import ENDED, RunKind

BY_PERSON = "person"  # as broadcast/model/options.py stores it


class Missing(StrEnum):
    """What an audience asks about, and is not there."""

    TAG = "tag"
    FIELD = "field"
    TOPIC = "topic"
    LIST = "list"
    BROADCAST = "broadcast"  # never launched, or discarded
    LINK = "link"  # in the broadcast with this number nobody's clicks on it were counted
    LEDGER = "ledger"  # of a broadcast: the rows of those who got it have been pruned


class CannotAsk(Exception):
    """Nobody can tell who that is."""

    def __init__(self, missing: Missing, name: str, condition: Condition | None = None) -> None:
        """`name`: of the tag or the field, or the number. No condition: the audience itself."""
        super().__init__(f"{missing} {name} is not there")
        self.missing = missing
        self.name = name
        self.condition = condition

    def dump(self) -> str:
        """As it stands beside the reason of a pause, whose words say the rest."""
        return f"{self.missing} {self.name}"

    @classmethod
    def load(cls, text: str) -> Self:
        """Raises ValueError for what `dump()` never wrote."""
        missing, _, name = text.partition(" ")
        return cls(Missing(missing), name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Since:
    """A broadcast and those that followed it to whoever came later."""

    upto: int  # the newest subscriber's number when it was launched
    launched_at: int
    runs: tuple[int, ...]
    # Of these, whose cancelled or capped recipients are still to be offered it, or to get it.
    owed: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """Numbers by name, and the moment that days are counted back from."""

    now: int
    tags: Mapping[str, int] = dataclasses.field(default_factory=dict)  # by folded name
    fields: Mapping[str, int] = dataclasses.field(default_factory=dict)  # by folded name
    # By broadcast: its own run first, and those that sent it again or to who came since.
    lines: Mapping[int, tuple[int, ...]] = dataclasses.field(default_factory=dict)
    # By broadcast and address (None: any): the numbers of the counted links.
    links: Mapping[tuple[int, str | None], tuple[int, ...]] = dataclasses.field(
        default_factory=dict
    )
    since: Since | None = None

    def tag(self, name: str) -> int:
        return self.tags[Name.read(name).folded]

    def field(self, name: str) -> int:
        return self.fields[Name.read(name).folded]


async def read(connection: AsyncConnection, audience: Audience, *, now: int) -> Facts:
    """Raises CannotAsk."""
    asked = (*audience.must, *audience.must_not)
    await _check_numbers(connection, audience)
    lines = {
        one.broadcast: await _line_of(connection, one.broadcast, one)
        for one in asked
        if isinstance(one, InBroadcast | Answered)
    }
    return Facts(
        now=now,
        tags=await _named(connection, tags, Missing.TAG, list(_tags(asked))),
        fields=await _named(connection, fields, Missing.FIELD, list(_fields(asked))),
        lines=lines,
        links={
            (one.broadcast, one.url): await _links_of(connection, one)
            for one in asked
            if isinstance(one, Clicked)
        },
        since=None if audience.since is None else await _since(connection, audience.since),
    )


def _tags(asked: Sequence[Condition]) -> Iterator[tuple[str, Condition]]:
    for one in asked:
        if isinstance(one, Tagged):
            yield from ((name, one) for name in one.names)


def _fields(asked: Sequence[Condition]) -> Iterator[tuple[str, Condition]]:
    yield from ((one.name, one) for one in asked if isinstance(one, FieldIs))


async def _named(
    connection: AsyncConnection,
    table: Table,
    missing: Missing,
    asked: Sequence[tuple[str, Condition]],
) -> Mapping[str, int]:
    if not asked:
        return {}
    folded = {Name.read(name).folded for name, _ in asked}
    rows = await connection.execute(
        select(table.c.folded, table.c.id).where(table.c.folded.in_(sorted(folded)))
    )
    known = {str(name): int(number) for name, number in rows}
    for name, condition in asked:
        if Name.read(name).folded not in known:
            raise CannotAsk(missing, name, condition)
    return known


async def _check_numbers(connection: AsyncConnection, audience: Audience) -> None:
    for one in (*audience.must, *audience.must_not):
        if isinstance(one, WantsTopic):
            await _check(connection, topics, Missing.TOPIC, one.topic, one)
        elif isinstance(one, InList):
            await _check(connection, audience_lists, Missing.LIST, one.number, one)
    if audience.topic is not None:
        await _check(connection, topics, Missing.TOPIC, audience.topic, None)


async def _check(
    connection: AsyncConnection,
    table: Table,
    missing: Missing,
    number: int,
    condition: Condition | None,
) -> None:
    if await connection.scalar(select(table.c.id).where(table.c.id == number)) is None:
        raise CannotAsk(missing, str(number), condition)


async def _line_of(
    connection: AsyncConnection, broadcast_id: int, condition: Condition | None
) -> tuple[int, ...]:
    line = family_of(broadcast_id)
    query = (
        select(runs.c.id, runs.c.broadcast_id, runs.c.thinned)
        .where(runs.c.broadcast_id.in_(select(line.c.id)), runs.c.kind == RunKind.SEND)
        .order_by(runs.c.id)
    )
    rows = (await connection.execute(query)).all()
    if not any(row.broadcast_id == broadcast_id for row in rows):
        raise CannotAsk(Missing.BROADCAST, str(broadcast_id), condition)
    if any(row.thinned for row in rows):
        raise CannotAsk(Missing.LEDGER, str(broadcast_id), condition)
    return tuple(int(row.id) for row in rows)  # its own came before all that followed it


async def _links_of(connection: AsyncConnection, asked: Clicked) -> tuple[int, ...]:
    """A pruned ledger does not matter: whose clicks they were is known for longer."""
    line = family_of(asked.broadcast)
    query = (
        select(tracked_links.c.id)
        .join(runs, runs.c.id == tracked_links.c.run_id)
        .where(
            runs.c.broadcast_id.in_(select(line.c.id)),
            text_in(runs.c.content, "options.clicks") == BY_PERSON,
        )
        .order_by(tracked_links.c.id)
    )
    if asked.url is not None:
        query = query.where(tracked_links.c.url == asked.url)
    numbers = tuple((await connection.execute(query)).scalars())
    if not numbers:
        raise CannotAsk(Missing.LINK, str(asked.broadcast), asked)
    return numbers


async def _since(connection: AsyncConnection, broadcast_id: int) -> Since:
    """Of all that go back to the same first broadcast, so that nobody gets it twice."""
    family = family_of(await first_of(connection, broadcast_id))
    query = (
        select(
            runs.c.id,
            runs.c.broadcast_id,
            runs.c.thinned,
            runs.c.audience_upto,
            runs.c.launched_at,
            ((runs.c.cancelled > 0) | (runs.c.capped > 0)).label("offered"),
            (
                ((runs.c.cancelled > 0) & runs.c.cancelled_answer.is_(None))
                | ((runs.c.capped > 0) & runs.c.capped_answer.is_(None))
            ).label("undecided"),
            runs.c.source_run_id,
            (runs.c.state.in_(ENDED) & runs.c.frozen).label("over"),
        )
        .where(runs.c.broadcast_id.in_(select(family.c.id)), runs.c.kind == RunKind.SEND)
        .order_by(runs.c.id)
    )
    rows = (await connection.execute(query)).all()
    for row in rows:
        if row.thinned:
            raise CannotAsk(Missing.LEDGER, str(row.broadcast_id))
    asked = next((row for row in rows if row.broadcast_id == broadcast_id), None)
    if asked is None:
        raise CannotAsk(Missing.BROADCAST, str(broadcast_id))
    return Since(
        upto=asked.audience_upto,
        launched_at=asked.launched_at,
        runs=tuple(row.id for row in rows),
        owed=frozenset(row.id for row in rows if _owes(row, rows)),
    )


def _owes(row: Row[Any], family: Sequence[Row[Any]]) -> bool:
    """Whether somebody whom its cancelling skipped, or the cap, may yet get it all the same."""
    if not row.offered:
        return False
    under_way = any(one.source_run_id == row.id and not one.over for one in family)
    return bool(row.undecided) or under_way
