"""The command line changes the team of a bot that runs."""

import asyncio
from pathlib import Path

import pytest

from bot.__main__ import main
from botapi_sandbox.control import Control
from tests.clocks import FastClock
from tests.e2e.conftest import ADMIN, RunApp

ANN = 7001
PATIENCE = 10.0  # seconds
MENU = {"type": "chat", "chat_id": ANN}


@pytest.mark.usefixtures("log_put_back")
async def test_a_running_bot_takes_on_and_lets_go_whom_the_command_line_says(
    run_app: RunApp, control: Control, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Welcome, menus and rights, and no claim link while the settings name an owner."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("ADMIN_IDS", str(ADMIN))
    await control.add_user(ANN, first_name="Ann", started=True)
    async with run_app(clock=FastClock(20)):
        assert await asyncio.to_thread(main, ["admins", "add", str(ANN)]) == 0
        await control.wait_for(ANN, "You are an editor of this bot now", timeout=PATIENCE)
        await control.say(ANN, "/admin")
        await control.wait_for(ANN, "Your menu", timeout=PATIENCE)
        async with asyncio.timeout(PATIENCE):
            while not await control.commands(MENU, ""):
                await asyncio.sleep(0.02)
        assert await asyncio.to_thread(main, ["admins", "remove", str(ANN)]) == 0
        async with asyncio.timeout(PATIENCE):
            while await control.commands(MENU, ""):
                await asyncio.sleep(0.02)
        await control.say(ANN, "/admin")
        await control.wait_for(ANN, "I only send news", timeout=PATIENCE)
