"""`herald fleet`: who serves what, since when, and why; which nodes there are."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from psycopg import AsyncConnection
from psycopg.errors import UndefinedTable
from psycopg.rows import dict_row
from sqlalchemy.engine import make_url

from bot.fleet.register.line import Line
from bot.fleet.rules import STALLED
from bot.process.logs import say
from bot.settings.settings import Settings
from db.errors import DatabaseTrouble, DatabaseUnavailable

NODES = """
    SELECT name, address, version, leaving, array_length(bots, 1) AS tokens,
           extract(epoch FROM clock_timestamp() - seen_at)::float AS heard,
           extract(epoch FROM clock_timestamp() - started_at)::float AS running
      FROM nodes ORDER BY name
"""
BOTS = """
    SELECT b.id, b.enabled, b.why, j.id AS job, j.status::text, j.abort_requested AS leaving,
           replace(j.queue_name, 'node:', '') AS node, j.args ->> 'why' AS given,
           extract(epoch FROM clock_timestamp() - (SELECT max(at) FROM procrastinate_events e
                                     WHERE e.job_id = j.id AND e.type = 'started'))::float AS served
      FROM bots b LEFT JOIN procrastinate_jobs j
        ON j.lock = 'bot:' || b.id AND j.status IN ('todo', 'doing')
     ORDER BY b.id, j.id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class NodeLine:
    """Times in seconds."""

    name: str
    address: str | None
    version: str
    heard: float  # ago
    running: float
    leaving: bool
    tokens: int

    @property
    def state(self) -> str:
        if self.heard >= STALLED:
            return "silent"
        return "leaving" if self.leaving else "alive"


@dataclass(frozen=True, kw_only=True, slots=True)
class BotLine:
    """`job`: the epoch; None while nobody has it."""

    id: int
    state: str
    node: str | None
    job: int | None
    served: float | None  # seconds
    why: str


def run_fleet(settings: Settings, *, as_json: bool) -> int:
    """Raises DatabaseUnavailable."""
    nodes, bots = asyncio.run(_read(settings.database_url))
    if as_json:
        told = {
            "nodes": [asdict(one) | {"state": one.state} for one in nodes],
            "bots": [asdict(one) for one in bots],
        }
        say(json.dumps(told, indent=2))
    else:
        for line in lines(nodes, bots):
            say(line)
    return 0


async def _read(url: str) -> tuple[list[NodeLine], list[BotLine]]:
    line = Line(make_url(url))
    try:
        async with line.connection() as connection:
            return await _nodes(connection), await _bots(connection)
    except DatabaseTrouble as trouble:
        if isinstance(trouble.__cause__, UndefinedTable):
            raise DatabaseUnavailable(
                "no node has ever run on this database: start one with `herald node`"
            ) from trouble
        raise DatabaseUnavailable(f"cannot ask the database: {trouble}") from trouble
    finally:
        await line.close()


async def _nodes(connection: AsyncConnection) -> list[NodeLine]:
    cursor = await connection.cursor(row_factory=dict_row).execute(NODES)
    return [NodeLine(**row | {"tokens": row["tokens"] or 0}) for row in await cursor.fetchall()]


async def _bots(connection: AsyncConnection) -> list[BotLine]:
    cursor = await connection.cursor(row_factory=dict_row).execute(BOTS)
    found: dict[int, BotLine] = {}
    for row in await cursor.fetchall():
        if row["id"] in found and row["status"] == "todo":
            continue  # it waits until the one that is served has ended
        found[row["id"]] = BotLine(
            id=row["id"],
            state=_state(row),
            node=row["node"],
            job=row["job"],
            served=row["served"],
            why=row["why"] or row["given"] or "no node has its token, or all are silent",
        )
    return list(found.values())


def _state(row: Mapping[str, Any]) -> str:
    if row["status"] == "doing":
        return "changes hands" if row["leaving"] else "served"
    if not row["enabled"]:
        return "stopped"
    return "starting" if row["status"] == "todo" else "nobody's"


def lines(nodes: Sequence[NodeLine], bots: Sequence[BotLine]) -> list[str]:
    """As a table: each column is as wide as what stands in it."""
    nodes_head = ("NODE", "STATE", "HEARD", "RUNNING", "BOTS", "VERSION", "ADDRESS")
    counts = {one.name: sum(bot.node == one.name for bot in bots) for one in nodes}
    rows = [
        (
            one.name,
            one.state,
            f"{one.heard:.1f} s ago",
            ago(one.running),
            f"{counts[one.name]} of {one.tokens}",
            one.version,
            one.address or "-",
        )
        for one in nodes
    ]
    bots_head = ("BOT", "STATE", "NODE", "FOR", "JOB", "WHY")
    bot_rows = [
        (
            str(one.id),
            one.state,
            one.node or "-",
            "-" if one.served is None else ago(one.served),
            str(one.job or "-"),
            one.why,
        )
        for one in bots
    ]
    return [*_table(nodes_head, rows), "", *_table(bots_head, bot_rows)]


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    pairs = ([*zip(row, widths, strict=True)] for row in (head, *rows))
    return ["  ".join(word.ljust(width) for word, width in pair).rstrip() for pair in pairs]


def ago(seconds: float) -> str:
    """One unit is enough: 12 s, 5 min, 3 h, 4 d."""
    for size, unit in ((86_400, "d"), (3_600, "h"), (60, "min")):
        if seconds >= size:
            return f"{seconds // size:.0f} {unit}"
    return f"{seconds:.0f} s"
