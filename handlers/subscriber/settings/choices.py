"""The topics as buttons, and the button that leaves: below /settings, and where a broadcast's
unsubscribe button has led."""

from collections.abc import Sequence
from typing import Annotated

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton
from aiogram_i18n import I18nContext
from pydantic import Field

from db.knowledge.topics import TopicChoice
from handlers.language.names import isolated

LONGEST = 64  # characters of a topic's name

# Bounded, so that a forged number cannot overflow the database's.
Number = Annotated[int, Field(ge=0, lt=2**62)]
NO_RUN = 0  # opened by /settings, and not from a broadcast


class Choose(CallbackData, prefix="topic"):
    """Says what is wanted, not "the other way round": a second tap changes nothing."""

    topic_id: Number
    wanted: bool
    run_id: Number = NO_RUN  # from whose button it was opened


class Leave(CallbackData, prefix="leave"):
    run_id: Number = NO_RUN


Rows = list[list[InlineKeyboardButton]]


def topic_buttons(choices: Sequence[TopicChoice], *, run_id: int = NO_RUN) -> Rows:
    """A row for each topic: whether it is on, and a tap turns it round."""
    return [
        [
            InlineKeyboardButton(
                text=f"{'✅' if one.wanted else '⬜️'} {isolated(one.name, LONGEST)}",
                callback_data=Choose(topic_id=one.id, wanted=not one.wanted, run_id=run_id).pack(),
            )
        ]
        for one in choices
    ]


def leave_button(i18n: I18nContext, *, run_id: int = NO_RUN) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        text=i18n.get("settings-leave"), callback_data=Leave(run_id=run_id).pack()
    )
