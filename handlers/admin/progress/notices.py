"""What the engine says, told to the admins in words.

A broadcast that paused itself concerns those who watch it and who launched it; trouble with the
database or with the token concerns everyone.
"""

import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import InlineKeyboardMarkup

from broadcast.doors.doors import Doors
from broadcast.model.broadcast import Broadcast
from broadcast.model.events import (
    AddressFails,
    BroadcastChanged,
    BroadcastPausedItself,
    DraftArrived,
    Event,
    FeedFails,
    FeedWorks,
    FindingOut,
    FindingStopped,
    FoundOut,
    LaunchedOutside,
    ListCleaned,
    LongBan,
    PlanAsked,
    PlanLaunched,
    PreviewedOutside,
    RecallBegan,
    RepeatAhead,
    RepeatChanged,
    RepeatDecided,
    RepeatHeld,
    RepeatStopped,
    SecondPoller,
    SeriesChanged,
    SeriesTried,
    StorageFailing,
    StorageWorksAgain,
    VersionAsked,
    VersionSent,
)
from broadcast.model.series.trial import TrialEnd
from db.errors import StorageFault
from db.schema.states import BroadcastState, PauseReason, Role
from handlers.admin.control.bans import try_keyboard
from handlers.admin.control.kinds import shown_act
from handlers.admin.control.runs import notice_keyboard, series_keyboard
from handlers.admin.control.versions import with_versions
from handlers.admin.progress.edits import Written, send
from handlers.admin.progress.pages import Pages
from handlers.admin.progress.trial_words import trial_words
from handlers.admin.progress.words.pauses import pause_words_of, paused_itself
from handlers.admin.progress.words.versions import version_lines
from handlers.admin.wording.durations import shown_duration
from handlers.admin.wording.titles import letter, shown_title
from handlers.frame.access import Access
from handlers.language.locale import Locales
from handlers.language.names import quoted
from handlers.language.outside import shown_url, why_words
from runtime.supervisor import Supervisor

STORAGE_KEYS: Mapping[StorageFault, str] = {
    StorageFault.FULL: "storage-full",
    StorageFault.LOCKED: "storage-locked",
    StorageFault.READ_ONLY: "storage-readonly",
    StorageFault.OTHER: "storage-other",
}

UNHEARD = (PauseReason.TOKEN, PauseReason.RESTORED, PauseReason.OTHER_BOT)

logger = logging.getLogger(__name__)

Trouble = LongBan | StorageFailing | StorageWorksAgain | SecondPoller | FindingStopped
Say = Callable[[str], str]  # the language of a person -> the text
# The language of a person -> what is below it.
Buttons = Callable[[str], InlineKeyboardMarkup | None]


