"""Whether all that waited at the server has been posted to the webhook: polling sees it by itself.

What was posted and not yet answered counts as waiting (Bot API: getWebhookInfo; its server forgets
an update with the 200). So none waits only when each that had come to the server by then was taken.
"""

import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.intake.intake import Intake
from botapi.errors import words_of
from runtime.clock import Clock

logger = logging.getLogger(__name__)

LOOKS_EVERY = 2.0  # seconds, while somebody waits to hear it
ANSWER_WITHIN = 10  # seconds


class Backlog:
    """Asks how many updates wait, as long as somebody wants to know that none does."""

    def __init__(self, bot: Bot, intake: Intake, clock: Clock, *, url: str) -> None:
        """`url`: of the webhook; what is posted elsewhere was not taken here."""
        self._bot = bot
        self._intake = intake
        self._clock = clock
        self._url = url

    async def run_forever(self) -> None:
        """The background task."""
        while True:
            await self._clock.sleep(LOOKS_EVERY)
            if self._intake.is_waited_for:
                await self.look()

    async def look(self) -> None:
        asked = self._clock.monotonic()
        try:
            info = await self._bot.get_webhook_info(request_timeout=ANSWER_WITHIN)
        except (AiogramError, TimeoutError, OSError) as error:
            logger.debug("how many updates wait is not known: %s", words_of(error))
            return
        if info.url == self._url and not info.pending_update_count:
            self._intake.caught_up(asked)
