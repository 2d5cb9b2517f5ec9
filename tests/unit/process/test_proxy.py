"""Calls through a proxy: which one, that they do, and what is said when they cannot."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from pydantic import SecretStr

from bot.client.connection import CONNECTIONS, build_bot, who_am_i
from bot.errors import StartRefused
from bot.settings.proxy import proxy_for
from bot.settings.settings import Settings
from botapi.call import Call, prepare_call
from botapi.outcome import Verdict
from botapi.sender import Sender
from botapi_sandbox.control import Control
from runtime.metrics import Metrics
from tests.conftest import TOKEN
from tests.unit.process.proxies import PASSWORD, WITH_PASSWORD, Seen, http_proxy, socks_proxy

PUBLIC = "https://api.telegram.org"
AT_HOME = "http://127.0.0.1:8081"
ANN = 7001

OpenProxy = Callable[[], AbstractAsyncContextManager[Seen]]


def bot_with(sandbox_url: str, proxy: str, monkeypatch: pytest.MonkeyPatch) -> Bot:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    settings = Settings(
        _env_file=None, bot_token=TOKEN, telegram_api_url=sandbox_url, proxy=SecretStr(proxy)
    )
    return build_bot(settings)


@pytest.mark.parametrize(
    ("opened", "kind"),
    [(http_proxy, "http"), (socks_proxy, "socks5"), (socks_proxy, "socks5h")],
)
async def test_calls_and_broadcasts_go_through_it(
    sandbox_url: str,
    control: Control,
    monkeypatch: pytest.MonkeyPatch,
    opened: OpenProxy,
    kind: str,
) -> None:
    await control.add_user(ANN, started=True)
    async with opened() as seen:
        bot = bot_with(sandbox_url, f"{kind}://{WITH_PASSWORD}127.0.0.1:{seen.port}", monkeypatch)
        try:
            assert (await who_am_i(bot, sandbox_url)).username == "sandbox4242_bot"
            call = prepare_call(Call(method="sendMessage", params={"text": "hello"}))
            outcome = await Sender(bot, Metrics()).send(call, ANN)
        finally:
            await bot.session.close()
    assert outcome.verdict is Verdict.SENT
    assert set(seen.targets) == {sandbox_url.removeprefix("http://")}


@pytest.mark.parametrize(("opened", "kind"), [(http_proxy, "http"), (socks_proxy, "socks5")])
async def test_a_proxy_that_refuses_is_a_line_and_nothing_was_sent(
    sandbox_url: str, monkeypatch: pytest.MonkeyPatch, opened: OpenProxy, kind: str
) -> None:
    async with opened() as seen:
        bot = bot_with(sandbox_url, f"{kind}://ann:wrong-one@127.0.0.1:{seen.port}", monkeypatch)
        try:
            with pytest.raises(StartRefused, match="the proxy said") as refused:
                await who_am_i(bot, sandbox_url)
            call = prepare_call(Call(method="sendMessage", params={"text": "hello"}))
            outcome = await Sender(bot, Metrics()).send(call, ANN)
        finally:
            await bot.session.close()
    assert "wrong-one" not in str(refused.value)
    assert outcome.verdict is Verdict.NOT_SENT


async def test_a_proxy_that_is_down_was_no_error_of_telegrams(
    sandbox_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """aiogram's errors have nothing for it: polling and menus died of it."""
    bot = bot_with(sandbox_url, f"http://{WITH_PASSWORD}127.0.0.1:9", monkeypatch)
    try:
        with pytest.raises(TelegramNetworkError):
            await bot.get_me()
        assert not await Sender(bot, Metrics()).probe()
    finally:
        await bot.session.close()


def test_the_setting_beats_the_machine() -> None:
    setting = SecretStr(f"socks5://{WITH_PASSWORD}one.example:1080")
    proxy = proxy_for(PUBLIC, setting, {"HTTPS_PROXY": "http://two.example:3128"})
    assert proxy is not None
    assert (proxy.shown, proxy.source) == ("socks5://one.example:1080", "PROXY")
    assert PASSWORD not in repr(proxy)
    assert WITH_PASSWORD not in repr(proxy)


@pytest.mark.parametrize(
    ("server", "environment", "shown"),
    [
        (PUBLIC, {"HTTPS_PROXY": "http://p.example:3128"}, "http://p.example:3128"),
        (PUBLIC, {"https_proxy": "p.example:3128"}, "http://p.example:3128"),
        (PUBLIC, {"ALL_PROXY": "socks5h://[fd00::1]:1080"}, "socks5://[fd00::1]:1080"),
        (PUBLIC, {"HTTPS_PROXY": "", "ALL_PROXY": "socks5://s.example:1"}, "socks5://s.example:1"),
        (PUBLIC, {"HTTP_PROXY": "http://p.example:3128"}, None),
        (PUBLIC, {"HTTPS_PROXY": "http://p.example:3128", "NO_PROXY": "telegram.org"}, None),
        (PUBLIC, {"HTTPS_PROXY": "http://p.example:3128", "no_proxy": "*"}, None),
        (PUBLIC, {}, None),
        ("http://bots.example:8081", {"HTTP_PROXY": "http://p.example:1"}, "http://p.example:1"),
        (AT_HOME, {"HTTP_PROXY": "http://p.example:1", "ALL_PROXY": "http://p.example:1"}, None),
        ("http://localhost:8081", {"HTTP_PROXY": "http://p.example:1"}, None),
    ],
)
def test_the_machines_own(server: str, environment: dict[str, str], shown: str | None) -> None:
    proxy = proxy_for(server, None, environment)
    assert (proxy and proxy.shown) == shown


def test_one_of_the_machine_that_cannot_be_used_is_told_without_its_password() -> None:
    environment = {"HTTPS_PROXY": f"https://{WITH_PASSWORD}p.example:3128"}
    with pytest.raises(StartRefused, match="HTTPS_PROXY of the environment is of a kind") as told:
        proxy_for(PUBLIC, None, environment)
    assert "s3cret" not in str(told.value)


def test_with_a_proxy_aiogram_forgot_its_certificates(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bot = bot_with(PUBLIC, "http://127.0.0.1:9", monkeypatch)
    options = bot.session._connector_init  # type: ignore[attr-defined]
    assert options["limit"] == CONNECTIONS
    assert options["ssl"].get_ca_certs()
    assert options["host"] == "127.0.0.1"
