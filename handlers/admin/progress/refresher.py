"""Keeps the progress messages fresh, and turns each into the report at the end.

One loop serves them all and makes one edit a second at most, each time of the message that waited
longest, so that a dozen admins watching cost the broadcast no more than one does. Telegram's limit
for a chat is about 20 edits a minute, hence the pause between two edits of one message.
"""

import logging
from dataclasses import replace

from aiogram import Bot

from broadcast.doors.doors import Doors
from broadcast.model.errors import NoSuchBroadcast
from db.errors import DatabaseTrouble
from handlers.admin.progress.edits import WriteResult, Written, edit, remove, send
from handlers.admin.progress.pages import Page, Pages
from handlers.admin.progress.shown import NOT_SENT, Shown, ShownMessages
from handlers.frame.access import Access
from handlers.language.locale import Locales
from runtime.clock import Clock

EDIT_EVERY = 1.0  # seconds between any two edits
SAME_AGAIN = 3.0  # seconds between two edits of one message
RETRY_AFTER = 10.0  # seconds before what did not get through is tried again
LONGEST_PAUSE = 300.0  # the same, whatever Telegram says

logger = logging.getLogger(__name__)


class Refresher:
    """The one loop that edits."""

    def __init__(
        self,
        shown: ShownMessages,
        pages: Pages,
        doors: Doors,
        locales: Locales,
        bot: Bot,
        access: Access,
        clock: Clock,
    ) -> None:
        self._messages = shown
        self._pages = pages
        self._doors = doors
        self._locales = locales
        self._bot = bot
        self._access = access
        self._clock = clock

    async def run_forever(self) -> None:
        while True:
            await self._messages.wait()
            try:
                await self._edit_one()
            except DatabaseTrouble as trouble:
                logger.info("progress stands still: %s", trouble)
            await self._clock.sleep(EDIT_EVERY)

    async def _edit_one(self) -> None:
        """Edit the message that waits longest, of those that have something new to say."""
        for shown in self._messages.due(self._clock.monotonic()):
            if await self._freshen(shown):
                return

    async def _freshen(self, shown: Shown) -> bool:
        """False when there was nothing to tell Telegram."""
        shown.due_at = self._clock.monotonic() + SAME_AGAIN
        message = shown.message
        try:
            broadcast = await self._doors.reports.get(message.broadcast_id)
        except NoSuchBroadcast:  # it was dropped before its launch
            await self._messages.forget(shown)
            await remove(self._bot, message)
            return True
        if await self._access.role(message.chat_id) is None:  # an admin no more
            await self._messages.forget(shown)
            return False
        if shown.given_up and not broadcast.is_over:
            return False
        locale = await self._locales.of(message.chat_id)
        page = await self._pages.of(broadcast, locale, asking=shown.asking)
        if message.message_id == NOT_SENT:
            await self._send_owed(shown, page, is_last=page.is_last)
            return True
        if page.text == shown.text:
            if page.is_last:
                await self._messages.file(shown)
            return False
        result = await edit(self._bot, message, page)
        if self._messages.is_current(shown):  # else another one has taken its place meanwhile
            await self._edited(shown, page, result, is_last=page.is_last)
        return True

    async def _edited(
        self, shown: Shown, page: Page, result: WriteResult, *, is_last: bool
    ) -> None:
        if result.outcome is Written.DONE:
            shown.text = page.text
            if is_last:
                await self._messages.file(shown)
        elif result.outcome is Written.REFUSED:
            await self._lost(shown, is_last=is_last)
        else:
            await self._not_now(shown, result)

    async def _send_owed(self, shown: Shown, page: Page, *, is_last: bool) -> None:
        message = shown.message
        result = await send(self._bot, message.chat_id, page, thread_id=message.thread_id)
        if result.outcome is Written.REFUSED:
            logger.warning("progress of broadcast %d cannot be shown", shown.message.broadcast_id)
            await self._messages.forget(shown)
        elif result.outcome is not Written.DONE:
            await self._not_now(shown, result)
        elif not self._messages.is_current(shown):  # somebody asked for it meanwhile
            await remove(self._bot, replace(shown.message, message_id=result.message_id))
        else:
            shown.message = replace(shown.message, message_id=result.message_id)
            shown.text = page.text
            await self._messages.save(shown)
            if is_last:
                await self._messages.file(shown)

    async def _lost(self, shown: Shown, *, is_last: bool) -> None:
        """It cannot be edited: deleted, too old, or Telegram says something odd."""
        if shown.is_report:
            await self._messages.forget(shown)
        elif shown.sent_anew and not is_last:
            shown.given_up = True
        else:
            await remove(self._bot, shown.message)
            shown.message = replace(shown.message, message_id=NOT_SENT)
            shown.text, shown.sent_anew = None, True
            shown.due_at = self._clock.monotonic()
            await self._messages.save(shown)

    async def _not_now(self, shown: Shown, result: WriteResult) -> None:
        if result.outcome is Written.GONE:
            await self._messages.forget(shown)
        else:
            shown.due_at = self._clock.monotonic() + pause_after(result)


def pause_after(result: WriteResult) -> float:
    """Of this message alone: whose edits have to wait the limiter knows."""
    return min(max(result.wait, RETRY_AFTER), LONGEST_PAUSE)
