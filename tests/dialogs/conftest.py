"""The whole bot but its process: dispatcher, dialogs, engine and database, against the sandbox.

People are simulated by what they can do: write, press, look.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.telegram import TelegramAPIServer

from bot.client.session import Session
from botapi.call import Call
from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control, Message, Pressed
from broadcast.assembly import Assembly, build_engine
from broadcast.model.content import Content
from db.admins.admins import Admins
from db.admins.dialog_states import DialogStates
from db.admins.invites import Invites
from db.admins.menus import Menus
from db.admins.progress_messages import ProgressMessages
from db.connection.database import Database
from db.subscribers.store import Subscribers
from handlers import Collaborators, setup_dispatcher
from handlers.admin import build_admin_router
from handlers.admin.door.sessions import SqlStorage
from handlers.admin.progress import ProgressBoard
from handlers.frame.access import Access
from handlers.frame.answers import DeferredReplies
from handlers.language.locale import Locales
from handlers.language.texts import Texts
from handlers.subscriber.who_runs import WhoRuns
from handlers.team.team import Team
from runtime.clock import FastClock
from runtime.supervisor import Supervisor
from tests.conftest import TOKEN

SPEED = 10.0
ADMIN, SECOND_ADMIN, STRANGER = 11, 12, 13
FIRST = 1_000_001


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
        await self.press("Send now")
        await self.sees("Send it to")
        await self.press("Confirm")
        return await self.sees("Sent: ")

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
    polling: asyncio.Task[None]

    def person(self, user_id: int) -> Person:
        return Person(id=user_id, control=self.control)

    async def subscribe(self, count: int) -> None:
        await self.control.add_users(count=count, first_id=FIRST)
        people = Subscribers(self.database)
        for chat_id in range(FIRST, FIRST + count):
            await people.subscribe(chat_id, now=1)

    async def launched(self, text: str, by: int = ADMIN) -> int:
        """A broadcast that was launched behind the admins' backs."""
        content = Content(message=(Call(method="sendMessage", params={"text": text}),))
        number = await self.assembly.doors.drafts.add(content, author=by)
        await self.assembly.doors.launches.launch(number, by=by)
        return number

    async def rows(self, statement: str) -> list[Any]:
        async with self.database.read() as connection:
            return list(await connection.exec_driver_sql(statement))

    async def until(self, statement: str, *wanted: Any) -> None:
        """Until the database answers so."""

        async def answers_so() -> bool:
            return [tuple(row) for row in await self.rows(statement)] == list(wanted)

        await eventually(answers_so)


@asynccontextmanager
async def living(
    url: str, database: Database, control: Control, *, rate: float = 30
) -> AsyncIterator[House]:
    clock = FastClock(SPEED)
    supervisor = Supervisor(clock)
    bot = Bot(TOKEN, session=Session(api=TelegramAPIServer.from_base(url)))
    assembly = await build_engine(bot, database, clock, supervisor, rate=rate)
    await assembly.engine.start()
    texts, subscribers = Texts("en"), Subscribers(database)
    locales = Locales(subscribers, texts, clock)
    access = Access(Admins(database), owner_ids=[ADMIN, SECOND_ADMIN], clock=clock)
    board = ProgressBoard(
        doors=assembly.doors,
        texts=texts,
        locales=locales,
        store=ProgressMessages(database),
        bot=bot,
        access=access,
        clock=clock,
        supervisor=supervisor,
    )
    board.start()
    storage = SqlStorage(DialogStates(database), clock)
    dispatcher = setup_dispatcher(
        Collaborators(
            texts=texts,
            locales=locales,
            access=access,
            team=Team(Admins(database), Invites(database), access, clock),
            subscribers=subscribers,
            menus=Menus(database),
            doors=assembly.doors,
            progress=board,
            answers=DeferredReplies(bot, supervisor, access.is_known_admin, clock),
            clock=clock,
            who_runs=WhoRuns(clock),
        ),
        admin=build_admin_router(storage=storage, timezone=ZoneInfo("Europe/Berlin")),
    )
    polling = asyncio.get_running_loop().create_task(_poll(dispatcher, bot))
    try:
        yield House(
            assembly=assembly,
            database=database,
            dispatcher=dispatcher,
            bot=bot,
            board=board,
            access=access,
            control=control,
            clock=clock,
            supervisor=supervisor,
            polling=polling,
        )
    finally:
        try:
            await dispatcher.stop_polling()
        except RuntimeError:  # it has not begun yet
            polling.cancel()
        with suppress(asyncio.CancelledError):
            await polling
        # A handler that outlived the session's end would open a new one, which nobody closes.
        if handling := dispatcher._handle_update_tasks:
            await asyncio.wait(handling, timeout=5)
        await assembly.engine.drain(8)
        await supervisor.close()
        await bot.session.close()


async def _poll(dispatcher: Dispatcher, bot: Bot) -> None:
    await dispatcher.start_polling(
        bot, handle_signals=False, close_bot_session=False, polling_timeout=5
    )


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
