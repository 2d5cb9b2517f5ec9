"""The demo with the page: its tour's ten steps, done as the tour says, against real processes."""

import asyncio
import io
import json
import re
import signal
import socket
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.demo.errors import DemoFailed
from bot.demo.opening import TOUR, Opening
from bot.demo.page import PageOptions
from bot.demo.story.cast import EDITOR, FIRST_OF_CROWD, NAMED, YOU, crowds
from bot.demo.story.chat import AdminChat, buttons, is_from_bot, words
from bot.demo.terminal import Terminal
from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from botapi_sandbox.process.bot_process import BotProcess, Command
from tests.e2e.processes import Running, names_in, started, working_below

PEOPLE = 200
RATE = 20  # messages/s: ten seconds are enough to break something
HEADLINE = "The pears are ripe"
MORE, LEFT_OUT = "More of this", "ru"
CHOSEN = [person for person in NAMED if person.language != LEFT_OUT]
MANY = sum(crowd.count for crowd in crowds(PEOPLE) if crowd.language != LEFT_OUT)
PATIENCE = 60.0  # seconds
TROUBLES = ("refused", "broken", "ban_left", "outage_left")
FIGURES = re.compile(r"(\w+): (\d+)(?: of \d+)?$", re.MULTILINE)
EVERYBODY = re.compile(r"Sent: \d+ of (\d+)$", re.MULTILINE)


@asynccontextmanager
async def opened(folder: Path, url: str, *options: str) -> AsyncIterator[tuple[Running, Control]]:
    arguments = ("demo", "--no-browser", "--port", "0", "--undo", "0", *options)
    async with started(folder, url, *arguments) as demo:
        await demo.says("Ctrl-C ends everything")
        async with Control(page_of(demo)) as control:
            yield demo, control


def page_of(demo: Running) -> str:
    page = re.search(r"Open this page +(http://\S+)", demo.said)
    assert page is not None
    return page[1]


