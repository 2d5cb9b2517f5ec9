"""A progress message as it should stand in a chat now: its text and the buttons below."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardMarkup

from broadcast.again import Which
from broadcast.model import Broadcast
from broadcast.service import Broadcasts
from handlers.admin.again import again_keyboard, sure_keyboard
from handlers.admin.control import control_keyboard
from handlers.admin.progress.aftermath import aftermath_of
from handlers.admin.progress.words import Words
from handlers.texts import Texts


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    text: str
    keyboard: InlineKeyboardMarkup | None


class Pages:
    """Writes progress messages and reports."""

    def __init__(self, broadcasts: Broadcasts, texts: Texts) -> None:
        self._broadcasts = broadcasts
        self._texts = texts

    async def of(self, broadcast: Broadcast, locale: str, *, asking: Which | None = None) -> Page:
        """`asking`: whether to send again to those; not asked where it is decided already."""
        aftermath = await aftermath_of(broadcast, self._broadcasts)
        speed = self._broadcasts.speed(broadcast)
        text = Words(self._texts, locale).message(broadcast, speed, aftermath)
        if not broadcast.is_over:
            return Page(text=text, keyboard=control_keyboard(broadcast, self._texts, locale))
        if asking is None or not set(asking.states) <= set(broadcast.undecided):
            return Page(text=text, keyboard=again_keyboard(broadcast, self._texts, locale))
        uncertain = broadcast.figures.uncertain
        question = self._texts.get("again-sure", locale, count=uncertain)
        return Page(
            text=f"{text}\n\n{question}",
            keyboard=sure_keyboard(asking, broadcast, self._texts, locale),
        )
