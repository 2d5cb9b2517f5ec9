"""What admins are told while it is found out what became of lost answers: one of them that it is,
and the same message says what was found in the end.

Where those messages stand is forgotten with the process; then they stay as they are.
"""

import asyncio
import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError

from botapi.errors import words_of
from broadcast.model.events import Event, FindingOut, FoundOut
from handlers.frame.access import Access
from handlers.language.locale import Locales
from handlers.language.texts import Texts
from runtime.supervisor import Supervisor

MOST_KEPT = 50  # messages; more are not told of one outage

logger = logging.getLogger(__name__)


class FindingNotices:
    """Writes them, one after the other."""

    def __init__(
        self, texts: Texts, locales: Locales, bot: Bot, access: Access, supervisor: Supervisor
    ) -> None:
        self._texts = texts
        self._locales = locales
        self._bot = bot
        self._access = access
        self._supervisor = supervisor
        self._one_by_one = asyncio.Lock()
        self._stand: list[tuple[int, int]] = []  # chats, and numbers of messages

    def on_event(self, event: Event) -> None:
        match event:
            case FindingOut():
                self._supervisor.spawn(self._begin(event), name="tell that it is being found out")
            case FoundOut():
                self._supervisor.spawn(self._end(event), name="tell what was found out")

    async def _begin(self, event: FindingOut) -> None:
        """Any of them will do, and where one does not get it, the next is told next time."""
        admins = await self._access.everyone()
        if not admins:
            return
        whom = admins[event.turn % len(admins)]
        async with self._one_by_one:
            words = self._texts.get(
                "notice-finding-out", await self._locales.of(whom), count=event.count
            )
            try:
                sent = await self._bot.send_message(whom, words)
            except AiogramError as error:
                logger.warning("admin %d was not told: %s", whom, words_of(error))
                return
            self._stand = [*self._stand, (whom, sent.message_id)][-MOST_KEPT:]

    async def _end(self, event: FoundOut) -> None:
        async with self._one_by_one:
            stand, self._stand = self._stand, []
            for chat_id, message_id in stand:
                words = self._said(event, await self._locales.of(chat_id))
                try:
                    await self._bot.edit_message_text(words, chat_id=chat_id, message_id=message_id)
                except AiogramError as error:
                    logger.info("a notice stays as it is: %s", words_of(error))

    def _said(self, event: FoundOut, locale: str) -> str:
        counts = {
            "found-count-sent": event.sent,
            "found-count-not-sent": event.not_sent,
            "found-count-unknown": event.unknown,
        }
        lines = [
            self._texts.get(key, locale, count=str(count)) for key, count in counts.items() if count
        ]
        return "\n".join([self._texts.get("found-title", locale), *lines])
