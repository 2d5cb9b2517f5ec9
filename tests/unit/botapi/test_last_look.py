"""Nothing leaves for a bot that may be another process's by now: looked at where bytes leave."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramNetworkError
from aiogram.types import BufferedInputFile

from bot.client.session import Session
from botapi.call import Call, prepare_call
from botapi.outcome import Verdict, lost
from botapi.reply import Withheld
from botapi.sender import Sender
from runtime.metrics import Metrics
from tests.conftest import TOKEN
from tests.leases import Held

CALL = prepare_call(Call(method="sendMessage", params={"text": "Hello"}))
BODY = b'{"ok":true,"result":{"message_id":7,"date":1,"chat":{"id":1,"type":"private"}}}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY)
BIG = 8 * 1024 * 1024  # bytes: more than any socket takes at once


class Server:
    """Counts requests and their bytes; `slow`: it reads no further until it is let go on."""

    def __init__(self) -> None:
        self.connected = asyncio.Event()
        self.read = 0
        self.whole = 0
        self.slow: asyncio.Event | None = None
        self.open: set[asyncio.StreamWriter] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connected.set()
        self.open.add(writer)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.read += len(head)
                if self.slow is not None:
                    await self.slow.wait()
                self.read += await self._body(head, reader)
                self.whole += 1
                writer.write(ANSWER)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()
            self.open.discard(writer)

    async def _body(self, head: bytes, reader: asyncio.StreamReader) -> int:
        if b"chunked" not in head:
            length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            return len(await reader.readexactly(length))
        length, last = 0, b""
        while not last.endswith(b"0\r\n\r\n"):
            piece = await reader.read(65_536)
            if not piece:
                raise asyncio.IncompleteReadError(last, None)
            length, last = length + len(piece), (last + piece)[-5:]
        return length


@asynccontextmanager
async def talking(server: Server, held: Held) -> AsyncIterator[Bot]:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    session = Session(api=TelegramAPIServer.from_base(address), lease=held.lease)
    bot = Bot(TOKEN, session=session)
    try:
        yield bot
    finally:
        await bot.session.close()
        listening.close()
        while server.open:
            await asyncio.sleep(0)


async def test_a_broadcast_sends_nothing_once_the_lease_is_over() -> None:
    server, held = Server(), Held()
    async with talking(server, held) as bot:
        sender = Sender(bot, Metrics(), lease=held.lease)
        assert (await sender.send(CALL, 1)).verdict is Verdict.SENT
        held.run_out()
        assert (await sender.send(CALL, 2)).verdict is Verdict.WITHHELD
        assert server.whole == 1
        held.renew()
        assert (await sender.send(CALL, 3)).verdict is Verdict.SENT


async def test_it_is_looked_at_after_the_wait_for_a_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Stopped between the wish to send and the bytes, it wakes up with a connection in its hand."""
    server, held = Server(), Held()
    async with talking(server, held) as bot:
        session = await bot.session.create_session()  # type: ignore[attr-defined]
        connect = session.connector.connect

        async def stopped(*how: object) -> object:
            connection = await connect(*how)
            held.run_out()
            return connection

        monkeypatch.setattr(session.connector, "connect", stopped)
        outcome = await Sender(bot, Metrics(), lease=held.lease).send(CALL, 1)
        assert outcome.verdict is Verdict.WITHHELD
        assert server.read == 0


async def test_aiograms_own_calls_send_nothing_once_the_lease_is_over() -> None:
    server, held = Server(), Held()
    async with talking(server, held) as bot:
        await bot.send_message(1, "Hello")
        read = server.read
        held.run_out()
        with pytest.raises(TelegramNetworkError, match="Withheld"):
            await bot.send_message(1, "Hello")
        assert (server.whole, server.read) == (1, read)
        held.renew()
        await bot.send_message(1, "Hello")
        assert server.whole == 2


async def test_a_form_is_looked_at_again_when_its_body_leaves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """aiohttp writes the body in a task of its own, a turn of the loop after the head."""
    server, held = Server(), Held()
    async with talking(server, held) as bot:
        looks = iter((True, False, False))
        monkeypatch.setattr(held.lease, "valid", lambda: next(looks))
        with pytest.raises(TelegramNetworkError):
            await bot.send_message(1, "Hello")
        await asyncio.wait_for(server.connected.wait(), 10)
        assert server.whole == 0


async def test_the_rest_of_a_big_file_stays_here() -> None:
    """Part of it has left: a request that is not whole is none."""
    server, held = Server(), Held()
    server.slow = asyncio.Event()
    async with talking(server, held) as bot, asyncio.TaskGroup() as group:
        file = BufferedInputFile(b"x" * BIG, filename="report.csv")

        async def send() -> None:
            with pytest.raises(TelegramNetworkError):
                await bot.send_document(1, file)

        sending = group.create_task(send())
        while not server.read:
            await asyncio.sleep(0)
        held.run_out()
        server.slow.set()
        await sending
    assert server.whole == 0


def test_bytes_that_may_have_left_are_as_uncertain_as_ever() -> None:
    assert lost(Withheld(), bytes_written=False).verdict is Verdict.WITHHELD
    assert lost(Withheld(), bytes_written=True).verdict is Verdict.UNCERTAIN
