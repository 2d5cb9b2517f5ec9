"""A progress message as it should stand in a chat now: its text and the buttons below."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardMarkup

from broadcast.doors.doors import Doors
from broadcast.doors.follow_ups import Which
from broadcast.doors.forecast import Speed
from broadcast.model.broadcast import Broadcast
from broadcast.model.versions.standing import Standing
from handlers.admin.control import versions
from handlers.admin.control.answers import with_answers
from handlers.admin.control.bans import try_row
from handlers.admin.control.capped import with_later
from handlers.admin.control.follow_ups import (
    follow_up_keyboard,
    may_send,
    sure_keyboard,
    sure_question,
)
from handlers.admin.control.runs import (
    Action,
    allows,
    cancel_keyboard,
    cancel_question,
    control_keyboard,
)
from handlers.admin.control.versions import Choice
from handlers.admin.progress.before import BeforeLaunch
from handlers.admin.progress.words.aftermath import aftermath_of
from handlers.admin.progress.words.hours import HourLines
from handlers.admin.progress.words.message import Words
from handlers.admin.progress.words.versions import standing_of, version_lines
from handlers.admin.wording.moments import shown_moment, shown_when
from handlers.language.texts import Texts
from runtime.clock import Clock

# What a progress message, or a report, may ask about.
Asking = Which | Action | Choice


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    text: str
    keyboard: InlineKeyboardMarkup | None
    is_last: bool = False  # it changes only when somebody acts: it need not be kept fresh


class Pages:
    """Writes progress messages and reports."""

    def __init__(self, doors: Doors, texts: Texts, clock: Clock, timezone: ZoneInfo) -> None:
        self._doors = doors
        self.texts = texts
        self._clock = clock
        self._timezone = timezone
        self._before = BeforeLaunch(doors, texts, clock, timezone)

    async def of(self, broadcast: Broadcast, locale: str, *, asking: Asking | None = None) -> Page:
        """`asking`: whether to cancel it, to send again to those, or to send that version to those
        who wait; not where that is decided."""
        if broadcast.run_id is None:
            before = await self._before.of(broadcast, locale)
            return Page(text=before.text, keyboard=before.keyboard, is_last=before.is_last)
        aftermath = await aftermath_of(broadcast, self._doors)
        speed = self._doors.forecast.speed(broadcast)
        hours = self._hours(locale).of(broadcast, speed)
        text = Words(self.texts, locale).message(broadcast, speed, aftermath, hours)
        if broadcast.is_over:
            report = await self._report(text, broadcast, locale, asking)
            return replace(report, is_last=not broadcast.figures.in_doubt)
        if asking is Action.CANCEL and allows(Action.CANCEL, broadcast):
            question = cancel_question(broadcast, self.texts, locale)
            sure = cancel_keyboard(broadcast, self.texts, locale)
            return Page(text=f"{text}\n\n{question}", keyboard=sure)
        return Page(text=text, keyboard=self._controls(broadcast, speed, locale))

    async def _report(
        self, text: str, broadcast: Broadcast, locale: str, asking: Asking | None
    ) -> Page:
        standing = await standing_of(broadcast, self._doors)
        if standing is not None:
            text = "\n".join([text, "", *self._versions(standing, locale)])
            if isinstance(asking, Choice) and standing.can_decide:
                question = versions.sure_question(asking, standing, self.texts, locale)
                sure = versions.sure_keyboard(asking, standing, self.texts, locale)
                return Page(text=f"{text}\n\n{question}", keyboard=sure)
        if isinstance(asking, Which) and may_send(asking, broadcast):
            question = sure_question(asking, broadcast, self.texts, locale)
            sure = sure_keyboard(asking, broadcast, self.texts, locale)
            return Page(text=f"{text}\n\n{question}", keyboard=sure)
        keyboard = follow_up_keyboard(broadcast, self.texts, locale)
        keyboard = with_later(keyboard, broadcast, self.texts, locale)
        keyboard = with_answers(keyboard, broadcast, self.texts, locale)
        if standing is not None:
            keyboard = versions.with_versions(keyboard, standing, self.texts, locale)
        return Page(text=text, keyboard=keyboard)

    def when(self, seconds: int, locale: str) -> str:
        """Unix seconds, so that nobody takes them for another time."""
        return shown_when(
            seconds,
            now=self._clock.time(),
            timezone=self._timezone,
            texts=self.texts,
            locale=locale,
        )

    def _hours(self, locale: str) -> HourLines:
        now = self._clock.time()
        return HourLines(self.texts, locale, now=now, timezone=self._timezone)

    def _versions(self, standing: Standing, locale: str) -> list[str]:
        now = self._clock.time()

        def moment(seconds: int | None) -> str:
            return shown_moment(
                seconds, now=now, timezone=self._timezone, texts=self.texts, locale=locale
            )

        return version_lines(standing, self.texts, locale, moment)

    def _controls(
        self, broadcast: Broadcast, speed: Speed, locale: str
    ) -> InlineKeyboardMarkup | None:
        keyboard = control_keyboard(broadcast, self.texts, locale)
        if not speed.is_long_ban:
            return keyboard
        rows = keyboard.inline_keyboard if keyboard is not None else []
        return InlineKeyboardMarkup(inline_keyboard=[try_row(self.texts, locale), *rows])
