"""The whole bot but its process: dispatcher, dialogs, engine and database, against the sandbox.

People are simulated by what they can do: write, press, look.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.telegram import TelegramAPIServer

from bot.api.core.desk import Desk
from bot.app import build_intake
from bot.client.session import Session
from bot.foundation import Foundation
from bot.house.neighbours import NeighbourList, Seat
from bot.intake.conflict import ConflictWatch
from bot.intake.polling import Polling
from bot.outside.client import GuardedClient
from bot.shifts.sqlite import FileShift
from bot.wiring import Choices, build_desk, wire
from botapi.call import Call
from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control, Message, Pressed
from broadcast.assembly.build import Assembly, build_engine
from broadcast.assembly.options import EngineOptions
from broadcast.floods.own_bans import OwnBans
from broadcast.model.content import Content
from broadcast.planning.policy import PlanningRules
from broadcast.sending.engine import LAST_COMMIT
from db.admins.admins import Admins
from db.connection.database import Database
from db.subscribers.store import Subscribers
from handlers.admin.progress import ProgressBoard
from handlers.frame.access import Access
from handlers.language.texts import Texts
from runtime.supervisor import Supervisor
from tests.actors import editor
from tests.clocks import FastClock
from tests.conftest import TOKEN
from tests.names import Names

SPEED = 10.0
NOON, DAY = 43_200, 86_400  # seconds
TIMEZONE = ZoneInfo("Europe/Berlin")
ADMIN, SECOND_ADMIN, STRANGER = 11, 12, 13
FIRST = 1_000_001
ENDS = 5.0  # seconds that whatever is under way may take


@pytest.fixture
async def sandbox_url() -> AsyncIterator[str]:
    async with Sandbox(speed=SPEED, seed=1).serving(port=0) as url:
        yield url


@pytest.fixture
async def control(sandbox_url: str) -> AsyncIterator[Control]:
    """People write to the bot even before its first call."""
    async with Control(sandbox_url, token=TOKEN) as connected:
        yield connected


@dataclass(kw_only=True)
class Person:
    """Somebody with a private chat with the bot."""

    id: int
    control: Control

    async def say(self, text: str, **fields: Any) -> int:
        return (await self.control.say(self.id, text, **fields)).message_id

    async def send(self, kind: str, **fields: Any) -> int:
        return (await self.control.send(self.id, kind, **fields)).message_id

    async def press(
        self, button: str | None = None, message_id: int | None = None, **fields: Any
    ) -> Pressed:
        return await self.control.press(self.id, message_id, button, **fields)

    async def sees(self, words: str) -> Message:
        return await self.control.wait_for(self.id, words, timeout=10)

    async def chat(self) -> list[Message]:
        return await self.control.chat(self.id)

    async def answers(self) -> list[str]:
        """What the bot wrote that is still there, oldest first."""
        return [
            words_of(message) for message in await self.chat() if message["sandbox"]["outgoing"]
        ]

    async def compose(self, text: str = "Good news") -> Message:
        """Up to the draft's window."""
        await self.say("/broadcast")
        await self.sees("Send me the message")
        await self.say(text)
        return await self.sees("This is what people will get")

    async def launch(self, text: str = "Good news") -> Message:
        await self.compose(text)
        return await self.send_now("Sent: ")

    async def send_now(self, words: str) -> Message:
        """The draft that is open, until its progress message says that."""
        await self.press("Send now")
        await self.sees("Send it to")
        await self.press("Confirm")
        return await self.sees(words)

    async def cancel(self) -> None:
        """What the latest progress message is about."""
        await self.press("Cancel")
        await self.sees("will not get it")
        await self.press("Yes, cancel it")


async def eventually(is_so: Callable[[], Awaitable[bool]]) -> None:
    """Look again and again, for ten seconds at most."""
    for _ in range(500):
        if await is_so():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it never became so")


def words_of(message: Message) -> str:
    return str(message.get("text") or message.get("caption") or "")


@dataclass(kw_only=True)
class House:
    """The bot at work, and who talks to it."""

    assembly: Assembly
    database: Database
    dispatcher: Dispatcher
    bot: Bot
    board: ProgressBoard
    access: Access
    control: Control
    clock: FastClock
    supervisor: Supervisor
    neighbours: NeighbourList
    desk: Desk

    def person(self, user_id: int) -> Person:
        return Person(id=user_id, control=self.control)

    async def subscribe(self, count: int) -> None:
        await self.control.add_users(count=count, first_id=FIRST)
        people = Subscribers(self.database)
        chats = range(FIRST, FIRST + count)
        await asyncio.gather(*(people.subscribe(chat_id, now=1) for chat_id in chats))

    async def launched(self, text: str, by: int = ADMIN) -> int:
        """A broadcast that was launched behind the admins' backs."""
        content = Content(message=(Call(method="sendMessage", params={"text": text}),))
        number = await self.assembly.doors.drafts.add(content, by=editor(by))
        await self.assembly.doors.launches.launch(number, by=editor(by))
        return number

    async def rows(self, statement: str) -> list[Any]:
        async with self.database.read() as connection:
            return list(await connection.exec_driver_sql(statement))

    async def until(self, statement: str, *wanted: Any) -> None:
        """Until the database answers so."""

        async def answers_so() -> bool:
            return [tuple(row) for row in await self.rows(statement)] == list(wanted)

        await eventually(answers_so)


