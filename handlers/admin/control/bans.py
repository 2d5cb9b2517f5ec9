"""The way out of a ban that lasts for days: one message that goes out as a try."""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from broadcast.doors.forecast import Speed
from broadcast.floods.gate import LONG
from broadcast.sending.status import Halt
from handlers.language.texts import Texts


class TryData(CallbackData, prefix="try"):
    """What the button carries: nothing, there is only one ban."""


def is_long(speed: Speed) -> bool:
    """Whether nobody can be expected to wait for it."""
    return speed.halt is Halt.FLOOD and speed.halt_seconds > LONG


def try_row(texts: Texts, locale: str) -> list[InlineKeyboardButton]:
    return [InlineKeyboardButton(text=texts.get("ban-try", locale), callback_data=TryData().pack())]


def try_keyboard(texts: Texts, locale: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[try_row(texts, locale)])
