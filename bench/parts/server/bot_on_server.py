"""A PostgreSQL for one measurement, set up as a careful administrator would: nothing is lost."""

import asyncio
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from psycopg import sql
from sqlalchemy.engine import URL

from bench.frame.part import BenchFailed
from bench.stage.audience import FIRST_PERSON
from bench.stage.proc import family_cpu_seconds
from bench.stage.scene import TOKEN
from bench.stage.waiting import until
from bot.demo.postgresql.programs import find_programs
from bot.demo.postgresql.server import Server
from db.migrate import migrate

SCHEMA = f"bot_{TOKEN.partition(':')[0]}"
DATABASE = "herald"
DURABLE = {"shared_buffers": "256MB", "max_wal_size": "4GB", "autovacuum": "on"}
PEOPLE = sql.SQL(
    "INSERT INTO {}.subscribers (chat_id, first_name, language_code, joined_at, changed_at)"
    " SELECT %(first)s + n, 'Person ' || n, 'en', %(now)s, %(now)s"
    " FROM generate_series(0, %(last)s) AS n"
)
LOOK_EVERY = 0.1  # seconds


class BotOnServer:
    """What the bot's schema says, and what the server has done for it."""

    def __init__(self, server: Server, schema: str = SCHEMA) -> None:
        self._server = server
        self._schema = schema

    @property
    def url(self) -> URL:
        return self._server.url(DATABASE, schema=self._schema)

    async def gather(self, count: int) -> None:
        """Make the tables, and subscribe so many people."""
        await migrate(self.url)
        values = {"first": FIRST_PERSON, "last": count - 1, "now": int(time.time())}
        with self._server.connect(DATABASE) as connection:
            connection.execute(PEOPLE.format(sql.Identifier(self._schema)), values)
            connection.execute("VACUUM ANALYZE")

    def cpu_seconds(self) -> float:
        """Of all the server's processes so far."""
        return family_cpu_seconds(self._server.pid)

    async def ask(self, question: str) -> Sequence[Any]:
        """One row; `{}` in the question is the schema."""
        return await asyncio.to_thread(self._ask, question)

    async def finished(self, within: float) -> None:
        await self._until("SELECT state = 'finished' FROM {}.runs", within)

    async def frozen(self, within: float) -> None:
        await self._until("SELECT frozen FROM {}.runs", within)

    async def _until(self, question: str, within: float) -> None:
        async def is_so() -> bool:
            return bool((await self.ask(question))[0])

        await until(is_so, within=within, every=LOOK_EVERY, otherwise=f"never so: {question}")

    def _ask(self, question: str) -> Sequence[Any]:
        with self._server.connect(DATABASE) as connection:
            query = sql.SQL(question).format(sql.Identifier(self._schema))
            return connection.execute(query).fetchone() or (None,)


@asynccontextmanager
async def postgresql() -> AsyncIterator[BotOnServer]:
    """Raises BenchFailed where no server is installed."""
    async with running_server() as server:
        yield BotOnServer(server)


@asynccontextmanager
async def running_server() -> AsyncIterator[Server]:
    """With the database that bots' schemas are made in. Raises BenchFailed."""
    programs = find_programs()
    if programs is None:
        raise BenchFailed("PostgreSQL's server is not installed (Debian: postgresql)")
    folder = Path(tempfile.gettempdir()) / f"herald-bench-{uuid.uuid4().hex[:12]}"
    server = await asyncio.to_thread(Server.make, folder, programs, DURABLE)
    try:
        with server.connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
        yield server
    finally:
        await asyncio.to_thread(server.close)
