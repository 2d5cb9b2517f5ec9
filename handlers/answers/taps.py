"""A tap on an answer button: counted, and answered by a pop-up.

It says nothing of who may tap: a copy that somebody forwarded has the same buttons, and a client
can send any data. What a run does not have is answered like every other unknown button.
"""

from typing import Annotated

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery
from aiogram_i18n import I18nContext
from pydantic import Field

from broadcast.doors.doors import Doors
from broadcast.model.button import ANSWER, PREVIEW
from handlers.answers.words import popup_text
from handlers.language.locale import Locales
from handlers.outbox.popups import Popups

# Bounded, so that a forged number cannot overflow the database's.
Number = Annotated[int, Field(ge=0, lt=2**62)]


class Answer(CallbackData, prefix=ANSWER):
    """What the button carries: see broadcast/model/button.py."""

    run_id: Number
    variant: Number
    button: Number


def build_answers_router() -> Router:
    router = Router(name="answers")
    router.callback_query.register(on_answer, Answer.filter())
    return router


async def on_answer(
    query: CallbackQuery,
    callback_data: Answer,
    doors: Doors,
    popups: Popups,
    i18n: I18nContext,
    locales: Locales,
) -> None:
    """In the reader's own language where the words are ours; the broadcast's words need none."""
    tapped = None
    if callback_data.run_id != PREVIEW:
        tapped = await doors.answers.tap(
            callback_data.run_id,
            callback_data.variant,
            callback_data.button,
            user_id=query.from_user.id,
        )
    if tapped is not None and not tapped.shares:
        popups.show(query.id, tapped.words, alert=True)
        return
    locale = await locales.of(query.from_user.id, query.from_user.language_code)
    with i18n.use_locale(locale):
        if tapped is not None:
            popups.show(query.id, popup_text(tapped, i18n), alert=True)
        elif callback_data.run_id == PREVIEW:
            popups.show(query.id, i18n.get("answer-preview"), alert=True)
        else:
            popups.show(query.id, i18n.get("unknown-button"))
