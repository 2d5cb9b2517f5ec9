"""`herald broadcast` with a real bot, with one that stands still, and killed in the middle."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from sqlalchemy.engine import URL

from bot.app import App
from bot.command_line import parser
from bot.commands.broadcast import reach
from bot.commands.broadcast.options import worded
from bot.commands.broadcast.run import run_broadcast
from bot.fleet.register import alive
from bot.settings.settings import Settings
from botapi_sandbox.control import Control
from botapi_sandbox.ground.port import free_ports
from broadcast.doors.outside.api_keys import NewKey
from db.errors import AlreadyServed
from db.schema.states import ApiRight
from db.subscribers.store import Subscribers
from tests.actors import owner
from tests.e2e.conftest import ADMIN, MakeSettings
from tests.e2e.processes import started
from tests.e2e.waiting import until

PEOPLE = range(7001, 7004)
NEWS = "Good news"

RunApp = Callable[..., AbstractAsyncContextManager[App]]
Command = Callable[..., Awaitable[tuple[int, Any]]]


@pytest.fixture
async def draft(control: Control, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("HERALD_URL", raising=False)
    await control.add_user(ADMIN, first_name="Olga")
    await control.start(ADMIN)
    for person in PEOPLE:
        await control.add_user(person, first_name="Ann")
        await control.start(person)
    file = tmp_path / "draft.txt"
    file.write_text(NEWS, encoding="utf-8")
    return file


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[[Settings, str], Command]:
    """Gives the exit code and what --json has told."""

    def with_settings(settings: Settings, key: str) -> Command:
        monkeypatch.setenv("HERALD_KEY", key)

        async def run(*arguments: object) -> tuple[int, Any]:
            typed = worded(["broadcast", *map(str, arguments), "--json"])
            capfd.readouterr()
            code = await asyncio.to_thread(
                run_broadcast, parser().parse_args(typed), lambda _: settings
            )
            return code, json.loads(capfd.readouterr().out)

        return run

    return with_settings


async def known(app: App) -> str:
    """People, and a key that may do everything."""
    for person in PEOPLE:
        await Subscribers(app.database).subscribe(person, now=1, first_name="Ann")
    made = await app.assembly.doors.api_keys.add(
        "cron", tuple(ApiRight), bot_id=app.me.id, per_minute=300, expires_at=None, by=owner(ADMIN)
    )
    assert isinstance(made, NewKey)
    return made.token


async def got_it_once(control: Control) -> None:
    async def all_have() -> bool:
        return [chat for chat, _ in await control.delivered(NEWS) if chat in PEOPLE] == [*PEOPLE]

    await until(all_have)
    assert {times for chat, times in await control.delivered(NEWS) if chat in PEOPLE} == {1}


async def test_the_running_bot_sends_it(
    run_app: RunApp,
    bot_settings: MakeSettings,
    control: Control,
    draft: Path,
    command: Callable[[Settings, str], Command],
) -> None:
    [port] = free_ports(1)
    async with run_app(http_port=port) as app:
        run = command(bot_settings(http_port=port), await known(app))
        code, told = await run(draft)
        assert (code, told["state"]) == (0, "draft")
        await control.wait_for(ADMIN, "from outside", timeout=30)
        code, sent = await run(draft, "--now", "--once", "sale")
        assert (code, sent["state"]) == (0, "running")
        await got_it_once(control)
        again = await run(draft, "--now", "--once", "sale")
        assert (again[0], again[1]["id"]) == (0, sent["id"])

        async def all_are_written() -> bool:
            _, report = await run("report", sent["id"])
            return bool(report["broadcast"]["figures"]["sent"] == len(PEOPLE))

        await until(all_are_written)
        await got_it_once(control)


async def test_a_bot_that_stands_still_sends_it_when_it_starts(
    run_app: RunApp,
    bot_settings: MakeSettings,
    control: Control,
    draft: Path,
    command: Callable[[Settings, str], Command],
) -> None:
    async with run_app() as app:
        run = command(bot_settings(), await known(app))
        code, told = await run(draft, "--now")
        assert (code, told["code"]) == (1, "api_off")  # it runs, and listens to nobody
    code, told = await run(draft)
    assert (code, told["state"]) == (0, "draft")
    code, sent = await run(draft, "--now", "--once", "sale")
    assert (code, sent["state"], sent["figures"]["total"]) == (0, "running", len(PEOPLE))
    assert (await run(draft, "--now", "--once", "sale"))[1]["id"] == sent["id"]
    assert await control.delivered(NEWS) == []
    async with run_app():
        await got_it_once(control)
        await control.wait_for(ADMIN, "from outside", timeout=30)


async def test_on_a_server_it_works_the_same(
    run_app: RunApp,
    bot_settings: MakeSettings,
    control: Control,
    draft: Path,
    command: Callable[[Settings, str], Command],
    postgresql_url: URL,
) -> None:
    """By way of the bot; on its schema while it stands still; and then it goes out once."""
    [port] = free_ports(1)
    where = {"http_port": port, "database_url": postgresql_url.render_as_string(False)}
    async with run_app(**where) as app:
        run = command(bot_settings(**where), await known(app))
        code, told = await run(draft)
        assert (code, told["state"]) == (0, "draft")
    code, sent = await run(draft, "--now", "--once", "sale")
    assert (code, sent["state"], sent["figures"]["total"]) == (0, "running", len(PEOPLE))
    assert (await run(draft, "--now", "--once", "sale"))[1]["id"] == sent["id"]
    assert await control.delivered(NEWS) == []
    async with run_app(**where):
        await got_it_once(control)
        await control.wait_for(ADMIN, "Finished", timeout=30)


async def test_where_other_nodes_serve_the_bot_it_asks_for_one_of_them(
    bot_settings: MakeSettings,
    draft: Path,
    command: Callable[[Settings, str], Command],
    postgresql_url: URL,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reach, "STARTING", 0.0)
    [port] = free_ports(1)
    where = {"http_port": port, "database_url": postgresql_url.render_as_string(False)}
    run = command(bot_settings(**where), f"hk_4242_{'k' * 43}")

    def served(url: URL) -> None:
        raise AlreadyServed(str(url.query["schema"]), nodes=["two"])

    monkeypatch.setattr(alive, "refuse_served", served)
    code, told = await run(draft)
    assert (code, told["code"]) == (1, "not_reachable")
    assert "say where two is (--url, HERALD_URL)" in told["detail"]


async def test_a_bot_that_does_not_answer_is_told_of(
    run_app: RunApp,
    bot_settings: MakeSettings,
    draft: Path,
    command: Callable[[Settings, str], Command],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It has the database, and listens somewhere else."""
    monkeypatch.setattr(reach, "STARTING", 0.0)
    [port] = free_ports(1)
    async with run_app() as app:
        run = command(bot_settings(http_port=port), await known(app))
        code, told = await run(draft)
        assert (code, told["code"]) == (1, "not_reachable")
        assert str(port) in told["detail"]


