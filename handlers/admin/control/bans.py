"""The way out of a ban that lasts for days: one message that goes out as a try."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from handlers.language.texts import Texts


class TryData(CallbackData, prefix="try"):
    """What the button carries: nothing, there is only one ban."""


def try_row(texts: Texts, locale: str) -> list[InlineKeyboardButton]:
    return [InlineKeyboardButton(text=texts.get("ban-try", locale), callback_data=TryData().pack())]


def try_keyboard(texts: Texts, locale: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[try_row(texts, locale)])
