"""What the page is told of the bot that the sandbox keeps, and of the tour."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from botapi_sandbox.page.tour import read_tour
from botapi_sandbox.process.bot_process import BotProcess, Command
from tests.sandbox.bot_api import Api
from tests.sandbox.page.live_page import live_page

BOT = "import time; print('hello\\n<b>', flush=True); time.sleep(600)"
STEP = {"title": "One", "text": "Tap", "done": {"chat": 7, "contains": "hi"}}


async def test_a_sandbox_without_a_bot_of_its_own_says_so(api: Api, control: Control) -> None:
    async with live_page(api.url) as page:
        bot = await page.next("bot")
        assert (bot["state"], bot["pid"], bot["log"]) == ("none", None, [])
        assert bot["silent_for"] % 5 == 0  # a busy machine may take its time
        await control.advance(62)
        await page.until("bot", lambda told: told["silent_for"] >= 60)


async def test_the_life_and_death_of_a_bot(
    sandbox: Sandbox, url: str, control: Control, tmp_path: Path
) -> None:
    command = Command(
        words=[sys.executable, "-c", BOT], environment=os.environ, log=tmp_path / "log"
    )
    process = BotProcess(command, sandbox.world.tasks)
    sandbox.world.processes.keep(process)
    try:
        async with live_page(url) as page:
            assert page.hello["keeps_bot"] is True
            bot = await page.next("bot")
            assert (bot["state"], bot["how"], bot["silent_for"]) == ("ended", None, None)
            started = await control.start_bot()
            bot = await page.until("bot", lambda told: told["log"])
            assert (bot["state"], bot["pid"]) == ("running", started.pid)
            assert bot["log"] == ["hello", "<b>"]
            await control.kill_bot()
            bot = await page.until("bot", lambda told: told["state"] == "ended")
            assert (bot["pid"], bot["code"], bot["how"]) == (None, -9, "killed")
    finally:
        await process.close()


async def test_the_tour_is_told_in_the_greeting(sandbox: Sandbox, url: str, tmp_path: Path) -> None:
    tour = {"title": "A tour", "greeting": "Hello", "steps": [STEP]}
    (tmp_path / "tour.json").write_text(json.dumps(tour))
    sandbox.world.tour = read_tour(tmp_path / "tour.json")
    async with live_page(url) as page:
        assert page.hello["tour"] == tour


@pytest.mark.parametrize(
    ("tour", "why"),
    [
        ([], "a tour is an object"),
        ({"steps": {}}, "a tour is an object"),
        ({"steps": ["one"]}, "step 1: a step is an object"),
        ({"steps": [STEP, {"title": "Two"}]}, "step 2: a step is an object"),
        ({"steps": [STEP | {"look": "sky"}]}, 'step 1: "look" is one of'),
        ({"steps": [STEP | {"done": {}}]}, 'step 1: "done" may hold'),
        ({"steps": [STEP | {"done": {"moon": 1}}]}, 'step 1: "done" may hold'),
        ({"steps": [STEP | {"done": {"all": [{"moon": 1}]}}]}, 'step 1: "done" may hold'),
    ],
)
def test_a_tour_that_is_none_is_refused_by_what_is_wrong(
    tmp_path: Path, tour: Any, why: str
) -> None:
    file = tmp_path / "tour.json"
    file.write_text(json.dumps(tour))
    with pytest.raises(ValueError, match=why):
        read_tour(file)
    file.write_text("{")
    with pytest.raises(ValueError, match="no JSON"):
        read_tour(file)
