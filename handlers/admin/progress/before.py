"""What a progress message says of a broadcast before it is launched."""

from typing import NamedTuple
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardMarkup

from broadcast.doors.doors import Doors
from broadcast.model.broadcast import Broadcast
from handlers.admin.control.plans import plan_keyboard
from handlers.admin.progress.words.planned import planned_words, undone_words
from handlers.admin.wording.moments import shown_when
from handlers.admin.wording.titles import shown_title
from handlers.language.texts import Texts
from runtime.clock import Clock


class Before(NamedTuple):
    text: str
    keyboard: InlineKeyboardMarkup | None
    is_last: bool  # nothing changes by itself until somebody acts, or its time comes


class BeforeLaunch:
    """Its countdown, its time, or that it is a draft again."""

    def __init__(self, doors: Doors, texts: Texts, clock: Clock, timezone: ZoneInfo) -> None:
        self._doors = doors
        self._texts = texts
        self._clock = clock
        self._timezone = timezone

    async def of(self, broadcast: Broadcast, locale: str) -> Before:
        title = shown_title(broadcast, self._texts, locale)
        plan = await self._doors.plans.find(broadcast.id)
        if plan is None:
            words = undone_words(broadcast.id, title, self._texts, locale)
            return Before(words, None, is_last=True)

        def when(seconds: int) -> str:
            return shown_when(
                seconds,
                now=self._clock.time(),
                timezone=self._timezone,
                texts=self._texts,
                locale=locale,
            )

        left = self._doors.plans.seconds_left(plan)
        return Before(
            planned_words(plan, title, left, when, self._texts, locale),
            plan_keyboard(plan, self._texts, locale),
            is_last=not plan.is_countdown,
        )
