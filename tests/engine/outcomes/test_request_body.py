"""What may have reached Telegram, and what cannot have: the narrow meaning of uncertain."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.client.session import Session
from botapi.call import Call, prepare_call
from botapi.outcome import Verdict
from botapi.sender import Sender
from runtime.metrics import Metrics
from tests.conftest import TOKEN

CALL = prepare_call(Call(method="sendMessage", params={"text": "Hello"}))
BODY = b'{"ok":true,"result":{"message_id":7}}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY)


class Server:
    """Takes connections, reads requests, and answers as told."""

    def __init__(self) -> None:
        self.requests = 0
        self.answers = True
        self.asked = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await self._request(reader):
            self.requests += 1
            self.asked.set()
            if self.answers:
                writer.write(ANSWER)
        writer.close()

    async def _request(self, reader: asyncio.StreamReader) -> bool:
        length = 0
        while line := await reader.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            if line == b"\r\n":
                await reader.readexactly(length)
                return True
        return False


@asynccontextmanager
async def talking(connections: int = 100) -> AsyncIterator[tuple[Server, Sender]]:
    server = Server()
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    api = TelegramAPIServer.from_base(f"http://127.0.0.1:{port}")
    bot = Bot(TOKEN, session=Session(api=api, limit=connections))
    try:
        yield server, Sender(bot, Metrics())
    finally:
        await bot.session.close()
        listening.close()


async def cancelled(task: asyncio.Task[object]) -> bool:
    task.cancel()
    await asyncio.wait([task])
    return task.cancelled()


async def test_an_answered_call_is_sent() -> None:
    async with talking() as (server, sender):
        outcome = await sender.send(CALL, 1)
    assert (outcome.verdict, outcome.message_ids) == (Verdict.SENT, (7,))
    assert server.requests == 1


async def test_stopped_while_it_waited_for_a_connection_nothing_left() -> None:
    """The pool is full: the second call never reaches the server."""
    async with talking(connections=1) as (server, sender), asyncio.TaskGroup() as group:
        server.answers = False
        first = group.create_task(sender.send(CALL, 1))
        await server.asked.wait()
        second = group.create_task(sender.send(CALL, 2))
        await asyncio.sleep(0)
        assert await cancelled(second)
        assert not await cancelled(first)
        assert first.result().verdict is Verdict.UNCERTAIN
    assert server.requests == 1


async def test_stopped_on_its_way_it_is_uncertain() -> None:
    async with talking() as (server, sender), asyncio.TaskGroup() as group:
        server.answers = False
        call = group.create_task(sender.send(CALL, 1))
        await server.asked.wait()
        assert not await cancelled(call)
        assert call.result().verdict is Verdict.UNCERTAIN


@pytest.mark.parametrize("paid", [True, False])
async def test_only_a_paid_call_is_marked(paid: bool) -> None:
    assert CALL.body(5, paid=paid) == (
        b'{"chat_id":5,"allow_paid_broadcast":true,"text":"Hello"}'
        if paid
        else b'{"chat_id":5,"text":"Hello"}'
    )
