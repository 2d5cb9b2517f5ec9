"""Tells all admins of drafts that came from outside, each with the draft as people would get it.

Where many come at once, one message says how many. A crash in the middle tells some of them again:
better twice than never, for nobody else knows that something waits.
"""

import logging
import math
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import InlineKeyboardMarkup

from botapi.errors import wait_of, words_of
from broadcast.doors.doors import Doors
from broadcast.doors.outside.arrivals import Arrival
from broadcast.doors.previews import Reached
from broadcast.model.content import Content
from broadcast.model.events import DraftArrived, Event
from broadcast.model.outside.key import LONGEST_NAME
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from db.connection.rounds import keep_looking
from db.errors import TookTooLong
from handlers.admin.control.arrivals import arrival_keyboard
from handlers.admin.wording.conditions import Reader, short
from handlers.admin.wording.titles import shown_title
from handlers.frame.access import Access
from handlers.language.locale import Locales
from handlers.language.names import isolated
from handlers.language.texts import Texts
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

ONE_BY_ONE = 3  # drafts that are shown; more of them are told in one message
RETRY = 60.0  # seconds after trouble with the database


class ArrivalTeller:
    """A background task, which sleeps until something comes."""

    def __init__(
        self,
        *,
        doors: Doors,
        texts: Texts,
        locales: Locales,
        access: Access,
        bot: Bot,
        clock: Clock,
        timezone: ZoneInfo,
    ) -> None:
        self._doors = doors
        self._texts = texts
        self._locales = locales
        self._access = access
        self._bot = bot
        self._timezone = timezone
        self._wake = Wake(clock)

    def start(self) -> None:
        """Listen to what comes in."""
        self._doors.events.listen(self._heard)

    async def run_forever(self) -> None:
        await keep_looking(
            self.once,
            self._wake,
            logger=logger,
            failing="drafts from outside cannot be looked at just now",
            retry=RETRY,
        )

    async def once(self) -> float | None:
        """Tell of what has come; seconds until it can go on, None: until something comes."""
        waiting = await self._doors.arrivals.waiting()
        if waiting.last is not None and waiting.count > ONE_BY_ONE:
            if wait := await self._tell_many(waiting.last, waiting.count):
                return wait
            await self._doors.arrivals.told(waiting.last.draft.id)
        while (arrival := await self._doors.arrivals.following()) is not None:
            if wait := await self._tell(arrival):
                return wait
            await self._doors.arrivals.told(arrival.draft.id)
        return None

    async def _tell(self, arrival: Arrival) -> float:
        """Seconds that Telegram asks to wait for; 0: whoever can be told was."""
        broadcast = await self._doors.reports.get(arrival.draft.id)
        content, audience = Content.load(broadcast.content), Audience.load(broadcast.audience)
        calls = await self._doors.personal.calls(content, audience=audience)
        count = await self._count(audience)
        for user_id in await self._access.everyone():
            actor = await self._access.actor(user_id)
            reached = await self._doors.previews.show_to(user_id, calls, by=actor)
            text = await self._words(arrival, audience, count, await self._locales.of(user_id))
            if reached is not Reached.YES:
                text = f"{await self._unseen(arrival, user_id)}\n\n{text}"
            keyboard = arrival_keyboard(
                arrival.draft.id, self._texts, await self._locales.of(user_id)
            )
            if wait := await self._send(user_id, text, keyboard):
                return wait
        return 0.0

    async def _tell_many(self, last: Arrival, count: int) -> float:
        key = await self._key(last)
        for user_id in await self._access.everyone():
            locale = await self._locales.of(user_id)
            text = self._texts.get("arrival-many", locale, count=count, key=key)
            if wait := await self._send(user_id, text, None):
                return wait
        return 0.0

    async def _send(self, user_id: int, text: str, keyboard: InlineKeyboardMarkup | None) -> float:
        try:
            await self._bot.send_message(user_id, text, reply_markup=keyboard)
        except AiogramError as error:
            logger.warning("admin %d was not told of a draft: %s", user_id, words_of(error))
            return wait_of(error)
        return 0.0

    async def _words(
        self, arrival: Arrival, audience: Audience, count: int | None, locale: str
    ) -> str:
        topics = {one.id: one.name for one in await self._doors.topics.every()}
        reader = Reader(texts=self._texts, locale=locale, timezone=self._timezone, topics=topics)
        return self._texts.get(
            "arrival-text",
            locale,
            key=await self._key(arrival),
            whom=short(audience, reader),
            counted="no" if count is None else "yes",
            count=str(count),
        )

    async def _unseen(self, arrival: Arrival, user_id: int) -> str:
        locale = await self._locales.of(user_id)
        title = shown_title(arrival.draft, self._texts, locale)
        return self._texts.get("arrival-unseen", locale, title=title)

    async def _key(self, arrival: Arrival) -> str:
        return isolated(await self._doors.api_keys.name_of(arrival.key_id), LONGEST_NAME)

    async def _count(self, audience: Audience) -> int | None:
        """As long as it takes: nobody waits for an answer, and it gives itself up."""
        try:
            return await self._doors.counts.count(audience, within=math.inf)
        except (CannotAsk, TookTooLong):
            return None

    def _heard(self, event: Event) -> None:
        if isinstance(event, DraftArrived):
            self._wake.ring()
