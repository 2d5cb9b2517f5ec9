"""Long polling: our own loop around getUpdates.

aiogram's loop parses a batch as a whole (one broken update stops it for ever), retries 409 in
silence and forgets the last batch's offset when it stops: each is mended here.

Asking for the next updates confirms those before, and Telegram forgets them. So the next ones are
asked for when the subscriptions of the last ones are written: after kill -9 the few that were not
come again. What had been handled by then is handled twice, which only repeats the answer.
"""

import asyncio
import logging
import random
from typing import Any, ClassVar

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import TelegramMethod

from bot.decoding.answers import Batch
from bot.decoding.essentials import RawUpdate, number_of
from bot.intake.conflict import ConflictWatch
from bot.intake.idle import IdlePace
from bot.intake.intake import Intake
from botapi.errors import Meaning, meaning, wait_of, words_of
from botapi.reply import NoAnswer, TooLong
from runtime.backoff import Backoff
from runtime.clock import Clock

logger = logging.getLogger(__name__)

WAIT = 30  # seconds that the server may hold a getUpdates open
ANSWER_WITHIN = WAIT + 15  # seconds after which the connection counts as dead
LAST_CALL_WITHIN = 1  # seconds for the call that confirms the last batch
FIRST_PAUSE = 1.0  # seconds; doubled up to LONGEST_PAUSE while getUpdates fails
LONGEST_PAUSE = 30.0
JITTER = 0.2  # of each pause
LONGEST_BAN = 3600.0  # seconds that a 429 keeps us from asking, whatever it says
BATCH = 100  # updates at most; fewer when so many are too long to be read


class GetRawUpdates(TelegramMethod[Any]):
    """getUpdates whose answer is left as it came: a list, or a Batch that is text yet."""

    __returning__: ClassVar[Any] = Any
    __api_method__: ClassVar[str] = "getUpdates"

    offset: int | None = None
    limit: int | None = None
    timeout: int | None = None
    allowed_updates: list[str] | None = None


class Polling:
    """Fetches updates for ever; `run` is cancelled to stop it, `confirm` ends it all."""

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        conflicts: ConflictWatch,
        clock: Clock,
        chance: random.Random,
        *,
        allowed_updates: list[str],
        drop_pending: bool,
    ) -> None:
        self._bot = bot
        self._intake = intake
        self._conflicts = conflicts
        self._clock = clock
        self._allowed = allowed_updates
        self._drop_pending = drop_pending
        self._offset: int | None = None
        self._asked: int | None = None  # the highest offset that the server may have seen
        self._backoff = Backoff(FIRST_PAUSE, LONGEST_PAUSE, jitter=JITTER, chance=chance)
        self._failed = False
        self._limit = BATCH
        self._idle = IdlePace()
        self._ready = False

    async def run(self) -> None:
        """Take updates until cancelled."""
        while True:
            asked, before = self._clock.monotonic(), self._offset
            try:
                if not self._ready:
                    await self._remove_webhook()
                batch = await self._fetch()
            except (AiogramError, TimeoutError, OSError) as error:
                await self._clock.sleep(self._after(error))
                continue
            took = self._clock.monotonic() - asked
            self._conflicts.answered()
            self._recovered()
            await self._take(batch, asked)
            await self._clock.sleep(self._idle.pause(took=took, news=self._offset != before))

    async def _take(self, batch: Batch | list[RawUpdate], asked: float) -> None:
        """Between two updates everybody else has a turn: a hundred can be a second's work.

        `asked`: when they were asked for (monotonic seconds). Where they are fewer than may come at
        once, none that had come to the server by then is left there.
        """
        most = self._limit
        raws = []
        for raw in batch:
            raws.append(raw)
            await asyncio.sleep(0)
        await self._intake.expect(raws)
        for raw in raws:
            await self._intake.accept(raw)
            self._offset = _next_offset(raw, self._offset)
            await asyncio.sleep(0)
        if len(raws) < most:
            self._intake.caught_up(asked)
        await self._intake.wait_until_persisted()

    def _recovered(self) -> None:
        if self._failed:
            logger.info("updates come again")
        self._failed = False
        self._backoff.reset()
        self._limit = min(self._limit * 2, BATCH)

    async def confirm(self) -> None:
        """Tell the server which updates were taken, so that a restart does not repeat them.

        From the first subscription on that could not be written they are to come again.
        """
        if self._offset is None:
            return
        floor = self._asked or 0  # what is below is confirmed already
        offset = min([self._offset, *(one for one in self._intake.unpersisted if one >= floor)])
        last = GetRawUpdates(offset=offset, limit=1, timeout=0, allowed_updates=self._allowed)
        try:
            await self._bot(last, request_timeout=LAST_CALL_WITHIN)
        except (AiogramError, TimeoutError, OSError) as error:
            logger.debug("the last updates were not confirmed: %s", error)

    async def _remove_webhook(self) -> None:
        """A webhook that is set makes every getUpdates fail (Bot API: getUpdates)."""
        await self._bot.delete_webhook(drop_pending_updates=self._drop_pending)
        self._ready = True

    async def _fetch(self) -> Batch | list[RawUpdate]:
        self._asked = self._offset
        call = GetRawUpdates(
            offset=self._offset, limit=self._limit, timeout=WAIT, allowed_updates=self._allowed
        )
        answer = await self._bot(call, request_timeout=ANSWER_WITHIN)
        if isinstance(answer, Batch):
            return answer
        if not isinstance(answer, list):
            raise NoAnswer(call, f"{type(answer).__name__} is no list of updates")
        return [raw for raw in answer if isinstance(raw, dict)]

    def _after(self, error: Exception) -> float:
        """Seconds to wait after a failure, which is told on the way."""
        self._failed = True
        meant = meaning(error)
        if meant is Meaning.WAIT:
            ban = min(wait_of(error), LONGEST_BAN)
            logger.warning("no updates: Telegram asks to wait (429); next try in %.0f s", ban)
            return ban
        if isinstance(error, TooLong):
            self._limit = max(self._limit // 2, 1)
        pause = self._backoff.next()
        if meant is Meaning.CONFLICT:
            self._conflicts.refused(words_of(error))
        elif meant is Meaning.TOKEN:
            logger.error("Telegram refuses the token (%s): set a new BOT_TOKEN", words_of(error))
            return LONGEST_PAUSE
        else:
            logger.warning("no updates: %s; next try in %.0f s", words_of(error), pause)
        return pause


def _next_offset(raw: RawUpdate, offset: int | None) -> int | None:
    number = number_of(raw)
    return number + 1 if number is not None else offset
