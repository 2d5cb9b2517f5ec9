"""The process's HTTP server: health, metrics, and a webhook that believes the secret alone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from aiogram.types import Message
from aiohttp import ClientSession
from yarl import URL

from bot.errors import StartRefused
from bot.http import connections, server
from bot.http.health import Health, in_words
from bot.http.hooks import Hooks
from bot.http.server import LARGEST_BODY, build_site, serving
from bot.intake import webhook
from bot.intake.intake import Intake
from bot.intake.webhook import SECRET_HEADER, Webhook
from broadcast.model.halt import Halt, HaltReason
from runtime.clock import SystemClock
from runtime.lease import ALWAYS
from runtime.supervisor import Supervisor
from tests.leases import Held

SECRET = "s3cret_of-ours"


@dataclass(kw_only=True)
class Site:
    """A served site and what it was handed."""

    url: str
    client: ClientSession
    halts: tuple[Halt, ...] = ()
    texts: list[str] = field(default_factory=list)
    answers: list[TelegramMethod[Any]] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    held: Held = field(default_factory=Held)
    taken: int = 0

    async def busy(self, count: int) -> None:
        async with asyncio.timeout(10):
            while self.taken < count:
                await asyncio.sleep(0.005)

    async def post(self, body: object, secret: str = SECRET) -> int:
        headers = {SECRET_HEADER: secret}
        if isinstance(body, bytes):
            sent = self.client.post(f"{self.url}/hook/in", data=BytesIO(body), headers=headers)
        else:
            sent = self.client.post(f"{self.url}/hook/in", json=body, headers=headers)
        async with sent as answer:
            return answer.status


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    supervisor = Supervisor(SystemClock())
    dispatcher = Dispatcher()
    async with Bot("42:token") as bot, ClientSession() as client:
        made = Site(url="", client=client)

        async def take(message: Message) -> None:
            made.taken += 1
            await made.gate.wait()
            made.texts.append(message.text or "")

        made.gate.set()
        dispatcher.message.register(take)
        intake = Intake(dispatcher, bot, supervisor, made.answers.append, at_once=2)
        health, hooks = Health(), Hooks()
        health.know(42, lambda: in_words(made.halts))
        app = build_site(health, lambda: b"tg_inflight 0\n", hooks)
        hook = Webhook(intake, made.held.lease, url="https://example.org/hook/in", secret=SECRET)
        with hooks.taking(hook.url, hook.receive):
            async with serving(app, "127.0.0.1", 0) as port:
                made.url = f"http://127.0.0.1:{port}"
                yield made
                made.gate.set()
                await intake.finish(5)
    await supervisor.close()


def written(number: int, text: str) -> dict[str, object]:
    chat = {"id": 7, "type": "private", "first_name": "Ann"}
    message = {"message_id": number, "date": 1, "chat": chat, "text": text}
    return {"update_id": number, "message": message}


async def test_a_subscription_is_answered_when_it_is_written(site: Site) -> None:
    """A 200 is Telegram's leave to forget it."""
    site.gate.clear()
    async with asyncio.TaskGroup() as group:
        posting = group.create_task(site.post(written(1, "/start")))
        assert await site.post(written(2, "hello")) == 200
        assert await site.post(written(3, "no room")) == 503
        assert not posting.done()
        site.gate.set()
    assert posting.result() == 200
    assert "/start" in site.texts


async def test_whoever_may_have_lost_the_bot_takes_nothing(site: Site) -> None:
    site.held.run_out()
    assert await site.post(written(1, "/start")) == 503
    assert site.taken == 0
    site.held.renew()
    assert await site.post(written(1, "/start")) == 200
    assert site.texts == ["/start"]


async def test_a_start_was_lost_that_was_handled_when_the_bot_was_anothers(site: Site) -> None:
    """What it was to change was refused by then, and Telegram was told that it had arrived."""
    site.gate.clear()
    async with asyncio.TaskGroup() as group:
        posting = group.create_task(site.post(written(1, "/start")))
        await site.busy(1)
        site.held.run_out()
        site.gate.set()
    assert posting.result() == 503


