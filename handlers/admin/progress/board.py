"""The progress messages: one for each broadcast and admin, edited while it runs.

One loop serves them all and makes one edit a second at most, each time of the message that waited
longest, so that a dozen admins watching cost the broadcast no more than one does. Telegram's limit
for a chat is about 20 edits a minute, hence the pause between two edits of one message.
"""

import asyncio
import logging
from dataclasses import replace

from aiogram import Bot

from broadcast.doors.doors import Doors
from broadcast.model.errors import NoSuchBroadcast
from broadcast.model.events import BroadcastChanged, Event
from db.admins.progress_messages import ProgressMessage, ProgressMessages
from db.errors import DatabaseTrouble
from handlers.admin.progress.edits import Answer, Written, edit, remove, send
from handlers.admin.progress.notices import Notices
from handlers.admin.progress.pages import Asking, Page, Pages
from handlers.admin.progress.reports import NOT_SENT, Reports, Shown
from handlers.frame.access import Access
from handlers.language.locale import Locales
from handlers.language.texts import Texts
from runtime.clock import Clock
from runtime.supervisor import Supervisor

EDIT_EVERY = 1.0  # seconds between any two edits
SAME_AGAIN = 3.0  # seconds between two edits of one message
RETRY_AFTER = 10.0  # seconds before what did not get through is tried again
LONGEST_PAUSE = 300.0  # the same, whatever Telegram says

logger = logging.getLogger(__name__)


