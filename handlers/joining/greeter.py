"""Greets whoever asks to join, and only then lets them in.

Bot API: whoever asks may be written to for five minutes, though they never started the bot, and
only until somebody has answered their request. So the greeting goes first, ahead of the bulk as all
replies do, and is given up when the five minutes are over; letting people in goes on whatever
became of it. What waits is not kept over the end of the process: whoever waits then is let in
without a greeting.
"""

import asyncio
import logging
from collections import deque
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import ApproveChatJoinRequest, SendMessage

from botapi.errors import REFUSALS, Meaning, meaning, wait_of, words_of
from runtime.clock import Clock
from runtime.supervisor import Supervisor

AT_ONCE = 5  # people
ROOM = 5_000  # people who may wait; at 25 greetings a second more would wait in vain
PAUSES = (1.0, 5.0, 30.0)  # seconds before it is tried again to let somebody in
NO_USE = REFUSALS | {Meaning.NOBODY, Meaning.TOKEN, Meaning.MOVED}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Applicant:
    """`until`: in monotonic seconds, when nobody may be written to any more."""

    greeting: SendMessage | None
    approval: ApproveChatJoinRequest | None
    until: float


class JoinGreeter:
    """Serves those who ask to join, in their order."""

    def __init__(self, bot: Bot, supervisor: Supervisor, clock: Clock, *, room: int = ROOM) -> None:
        self._bot = bot
        self._supervisor = supervisor
        self._clock = clock
        self._room = room
        self._waiting: deque[Applicant] = deque()
        self._workers: set[asyncio.Task[None]] = set()
        self._ending = False

    def take(self, applicant: Applicant) -> None:
        """Where too many wait, the first of them is let in without a greeting."""
        self._waiting.append(applicant)
        if len(self._workers) < AT_ONCE:
            worker = self._supervisor.spawn(self._work(), name="join requests")
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)

    async def finish(self, seconds: float) -> None:
        """Nobody is greeted any more; so long at most people are let in."""
        self._ending = True
        if self._workers:
            await asyncio.wait(self._workers, timeout=max(seconds, 0.0))
        if self._waiting:
            logger.warning("%d requests to join were not answered", len(self._waiting))

    async def _work(self) -> None:
        while self._waiting:
            crowded = len(self._waiting) > self._room
            applicant = self._waiting.popleft()
            if applicant.greeting is not None and not crowded and not self._ending:
                await self._greet(applicant.greeting, applicant.until)
            if applicant.approval is not None:
                await self._let_in(applicant.approval)

    async def _greet(self, greeting: SendMessage, until: float) -> None:
        """Never raises. It is said again after a 429 alone: that says that nothing was sent."""
        while (left := until - self._clock.monotonic()) > 0:
            try:
                if not await self._clock.wait(self._bot(greeting), left):
                    break
            except AiogramError as error:
                if meaning(error) is not Meaning.WAIT or wait_of(error) >= left:
                    logger.info("%s was not greeted: %s", greeting.chat_id, words_of(error))
                    return
                await self._clock.sleep(wait_of(error))
            except Exception:
                logger.exception("%s was not greeted", greeting.chat_id)
                return
            else:
                return
        logger.warning("%s was not greeted in time", greeting.chat_id)

    async def _let_in(self, approval: ApproveChatJoinRequest) -> None:
        """Never raises. It may be repeated: whoever is in is in."""
        for pause in (*PAUSES, None):
            try:
                await self._bot(approval)
            except AiogramError as error:
                if meaning(error) in NO_USE:  # others were faster, or the bot may not any more
                    logger.info("%s is not let in: %s", approval.user_id, words_of(error))
                    return
                if pause is None or self._ending:
                    logger.warning("%s is not let in: %s", approval.user_id, words_of(error))
                    return
                await self._clock.sleep(max(pause, wait_of(error)))
            except Exception:
                logger.exception("%s is not let in", approval.user_id)
                return
            else:
                return
