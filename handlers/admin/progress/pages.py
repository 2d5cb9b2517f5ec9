"""A progress message as it should stand in a chat now: its text and the buttons below."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup

from broadcast.doors.doors import Doors
from broadcast.doors.follow_ups import Which
from broadcast.doors.forecast import Speed
from broadcast.model.broadcast import Broadcast
from handlers.admin.control.answers import with_answers
from handlers.admin.control.bans import try_row
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
from handlers.admin.progress.words.aftermath import aftermath_of
from handlers.admin.progress.words.message import Words
from handlers.language.texts import Texts

# What a progress message, or a report, may ask about.
Asking = Which | Action


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    text: str
    keyboard: InlineKeyboardMarkup | None


class Pages:
    """Writes progress messages and reports."""

    def __init__(self, doors: Doors, texts: Texts) -> None:
        self._doors = doors
        self._texts = texts

    async def of(self, broadcast: Broadcast, locale: str, *, asking: Asking | None = None) -> Page:
        """`asking`: whether to cancel it, or to send again to those; not where that is decided."""
        aftermath = await aftermath_of(broadcast, self._doors)
        speed = self._doors.forecast.speed(broadcast)
        text = Words(self._texts, locale).message(broadcast, speed, aftermath)
        if not broadcast.is_over:
            if asking is Action.CANCEL and allows(Action.CANCEL, broadcast):
                question = cancel_question(broadcast, self._texts, locale)
                sure = cancel_keyboard(broadcast, self._texts, locale)
                return Page(text=f"{text}\n\n{question}", keyboard=sure)
            return Page(text=text, keyboard=self._controls(broadcast, speed, locale))
        if not isinstance(asking, Which) or not may_send(asking, broadcast):
            keyboard = follow_up_keyboard(broadcast, self._texts, locale)
            return Page(text=text, keyboard=with_answers(keyboard, broadcast, self._texts, locale))
        question = sure_question(asking, broadcast, self._texts, locale)
        return Page(
            text=f"{text}\n\n{question}",
            keyboard=sure_keyboard(asking, broadcast, self._texts, locale),
        )

    def _controls(
        self, broadcast: Broadcast, speed: Speed, locale: str
    ) -> InlineKeyboardMarkup | None:
        keyboard = control_keyboard(broadcast, self._texts, locale)
        if not speed.is_long_ban:
            return keyboard
        rows = keyboard.inline_keyboard if keyboard is not None else []
        return InlineKeyboardMarkup(inline_keyboard=[try_row(self._texts, locale), *rows])
