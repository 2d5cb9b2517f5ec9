"""The progress messages: one for each broadcast and admin, edited while it runs."""

import logging

from aiogram import Bot

from broadcast.doors.doors import Doors
from broadcast.model.broadcast import Broadcast
from broadcast.model.events import (
    BroadcastChanged,
    Event,
    LaunchedOutside,
    PlanLaunched,
    RecallBegan,
    VersionSent,
)
from db.admins.progress_messages import ProgressMessage, ProgressMessages
from db.schema.states import BroadcastState, PlanKind
from handlers.admin.progress.edits import Written, edit, remove, send
from handlers.admin.progress.finding_notices import FindingNotices
from handlers.admin.progress.notices import Notices
from handlers.admin.progress.pages import Asking, Pages
from handlers.admin.progress.refresher import SAME_AGAIN, Refresher, pause_after
from handlers.admin.progress.repeats import RepeatNews
from handlers.admin.progress.shown import NOT_SENT, Shown, ShownMessages
from handlers.frame.access import Access
from handlers.language.locale import Locales
from runtime.clock import Clock
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)


class ProgressBoard:
    """Shows progress when somebody asks for it; the rest goes on behind."""

    def __init__(
        self,
        *,
        doors: Doors,
        pages: Pages,
        locales: Locales,
        store: ProgressMessages,
        bot: Bot,
        access: Access,
        clock: Clock,
        supervisor: Supervisor,
    ) -> None:
        self._doors = doors
        self._pages = pages
        self._locales = locales
        self._bot = bot
        self._access = access
        self._clock = clock
        self._supervisor = supervisor
        self._messages = ShownMessages(store)
        self._refresher = Refresher(self._messages, self._pages, doors, locales, bot, access, clock)
        self._notices = Notices(
            doors=doors,
            pages=pages,
            locales=locales,
            bot=bot,
            access=access,
            supervisor=supervisor,
            watchers=self._messages.chats,
        )
        self._repeat_news = RepeatNews(
            doors=doors,
            pages=pages,
            locales=locales,
            bot=bot,
            access=access,
            supervisor=supervisor,
        )
        self._finding = FindingNotices(
            pages.texts, locales, bot, access, doors.findings, supervisor
        )

    def start(self) -> None:
        """Go on with the messages of an earlier process, and listen to the engine."""
        self._doors.events.listen(self._notices.on_event)
        self._doors.events.listen(self._repeat_news.on_event)
        self._doors.events.listen(self._finding.on_event)
        self._doors.events.listen(self._on_event)
        self._supervisor.run_forever(self._work, name="progress messages")

    async def concerned(self, broadcast: Broadcast) -> list[int]:
        """Which admins have launched it, or watch it."""
        return await self._notices.concerned(broadcast)

    async def _work(self) -> None:
        await self._messages.load(self._clock.monotonic())
        await self._show_unwatched()
        await self._notices.tell_of_unheard_pauses()
        await self._finding.tell_ended()
        await self._doors.series_running.tell_interrupted()
        await self._refresher.run_forever()

    async def _show_unwatched(self) -> None:
        """What was launched while nobody could show it: by a command on a bot that stood still, or
        in the moment before a crash."""
        for broadcast in await self._doors.reports.unfinished():
            launcher = broadcast.launched_by
            if (
                broadcast.state is BroadcastState.RUNNING
                and launcher is not None
                and not self._messages.chats(broadcast.id)
            ):
                await self._show_begun(broadcast.id, launcher)

    def _on_event(self, event: Event) -> None:
        """What is decided about a broadcast that has ended changes its reports. Whoever has planned
        one, or has made the key that launched it, sees it begin, and whoever cares for one what
        goes out by itself for it."""
        match event:
            case BroadcastChanged(broadcast_id=number):
                self._messages.reopen(number, self._clock.monotonic())
            case (
                PlanLaunched(broadcast_id=number, kind=PlanKind.TIME, by=launcher)
                | LaunchedOutside(broadcast_id=number, by=launcher)
            ):
                begun = self._show_begun(number, launcher)
                self._supervisor.spawn(begun, name="progress of what was planned, or from outside")
            case RecallBegan() | VersionSent():
                begun = self._show_child(event.broadcast_id, event.child_id)
                self._supervisor.spawn(begun, name="progress of what began by itself")

    async def _show_begun(self, broadcast_id: int, launcher: int) -> None:
        if await self._access.role(launcher) is not None:
            await self.show(broadcast_id, launcher)

    async def _show_child(self, broadcast_id: int, child_id: int) -> None:
        """Whoever cares for the one sees what became of it; the notice says why it began."""
        for chat_id in await self.concerned(await self._doors.reports.get(broadcast_id)):
            await self.show(child_id, chat_id)

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
        result = await edit(self._bot, message, page)
        if result.outcome is Written.REFUSED:
            await self.show(broadcast_id, chat_id, thread_id=thread_id, asking=asking)
            await remove(self._bot, message)
            return
        shown.due_at = self._clock.monotonic() + SAME_AGAIN
        shown.text = page.text if result.outcome is Written.DONE else None
        if page.is_last:
            self._messages.remember_report(shown)

    def _known(self, message: ProgressMessage) -> Shown | None:
        shown = self._messages.find(message.broadcast_id, message.chat_id)
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
        result = await send(self._bot, chat_id, page, thread_id=thread_id)
        done, now = result.outcome is Written.DONE, self._clock.monotonic()
        if not done and self._messages.find(broadcast_id, chat_id):
            return  # the old one stands
        if not done and result.outcome is not Written.LATER:
            logger.warning("progress of broadcast %d was not shown", broadcast_id)
            return
        fresh = Shown(
            message=ProgressMessage(
                broadcast_id=broadcast_id,
                chat_id=chat_id,
                message_id=result.message_id,
                thread_id=thread_id,
            ),
            due_at=now + (SAME_AGAIN if done else pause_after(result)),
            text=page.text if done else None,
            asking=asking,
        )
        old = await self._messages.replace(fresh, is_final=done and page.is_last)
        if old is not None and old.message.message_id != NOT_SENT:
            await remove(self._bot, old.message)