class ProgressBoard:
    """Shows progress, keeps it fresh, and turns it into the report at the end."""

    def __init__(
        self,
        *,
        doors: Doors,
        texts: Texts,
        locales: Locales,
        store: ProgressMessages,
        bot: Bot,
        access: Access,
        clock: Clock,
        supervisor: Supervisor,
    ) -> None:
        self._doors = doors
        self._pages = Pages(doors, texts)
        self._locales = locales
        self._store = store
        self._bot = bot
        self._access = access
        self._clock = clock
        self._supervisor = supervisor
        self._shown: dict[tuple[int, int], Shown] = {}
        self._reports = Reports()
        self._watching = asyncio.Event()  # set while any message is shown
        self._notices = Notices(
            doors=doors,
            texts=texts,
            locales=locales,
            bot=bot,
            access=access,
            supervisor=supervisor,
            watchers=self.watchers,
        )

    def start(self) -> None:
        """Go on with the messages of an earlier process, and listen to the engine."""
        self._doors.events.listen(self._notices.on_event)
        self._doors.events.listen(self._on_event)
        self._supervisor.run_forever(self._work, name="progress messages")

    def _on_event(self, event: Event) -> None:
        """What is decided about a broadcast that has ended changes its reports."""
        if isinstance(event, BroadcastChanged):
            for report in self._reports.take_all(event.broadcast_id):
                report.due_at = self._clock.monotonic()
                self._shown.setdefault(report.key, report)
                self._watching.set()

    def watchers(self, broadcast_id: int) -> set[int]:
        """The chats that a progress message of this broadcast stands in."""
        return {chat_id for shown_id, chat_id in self._shown if shown_id == broadcast_id}

    async def redraw(
        self,
        broadcast_id: int,
        chat_id: int,
        message_id: int,
        *,
        thread_id: int | None = None,
        asking: Asking | None = None,
    ) -> None:
        """Write a message anew at once, one of an earlier process too; raises NoSuchBroadcast.

        `asking`: what it asks about from now on. Whoever has tapped it gets an answer: where it
        cannot be edited, a new message.
        """
        broadcast = await self._doors.reports.get(broadcast_id)
        message = ProgressMessage(
            broadcast_id=broadcast_id, chat_id=chat_id, message_id=message_id, thread_id=thread_id
        )
        shown = self._known(message) or Shown(message=message, due_at=0.0)
        shown.asking = asking
        page = await self._pages.of(broadcast, await self._locales.of(chat_id), asking=asking)
        answer = await edit(self._bot, message, page)
        if answer.result is Written.REFUSED:
            await self.show(broadcast_id, chat_id, thread_id=thread_id, asking=asking)
            await remove(self._bot, message)
            return
        shown.due_at = self._clock.monotonic() + SAME_AGAIN
        shown.text = page.text if answer.result is Written.DONE else None
        if broadcast.is_over and self._shown.get(shown.key) is not shown:
            self._reports.keep(shown)

    def _known(self, message: ProgressMessage) -> Shown | None:
        key = message.broadcast_id, message.chat_id
        shown = self._shown.get(key) or self._reports.find(key)
        return shown if shown is not None and shown.message == message else None

    async def show(
        self,
        broadcast_id: int,
        chat_id: int,
        *,
        thread_id: int | None = None,
        asking: Asking | None = None,
    ) -> None:
        """Put a fresh message at the end of the chat, or of the topic in it, in place of the one
        that was there.

        Raises NoSuchBroadcast. What does not get through now comes as soon as it can.
        """
        broadcast = await self._doors.reports.get(broadcast_id)
        page = await self._pages.of(broadcast, await self._locales.of(chat_id), asking=asking)
        answer = await send(self._bot, chat_id, page, thread_id=thread_id)
        done, now = answer.result is Written.DONE, self._clock.monotonic()
        key = broadcast_id, chat_id
        if not done and (key in self._shown or self._reports.find(key)):
            return  # the old one stands
        if not done and answer.result is not Written.LATER:
            logger.warning("progress of broadcast %d was not shown", broadcast_id)
            return
        fresh = Shown(
            message=ProgressMessage(
                broadcast_id=broadcast_id,
                chat_id=chat_id,
                message_id=answer.message_id,
                thread_id=thread_id,
            ),
            due_at=now + (SAME_AGAIN if done else _pause(answer)),
            text=page.text if done else None,
            asking=asking,
        )
        await self._replace(fresh, is_final=done and broadcast.is_over)

    async def _replace(self, fresh: Shown, *, is_final: bool) -> None:
        message = fresh.message
        old = self._shown.pop(fresh.key, None) or self._reports.take(fresh.key)
        if is_final:
            self._reports.keep(fresh)
        else:
            self._shown[fresh.key] = fresh
            self._watching.set()
        try:
            if not is_final:
                await self._store.put(message)
            elif old is not None:
                await self._store.forget(old.message)
        except DatabaseTrouble as trouble:
            # It is kept fresh all the same; only a restart would leave it behind.
            logger.warning("a progress message was not noted: %s", trouble)
        if old is not None and old.message.message_id != NOT_SENT:
            await remove(self._bot, old.message)

    async def _work(self) -> None:
        await self._go_on()
        while True:
            await self._watching.wait()
            try:
                await self._edit_one()
            except DatabaseTrouble as trouble:
                logger.info("progress stands still: %s", trouble)
            await self._clock.sleep(EDIT_EVERY)

    async def _go_on(self) -> None:
        for message in await self._store.every():
            shown = Shown(message=message, due_at=self._clock.monotonic())
            self._shown.setdefault(shown.key, shown)
            self._watching.set()
        await self._notices.tell_of_refused_token()

    async def _edit_one(self) -> None:
        """Edit the message that waits longest, of those that have something new to say."""
        now = self._clock.monotonic()
        due = [shown for shown in self._shown.values() if shown.due_at <= now]
        for shown in sorted(due, key=lambda one: one.due_at):
            if await self._freshen(shown):
                return

    async def _freshen(self, shown: Shown) -> bool:
        """False when there was nothing to tell Telegram."""
        shown.due_at = self._clock.monotonic() + SAME_AGAIN
        message = shown.message
        try:
            broadcast = await self._doors.reports.get(message.broadcast_id)
        except NoSuchBroadcast:
            await self._forget(shown)
            return False
        if await self._access.role(message.chat_id) is None:  # an admin no more
            await self._forget(shown)
            return False
        if shown.given_up and not broadcast.is_over:
            return False
        locale = await self._locales.of(message.chat_id)
        page = await self._pages.of(broadcast, locale, asking=shown.asking)
        if message.message_id == NOT_SENT:
            await self._send_owed(shown, page, is_over=broadcast.is_over)
            return True
        if page.text == shown.text:
            if broadcast.is_over:
                await self._file(shown)
            return False
        answer = await edit(self._bot, message, page)
        if self._shown.get(shown.key) is shown:  # else another one has taken its place meanwhile
            await self._edited(shown, page, answer, is_over=broadcast.is_over)
        return True

    async def _edited(self, shown: Shown, page: Page, answer: Answer, *, is_over: bool) -> None:
        if answer.result is Written.DONE:
            shown.text = page.text
            if is_over:
                await self._file(shown)
        elif answer.result is Written.REFUSED:
            await self._lost(shown, is_over=is_over)
        else:
            await self._not_now(shown, answer)

    async def _send_owed(self, shown: Shown, page: Page, *, is_over: bool) -> None:
        message = shown.message
        answer = await send(self._bot, message.chat_id, page, thread_id=message.thread_id)
        if answer.result is Written.REFUSED:
            logger.warning("progress of broadcast %d cannot be shown", shown.message.broadcast_id)
            await self._forget(shown)
        elif answer.result is not Written.DONE:
            await self._not_now(shown, answer)
        elif self._shown.get(shown.key) is not shown:  # somebody asked for it meanwhile
            await remove(self._bot, replace(shown.message, message_id=answer.message_id))
        else:
            shown.message = replace(shown.message, message_id=answer.message_id)
            shown.text = page.text
            await self._store.put(shown.message)
            if is_over:
                await self._file(shown)

    async def _lost(self, shown: Shown, *, is_over: bool) -> None:
        """It cannot be edited: deleted, too old, or Telegram says something odd."""
        if shown.is_report:
            await self._forget(shown)
        elif shown.sent_anew and not is_over:
            shown.given_up = True
        else:
            await remove(self._bot, shown.message)
            shown.message = replace(shown.message, message_id=NOT_SENT)
            shown.text, shown.sent_anew = None, True
            shown.due_at = self._clock.monotonic()
            await self._store.put(shown.message)

    async def _not_now(self, shown: Shown, answer: Answer) -> None:
        if answer.result is Written.GONE:
            await self._forget(shown)
        else:
            shown.due_at = self._clock.monotonic() + _pause(answer)

    async def _file(self, shown: Shown) -> None:
        """It is a report now, and written."""
        self._reports.keep(shown)
        await self._forget(shown)

    async def _forget(self, shown: Shown) -> None:
        if self._shown.get(shown.key) is shown:
            del self._shown[shown.key]
        if not self._shown:
            self._watching.clear()
        await self._store.forget(shown.message)


def _pause(answer: Answer) -> float:
    """Of this message alone: whose edits have to wait the limiter knows."""
    return min(max(answer.wait, RETRY_AFTER), LONGEST_PAUSE)