@lru_cache
def english() -> Texts:
    """Read once: it takes longer than a test's start otherwise."""
    return Texts("en")


@asynccontextmanager
async def living(
    url: str,
    database: Database,
    control: Control,
    *,
    rate: float = 30,
    undo_seconds: float = 0,
    type_count_above: int = 0,
    links_at: str | None = None,
    private: bool = False,
) -> AsyncIterator[House]:
    """Put together, started and ended as bot/app.py does it."""
    clock = FastClock(SPEED)
    # For Telegram too, so that ten o'clock is as far away whenever this runs.
    clock.turn((NOON - clock.time()) % DAY)
    await control.set_clock(int(clock.time()))
    supervisor = Supervisor(clock)
    outside = GuardedClient(private=private, resolver=Names())  # no name is a server's
    bot = Bot(TOKEN, session=Session(api=TelegramAPIServer.from_base(url)))
    bot.session.middleware(OwnBans(clock))
    access = Access(Admins(database), owner_ids=[ADMIN, SECOND_ADMIN], clock=clock)
    options = EngineOptions(
        rate=rate,
        timezone=TIMEZONE,
        planning=PlanningRules(
            undo_seconds=undo_seconds,
            owner_ids=frozenset({ADMIN, SECOND_ADMIN}),
            timezone=TIMEZONE,
        ),
        outside=outside,
        links_at=links_at,
    )
    assembly = await build_engine(
        bot, database, clock, supervisor, options, is_admin=access.is_known_admin
    )
    base = Foundation(
        bot=bot,
        me=await bot.me(),
        database=database,
        shift=FileShift(database=database),
        supervisor=supervisor,
        clock=clock,
        chance=random.Random(1),
    )
    choices = Choices(timezone=TIMEZONE, type_count_above=type_count_above)
    neighbours = NeighbourList()
    seat = Seat(
        username=base.me.username,
        access=access,
        reports=assembly.doors.reports,
        subscribers=Subscribers(database),
    )
    wiring = wire(base, assembly, access, english(), choices, neighbours)
    intake = await build_intake(base, assembly, wiring)
    polling = Polling(
        bot,
        intake,
        ConflictWatch(assembly.events, clock),
        clock,
        base.chance,
        allowed_updates=wiring.dispatcher.resolve_used_update_types(),
        drop_pending=False,
    )
    await assembly.takeover.take_over()
    await assembly.engine.start()
    wiring.collaborators.progress.start()
    wiring.collaborators.notices.start()
    wiring.arrivals.start()
    supervisor.run_forever(wiring.collaborators.notices.run_forever, name="notices")
    left = wiring.albums.take_up(bot, wiring.dispatcher.feed_update)
    supervisor.spawn(left, name="albums left in the middle")
    supervisor.run_forever(wiring.inbox_relay.run_forever, name="copies to the forum group")
    supervisor.run_forever(wiring.arrivals.run_forever, name="drafts from outside")
    fetching = supervisor.run_forever(polling.run, name="polling")
    try:
        with neighbours.seated(base.me.id, seat):
            yield House(
                neighbours=neighbours,
                assembly=assembly,
                database=database,
                dispatcher=wiring.dispatcher,
                bot=bot,
                board=wiring.collaborators.progress,
                access=access,
                control=control,
                clock=clock,
                supervisor=supervisor,
                desk=build_desk(base, assembly, access, english(), choices),
            )
    finally:
        fetching.cancel()
        await asyncio.wait({fetching})
        await intake.finish(ENDS)
        await wiring.collaborators.popups.finish(ENDS)
        await wiring.collaborators.replies.finish(ENDS)
        await assembly.engine.drain(ENDS, last_commit=LAST_COMMIT * SPEED)
        await polling.confirm()
        await supervisor.close()
        await outside.close()
        await bot.session.close()


@pytest.fixture
async def house(sandbox_url: str, database: Database, control: Control) -> AsyncIterator[House]:
    await control.add_user(ADMIN, "Ada", started=True)
    await control.add_user(SECOND_ADMIN, "Bob", started=True)
    await control.add_user(STRANGER, "Sam", started=True)
    async with living(sandbox_url, database, control) as ready:
        yield ready


@pytest.fixture
def admin(house: House) -> Person:
    return house.person(ADMIN)


@pytest.fixture
def second_admin(house: House) -> Person:
    return house.person(SECOND_ADMIN)


@pytest.fixture
def stranger(house: House) -> Person:
    return house.person(STRANGER)
