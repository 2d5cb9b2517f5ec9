"""Writing to those who chose an answer: the buttons below a report."""

from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from db.audience.audience import Audience
from db.audience.conditions import Answered
from handlers.language.names import isolated
from handlers.language.texts import Texts

MOST = 8  # answers; the card has all of them
LONGEST = 30  # characters of an answer's button


class WriteData(CallbackData, prefix="write"):
    """What a button below a report carries."""

    # Bounded, so that a forged number cannot overflow the database's.
    broadcast_id: Annotated[int, Field(gt=0, lt=2**62)]
    button: Annotated[int, Field(ge=0, lt=100)]


def who_answered(broadcast_id: int, button: int) -> Audience:
    """As its own report counts them."""
    return Audience(must=(Answered(broadcast=broadcast_id, buttons=(button,), alone=True),))


def with_answers(
    keyboard: InlineKeyboardMarkup | None, broadcast: Broadcast, texts: Texts, locale: str
) -> InlineKeyboardMarkup | None:
    """The keyboard with a row for each answer above, if the broadcast has any."""
    answers = Content.load(broadcast.content).all_answers[:MOST]
    if broadcast.mends or not answers:
        return keyboard
    rows = [
        [
            InlineKeyboardButton(
                text=texts.get("answers-write-to", locale, answer=isolated(one.text, LONGEST)),
                callback_data=WriteData(broadcast_id=broadcast.id, button=number).pack(),
            )
        ]
        for number, one in enumerate(answers)
    ]
    below = keyboard.inline_keyboard if keyboard is not None else []
    return InlineKeyboardMarkup(inline_keyboard=[*rows, *below])
