"""The tags that answers set: whoever changes their answer loses what the one before had set."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.knowledge.names import Name
from db.schema.knowledge import subscriber_tags, tags
from db.schema.states import SignalKind
from db.series.coming.happened import happened
from db.series.coming.subscriptions import any_lives
from db.series.records import Signal


class TagChange(NamedTuple):
    """`at` in Unix seconds."""

    subscriber_id: int
    at: int
    add: str | None
    drop: str | None


async def change(connection: AsyncConnection, changes: Iterable[TagChange]) -> None:
    """A tag that there is not yet is made."""
    wanted = [one for one in changes if one.add != one.drop]
    numbers = await _numbers(connection, wanted)
    dropped = _rows(numbers, [(one.drop, one.subscriber_id) for one in wanted])
    if dropped:
        await connection.execute(_DROP, dropped)
    added = _rows(numbers, [(one.add, one.subscriber_id) for one in wanted])
    if added:
        new = await _new(connection, added)
        await connection.execute(insert(subscriber_tags).on_conflict_do_nothing(), added)
        now = max(one.at for one in wanted)
        for tag_id in {tag for tag, _ in new}:
            people = [who for tag, who in new if tag == tag_id]
            await happened(connection, Signal(SignalKind.TAG, tag_id), people, now=now)


async def _numbers(connection: AsyncConnection, changes: Sequence[TagChange]) -> dict[str, int]:
    """By what the tags are known by."""
    added = {Name.read(one.add).folded: one for one in changes if one.add}
    folded = {*added, *(Name.read(one.drop).folded for one in changes if one.drop)}
    known = await _known(connection, folded)
    new = [
        {"name": Name.read(one.add or "").text, "folded": name, "created_at": one.at}
        for name, one in added.items()
        if name not in known
    ]
    if new:
        await connection.execute(insert(tags), new)
        known |= await _known(connection, added)
    return known


async def _known(connection: AsyncConnection, folded: Iterable[str]) -> dict[str, int]:
    if not folded:
        return {}
    found = await connection.execute(_FIND, {"some": sorted(folded)})
    return {str(name): int(number) for name, number in found}


async def _new(
    connection: AsyncConnection, added: Sequence[dict[str, int]]
) -> list[tuple[int, int]]:
    """Of these tags and people those who have it not, where a series may listen."""
    if not await any_lives(connection):
        return []
    found: list[tuple[int, int]] = []
    for tag_id in dict.fromkeys(one["tag_id"] for one in added):
        people = [one["subscriber_id"] for one in added if one["tag_id"] == tag_id]
        has = set((await connection.execute(_HAVE, {"tag": tag_id, "some": people})).scalars())
        found += [(tag_id, who) for who in people if who not in has]
    return found


def _rows(numbers: dict[str, int], pairs: Iterable[tuple[str | None, int]]) -> list[dict[str, int]]:
    """One that is gone is nobody's any more."""
    named = ((numbers.get(Name.read(tag).folded), who) for tag, who in pairs if tag)
    return [{"tag_id": tag, "subscriber_id": who} for tag, who in named if tag is not None]


_FIND = select(tags.c.folded, tags.c.id).where(tags.c.folded.in_(bindparam("some", expanding=True)))
_HAVE = select(subscriber_tags.c.subscriber_id).where(
    subscriber_tags.c.tag_id == bindparam("tag"),
    subscriber_tags.c.subscriber_id.in_(bindparam("some", expanding=True)),
)
_DROP = delete(subscriber_tags).where(
    subscriber_tags.c.tag_id == bindparam("tag_id"),
    subscriber_tags.c.subscriber_id == bindparam("subscriber_id"),
)
