"""One bot of several: starts, runs, fails and ends without the others noticing."""

import asyncio
import logging
import random
from collections.abc import Sequence
from contextlib import AsyncExitStack

from bot.app import App, running_app
from bot.errors import StartRefused, TokenRefused
from bot.house.house import House
from bot.process.log_context import BOT
from bot.roster.token_watch import TokenWatch
from bot.settings.settings import Settings
from bot.shifts.shift import BeginShift
from broadcast.doors.bot_list import BotState
from db.errors import DatabaseError
from runtime.backoff import Backoff
from runtime.clock import Clock

logger = logging.getLogger(__name__)

FIRST_PAUSE = 1.0  # seconds before a bot that could not start is tried again; doubled each time
LONGEST_PAUSE = 60.0
JITTER = 0.2  # of each pause: fifty bots that one outage kept from starting do not come in step


class ShiftLost(Exception):
    """Somebody else may serve the bot now."""


class Resident:
    """`live` is its whole life; `leave` asks it to end."""

    def __init__(
        self,
        bot_id: int,
        settings: Settings,
        house: House,
        begin_shift: BeginShift,
        clock: Clock,
        chance: random.Random,
        *,
        comes_back: bool = False,
    ) -> None:
        """`comes_back`: a shift that is lost is asked for again, as after any failed start; else
        whoever gave it out says who serves the bot next."""
        self.bot_id = bot_id
        self.settings = settings
        self.doing = BotState.STARTING
        self.why = ""  # it does not run, in words for whoever looks after the server
        self.app: App | None = None  # while it runs
        self.username: str | None = None  # once it is known
        self.owners = frozenset(settings.admin_ids)  # as far as they are known
        self._house = house
        self._begin_shift = begin_shift
        self._clock = clock
        self._comes_back = comes_back
        self._backoff = Backoff(FIRST_PAUSE, LONGEST_PAUSE, jitter=JITTER, chance=chance)
        self.begun = asyncio.Event()  # it has started once, or could not
        self._leaving = asyncio.Event()
        self._start: asyncio.Timeout | None = None

    def leave(self) -> None:
        """End well: a start is given up, what runs drains."""
        self._leaving.set()
        if self._start is not None:
            self._start.reschedule(0)  # the loop's time is past that

    async def live(self) -> None:
        """Until it is asked to leave, its token is refused, or its shift is lost."""
        BOT.set(str(self.bot_id))
        try:
            while not self._leaving.is_set():
                self._is(BotState.STARTING, "it starts")
                if (pause := await self._live_once()) is None:
                    return
                await self._clock.wait(self._leaving.wait(), pause)
        finally:
            if self.doing is not BotState.REFUSED:
                self._is(BotState.GONE)

    async def _live_once(self) -> float | None:
        """Seconds until it is tried again; None: it is over."""
        try:
            async with AsyncExitStack() as stack:
                app = await self._started(stack)
                if app is not None:
                    await self._run(app)
        except TokenRefused as refused:
            self._stop(refused.said)
        except ShiftLost as lost:
            logger.warning("bot %d is left at once: %s", self.bot_id, lost)
            return self._failed(str(lost)) if self._comes_back else None
        except (StartRefused, DatabaseError) as error:
            return self._failed(str(error))
        except Exception:
            logger.exception("bot %d broke", self.bot_id)
            return self._failed("a fault of Herald's own, which is in the log")
        return None

    async def _started(self, stack: AsyncExitStack) -> App | None:
        """None: it is to leave before it was there."""
        starting = running_app(self.settings, self._house, self._begin_shift, self._clock)
        try:
            async with asyncio.timeout(None) as self._start, self._house.starts.turn():
                return await stack.enter_async_context(starting)
        except TimeoutError:
            if not self._leaving.is_set():
                raise
            return None
        finally:
            self._start = None

    async def _run(self, app: App) -> None:
        self.app, self.username = app, app.me.username
        self._backoff.reset()
        self.doing, self.why = BotState.RUNNING, ""
        self.begun.set()
        try:
            await self._until_over(app)
        finally:
            self.owners |= app.access.known_owners
            self.app = None
            self.doing = BotState.ENDING

    async def _until_over(self, app: App) -> None:
        """Raises TokenRefused or ShiftLost; returns when it is to leave."""
        watch = TokenWatch()
        app.bot.session.middleware(watch)
        app.assembly.events.listen(watch.hear)
        async with asyncio.TaskGroup() as group:
            left = group.create_task(self._leaving.wait())
            lost = group.create_task(app.shift.lost())
            refused = group.create_task(watch.refused(app.bot, self.settings.telegram_api_url))
            ends = (left, lost, refused)
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for one in ends:
                one.cancel()
        if not lost.cancelled():
            app.grace.none()
            raise ShiftLost(lost.result())
        if not refused.cancelled():
            raise refused.result()

    def _stop(self, said: str) -> None:
        """Only somebody with another token can help."""
        self._is(BotState.REFUSED, f"the token was refused ({said})")
        logger.error(
            "bot %d is stopped: Telegram refuses its token (%s). Put the current one of "
            "@BotFather into BOT_TOKENS_FILE, or take the line out; then send SIGHUP",
            self.bot_id,
            said,
        )

    def _failed(self, why: str) -> float:
        """Seconds until it is tried again."""
        pause = self._backoff.next()
        self._is(BotState.WAITING, why)
        logger.error("bot %d: %s; next try in %.0f s", self.bot_id, why, pause)
        return pause

    def _is(self, doing: BotState, why: str = "") -> None:
        self.doing, self.why = doing, why
        if doing is not BotState.STARTING:
            self.begun.set()
        if doing is BotState.GONE:
            self._house.health.forget(self.bot_id)
        else:
            self._house.health.know(self.bot_id, self._told)

    def _told(self) -> Sequence[str]:
        return [self.why or f"it is {self.doing}"]