async def come(site: Site, count: int) -> None:
    async with asyncio.timeout(5):
        while len(site.texts) < count:
            await asyncio.sleep(0.005)


async def test_alive_is_not_the_same_as_able_to_send(site: Site) -> None:
    site.halts = (
        Halt(reason=HaltReason.FLOOD, seconds=30.4),
        Halt(reason=HaltReason.STORAGE, detail="disk {full}"),
    )
    async with site.client.get(f"{site.url}/healthz") as answer:
        assert answer.status == 200
        assert await answer.json() == {
            "alive": True,
            "able_to_send": False,
            "why": [
                "flood control for another 30 s",
                "the database cannot be written: disk {full}",
            ],
        }
    async with site.client.get(f"{site.url}/healthz?ready") as answer:
        assert answer.status == 503
    site.halts = ()
    async with site.client.get(f"{site.url}/healthz?ready") as answer:
        assert answer.status == 200


async def test_metrics_are_in_the_text_format(site: Site) -> None:
    async with site.client.get(f"{site.url}/metrics") as answer:
        assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
        assert await answer.read() == b"tg_inflight 0\n"


async def test_an_update_is_answered_at_once_and_handled_behind(site: Site) -> None:
    site.gate.clear()
    assert await site.post(written(1, "hello")) == 200
    assert site.texts == []
    site.gate.set()
    await come(site, 1)


async def test_telegram_repeats_itself(site: Site) -> None:
    for number in (1, 1, 2):
        assert await site.post(written(number, str(number))) == 200
    await come(site, 2)
    assert site.texts == ["1", "2"]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", SECRET[:-1], "\udcff"])
async def test_without_the_secret_nothing_gets_in(site: Site, secret: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(site.url.split(":")[-1]))
    body = b'{"update_id": 1}'
    head = f"POST /hook/in HTTP/1.1\r\nHost: h\r\n{SECRET_HEADER}: ".encode()
    head += secret.encode(errors="surrogateescape")
    writer.write(head + f"\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode())
    writer.write(body)
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert answer.split()[1] == b"403"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not json", 400),
        (b"[1]", 400),
        (b"\xff\xfe", 400),
        (b'{"update_id": 1, "message": 5}', 200),
        (b'{"update_id": 1, "from_the_future": {}}', 200),
        (b" " * LARGEST_BODY + b"{}", 413),
    ],
)
async def test_odd_bodies(site: Site, body: bytes, status: int) -> None:
    assert await site.post(body) == status
    assert await site.post(written(9, "still there")) == 200
    await come(site, 1)


async def test_when_full_telegram_is_asked_to_come_again(site: Site) -> None:
    site.gate.clear()
    assert [await site.post(written(n, "x")) for n in (1, 2, 3)] == [200, 200, 503]
    site.gate.set()
    await come(site, 2)
    assert await site.post(written(3, "x")) == 200


@pytest.mark.parametrize(
    ("address", "posted"),
    [
        ("https://example.org", "/"),
        ("https://example.org/a%20b", "/a%20b"),
        ("https://example.org/hook%2Fin", "/hook%2Fin"),
        ("https://example.org/h%6Fok", "/hook"),
        ("https://example.org/100%25", "/100%25"),
        ("https://example.org/крючок", "/%D0%BA%D1%80%D1%8E%D1%87%D0%BE%D0%BA"),
        ("https://example.org/a:b@c?d=e", "/a:b@c?d=e"),
    ],
)
async def test_a_percent_in_the_path_led_nowhere(address: str, posted: str) -> None:
    hooks = Hooks()
    app = build_site(Health(), lambda: b"", hooks)
    supervisor = Supervisor(SystemClock())
    async with Bot("42:token") as bot, ClientSession() as client:
        answers: list[TelegramMethod[Any]] = []
        intake = Intake(Dispatcher(), bot, supervisor, answers.append)
        hook = Webhook(intake, ALWAYS, url=address, secret=SECRET)
        with hooks.taking(hook.url, hook.receive):
            async with serving(app, "127.0.0.1", 0) as port:
                url = URL(f"http://127.0.0.1:{port}{posted}", encoded=True)
                async with client.post(url, data=b"{", headers={SECRET_HEADER: SECRET}) as answer:
                    assert answer.status == 400, "the route is found: its own answer to broken JSON"
    await supervisor.close()