@dataclass(frozen=True, kw_only=True, slots=True)
class Visitor:
    """Whoever follows the tour, and what the page knows of the conditions."""

    page: str
    control: Control
    chat: AdminChat
    steps: list[dict[str, Any]]

    async def done(self, step: int, *, but_not_yet: Callable[[], Awaitable[None]]) -> None:
        """The step's condition comes true by what is done, and not before."""
        condition = self.steps[step - 1]["done"]
        assert not await self._holds(condition), condition
        await but_not_yet()
        try:
            async with asyncio.timeout(PATIENCE):
                while not await self._holds(condition):
                    await asyncio.sleep(0.05)
        except TimeoutError:
            raise AssertionError(
                f"{condition} did not come true: {await self.chat.seen()}"
            ) from None

    async def _holds(self, condition: dict[str, Any]) -> bool:
        match condition:
            case {"all": parts}:
                return all([await self._holds(part) for part in parts])
            case {"bot": "running"}:
                return (await self.control.bot_state()).state == "running"
            case {"bot": "killed"}:
                return (await self.control.bot_state()).how == "killed"
            case {"trouble": True}:
                pulse = await self._pulse()
                return any(pulse[name] for name in TROUBLES) or pulse["totals"]["refused"] > 0
            case {"chat": chat, "contains": text}:
                return any(text in words(each) for each in await self._from_bot(chat))
            case {"chat": chat, "button": text}:
                found = [label for each in await self._from_bot(chat) for label in buttons(each)]
                return any(text in label for label in found)
        raise AssertionError(condition)

    async def _pulse(self) -> dict[str, Any]:
        """As the page gets it."""
        async with aiohttp.ClientSession() as session, session.get(f"{self.page}page/live") as live:
            async for line in live.content:
                pulse = json.loads(line.partition(b": ")[2]) if line.startswith(b"data: ") else {}
                if "ban_left" in pulse:
                    return dict(pulse)
        raise AssertionError("the stream ended")

    async def _from_bot(self, chat: int) -> list[dict[str, Any]]:
        return [each for each in await self.control.chat(chat) if is_from_bot(each)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Walk:
    """What the steps of the tour say, one after the other."""

    control: Control
    chat: AdminChat
    types: list[str]  # what each step proposes to write

    async def subscribe(self) -> None:
        await self.chat.say("/start")

    async def compose(self) -> None:
        await self.chat.answer_to(await self.chat.say(self.types[1]))
        await self.chat.say(HEADLINE)

    async def ask(self) -> None:
        await self.chat.press("Buttons")
        await self.chat.say(self.types[2])

    async def choose(self) -> None:
        for button in ("Audience", "Must not", "Language", "Russian", "Done"):
            await self.chat.press(button)
        await self.chat.with_text(f"Audience: {MANY + len(CHOSEN)} subscribers")
        await self.chat.press("Back")

    async def launch(self) -> None:
        await self.chat.press("Send now")
        await self.chat.press("Confirm")

    async def break_telegram(self) -> None:
        await got(self.control, 20)
        await self.control.ban(2)

    async def kill(self) -> None:
        await got(self.control, 60)
        assert (await self.control.kill_bot()).state == "ended"

    async def start_again(self) -> None:
        assert (await self.control.counts(HEADLINE)).recipients < MANY
        assert (await self.control.start_bot()).state == "running"

    async def count_answers(self) -> None:
        await answered_by_a_reader_and_a_stranger(self.control)
        await self.chat.say("/admin")
        for button in ("Broadcasts", HEADLINE):
            await self.chat.press(button)
        card = words(await self.chat.with_text("Launched "))
        assert "1 has answered" in card
        assert "1 answer came from somebody with a forwarded copy" in card
        for button in ("Answers", MORE):
            await self.chat.press(button)

    async def run_a_series(self) -> None:
        await self.chat.say(self.types[9])
        await self.chat.with_text("one after the other")
        for button in ("Welcome", "▶️ Start", "Also those here already", "Yes, start it"):
            await self.chat.press(button)


async def test_the_ten_steps_of_the_tour(tmp_path: Path, sandbox_url: str) -> None:
    options = ("--people", str(PEOPLE), "--rate", str(RATE))
    async with opened(tmp_path, sandbox_url, *options) as (demo, control):
        steps = json.loads(TOUR.read_text(encoding="utf-8"))["steps"]
        chat = AdminChat(control, YOU.id)
        visitor = Visitor(page=page_of(demo), control=control, chat=chat, steps=steps)
        walk = Walk(control=control, chat=chat, types=[each.get("type", "") for each in steps])
        todo = [walk.subscribe, walk.compose, walk.ask, walk.choose, walk.launch]
        todo += [walk.break_telegram, walk.kill, walk.start_again, walk.count_answers]
        todo += [walk.run_a_series]
        assert len(steps) == len(todo)
        for number, what in enumerate(todo, start=1):
            await visitor.done(number, but_not_yet=what)
        await nobody_twice_and_nobody_forgotten(control, await chat.with_text("It took"))
        demo.process.send_signal(signal.SIGHUP)
        assert await demo.code() == 0
    assert "Traceback" not in demo.said
    assert working_below(tmp_path) == []
    assert not [name for name in names_in(tmp_path) if name.startswith("herald-demo-")]


async def answered_by_a_reader_and_a_stranger(control: Control) -> None:
    """Clara taps, and forwards it to Борис, who taps the copy."""
    boris = next(person.id for person in NAMED if person not in CHOSEN)
    await control.press(EDITOR.id, button=MORE)
    shown = await control.wait_for(EDITOR.id, HEADLINE)
    copy = await control.forward(EDITOR.id, [shown["message_id"]], boris)
    pressed = await control.press(boris, button=MORE, chat_id=copy.chat_id)
    assert pressed.text == "Gladly!"


async def nobody_twice_and_nobody_forgotten(control: Control, report: dict[str, Any]) -> None:
    """By Telegram's own count; whoever may have been missed is uncertain in the report."""
    figures = Counter({name: int(number) for name, number in FIGURES.findall(words(report))})
    subscribed = [person.id for person in CHOSEN]
    blocked = [person.id for person in CHOSEN if person.has_blocked]
    everybody = EVERYBODY.search(words(report))
    assert everybody is not None
    assert int(everybody[1]) == MANY + len(subscribed)
    assert figures["Blocked"] == len(blocked)
    assert figures["Failed"] == figures["Left"] == 0
    delivered = dict(await control.delivered(HEADLINE))
    copies = {chat: times for chat, times in delivered.items() if times > 1}
    assert copies.keys() <= {YOU.id}, "the owner has the preview, too"
    assert max(delivered) < FIRST_OF_CROWD + MANY, "nobody who reads Russian"
    missed = await control.missed(HEADLINE, FIRST_OF_CROWD, MANY)
    missed += [chat for chat in subscribed if chat not in delivered and chat not in blocked]
    assert len(missed) <= figures["Uncertain"]
    assert figures["Sent"] + figures["Uncertain"] + figures["Blocked"] == int(everybody[1])


async def got(control: Control, chats: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while (await control.counts(HEADLINE)).recipients < chats:
            await asyncio.sleep(0.05)


async def test_the_cast_and_the_editor(tmp_path: Path, sandbox_url: str) -> None:
    async with opened(tmp_path, sandbox_url, "--people", "3") as (demo, control):
        people = await control.do("people")
        assert [each["first_name"] for each in people["named"]] == [each.name for each in NAMED]
        assert sum(each["count"] for each in people["crowds"]) == 3
        clara = AdminChat(control, 1_002)
        await clara.answer_to(await clara.say("/admin"))
        await clara.with_button("New broadcast")
        boris = AdminChat(control, 1_003)
        assert "Борис" in words(await boris.answer_to(await boris.say("/start")))
        async with aiohttp.ClientSession() as session, session.get(page_of(demo)) as answer:
            assert answer.status == 200
        await control.kill_bot()  # no failure of the demo
        demo.process.send_signal(signal.SIGINT)
        assert await demo.code() == 0, demo.said
    assert working_below(tmp_path) == []


@pytest.mark.parametrize("name", [signal.SIGINT, signal.SIGTERM])
async def test_ended_while_it_begins(
    tmp_path: Path, sandbox_url: str, name: signal.Signals
) -> None:
    async with started(tmp_path, sandbox_url, "demo", "--no-browser", "--port", "0") as demo:
        await demo.says("Making a local Telegram")
        demo.process.send_signal(name)
        assert await demo.code() == 0, demo.said
    assert "Traceback" not in demo.said
    assert working_below(tmp_path) == []


async def test_a_taken_port_is_told(tmp_path: Path, sandbox_url: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        arguments = ("demo", "--no-browser", "--people", "1", "--port", port)
        async with started(tmp_path, sandbox_url, *arguments) as demo:
            assert await demo.code() == 1
    assert "The demo failed: the sandbox ended by itself (exit code 1)." in demo.said
    assert f"127.0.0.1:{port}: Address already in use" in demo.said
    assert working_below(tmp_path) == []


async def test_a_bot_that_cannot_start_is_told(tmp_path: Path) -> None:
    sandbox = Sandbox()
    log = tmp_path / "bot.log"
    words = ["sh", "-c", "echo BOT_TOKEN is missing; exit 2"]
    command = Command(words=words, environment={}, log=log)
    sandbox.world.processes.keep(BotProcess(command, sandbox.world.tasks))
    options = PageOptions(people=1, rate=60, undo=0, port=0, browser=False)
    async with sandbox.serving() as url, Control(url) as control:
        await control.start_bot()
        with pytest.raises(DemoFailed, match=r"the bot ended by itself \(exit code 2\)") as failed:
            await Opening(Terminal(io.StringIO()), options)._bot_ready(control, log)
    assert failed.value.detail == "BOT_TOKEN is missing"


async def test_a_demo_that_is_killed_leaves_nothing_running(
    tmp_path: Path, sandbox_url: str
) -> None:
    async with opened(tmp_path, sandbox_url, "--people", "1") as (demo, _control):
        assert len(working_below(tmp_path)) == 3, "sandbox, bot, and who kills the bot with it"
        demo.process.kill()
        async with asyncio.timeout(PATIENCE):
            while working_below(tmp_path):
                await asyncio.sleep(0.05)
