"""The links of runs: each target once in a run, and never another under the same number."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.schema.automation.clicks import tracked_links


class LinkRow(NamedTuple):
    """`people`: of whoever was told apart."""

    id: int
    url: str
    clicks: int
    people: int


async def numbers(
    connection: AsyncConnection, run_id: int, urls: Sequence[str]
) -> Mapping[str, int]:
    """Of those that are known, in the order of `urls`."""
    rows = await connection.execute(
        select(tracked_links.c.url, tracked_links.c.id).where(tracked_links.c.run_id == run_id)
    )
    known = {str(url): int(number) for url, number in rows}
    return {url: known[url] for url in urls if url in known}


async def add(connection: AsyncConnection, run_id: int, urls: Sequence[str]) -> Mapping[str, int]:
    """Those that are not known are, from now on; the numbers of all."""
    known = await numbers(connection, run_id, urls)
    of_run = tracked_links.c.run_id == run_id
    last = await connection.scalar(select(func.max(tracked_links.c.position)).where(of_run))
    new = (url for url in urls if url not in known)
    rows = [
        {"run_id": run_id, "position": position, "url": url}
        for position, url in enumerate(new, start=0 if last is None else last + 1)
    ]
    if not rows:
        return known
    await connection.execute(insert(tracked_links), rows)
    return await numbers(connection, run_id, urls)


async def target(connection: AsyncConnection, link: int) -> str | None:
    """Where it leads."""
    query = select(tracked_links.c.url).where(tracked_links.c.id == link)
    return (await connection.execute(query)).scalar()


async def of_run(connection: AsyncConnection, run_id: int) -> Sequence[LinkRow]:
    """In the order in which its content has them."""
    row = tracked_links.c
    query = select(row.id, row.url, row.clicks, row.people).where(row.run_id == run_id)
    return [LinkRow(*one) for one in await connection.execute(query.order_by(row.position))]
