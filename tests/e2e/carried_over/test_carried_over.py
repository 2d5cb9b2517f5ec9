"""A database of the version before goes on here: nobody is lost, nobody gets anything twice.

version_0007.sql is the dump of one that the process of that version (migration 0007) had written
against the sandbox until it was killed with SIGKILL; telegram.json is what the sandbox had then:
who had got which letter, and the last window of each admin. Sixty people and three channels;
nothing in it is of a real person. How it came about, in the order of the broadcasts:

1   finished; the channels refused it, of three people nobody knows; both questions are open
2   finished; refused by the channels, and sent to them again as 3: one had let the bot in meanwhile
4   a poll, with votes
5   cancelled in the middle
6   cancelled in the middle and sent to the rest as 7, which is paused in the middle
8   a draft that was left; its author stands in "Go on with it, or begin a new one?"
9   an editor's draft, whose author is just asked for its buttons
10  running: 32 got it, six were claimed when it was killed, two wait because their chats asked to

Two people had blocked the bot, one had left, one account is deleted; one invitation was used by the
editor, and one is open. Rate 10/s, CANARY=5, FAILURE_SHARE=0.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.app import App
from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from tests.clocks import FastClock
from tests.e2e.conftest import TOKEN, RunApp

HERE = Path(__file__).parent
TOLD = json.loads((HERE / "telegram.json").read_text(encoding="utf-8"))
SPEED = 10.0
OWNER, EDITOR = 11, 12
FIRST, PEOPLE = 1_000_001, 60
CHANNELS = (-1001, -1002, -1003)
AUDIENCE = {*range(FIRST, FIRST + PEOPLE), *CHANNELS}
KILLED_AT = 1_795_971_440  # Unix seconds
CLAIMED = 6
COUNTED = {2: "sent", 3: "blocked", 4: "unreachable", 5: "failed", 6: "uncertain", 7: "skipped"}


class NextDay(FastClock):
    """Whoever had to wait may be asked again, and no dialog is old enough to be swept."""

    def time(self) -> float:
        return KILLED_AT + 86_400 + self.monotonic() - self._started[1]


@pytest.fixture
async def sandbox_url() -> AsyncIterator[str]:
    async with Sandbox(speed=SPEED, seed=1).serving(port=0) as url:
        yield url


@pytest.fixture
async def control(sandbox_url: str) -> AsyncIterator[Control]:
    """The same people; the channels let the bot in by now."""
    async with Control(sandbox_url, token=TOKEN) as connected:
        await connected.add_user(OWNER, "Ada", started=True)
        await connected.add_user(EDITOR, "Bob", started=True)
        await connected.add_users(count=PEOPLE, first_id=FIRST)
        for number in (3, 4):
            await connected.block(FIRST + number)
        await connected.deactivate(FIRST + 6)
        for channel in CHANNELS:
            await connected.add_chat(channel, "channel", "Channel", bot_status="administrator")
        yield connected


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The database, where the bot looks for it."""
    path = tmp_path / "herald.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((HERE / "version_0007.sql").read_text(encoding="utf-8"))
    return path


async def test_what_the_version_before_had_begun_is_finished_here(
    file: Path, control: Control, run_app: RunApp
) -> None:
    async with run_app(clock=NextDay(SPEED), admin_ids=str(OWNER), broadcast_rate=30) as app:
        await _until(app, "SELECT state FROM runs WHERE broadcast_id = 10", "finished")
        # The paused one waited for somebody; one tap on a report of before sends again.
        assert await _one(app, "SELECT state, sent FROM runs WHERE broadcast_id = 7") == (
            "paused",
            9,
        )
        await control.say(OWNER, "/resume")
        for data in ("again:send:failed:1", "again:send:failed:3"):
            await control.forged_callback(OWNER, data, message=TOLD["windows"]["11"])
        await _until(app, "SELECT count(*) FROM broadcasts WHERE parent_id IN (1, 3)", 2)
        await _until(app, "SELECT count(*) FROM runs WHERE state IN ('running', 'paused')", 0)
        assert await _one(app, "SELECT uncertain FROM runs WHERE broadcast_id = 10") == (CLAIMED,)
        await _expect_once(app, control)
        await _expect_counters_equal_rows(app)


