"""The demo of a fleet: what it makes, what it is told, and that nothing of it stays behind."""

import asyncio
import io
import json
import re
import signal
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot.command_line import parser
from bot.demo import options as demo_options
from bot.demo.errors import DemoFailed
from bot.demo.fleet import nodes
from bot.demo.fleet.cast import BOTS, FIRST, NODES
from bot.demo.fleet.nodes import processes_file, tokens_file
from bot.demo.fleet.opening import TOUR, FleetOpening
from bot.demo.page import PageOptions
from bot.demo.postgresql import programs
from bot.demo.postgresql.programs import HOW_TO_GET_THEM, find_programs
from bot.demo.story.cast import FIRST_OF_CROWD, NAMED, YOU
from bot.demo.story.chat import AdminChat, words
from bot.demo.terminal import Terminal
from bot.errors import StartRefused
from bot.roster import tokens_file as tokens
from botapi_sandbox.control import Control
from botapi_sandbox.page.tour import read_tour
from botapi_sandbox.process.processes import read_commands
from tests.e2e.processes import names_in, started, working_below

PATIENCE = 60.0  # seconds
HEADLINE = "The pears are ripe"
FIGURES = re.compile(r"(\w+): (\d+)(?: of \d+)?$", re.MULTILINE)

needs_postgresql = pytest.mark.skipif(find_programs() is None, reason=HOW_TO_GET_THEM)


@pytest.fixture
def place() -> Iterator[Path]:
    """In the place of the temporary folder: as root we start the server as another user, who may
    not go into a test's own."""
    with tempfile.TemporaryDirectory(prefix="herald-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@needs_postgresql
async def test_a_broadcast_goes_on_when_its_node_is_killed(place: Path) -> None:
    """By Telegram's own count nobody got it twice, and whom it may have missed is in the report."""
    options = ("--no-browser", "--port", "0", "--people", "200", "--rate", "20", "--undo", "0")
    async with started(place, "http://127.0.0.1:9", "demo", "--fleet", *options) as demo:
        await demo.says("Ctrl-C ends everything")
        page = re.search(r"Open this page +(http://\S+)", demo.said)
        assert page is not None
        async with Control(page[1], token=FIRST.token) as control:
            chat = AdminChat(control, YOU.id)
            await chat.say("/start")
            await chat.answer_to(await chat.say("/broadcast"))
            await chat.say(HEADLINE)
            await chat.press("Send now")
            await chat.press("Confirm")
            await got(control, 40)
            before = await node_of(control, FIRST.id)
            await control.kill_bot(before)
            report = words(await control.wait_for(YOU.id, "It took", timeout=PATIENCE))
            assert await node_of(control, FIRST.id) != before
            await nobody_twice_and_nobody_forgotten(control, report)
            assert (await control.start_bot(before)).state == "running"
        demo.process.send_signal(signal.SIGINT)
        assert await demo.code() == 0, demo.said
    assert "Traceback" not in demo.said
    assert working_below(place) == []
    assert not [name for name in names_in(place) if name.startswith("herald-demo-")]


async def got(control: Control, chats: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while (await control.counts(HEADLINE)).recipients < chats:
            await asyncio.sleep(0.05)


async def node_of(control: Control, bot: int) -> str:
    """Whoever has taken it over last."""
    names = [each.caller for each in await control.callers() if each.bot == bot]
    return names[-1].partition("/")[0]


async def nobody_twice_and_nobody_forgotten(control: Control, report: str) -> None:
    """You saw the draft, too. Oskar has blocked the bot."""
    figures = {name: int(number) for name, number in FIGURES.findall(report)}
    twice = {chat for chat, times in await control.delivered(HEADLINE) if times > 1}
    assert twice <= {YOU.id}
    delivered = {chat for chat, _ in await control.delivered(HEADLINE)}
    everybody = {*range(FIRST_OF_CROWD, FIRST_OF_CROWD + 200), YOU.id}
    everybody |= {each.id for each in NAMED if not each.has_blocked}
    assert len(everybody - delivered) <= figures.get("Uncertain", 0)
    sent = figures["Sent"] + figures.get("Uncertain", 0) + figures.get("Blocked", 0)
    assert sent == len(everybody) + sum(each.has_blocked for each in NAMED)


@needs_postgresql
async def test_a_node_that_does_not_start_ends_the_demo(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process, with something else in the place of a node."""
    found = find_programs()
    assert found is not None
    monkeypatch.setattr("tempfile.tempdir", str(place))
    monkeypatch.setattr(nodes, "NODE", (sys.executable, "-c", "exit('it cannot be')"))
    options = PageOptions(people=5, rate=30, undo=0, port=0, browser=False)
    opening = FleetOpening(Terminal(io.StringIO()), options, found)
    with pytest.raises(DemoFailed, match=r"node-1 ended by itself \(exit code 1\)") as failed:
        await opening.perform()
    assert "it cannot be" in failed.value.detail
    assert working_below(place) == []
    assert names_in(place) == []


def test_what_the_nodes_are_told(tmp_path: Path) -> None:
    file = tokens_file(tmp_path)
    assert file.stat().st_mode & 0o077 == 0
    lines = tokens.read(file)
    assert [line.bot_id for line in lines] == [bot.id for bot in BOTS]
    assert {line.own["admin_ids"] for line in lines} == {str(YOU.id)}
    kept = read_commands(processes_file(tmp_path, {"BOT_TOKENS_FILE": str(file)}), tmp_path, {})
    assert list(kept) == list(NODES)
    ports = {command.environment["HTTP_PORT"] for command in kept.values()}
    assert len(ports) == len(NODES)
    for name, command in kept.items():
        assert command.environment["NODE_NAME"] == name
        assert command.environment["NODE_ADDRESS"].endswith(command.environment["HTTP_PORT"])
        assert command.environment["BOT_TOKENS_FILE"] == str(file)


def test_each_bot_has_an_editor_of_its_own() -> None:
    assert len({bot.edited_by().id for bot in BOTS} - {YOU.id}) == len(BOTS)


def test_the_tour_speaks_of_bots_and_people_that_there_are() -> None:
    steps = read_tour(TOUR)["steps"]
    assert {step["bot"] for step in steps if "bot" in step} <= {bot.id for bot in BOTS}
    assert {step["chat"] for step in steps if "chat" in step} == {YOU.id}
    assert json.loads(TOUR.read_text(encoding="utf-8"))["steps"][2]["done"]["to_many"] == len(BOTS)


def test_where_there_is_no_postgresql_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(programs, "_folders", lambda: set())
    chosen = parser().parse_args(["demo", "--fleet"])
    with pytest.raises(StartRefused, match=r"no PostgreSQL server .* is installed") as refused:
        demo_options.begin(chosen)
    assert "install the package postgresql" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_where_its_packages_are_missing_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        demo_options, "find_spec", lambda name: None if name == "psycopg" else find_spec(name)
    )
    with pytest.raises(StartRefused, match=r"pip install '\.\[fleet\]'"):
        demo_options.begin(parser().parse_args(["demo", "--fleet"]))


def test_it_is_one_form_of_three(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["demo", "--fleet", "--play"])
    assert "not allowed with" in capsys.readouterr().err
