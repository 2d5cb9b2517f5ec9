"""An advertisement: a crowd presses Start at once, while a broadcast goes out."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.app import App
from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.model.content import Content
from db.schema.states import BroadcastState
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.connections import writers_of
from tests.e2e.waiting import ask

ADMIN = 5001  # as in conftest.py
ANN = 7001
CROWD, FIRST = 1_000, 1_000_001
AUDIENCE, FIRST_OLD = 3_000, 2_000_001
PATIENCE = 60.0  # seconds; far more than it takes


@dataclass(kw_only=True)
class Rush:
    app: App
    control: Control
    commits: list[int]

    async def new(self) -> int:
        """How many of the crowd are subscribed."""
        query = f"SELECT count(*) FROM subscribers WHERE chat_id < {FIRST_OLD}"
        async with self.app.database.read() as connection:
            return int((await connection.exec_driver_sql(query)).scalar_one())

    async def begin(self, count: int = CROWD) -> None:
        await self.control.everyone_says("/start ad", first_id=FIRST, count=count)

    async def subscribed(self, count: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while await self.new() < count:
                await asyncio.sleep(0.01)

    async def welcomes(self) -> int:
        return (await self.control.counts("Welcome")).accepted


@pytest.fixture(autouse=True)
async def people(control: Control) -> None:
    await control.add_user(ADMIN, first_name="Boss", started=True)
    await control.add_user(ANN, first_name="Ann")
    await control.add_users(CROWD, first_id=FIRST, started=False)
    await control.add_users(AUDIENCE, first_id=FIRST_OLD)
    await control.limits(per_second=100)


@asynccontextmanager
async def rushed(run_app: Any, control: Control, *, rate: float) -> AsyncIterator[Rush]:
    """A bot that sends at most `rate` messages a second."""
    async with run_app(broadcast_rate=rate) as app:
        rush = Rush(app=app, control=control, commits=[])

        def note(_connection: object) -> None:
            rush.commits.append(1)

        event.listen(writers_of(app.database), "commit", note)
        yield rush


async def launched(app: App) -> int:
    query = (
        "WITH RECURSIVE n(x) AS (SELECT :first UNION ALL SELECT x + 1 FROM n WHERE x < :last)"
        " INSERT INTO subscribers (chat_id, joined_at, changed_at) SELECT x, 1, 1 FROM n"
    )
    async with app.database.write() as connection:
        last = FIRST_OLD + AUDIENCE - 1
        await connection.execute(text(query), {"first": FIRST_OLD, "last": last})
    message = Call(method="sendMessage", params={"text": "Good news"})
    number = await app.assembly.doors.drafts.add(Content(message=(message,)), by=editor())
    await app.assembly.doors.launches.launch(number, by=editor())
    return number


async def test_everybody_is_subscribed_long_before_the_welcomes_are_out(
    run_app: Any, control: Control
) -> None:
    async with rushed(run_app, control, rate=25) as rush:
        doors = rush.app.assembly.doors
        number = await launched(rush.app)
        rush.commits.clear()
        await rush.begin()
        await rush.subscribed(CROWD)
        # A hundred come with each getUpdates; the engine's commits are among these.
        assert len(rush.commits) < CROWD / 4
        await ask(control, ADMIN, "/help", "/broadcast")
        await ask(control, ADMIN, "/status", "Good news")
        assert await rush.welcomes() < CROWD / 2, "neither waits behind the welcomes"
        sent = (await doors.reports.get(number)).figures.sent
        async with asyncio.timeout(PATIENCE):
            while (broadcast := await doors.reports.get(number)).figures.sent == sent:
                await asyncio.sleep(0.05)
        assert broadcast.state is BroadcastState.RUNNING
        assert await rush.welcomes() < CROWD, "the broadcast goes on beside them"
        assert (await control.counts("Welcome")).duplicates == []
        assert (await control.counts()).statuses.get("429", 0) == 0


async def test_all_are_welcomed_in_the_end_and_nobody_twice(run_app: Any, control: Control) -> None:
    few = 150
    async with rushed(run_app, control, rate=100) as rush:
        for _ in range(3):  # they tap again and again
            await control.everyone_says("/start", first_id=FIRST, count=few, wait=True)
        async with asyncio.timeout(PATIENCE):
            while await control.missed("Welcome", FIRST, few):
                await asyncio.sleep(0.05)
        assert (await control.counts("Welcome")).duplicates == []
        assert await rush.new() == few


async def test_five_taps_in_a_rush_are_one_welcome(run_app: Any, control: Control) -> None:
    async with rushed(run_app, control, rate=50) as rush:
        await rush.begin(200)
        await rush.subscribed(100)
        for _ in range(5):
            await control.say(ANN, "/start")
        await control.say(ANN, "/help")
        async with asyncio.timeout(PATIENCE):
            while len(said := await answers_to(control, ANN)) < 2:
                await asyncio.sleep(0.05)
        assert ["Welcome" in one for one in said] == [True, False]
        assert "I send you news" in said[1]


async def answers_to(control: Control, user_id: int) -> list[str]:
    return [one["text"] for one in await control.chat(user_id) if one["from"]["is_bot"]]


async def test_the_end_does_not_wait_for_the_welcomes_and_what_was_written_stays(
    run_app: Any, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        # The welcomes would take ten minutes.
        async with rushed(run_app, control, rate=2) as rush:
            await rush.begin()
            await rush.subscribed(CROWD)
    assert "chats were not answered before the end" in caplog.text
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    async with run_app() as app:
        assert await Subscribers(app.database).active_count() == CROWD