async def test_drafts_and_dialogs_of_the_version_before_go_on_here(
    file: Path, control: Control, run_app: RunApp
) -> None:
    async with run_app(clock=NextDay(SPEED), admin_ids=str(OWNER), broadcast_rate=30) as app:
        window = TOLD["windows"]["11"]
        begin = _data(window, "Continue the draft")
        await control.forged_callback(OWNER, begin, message=window)
        await control.say(EDITOR, "Read on - https://example.org/")
        for person, title in ((OWNER, "Left draft"), (EDITOR, "Editor's draft")):
            await control.say(person, "/broadcast")
            await control.wait_for(
                person, f"You have an unfinished draft: \u2068{title}", timeout=10
            )
            await control.press(person, button="Continue the draft")
            await control.wait_for(person, "This is what people will get", timeout=10)
            await control.press(person, button="Send now")
            await control.wait_for(person, "Send it to", timeout=10)
            await control.press(person, button="Confirm")
        await _until(app, "SELECT count(*) FROM broadcasts WHERE stage = 'draft'", 0)
        await _until(app, "SELECT count(*) FROM runs WHERE state = 'running'", 0)
        for words in ("Left draft", "Editor's draft"):
            assert set((await _got(control, words)).values()) == {1}
        # The poll's votes still move: the first one chose tea, and takes coffee now.
        poll = await _one(app, "SELECT poll_id FROM polls WHERE subscriber_id = 1")
        voter = {"id": FIRST, "is_bot": False, "first_name": "Hugo"}
        answer = {"poll_id": str(poll[0]), "user": voter, "option_ids": [1]}
        await control.update({"poll_answer": answer})
        await _until(app, "SELECT votes FROM poll_tallies WHERE option = 1", 3)
        assert await _one(app, "SELECT sum(votes) FROM poll_tallies") == (3,)
        assert await _one(app, "SELECT role FROM admins") == ("editor",)
        assert await _one(app, "SELECT count(*) FROM invites WHERE ended IS NULL") == (1,)


async def _expect_once(app: App, control: Control) -> None:
    """What the old process had sent and what was sent here, added up."""
    for words in TOLD["got"]:
        times = Counter(TOLD["got"][words])
        times.update(await _got(control, words))
        assert {chat for chat, count in times.items() if count > 1} == set(), words
        states = await _states(app, words)
        sent = {chat for chat, state in states if state == "sent"}
        doubtful = {chat for chat, state in states if state == "uncertain"}
        assert sent <= set(times), words
        assert set(times) <= sent | doubtful, words


async def _states(app: App, words: str) -> list[tuple[int, str]]:
    """What the ledger says of everybody, by chat, of the letter and of its follow-ups."""
    query = (
        "SELECT s.chat_id, d.state FROM deliveries d JOIN runs r ON r.id = d.run_id"
        " JOIN broadcasts b ON b.id = r.broadcast_id JOIN subscribers s ON s.id = d.subscriber_id"
        f" WHERE b.title = '{words}' AND s.chat_id NOT IN ({OWNER}, {EDITOR})"
    )
    return [(chat, COUNTED[state]) for chat, state in await _rows(app, query)]


async def _got(control: Control, words: str) -> dict[int, int]:
    """Of the audience: admins see drafts and tests of it besides."""
    got = dict(await control.delivered(words))
    return {chat: times for chat, times in got.items() if chat in AUDIENCE}


async def _expect_counters_equal_rows(app: App) -> None:
    rows = await _rows(app, "SELECT run_id, state, count(*) FROM deliveries GROUP BY run_id, state")
    counted: dict[int, Counter[str]] = {}
    for run_id, state, count in rows:
        counted.setdefault(run_id, Counter())[COUNTED[state]] += count
    names = list(COUNTED.values())
    for run_id, total, *figures in await _rows(
        app, f"SELECT id, total, {', '.join(names)} FROM runs"
    ):
        assert dict(zip(names, figures, strict=True)) == {
            name: counted[run_id][name] for name in names
        }
        assert total == sum(figures)


def _data(window: dict[str, Any], label: str) -> str:
    rows: list[list[dict[str, str]]] = window["reply_markup"]["inline_keyboard"]
    return next(one["callback_data"] for row in rows for one in row if label in one["text"])


async def _rows(app: App, query: str) -> list[Any]:
    async with app.database.read() as connection:
        return [tuple(row) for row in await connection.exec_driver_sql(query)]


async def _one(app: App, query: str) -> Any:
    [row] = await _rows(app, query)
    return row


async def _until(app: App, query: str, *wanted: Any) -> None:
    clock = NextDay(SPEED)
    for _ in range(1_000):
        if await _rows(app, query) == [wanted]:
            return
        await clock.sleep(0.5)
    raise AssertionError(f"{query}: {await _rows(app, query)}")
