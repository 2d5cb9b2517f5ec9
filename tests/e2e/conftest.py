"""Settings that point at the sandbox, and a bot that runs with them inside the test."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.alone import running_alone
from bot.app import App
from bot.settings.settings import Settings
from runtime.clock import Clock

TOKEN = "4242:sandbox-token"
ADMIN = 5001

MakeSettings = Callable[..., Settings]
RunApp = Callable[..., AbstractAsyncContextManager[App]]


@pytest.fixture
def bot_settings(sandbox_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeSettings:
    """Build settings for the sandbox; keyword arguments change single ones."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)

    def make(**changes: Any) -> Settings:
        given: dict[str, Any] = {
            "bot_token": TOKEN,
            "telegram_api_url": sandbox_url,
            "data_dir": tmp_path,
            "admin_ids": str(ADMIN),
            "undo_seconds": 0,
            # Who is uncertain stays so: finding out takes minutes of the real clock.
            "find_out": False,
        }
        return Settings(_env_file=None, **(given | changes))

    return make


@pytest.fixture
def run_app(bot_settings: MakeSettings) -> RunApp:
    """`async with run_app(http_port=0) as app`"""

    @asynccontextmanager
    async def run(*, clock: Clock | None = None, **changes: Any) -> AsyncIterator[App]:
        async with running_alone(bot_settings(**changes), clock=clock) as app:
            yield app

    return run
