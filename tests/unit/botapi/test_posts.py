"""Calls over the session's connections: what goes over the wire, and what each end means."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from bot.client.session import Session
from botapi.call import Call, prepare_call
from botapi.outcome import Verdict
from botapi.sender import TIMEOUT, Sender
from db.schema.reasons import OwnReason
from runtime.metrics import Metrics
from tests.conftest import TOKEN

CALL = prepare_call(Call(method="sendMessage", params={"text": "Hello"}))
BODY = b'{"ok":true,"result":{"message_id":7}}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY)
AT_ONCE = 0.3  # seconds: a call is to be over by then, and a busy machine has connected


class Server:
    """Answers each request with the next of its answers; None: with silence."""

    def __init__(self, *answers: bytes | None) -> None:
        self.answers = list(answers)
        self.connections = 0
        self.heads: list[bytes] = []
        self.bodies: list[bytes] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
                self.heads.append(head)
                self.bodies.append(await reader.readexactly(length))
                if (answer := self.answers.pop(0)) is not None:
                    writer.write(answer)
        except asyncio.IncompleteReadError:
            writer.close()


@asynccontextmanager
async def talking(
    server: Server, *, timeout: float = TIMEOUT, connections: int = 100, user: str = ""
) -> AsyncIterator[Sender]:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    address = f"{user}127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    api = TelegramAPIServer.from_base(f"http://{address}")
    bot = Bot(TOKEN, session=Session(api=api, limit=connections))
    try:
        yield Sender(bot, Metrics(), timeout=timeout)
    finally:
        await bot.session.close()
        listening.close()


async def test_a_request_is_one_that_any_http_server_takes() -> None:
    server = Server(ANSWER)
    async with talking(server, user="ann:secret@") as sender:
        await sender.send(CALL, 5)
    first, *lines = server.heads[0].decode().strip().split("\r\n")
    headers = {name.lower(): said for name, said in (line.split(": ") for line in lines)}
    assert first == f"POST /bot{TOKEN}/sendMessage HTTP/1.1"
    assert headers["host"].startswith("127.0.0.1:")
    assert headers["content-type"] == "application/json"
    assert headers["authorization"].startswith("Basic ")
    assert "aiogram" in headers["user-agent"]
    assert len(lines) == len(headers)  # none of them twice
    assert server.bodies == [b'{"chat_id":5,"text":"Hello"}']


async def test_one_call_after_the_other_needs_one_connection() -> None:
    server = Server(ANSWER, ANSWER, ANSWER)
    async with talking(server) as sender:
        for chat_id in (1, 2, 3):
            assert (await sender.send(CALL, chat_id)).verdict is Verdict.SENT
    assert server.connections == 1


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b" % (len(BODY), BODY),
        ANSWER + b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",  # nobody asked for that one
    ],
)
async def test_a_connection_that_may_not_be_used_again_is_not(answer: bytes) -> None:
    server = Server(answer, ANSWER)
    async with talking(server) as sender:
        assert (await sender.send(CALL, 1)).message_ids == (7,)
        assert (await sender.send(CALL, 2)).message_ids == (7,)
    assert server.connections == 2


async def test_a_provisional_answer_is_passed_over() -> None:
    async with talking(Server(b"HTTP/1.1 100 Continue\r\n\r\n" + ANSWER)) as sender:
        assert (await sender.send(CALL, 1)).message_ids == (7,)


async def test_what_is_no_http_may_have_been_sent() -> None:
    async with talking(Server(b"SSH-2.0-OpenSSH_9.6\r\n")) as sender:
        outcome = await sender.send(CALL, 1)
    assert (outcome.verdict, outcome.detail) == (Verdict.UNCERTAIN, OwnReason.CONNECTION_LOST)


async def test_a_session_that_was_closed_is_opened_again() -> None:
    server = Server(ANSWER, ANSWER)
    async with talking(server) as sender:
        await sender.send(CALL, 1)
        await sender._bot.session.close()
        assert (await sender.send(CALL, 2)).verdict is Verdict.SENT


async def test_no_answer_in_time_is_uncertain_and_its_connection_is_closed() -> None:
    """An answer that comes after all would be taken for the next call's."""
    server = Server(None, ANSWER)
    async with talking(server, timeout=AT_ONCE) as sender:
        outcome = await sender.send(CALL, 1)
        assert (outcome.verdict, outcome.detail) == (Verdict.UNCERTAIN, OwnReason.NO_ANSWER)
        assert (await sender.send(CALL, 2)).verdict is Verdict.SENT
    assert server.connections == 2


async def test_half_an_answer_in_time_is_still_what_its_status_says() -> None:
    half = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"
    async with talking(Server(half), timeout=AT_ONCE) as sender:
        assert (await sender.send(CALL, 1)).verdict is Verdict.SENT


async def test_a_connection_that_came_too_late_is_not_written_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It was written to, and cut in the next moment: nobody knew whether that had arrived."""
    server = Server(ANSWER, ANSWER)
    async with talking(server, timeout=TIMEOUT) as sender:
        await sender.send(CALL, 1)
        loop = asyncio.get_running_loop()
        times = iter([0.0, 2 * TIMEOUT])
        with monkeypatch.context() as patch:
            patch.setattr(loop, "time", lambda: next(times, 2 * TIMEOUT))
            outcome = await sender.send(CALL, 2)
        assert (outcome.verdict, outcome.detail) == (Verdict.NOT_SENT, OwnReason.NO_ANSWER)
        assert len(server.bodies) == 1
        assert (await sender.send(CALL, 3)).verdict is Verdict.SENT
    assert server.connections == 1


async def test_no_connection_in_time_is_not_sent() -> None:
    server = Server(None)
    async with talking(server, connections=1) as patient, asyncio.TaskGroup() as group:
        first = group.create_task(patient.send(CALL, 1))
        while not server.bodies:
            await asyncio.sleep(0)
        hasty = Sender(patient._bot, Metrics(), timeout=AT_ONCE)
        assert (await hasty.send(CALL, 2)).verdict is Verdict.NOT_SENT
        assert len(server.bodies) == 1
        first.cancel()
