"""The running process, wired as in real life, against the sandbox."""

import asyncio
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from bot.app import App
from bot.errors import StartRefused
from bot.intake.webhook import SECRET_HEADER
from botapi_sandbox.control import Control
from broadcast.model.events import SecondPoller
from broadcast.numbers.recalled import KEY, Recalled
from db import engine_state
from tests.clocks import FastClock

TOKEN = "4242:sandbox-token"
ANN = 7001
PATIENCE = 10.0  # seconds

RunApp = Callable[..., AbstractAsyncContextManager[App]]


async def until(happened: Callable[[], Awaitable[bool]]) -> None:
    """Wait for something that comes soon, or fail."""
    async with asyncio.timeout(PATIENCE):
        while not await happened():
            await asyncio.sleep(0.02)


async def webhook_url(app: App) -> str:
    return (await app.bot.get_webhook_info()).url


@pytest.fixture(autouse=True)
async def ann(control: Control) -> None:
    await control.add_user(ANN, first_name="Ann")


async def test_people_are_answered(run_app: RunApp, control: Control) -> None:
    async with run_app() as app:
        assert app.http_port is None
        await control.say(ANN, "/start")
        await control.wait_for(ANN, "Ann", timeout=PATIENCE)


async def test_what_was_handled_is_not_handled_again_after_a_restart(
    run_app: RunApp, control: Control
) -> None:
    async with run_app():
        await control.say(ANN, "/help")
        await control.wait_for(ANN, "/stop", timeout=PATIENCE)
    async with run_app():
        await control.say(ANN, "/start")
        await control.wait_for(ANN, "Ann", timeout=PATIENCE)
    assert len([one for one in await control.chat(ANN) if one["from"]["is_bot"]]) == 2


async def test_the_numbers_of_messages_are_kept(run_app: RunApp, control: Control) -> None:
    """A send that was accepted and not answered will leave a gap between them."""
    async with run_app(find_out=True) as app:
        await control.say(ANN, "/start")
        await control.wait_for(ANN, "Ann", timeout=PATIENCE)
        seen = {one["message_id"] for one in await control.chat(ANN)}

        async def kept() -> bool:
            async with app.database.read() as connection:
                text = await engine_state.recall(connection, KEY)
            return text is not None and all(one in Recalled.load(text).numbers for one in seen)

        await until(kept)
    assert len(seen) == 2


async def test_what_came_while_it_was_down_is_handled(run_app: RunApp, control: Control) -> None:
    async with run_app():
        pass
    await control.say(ANN, "/start")
    async with run_app():
        await control.wait_for(ANN, "Ann", timeout=PATIENCE)


async def test_unless_it_is_to_be_dropped(run_app: RunApp, control: Control) -> None:
    async with run_app():
        pass
    await control.say(ANN, "/start")
    async with run_app(drop_pending_updates=True):
        await control.say(ANN, "/help")
        await control.wait_for(ANN, "/stop", timeout=PATIENCE)
    assert len([one for one in await control.chat(ANN) if one["from"]["is_bot"]]) == 1