async def test_where_no_bot_is_none_is_made(
    bot_settings: MakeSettings,
    draft: Path,
    command: Callable[[Settings, str], Command],
) -> None:
    run = command(bot_settings(), f"hk_4242_{'k' * 43}")
    assert (await run(draft))[1]["code"] == "no_bot_here"
    assert [one.name for one in draft.parent.iterdir()] == [draft.name]


@asynccontextmanager
async def deaf_once(url: str) -> AsyncIterator[tuple[str, asyncio.Event]]:
    """What passes calls on, and keeps the first answer to itself."""
    done = asyncio.Event()

    async def pass_on(request: web.Request) -> web.Response:
        headers = {name: request.headers[name] for name in ("Authorization", "Content-Type")}
        headers["Idempotency-Key"] = request.headers["Idempotency-Key"]
        body = await request.read()
        async with (
            ClientSession() as client,
            client.request(request.method, url + request.path, headers=headers, data=body) as said,
        ):
            answer = web.Response(status=said.status, body=await said.read())
        done.set()
        await asyncio.sleep(600)
        return answer

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", pass_on)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/"), done


async def test_a_command_that_was_killed_is_given_again(
    run_app: RunApp,
    bot_settings: MakeSettings,
    control: Control,
    draft: Path,
    tmp_path: Path,
    command: Callable[[Settings, str], Command],
) -> None:
    """kill -9, after the bot has made its draft and before the command knows of it."""
    [port] = free_ports(1)
    async with run_app(http_port=port) as app:
        key = await known(app)
        run = command(bot_settings(http_port=port), key)
        arguments = (str(draft), "--now", "--once", "sale")
        async with (
            deaf_once(f"http://127.0.0.1:{port}") as (url, done),
            started(
                tmp_path, "", *("broadcast", *arguments), HERALD_URL=url, HERALD_KEY=key
            ) as first,
        ):
            await asyncio.wait_for(done.wait(), 60)
            first.process.kill()
            await first.code()
            assert key not in first.said
        assert await control.delivered(NEWS) == []
        code, sent = await run(*arguments)
        assert (code, sent["state"]) == (0, "running")
        await got_it_once(control)
        _, status = await run("status")
        assert status["drafts"] == 0
