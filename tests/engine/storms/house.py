"""An engine that lives, is drained, or dies at whatever it is doing, and lives again."""

import asyncio
import random
from contextlib import suppress

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError
from sqlalchemy.engine import URL

from broadcast.assembly.build import Assembly, build_engine
from broadcast.assembly.options import EngineOptions
from broadcast.doors.doors import Doors
from broadcast.model.events import Event, FindingOut, FindingStopped
from broadcast.planning.policy import PlanningRules
from broadcast.sending.engine import LAST_COMMIT
from db.connection.database import Database
from db.connection.opening import open_database
from db.errors import DatabaseTrouble, DatabaseUnavailable
from db.subscribers.store import Subscribers
from runtime.supervisor import Supervisor
from tests.actors import editor
from tests.conftest import TOKEN
from tests.engine.storms.clock import JumpyClock
from tests.engine.storms.finding.listening import HastySession, Listening

BUSY_MS = 50  # the database loses patience soon: it is locked for moments only
PLANNING = PlanningRules(undo_seconds=2, owner_ids=frozenset({editor().user_id}))
ANSWER = 20.0  # seconds of the fast clock that a call waits for its answer
DRAIN = 8.0
TALK = 3.0  # seconds of the fast clock that handlers may take to end
STARTS = 20  # tries
REPLY = 0.3  # seconds of the machine's clock that a reply may take


class House:
    """One database file, and one engine at a time on it."""

    database: Database
    assembly: Assembly
    alarms: list[str]  # why nothing was found out any more

    def __init__(
        self,
        url: str,
        file: URL,
        clock: JumpyClock,
        chance: random.Random,
        *,
        speed: float,
        rate: float,
        find_out: bool = False,
    ) -> None:
        """`url` of the sandbox; `speed` of the clock; `rate` in messages/s of that clock;
        `find_out`: what became of lost answers, for which updates are taken."""
        self.clock = clock
        self._url = url
        self._file = file
        self._chance = chance
        self._speed = speed
        self._rate = rate
        self._find_out = find_out
        self._listening: Listening | None = None
        self.alarms = []

    @property
    def doors(self) -> Doors:
        return self.assembly.doors

    @property
    def people(self) -> Subscribers:
        return Subscribers(self.database)

    async def start(self) -> None:
        """Again and again, as a service manager does while the file is locked."""
        for _ in range(STARTS - 1):
            with suppress(DatabaseUnavailable, DatabaseTrouble):
                await self._start()
                return
            await asyncio.sleep(BUSY_MS / 1000)
        await self._start()

    async def _start(self) -> None:
        self.database = await open_database(self._file, busy_timeout_ms=BUSY_MS)
        self._supervisor = Supervisor(self.clock)
        session = HastySession(self._speed, api=TelegramAPIServer.from_base(self._url))
        self._bot = Bot(TOKEN, session=session)
        try:
            await self._build()
            await self.assembly.takeover.take_over()
            await self.assembly.engine.start()
            if self._find_out:
                await self._listen()
        except BaseException:
            await self.crash()
            raise

    async def _build(self) -> None:
        self.assembly = await build_engine(
            self._bot,
            self.database,
            self.clock,
            self._supervisor,
            EngineOptions(
                rate=self._rate,
                call_timeout=ANSWER / self._speed,
                planning=PLANNING,
                find_out=self._find_out,
            ),
            chance=self._chance,
        )

    async def _listen(self) -> None:
        self.assembly.events.listen(self._hear)
        self._listening = Listening(
            self._bot,
            self.database,
            self.assembly,
            self._supervisor,
            self.clock,
            self._chance,
            self.reply,
        )
        await self._listening.start()

    def _hear(self, event: Event) -> None:
        """As handlers/admin/progress/notices.py does."""
        if isinstance(event, FindingOut):
            self._supervisor.spawn(self.reply(editor().user_id), name="tell an admin")
        elif isinstance(event, FindingStopped):
            self.alarms.append(event.alarm)

    async def reply(self, chat: int) -> None:
        """As handlers do, through the reply middleware; whatever comes of it."""
        with suppress(AiogramError, TimeoutError):
            async with asyncio.timeout(REPLY):
                sent = await self._bot.send_message(chat, "an answer")
                await self._bot.edit_message_text(
                    text="another", chat_id=chat, message_id=sent.message_id
                )

    async def drain(self) -> None:
        """The planned end."""
        drained = self.assembly.engine.drain(DRAIN, last_commit=LAST_COMMIT * self._speed)
        if self._listening is None:
            await drained
        else:
            self._listening.stop()
            await asyncio.gather(drained, self._listening.end(TALK / self._speed))
        await self.crash()

    async def crash(self) -> None:
        """Everything stops where it is; what was not committed is gone."""
        self._listening = None
        await self._supervisor.close()
        await self._bot.session.close()
        await self.database.close()
