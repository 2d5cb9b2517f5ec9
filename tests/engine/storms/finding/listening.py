"""Updates as the bot takes them: read raw before anything is parsed, by its own polling and intake;
whoever writes or taps is answered, now and then."""

import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import CallbackQuery, Message

from bot.client.session import Session
from bot.intake.conflict import ConflictWatch
from bot.intake.engine_news import EngineNews
from bot.intake.intake import Intake
from bot.intake.polling import Polling
from bot.intake.unfinished import UnfinishedUpdates
from broadcast.assembly.build import Assembly
from db.connection.database import Database
from db.unfinished_updates import UnfinishedStore
from runtime.clock import Clock
from runtime.supervisor import Supervisor

ANSWERED = 0.6  # of those who write
THANKED = 0.3  # of those who tap: with a message of its own

Reply = Callable[[int], Awaitable[None]]


class HastySession(Session):
    """Its time-outs are seconds of a clock that runs so many times as fast as the machine's."""

    def __init__(self, speed: float, **options: Any) -> None:
        super().__init__(**options)
        self._speed = speed

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        seconds = self.timeout if timeout is None else timeout
        return await super().make_request(bot, method, max(1, round(seconds / self._speed)))


class Listening:
    """From the start of a process to its end."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        assembly: Assembly,
        supervisor: Supervisor,
        clock: Clock,
        chance: random.Random,
        reply: Reply,
    ) -> None:
        """`reply`: to a chat, whatever comes of it."""
        self._bot = bot
        self._supervisor = supervisor
        self._chance = chance
        self._reply = reply
        self._unfinished = UnfinishedUpdates(supervisor, clock, UnfinishedStore(database))
        dispatcher = Dispatcher()
        dispatcher.message.register(self._written)
        dispatcher.callback_query.register(self._tapped)
        self._intake = Intake(
            dispatcher,
            bot,
            supervisor,
            self._nothing,
            news=EngineNews(
                numbers=assembly.numbers,
                came_back=assembly.came_back,
                caught_up=assembly.caught_up,
            ),
            unfinished=self._unfinished,
        )
        self._polling = Polling(
            bot,
            self._intake,
            ConflictWatch(assembly.events, clock),
            clock,
            chance,
            allowed_updates=dispatcher.resolve_used_update_types(),
            drop_pending=False,
        )

    async def start(self) -> None:
        await self._unfinished.load()
        self._task = self._supervisor.run_forever(self._polling.run, name="polling")

    def stop(self) -> None:
        """No updates come in any more."""
        self._task.cancel()

    async def end(self, seconds: float) -> None:
        """Handlers may end, for up to so many seconds of the machine's clock."""
        await self._intake.finish(seconds)
        await self._polling.confirm()

    async def _written(self, message: Message) -> None:
        if self._chance.random() < ANSWERED:
            await self._reply(message.chat.id)

    async def _tapped(self, query: CallbackQuery) -> None:
        with suppress(AiogramError, TimeoutError):
            await self._bot.answer_callback_query(query.id)
        if query.message is not None and self._chance.random() < THANKED:
            await self._reply(query.message.chat.id)

    def _nothing(self, method: TelegramMethod[object]) -> None:
        """No handler here returns its answer."""