class Notices:
    """Listens to the engine and writes to the admins."""

    def __init__(
        self,
        *,
        doors: Doors,
        pages: Pages,
        locales: Locales,
        bot: Bot,
        access: Access,
        supervisor: Supervisor,
        watchers: Callable[[int], set[int]],
    ) -> None:
        self._doors = doors
        self._pages = pages
        self._texts = pages.texts
        self._locales = locales
        self._bot = bot
        self._access = access
        self._supervisor = supervisor
        self._watchers = watchers

    def on_event(self, event: Event) -> None:
        """The engine waits for its listeners, so that all the work is done behind."""
        telling = self._telling(event)
        if telling is not None:
            self._supervisor.spawn(telling, name=f"tell admins of {type(event).__name__}")

    async def tell_of_unheard_pauses(self) -> None:
        """While Telegram refused the token nobody could be told, nor before the bot had begun; now
        somebody can."""
        for broadcast in await self._doors.reports.unfinished():
            reason = broadcast.pause_reason
            if broadcast.state is BroadcastState.PAUSED and reason in UNHEARD:
                await self._tell_of_pause(
                    BroadcastPausedItself(
                        broadcast_id=broadcast.id, reason=reason, detail=broadcast.pause_detail
                    )
                )

    def _telling(self, event: Event) -> Coroutine[Any, Any, None] | None:
        """None: the progress messages show it, or it is told to whoever asked for it."""
        match event:
            case PlanAsked(broadcast_id=number):
                return self._tell_of_plan(number)
            case RecallBegan():
                return self._tell_of_recall(event)
            case BroadcastPausedItself():
                return self._tell_of_pause(event)
            case VersionSent():
                return self._tell_of_winner(event)
            case VersionAsked(broadcast_id=number):
                return self._tell_of_tie(number)
            case (
                LongBan()
                | StorageFailing()
                | StorageWorksAgain()
                | SecondPoller()
                | FindingStopped()
            ):
                return self._tell_of_trouble(event)
            case AddressFails() | PreviewedOutside():
                return self._tell_of_outside(event)
            case SeriesTried():
                return self._tell_of_trial(event)
            case (
                BroadcastChanged()
                | PlanLaunched()
                | LaunchedOutside()
                | ListCleaned()
                | DraftArrived()
                | SeriesChanged()
                | RepeatChanged()
                | RepeatAhead()
                | RepeatHeld()
                | RepeatStopped()
                | RepeatDecided()
                | FeedFails()
                | FeedWorks()
                | FindingOut()
                | FoundOut()
            ):
                return None

    def _tell_of_trouble(self, event: Trouble) -> Coroutine[Any, Any, None]:
        texts = self._texts
        match event:
            case StorageFailing(fault=fault):
                key = STORAGE_KEYS[fault]
                return self._tell_all(
                    lambda locale: texts.get(
                        "notice-storage-failing", locale, why=texts.get(key, locale)
                    )
                )
            case LongBan(seconds=seconds):
                return self._tell_of_ban(seconds)
            case SecondPoller(detail=detail):
                words = quoted(detail)
                return self._tell_all(
                    lambda locale: texts.get("notice-second-poller", locale, detail=words)
                )
            case StorageWorksAgain():
                return self._tell_all(lambda locale: texts.get("notice-storage-works", locale))
            case FindingStopped():
                return self._tell_all(lambda locale: texts.get("notice-finding-stopped", locale))

    async def concerned(self, broadcast: Broadcast) -> list[int]:
        """Somebody who is no admin any more still has the message, but gets no news."""
        chats = self._watchers(broadcast.id)
        if broadcast.launched_by is not None:
            chats.add(broadcast.launched_by)
        return [one for one in await self._access.everyone() if one in chats]

    async def _tell_of_winner(self, event: VersionSent) -> None:
        broadcast = await self._doors.reports.get(event.broadcast_id)
        child = await self._doors.reports.get(event.child_id)

        def say(locale: str) -> str:
            return self._texts.get(
                "versions-notice-sent",
                locale,
                title=shown_title(broadcast, self._texts, locale),
                letter=letter(event.version),
                number=str(child.id),
                count=child.figures.total,
            )

        told = await self.concerned(broadcast)
        await self._tell(told, say)

    def _tell_of_outside(self, event: AddressFails | PreviewedOutside) -> Coroutine[Any, Any, None]:
        if isinstance(event, AddressFails):
            return self._tell_of_address(event)
        return self._tell_of_preview(event)

    async def _tell_of_preview(self, event: PreviewedOutside) -> None:
        """It looks as if everybody had got it."""
        broadcast = await self._doors.reports.get(event.broadcast_id)

        def say(locale: str) -> str:
            title = shown_title(broadcast, self._texts, locale)
            key, number = quoted(event.key), str(broadcast.id)
            return self._texts.get("notice-previewed", locale, key=key, title=title, number=number)

        await self._tell([event.by], say)

    async def _tell_of_recall(self, event: RecallBegan) -> None:
        """Nobody has tapped anything just now, and the messages go."""
        broadcast = await self._doors.reports.get(event.broadcast_id)
        child = await self._doors.reports.get(event.child_id)

        def say(locale: str) -> str:
            title = shown_title(broadcast, self._texts, locale)
            return self._texts.get(
                "notice-deletes-itself", locale, title=title, number=str(child.id)
            )

        told = await self.concerned(broadcast)
        await self._tell(told, say)

    async def _tell_of_tie(self, number: int) -> None:
        """Any of them may decide: whoever launched it may be away for days."""
        broadcast = await self._doors.reports.get(number)
        standing = await self._doors.versions.standing(number)
        if standing is None or not standing.can_decide:  # somebody was faster
            return

        def say(locale: str) -> str:
            title = shown_title(broadcast, self._texts, locale)
            heading = self._texts.get(
                "versions-notice-asked", locale, title=title, number=str(number)
            )
            lines = version_lines(standing, self._texts, locale, lambda _: "")
            return "\n".join([heading, "", *lines])

        def buttons(locale: str) -> InlineKeyboardMarkup | None:
            return with_versions(None, standing, self._texts, locale)

        await self._tell(await self._access.everyone(), say, buttons)

    async def _tell_of_plan(self, number: int) -> None:
        """Any of them may decide: whoever has planned it may be no admin any more."""
        plan = await self._doors.plans.find(number)
        if plan is None or not plan.is_asked:  # somebody was faster
            return
        broadcast = await self._doors.reports.get(number)
        for chat_id in await self._access.everyone():
            page = await self._pages.of(broadcast, await self._locales.of(chat_id))
            result = await send(self._bot, chat_id, page)
            if result.outcome is not Written.DONE:
                logger.warning("admin %d was not asked about broadcast %d", chat_id, number)

    async def _tell_of_pause(self, event: BroadcastPausedItself) -> None:
        broadcast = await self._doors.reports.get(event.broadcast_id)

        def say(locale: str) -> str:
            title = shown_act(broadcast, self._texts, locale)
            heading = paused_itself(broadcast, title, self._texts, locale)
            paused = replace(broadcast, pause_reason=event.reason, pause_detail=event.detail)
            reason = pause_words_of(paused, self._texts, locale)
            return f"{heading}\n{reason}"

        told = await self.concerned(broadcast)
        await self._tell(told, say, lambda locale: notice_keyboard(broadcast, self._texts, locale))

    async def _tell_of_address(self, event: AddressFails) -> None:
        """To owners: nobody else sees it, or can do something about it."""
        address = await self._doors.addresses.known(event.address_id)
        key = "notice-address-off" if event.off else "notice-address-fails"

        def say(locale: str) -> str:
            why = why_words(address.failing_why or "", self._texts, locale)
            return self._texts.get(key, locale, url=shown_url(address.url), why=why)

        roles = await self._access.roles()
        owners = [one for one in await self._access.everyone() if roles.get(one) is Role.OWNER]
        await self._tell(owners, say)

    async def _tell_of_ban(self, seconds: float) -> None:
        """While the ban is on this reaches nobody; where it arrives, the ban was somebody else's.
        Progress messages, which are edited, show it and have the button too."""

        def say(locale: str) -> str:
            duration = shown_duration(seconds, self._texts, locale)
            return self._texts.get("notice-long-ban", locale, duration=duration)

        everyone = await self._access.everyone()
        await self._tell(everyone, say, lambda locale: try_keyboard(self._texts, locale))

    async def _tell_all(self, say: Say) -> None:
        await self._tell(await self._access.everyone(), say)

    async def _tell_of_trial(self, event: SeriesTried) -> None:
        """The button leads back to where it can be played again, or what was refused replaced."""
        buttons = None
        if event.end is not TrialEnd.GONE:
            buttons = partial(series_keyboard, event.series_id, self._texts)
        await self._tell(
            [event.by], lambda locale: trial_words(event, self._texts, locale), buttons
        )

    async def _tell(self, chats: Iterable[int], say: Say, buttons: Buttons | None = None) -> None:
        for chat_id in chats:
            locale = await self._locales.of(chat_id)
            keyboard = None if buttons is None else buttons(locale)
            try:
                await self._bot.send_message(chat_id, say(locale), reply_markup=keyboard)
            except AiogramError as error:
                logger.warning("admin %d was not told: %s", chat_id, error)