@pytest.mark.parametrize("body", [b"[" * 200_000, b'{"a":' * 100_000])
async def test_json_nested_without_end_was_a_500(site: Site, body: bytes) -> None:
    assert await site.post(body) == 400


async def test_a_body_that_is_too_large_is_told_in_plain_words(site: Site) -> None:
    body = BytesIO(b" " * (LARGEST_BODY + 2))
    headers = {SECRET_HEADER: SECRET}
    async with site.client.post(f"{site.url}/hook/in", data=body, headers=headers) as answer:
        assert (answer.status, answer.content_type) == (413, "text/plain")


@asynccontextmanager
async def line_to(site: Site, said: bytes) -> AsyncIterator[asyncio.StreamReader]:
    """A connection of one's own that has said so much, and says no more."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(site.url.split(":")[-1]))
    writer.write(said)
    await writer.drain()
    try:
        yield reader
    finally:
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()


SLOW = [b"", b"GET /healthz HT", b"GET /healthz HTTP/1.1\r\nHost: h\r\n"]


@pytest.mark.parametrize("said", SLOW)
async def test_a_slow_connection_was_never_closed(
    site: Site, monkeypatch: pytest.MonkeyPatch, said: bytes
) -> None:
    monkeypatch.setattr(server, "SILENT_FOR", 0.05)
    app = build_site(Health(), lambda: b"", Hooks())
    async with serving(app, "127.0.0.1", 0) as port:
        site.url = f"http://127.0.0.1:{port}"
        async with line_to(site, said) as reader, asyncio.timeout(10):
            assert await reader.read() == b""


async def test_a_body_that_does_not_come_is_not_waited_for(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "BODY_WITHIN", 0.05)
    head = f"POST /hook/in HTTP/1.1\r\nHost: h\r\n{SECRET_HEADER}: {SECRET}\r\n"
    async with line_to(site, f"{head}Content-Length: 9\r\n\r\n{{".encode()) as reader:
        async with asyncio.timeout(10):
            assert (await reader.readline()).split()[1] == b"408"


async def test_silent_connections_were_let_in_without_end(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They give way to whoever has something to say."""
    monkeypatch.setattr(connections, "CONNECTIONS", 3)
    async with AsyncExitStack() as stack:
        lines = [await stack.enter_async_context(line_to(site, SLOW[n % 3])) for n in range(12)]
        async with ClientSession() as client, client.get(f"{site.url}/healthz") as answer:
            assert answer.status == 200
        async with asyncio.timeout(10):
            for one in lines[:9]:
                with suppress(ConnectionResetError):
                    assert await one.read() == b""


async def test_who_is_served_keeps_the_place(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "CONNECTIONS", 1)
    site.gate.clear()
    async with asyncio.TaskGroup() as group:
        posting = group.create_task(site.post(written(1, "/start")))
        await site.busy(1)
        async with line_to(site, b"") as reader:
            with suppress(ConnectionResetError):
                assert await reader.read() == b"", "there is no room"
        assert not posting.done()
        site.gate.set()
    assert posting.result() == 200


async def test_a_taken_port_is_a_clear_line(site: Site) -> None:
    port = int(site.url.split(":")[-1])
    app = build_site(Health(), lambda: b"", Hooks())
    with pytest.raises(StartRefused, match=rf"cannot listen on 127.0.0.1:{port}"):
        async with serving(app, "127.0.0.1", port):
            pass
