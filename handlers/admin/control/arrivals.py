"""What can be done with a draft that came from outside, and the buttons that carry it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from pydantic import Field

from handlers.language.texts import Texts


class ArrivalStep(StrEnum):
    SEND = "send"  # the question before the launch
    OPEN = "open"
    DISCARD = "discard"  # sure?


class ArrivalData(CallbackData, prefix="arrival"):
    step: ArrivalStep
    # Bounded, so that a forged number cannot overflow the database's.
    draft_id: Annotated[int, Field(gt=0, lt=2**62)]


BUTTON_KEYS: Mapping[ArrivalStep, str] = {
    ArrivalStep.SEND: "arrival-send",
    ArrivalStep.OPEN: "arrival-open",
    ArrivalStep.DISCARD: "arrival-discard",
}


def arrival_keyboard(draft_id: int, texts: Texts, locale: str) -> InlineKeyboardMarkup:
    rows = [[ArrivalStep.SEND], [ArrivalStep.OPEN, ArrivalStep.DISCARD]]
    buttons = [
        [
            InlineKeyboardButton(
                text=texts.get(BUTTON_KEYS[step], locale),
                callback_data=ArrivalData(step=step, draft_id=draft_id).pack(),
            )
            for step in row
        ]
        for row in rows
    ]
    return InlineKeyboardMarkup(inline_keyboard=buttons)
