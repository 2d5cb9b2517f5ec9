"""Answers to taps that need nothing else: a line on top of the chat, or a pop-up.

Telegram counts them towards no limit, but each is a call. Thousands may tap what a broadcast has
just brought; so that neither their updates wait for these calls nor broadcasts for connections,
they are made behind, a few at a time, in order.
"""

import asyncio
import logging
from collections import deque
from typing import NamedTuple

from aiogram.exceptions import AiogramError

from botapi.errors import NOTHING_LEFT_TO_DO, meaning, words_of
from handlers.outbox.tap_answers import TapAnswers
from runtime.supervisor import Supervisor, end_within

# Calls; beside bulk's 80 and 15 answers the session has connections for them. At 40 ms for a call
# they are 500 a second.
AT_ONCE = 20
ROOM = 20_000  # taps that may wait; about 0.3 kB each. The button stops waiting by itself
LONGEST = 200  # UTF-16 units. Bot API: answerCallbackQuery

logger = logging.getLogger(__name__)


class _Popup(NamedTuple):
    query_id: str
    text: str | None
    alert: bool


class Popups:
    """Answers taps; `show` never waits."""

    def __init__(self, answers: TapAnswers, supervisor: Supervisor, *, room: int = ROOM) -> None:
        self._answers = answers
        self._supervisor = supervisor
        self._room = room
        self._waiting: deque[_Popup] = deque()
        self._senders: set[asyncio.Task[None]] = set()
        self._at_work = 0
        self._left_out = 0

    def __len__(self) -> int:
        """Taps that wait for their answer."""
        return len(self._waiting)

    def show(self, query_id: str, text: str | None = None, *, alert: bool = False) -> None:
        """`alert`: it stays until it is closed. Without a text the button just stops waiting."""
        if len(self._waiting) >= self._room:
            self._left_out += 1
            return
        self._waiting.append(_Popup(query_id, text, alert))
        if self._at_work < AT_ONCE:
            self._at_work += 1
            sender = self._supervisor.spawn(self._send(), name="pop-ups")
            self._senders.add(sender)
            sender.add_done_callback(self._senders.discard)

    async def finish(self, seconds: float) -> None:
        """Go on for so long; whose button still waits then sees nothing."""
        await end_within(self._senders, seconds)

    async def _send(self) -> None:
        """It ends when nobody waits any more, and is not counted from that very moment on."""
        try:
            while self._waiting:
                await self._answer(self._waiting.popleft())
        finally:
            self._at_work -= 1
        if self._left_out:
            logger.warning("%d taps got no answer in the rush", self._left_out)
            self._left_out = 0

    async def _answer(self, one: _Popup) -> None:
        try:
            await self._answers.answer(one.query_id, one.text, alert=one.alert)
        except AiogramError as error:
            _tell(error)


def _tell(error: AiogramError) -> None:
    """Too late is no news: after a downtime the taps of that time come all at once."""
    level = logging.DEBUG if meaning(error) in NOTHING_LEFT_TO_DO else logging.INFO
    logger.log(level, "a tap was not answered: %s", words_of(error))
