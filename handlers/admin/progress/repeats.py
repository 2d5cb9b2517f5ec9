"""News of what comes again and again: its next round before it goes out, one that has to wait, and
why it does not go on. All admins get them: whoever made it may be away for weeks."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import InlineKeyboardMarkup

from broadcast.doors.doors import Doors
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import BroadcastError
from broadcast.model.events import (
    Event,
    FeedFails,
    FeedWorks,
    RepeatAhead,
    RepeatDecided,
    RepeatHeld,
    RepeatStopped,
)
from broadcast.model.repeating.repeat import Repeat
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from handlers.admin.control.repeats import (
    Naming,
    ahead_keyboard,
    decided,
    open_keyboard,
    standstill_keyboard,
    why_words,
)
from handlers.admin.progress.pages import Pages
from handlers.admin.wording.repeating.feeds import feed_name, feed_why
from handlers.admin.wording.repeating.rules import rule_words
from handlers.admin.wording.titles import shown_title
from handlers.frame.access import Access
from handlers.language.locale import Locales
from handlers.language.names import quoted
from runtime.supervisor import Supervisor

logger = logging.getLogger(__name__)

Say = Callable[[str], tuple[str, InlineKeyboardMarkup | None]]  # by the reader's language


class Said(Protocol):
    """What a round says, and to whom."""

    @property
    def content(self) -> Content: ...
    @property
    def audience(self) -> Audience: ...


class RepeatNews:
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
    ) -> None:
        self._doors = doors
        self._pages = pages
        self._texts = pages.texts
        self._locales = locales
        self._bot = bot
        self._access = access
        self._supervisor = supervisor

    def on_event(self, event: Event) -> None:
        """The engine waits for its listeners, so that all the work is done behind."""
        telling = self._telling(event)
        if telling is not None:
            self._supervisor.spawn(telling, name=f"tell admins of {type(event).__name__}")

    def _telling(self, event: Event) -> Coroutine[Any, Any, None] | None:
        match event:
            case RepeatAhead():
                return self._show(event)
            case RepeatHeld():
                return self._tell_of_wait(event)
            case RepeatDecided():
                return self._tell_of_decision(event)
            case RepeatStopped(repeat_id=number):
                return self._tell_of_standstill(number)
            case FeedFails(repeat_id=number):
                return self._tell_of_feed(number, "feeds-fails-notice")
            case FeedWorks(repeat_id=number):
                return self._tell_of_feed(number, "feeds-works-notice")
        return None

    async def _show(self, event: RepeatAhead) -> None:
        """What people will get, and below it what can be done about it."""
        repeat, template = await self._read(event.repeat_id)
        if not repeat.runs or repeat.next_at != event.moment:  # somebody was faster
            return
        said = await self._doors.repeat_messages.upcoming(repeat.id)
        if said is None:  # there is nothing to say just now
            return
        people = await self._recipients(template)
        for chat_id in await self._access.everyone():
            locale = await self._locales.of(chat_id)
            unseen = await self._preview(said, chat_id)
            words = self._texts.get(
                "repeats-ahead-notice",
                locale,
                **self._named(template, locale),
                time=self._pages.when(event.moment, locale),
                rule=rule_words(repeat.rule, self._texts, locale),
                whom=self._texts.get("repeats-whom-now", locale, count=people),
            )
            if unseen:
                detail = quoted(unseen)
                refused = self._texts.get("repeats-ahead-unseen", locale, detail=detail)
                words = f"{words}\n\n{refused}"
            keyboard = ahead_keyboard(repeat.id, event.moment, self._texts, locale)
            await self._write(chat_id, words, keyboard)

    async def _preview(self, said: Said, chat_id: int) -> str:
        """Why they could not be shown it; "": they were."""
        try:
            calls = await self._doors.personal.calls(said.content, audience=said.audience)
            await self._doors.previews.show(calls, by=await self._access.actor(chat_id))
        except BroadcastError as error:
            return str(error)
        return ""

    async def _recipients(self, template: Broadcast) -> int:
        try:
            return await self._doors.forecast.audience_size(template.id)
        except CannotAsk:
            return 0

    async def _tell_of_wait(self, event: RepeatHeld) -> None:
        repeat, template = await self._read(event.repeat_id)

        def say(locale: str) -> tuple[str, InlineKeyboardMarkup | None]:
            words = self._texts.get(
                "repeats-held-notice",
                locale,
                **self._named(template, locale),
                time=self._pages.when(event.moment, locale),
                round=str(event.round_id),
            )
            return words, open_keyboard(repeat.id, self._texts, locale)

        await self._tell(say)

    async def _tell_of_decision(self, event: RepeatDecided) -> None:
        """To whoever was shown the round and has decided nothing about it."""
        repeat, template = await self._read(event.repeat_id)

        def say(locale: str) -> tuple[str, InlineKeyboardMarkup | None]:
            naming = Naming(
                title=shown_title(template, self._texts, locale),
                when=lambda moment: self._pages.when(moment, locale),
                texts=self._texts,
                locale=locale,
            )
            return decided(event.how, repeat, event.moment, naming)

        await self._tell(say, but=event.by)

    async def _tell_of_standstill(self, number: int) -> None:
        repeat, template = await self._read(number)

        def say(locale: str) -> tuple[str, InlineKeyboardMarkup | None]:
            named = self._named(template, locale)
            heading = self._texts.get("repeats-stopped-notice", locale, **named)
            words = f"{heading}\n{why_words(repeat, self._texts, locale)}"
            return words, standstill_keyboard(repeat, self._texts, locale)

        if not repeat.runs:  # else somebody was faster
            await self._tell(say)

    async def _tell_of_feed(self, number: int, key: str) -> None:
        repeat, template = await self._read(number)
        feed = await self._doors.feeds.of(number)
        if feed is None:
            return

        def say(locale: str) -> tuple[str, InlineKeyboardMarkup | None]:
            words = self._texts.get(
                key,
                locale,
                **self._named(template, locale),
                feed=feed_name(feed.title, feed.url),
                why=feed_why(feed.failing_why, self._texts, locale),
            )
            return words, open_keyboard(repeat.id, self._texts, locale)

        await self._tell(say)

    async def _read(self, repeat_id: int) -> tuple[Repeat, Broadcast]:
        repeat = await self._doors.repeats.get(repeat_id)
        return repeat, await self._doors.reports.get(repeat.template_id)

    def _named(self, template: Broadcast, locale: str) -> dict[str, str]:
        return {
            "title": shown_title(template, self._texts, locale),
            "number": str(template.id),
        }

    async def _tell(self, say: Say, *, but: int | None = None) -> None:
        for chat_id in await self._access.everyone():
            if chat_id == but:
                continue
            words, keyboard = say(await self._locales.of(chat_id))
            await self._write(chat_id, words, keyboard)

    async def _write(self, chat_id: int, words: str, keyboard: InlineKeyboardMarkup | None) -> None:
        try:
            await self._bot.send_message(chat_id, words, reply_markup=keyboard)
        except AiogramError as error:
            logger.warning("admin %d was not told of a repeated broadcast: %s", chat_id, error)
