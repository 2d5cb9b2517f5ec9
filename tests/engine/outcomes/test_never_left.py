"""Uncertain is narrow: only who may have got the message is. Whatever never left is not."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiohttp.abc import AbstractResolver, ResolveResult
from sqlalchemy import text

from bot.client.session import Session
from botapi.call import Call, prepare_call
from botapi.outcome import Verdict
from botapi.sender import Sender
from botapi_sandbox.control import Control
from db.connection.database import Database
from db.schema.states import DeliveryState
from runtime.metrics import Metrics
from tests.actors import editor
from tests.conftest import TOKEN
from tests.engine.conftest import working
from tests.engine.invariants import rows_of

CALL = prepare_call(Call(method="sendMessage", params={"text": "hello"}))
PATIENCE = 5.0  # seconds of the machine's clock for what takes a moment


class Silent:
    """A server that reads and never answers."""

    def __init__(self) -> None:
        self.heard = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            await reader.readuntil(b"}")  # the end of the body
            self.heard.set()
            await reader.read()
        writer.close()


class NoNames(AbstractResolver):
    """A network without a name server."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        raise OSError(None, f"{host} is not known")

    async def close(self) -> None: ...


@pytest.fixture
async def silent() -> AsyncIterator[tuple[Silent, str]]:
    server = Silent()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    async with listening:
        port = listening.sockets[0].getsockname()[1]
        yield server, f"http://127.0.0.1:{port}"


@asynccontextmanager
async def bot_at(url: str, *, pool: int = 100, **connector: object) -> AsyncIterator[Bot]:
    session = Session(api=TelegramAPIServer.from_base(url), limit=pool)
    session._connector_init.update(connector)
    bot = Bot(TOKEN, session=session)
    try:
        yield bot
    finally:
        await bot.session.close()


@asynccontextmanager
async def sender(url: str, *, pool: int = 100, **connector: object) -> AsyncIterator[Sender]:
    async with bot_at(url, pool=pool, **connector) as bot:
        yield Sender(bot, Metrics())


async def test_a_name_that_cannot_be_resolved_is_not_sent() -> None:
    async with sender("http://telegram.invalid", resolver=NoNames()) as ready:
        outcome = await ready.send(CALL, 7)
    assert outcome.verdict is Verdict.NOT_SENT


async def test_a_handshake_that_fails_is_not_sent() -> None:
    """The server speaks no TLS; nothing of the request leaves before the handshake."""

    async def rude(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(rude, "127.0.0.1", 0) as listening:
        port = listening.sockets[0].getsockname()[1]
        async with sender(f"https://127.0.0.1:{port}") as ready:
            outcome = await ready.send(CALL, 7)
    assert outcome.verdict is Verdict.NOT_SENT


async def test_who_waits_for_a_connection_when_time_is_up_was_not_sent_to(
    silent: tuple[Silent, str],
) -> None:
    """From outside both look the same: no answer in time.

    The one that waits has less time, or it might still get the connection of the other.
    """
    server, url = silent
    async with bot_at(url, pool=1) as bot, asyncio.TaskGroup() as group:
        on_its_way = group.create_task(Sender(bot, Metrics(), timeout=1.0).send(CALL, 7))
        await asyncio.wait_for(server.heard.wait(), PATIENCE)
        waiting = group.create_task(Sender(bot, Metrics(), timeout=0.1).send(CALL, 8))
    assert on_its_way.result().verdict is Verdict.UNCERTAIN
    assert waiting.result().verdict is Verdict.NOT_SENT


async def test_cancelled_while_it_waits_for_a_connection_it_was_not_sent(
    silent: tuple[Silent, str],
) -> None:
    server, url = silent
    async with sender(url, pool=1) as ready, asyncio.TaskGroup() as group:
        on_its_way = group.create_task(ready.send(CALL, 7))
        await asyncio.wait_for(server.heard.wait(), PATIENCE)
        waiting = group.create_task(ready.send(CALL, 8))
        await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        on_its_way.cancel()
        assert (await on_its_way).verdict is Verdict.UNCERTAIN


async def test_a_claim_that_was_never_begun_is_not_uncertain_after_a_crash(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """A ban closes the gate: what was claimed is given back, and then the program dies."""
    async with working(sandbox_url, database, control) as bench:
        await bench.subscribe(90)
        broadcast_id = await bench.launch()
        await bench.until(broadcast_id, lambda one: one.figures.sent >= 10)
        await control.ban(60)
        async with asyncio.timeout(PATIENCE):
            while bench.assembly.limiter.gate_seconds == 0 or await _claimed(database):
                await asyncio.sleep(0.02)
        broadcast = await bench.assembly.doors.reports.get(broadcast_id)
        # What a start finds now is what it would find after a crash at this moment.
        states = (await rows_of(database, broadcast)).values()
    assert set(states) == {DeliveryState.SENT, DeliveryState.PENDING}


async def test_a_claim_that_was_never_begun_is_given_back_when_its_broadcast_pauses(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control) as bench:
        await bench.subscribe(90)
        broadcast_id = await bench.launch()
        await bench.until(broadcast_id, lambda one: one.figures.sent >= 25)
        ticket = bench.assembly.limiter.reserve(300)  # nobody is due for ten seconds
        async with asyncio.timeout(PATIENCE):
            while not await _claimed(database):
                await asyncio.sleep(0.02)
            await bench.assembly.doors.launches.pause(broadcast_id, by=editor())
            while await _claimed(database):
                await asyncio.sleep(0.02)
        bench.assembly.limiter.release(ticket)
        assert (await bench.assembly.doors.reports.get(broadcast_id)).figures.uncertain == 0


async def _claimed(database: Database) -> int:
    async with database.read() as connection:
        query = text("SELECT count(*) FROM deliveries WHERE state = 1")
        return int(await connection.scalar(query) or 0)