async def test_broken_and_unknown_updates_are_skipped(
    run_app: RunApp, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    async with run_app():
        await control.update({"message": {"message_id": 5}})
        await control.update({"from_the_future": {"id": 5}})
        await control.say(ANN, "/start")
        await control.wait_for(ANN, "Ann", timeout=PATIENCE)
    assert "broken update" in caplog.text
    assert "of unknown type: from_the_future" in caplog.text


async def test_a_webhook_that_is_set_is_removed_for_polling(
    run_app: RunApp, control: Control
) -> None:
    async with run_app() as app:
        await app.bot.set_webhook("http://127.0.0.1:9/elsewhere")
    async with run_app() as app:

        async def gone() -> bool:
            return await webhook_url(app) == ""

        await until(gone)
        await control.say(ANN, "/start")
        await control.wait_for(ANN, "Ann", timeout=PATIENCE)


async def test_health_and_metrics(run_app: RunApp, control: Control) -> None:
    async with run_app(http_port=0) as app, ClientSession() as client:
        await control.say(ANN, "/start")
        await control.wait_for(ANN, "Ann", timeout=PATIENCE)
        url = f"http://127.0.0.1:{app.http_port}"
        async with client.get(f"{url}/healthz?ready") as answer:
            assert answer.status == 200
            assert await answer.json() == {"alive": True, "able_to_send": True, "why": []}
        async with client.get(f"{url}/metrics") as answer:
            text = await answer.text()
    assert 'tg_requests_total{method="sendMessage",status="200"} 1.0' in text
    for name in ("tg_retry_seconds_sum", "tg_inflight", "herald_rate"):
        assert f"# TYPE {name}" in text


async def test_a_webhook_instead_of_polling(run_app: RunApp, control: Control) -> None:
    port = free_port()
    async with run_app(
        webhook_url=f"http://127.0.0.1:{port}/hook", webhook_secret="s3cret", http_port=port
    ) as app:
        assert await webhook_url(app) == f"http://127.0.0.1:{port}/hook"
        assert "waiting updates" in {task.get_name() for task in asyncio.all_tasks()}
        await control.say(ANN, "/start")
        await control.wait_for(ANN, "Ann", timeout=PATIENCE)
        async with ClientSession() as client:
            forged = {"update_id": 1}
            async with client.post(f"http://127.0.0.1:{port}/hook", json=forged) as answer:
                assert answer.status == 403
            headers = {SECRET_HEADER: "s3cret"}
            async with client.post(
                f"http://127.0.0.1:{port}/hook", json=forged, headers=headers
            ) as answer:
                assert answer.status == 200
    assert (await control.bots())[0]["webhook"], "it stays set over a restart"


async def test_a_webhook_that_telegram_refuses(run_app: RunApp) -> None:
    async def refuse(request: web.BaseRequest) -> web.Response:
        if request.path.endswith("/getMe"):
            me = {"id": 4242, "is_bot": True, "first_name": "B", "username": "b_bot"}
            return web.json_response({"ok": True, "result": me})
        words = "Bad Request: bad webhook: failed to resolve host"
        return web.json_response({"ok": False, "error_code": 400, "description": words}, status=400)

    async with served(refuse) as url:
        with pytest.raises(StartRefused, match="WEBHOOK_URL: Bad Request: bad webhook"):
            async with run_app(
                telegram_api_url=url,
                webhook_url="http://nowhere.example/hook",
                webhook_secret="s",
                http_port=0,
            ):
                pass


async def test_a_refused_token(run_app: RunApp, control: Control) -> None:
    await control.revoke(TOKEN)
    with pytest.raises(StartRefused, match=r"refuses BOT_TOKEN \(Unauthorized\)"):
        async with run_app():
            pass


async def test_a_server_that_is_none(run_app: RunApp) -> None:
    async def page(_request: web.BaseRequest) -> web.Response:
        return web.Response(text="<html>It works!</html>", content_type="text/html")

    async with served(page) as url:
        with pytest.raises(StartRefused, match="does not answer like a Bot API server"):
            async with run_app(telegram_api_url=url):
                pass


async def test_a_second_poller_is_told_once(
    run_app: RunApp, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[object] = []
    async with run_app(clock=FastClock(20)) as app:
        app.assembly.events.listen(told.append)
        async with run_app(clock=FastClock(20), data_dir=tmp_path / "other"):

            async def known() -> bool:
                return any(isinstance(event, SecondPoller) for event in told)

            await until(known)
    assert len([event for event in told if isinstance(event, SecondPoller)]) == 1
    assert "terminated by other getUpdates request" in caplog.text
    assert "Stop the other program" in caplog.text


async def test_an_outage_is_waited_out(run_app: RunApp, control: Control) -> None:
    async with run_app():
        await control.outage(1.0, "refuse")
        await asyncio.sleep(0)
        await control.say(ANN, "/start")
        await control.wait_for(ANN, "Ann", timeout=PATIENCE)


async def test_the_claim_link_is_logged_while_there_is_no_admin(
    run_app: RunApp, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        async with run_app(admin_ids="") as app:
            assert f"https://t.me/{app.me.username}?start=claim-" in caplog.text
            code = caplog.text.split("/start ")[1].split(")")[0]
            await control.say(ANN, f"/start {code}")
            await control.wait_for(ANN, "/admin", timeout=PATIENCE)
        caplog.clear()
        async with run_app(admin_ids=""):
            assert "claim-" not in caplog.text


async def test_the_claim_link_was_hidden_where_only_errors_are_shown(
    run_app: RunApp, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        async with run_app(admin_ids=""):
            assert "?start=claim-" in caplog.text


async def test_the_menus_are_set_behind_the_start(run_app: RunApp, control: Control) -> None:
    async with run_app():

        async def there() -> bool:
            russian = await control.commands(language="ru")
            return any(command["command"] == "privacy" for command in russian)

        await until(there)


def free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@asynccontextmanager
async def served(
    handler: Callable[[web.BaseRequest], Awaitable[web.Response]],
) -> AsyncIterator[str]:
    """A little server that answers everything with `handler`."""
    runner = web.ServerRunner(web.Server(handler), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
