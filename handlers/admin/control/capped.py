"""Writing to those who had had enough that week: the button below a report."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from broadcast.model.broadcast import Broadcast
from db.audience.audience import Audience
from db.audience.conditions import Fate, InBroadcast
from handlers.language.texts import Texts


class LaterData(CallbackData, prefix="later"):
    """What the button carries."""

    # Bounded, so that a forged number cannot overflow the database's.
    broadcast_id: Annotated[int, Field(gt=0, lt=2**62)]


def who_was_capped(broadcast_id: int) -> Audience:
    """But for those who have got it since."""
    return Audience(must=(InBroadcast(broadcast=broadcast_id, fate=Fate.CAPPED),))


def with_later(
    keyboard: InlineKeyboardMarkup | None, broadcast: Broadcast, texts: Texts, locale: str
) -> InlineKeyboardMarkup | None:
    """The keyboard with that button below, where it can still be sent to them."""
    if not broadcast.can_reach_the_capped:
        return keyboard
    later = InlineKeyboardButton(
        text=texts.get("capped-write-later", locale),
        callback_data=LaterData(broadcast_id=broadcast.id).pack(),
    )
    above = keyboard.inline_keyboard if keyboard is not None else []
    return InlineKeyboardMarkup(inline_keyboard=[*above, [later]])
