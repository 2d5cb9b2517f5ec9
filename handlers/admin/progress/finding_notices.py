"""What admins are told while it is found out what became of lost answers: one of them that it is,
and the same message says what was found in the end.

Where those messages stand is kept, so that they do so after a restart, too.
"""

import asyncio
import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError

from botapi.errors import words_of
from broadcast.doors.reporting.findings import Findings
from broadcast.model.events import Event, FindingOut, FoundOut
from handlers.admin.wording.findings.verdicts import found_lines
from handlers.frame.access import Access
from handlers.language.locale import Locales
from handlers.language.texts import Texts
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)


class FindingNotices:
    """Writes them, one after the other."""

    def __init__(
        self,
        texts: Texts,
        locales: Locales,
        bot: Bot,
        access: Access,
        findings: Findings,
        supervisor: Supervisor,
    ) -> None:
        self._texts = texts
        self._locales = locales
        self._bot = bot
        self._access = access
        self._findings = findings
        self._supervisor = supervisor
        self._one_by_one = asyncio.Lock()

    def on_event(self, event: Event) -> None:
        match event:
            case FindingOut():
                self._supervisor.spawn(self._begin(event), name="tell that it is being found out")
            case FoundOut():
                self._supervisor.spawn(self.tell_ended(), name="tell what was found out")

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
            await self._findings.told(whom, sent.message_id)

    async def tell_ended(self) -> None:
        """Where nobody is in doubt any more: perhaps it was the process before that found it."""
        async with self._one_by_one:
            news = await self._findings.news()
            if news is None:
                return
            for chat_id, message_id in news.messages:
                lines = found_lines(news.groups, self._texts, await self._locales.of(chat_id))
                try:
                    await self._bot.edit_message_text(
                        "\n".join(lines), chat_id=chat_id, message_id=message_id
                    )
                except AiogramError as error:
                    logger.info("a notice stays as it is: %s", words_of(error))
            await self._findings.all_told()
