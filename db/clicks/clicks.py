"""Clicks, many in one transaction: sums, and where people are told apart, who."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Select, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.automation.clicks import link_clicks, tracked_links
from db.schema.subscribers import subscribers

AT_ONCE = 500  # people that one statement asks for

_Key = TypeVar("_Key")

Clicks = Mapping[tuple[int, int], int]
"""How many, by link and subscriber; subscriber 0: whoever it was"""


async def record(connection: AsyncConnection, clicks: Clicks, *, now: int) -> None:
    """A link that is gone counts nothing, and whoever was erased is nobody."""
    known = await _known(connection, {who for _, who in clicks if who})
    named = {key: count for key, count in clicks.items() if key[1] in known}
    new = await _keep(connection, named, now)
    sums: dict[int, int] = {}
    for (link, _), count in clicks.items():
        sums[link] = sums.get(link, 0) + count
    await connection.execute(
        _COUNT,
        [
            {"link": link, "more": count, "new": new.get(link, 0)}
            for link, count in sorted(sums.items())
        ],
    )


async def erase(connection: AsyncConnection, subscriber_id: int | None) -> None:
    """What somebody followed; the sums stay."""
    await connection.execute(
        delete(link_clicks).where(link_clicks.c.subscriber_id == subscriber_id)
    )


def followed_by(run_id: int, link: int | None = None) -> Select[int]:
    """Whoever followed that link of a run, or any, in order."""
    who = link_clicks.c.subscriber_id
    these = select(tracked_links.c.id).where(tracked_links.c.run_id == run_id)
    if link is not None:
        these = these.where(tracked_links.c.id == link)
    return select(who).where(link_clicks.c.tracked_link_id.in_(these)).distinct().order_by(who)


async def people_of(connection: AsyncConnection, run_id: int) -> int:
    """Each once, whatever they followed."""
    these = followed_by(run_id).order_by(None).subquery()
    return int(await connection.scalar(select(func.count()).select_from(these)) or 0)


def chunks(keys: Sequence[_Key]) -> Iterator[Sequence[_Key]]:
    """As many as one statement asks for."""
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


async def _known(connection: AsyncConnection, numbers: Iterable[int]) -> set[int]:
    found: set[int] = set()
    for some in chunks(sorted(numbers)):
        found |= set((await connection.execute(_KNOWN, {"some": some})).scalars())
    return found


async def _keep(connection: AsyncConnection, named: Clicks, now: int) -> Mapping[int, int]:
    """By link, how many people are new."""
    new: dict[int, int] = {}
    for some in chunks(sorted(named)):
        rows = [
            {"tracked_link_id": link, "subscriber_id": who, "clicks": 0, "first_at": now}
            for link, who in some
        ]
        added = insert(link_clicks).values(rows).on_conflict_do_nothing()
        rows_added = await connection.execute(added.returning(link_clicks.c.tracked_link_id))
        for link in rows_added.scalars():
            new[link] = new.get(link, 0) + 1
        told: list[dict[str, Any]] = [
            {"link": link, "who": who, "more": named[link, who]} for link, who in some
        ]
        await connection.execute(_MORE, told)
    return new


# Put together once: SQLAlchemy takes longer to build a statement than SQLite to run it.
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_KNOWN = select(subscribers.c.id).where(subscribers.c.id.in_(_SOME))
_COUNT = (
    update(tracked_links)
    .where(tracked_links.c.id == bindparam("link"))
    .values(
        clicks=tracked_links.c.clicks + bindparam("more"),
        people=tracked_links.c.people + bindparam("new"),
    )
)
_MORE = (
    update(link_clicks)
    .where(
        link_clicks.c.tracked_link_id == bindparam("link"),
        link_clicks.c.subscriber_id == bindparam("who"),
    )
    .values(clicks=link_clicks.c.clicks + bindparam("more"))
)
