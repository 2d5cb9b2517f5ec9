"""The unsubscribe button of a broadcast: it asks first, in a message below.

The broadcast itself stays as it is: its keyboard may have buttons that people still want. The next
tap is final, and /start undoes it.
"""

from collections.abc import Sequence
from typing import Annotated

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import EditMessageReplyMarkup, EditMessageText, SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram_i18n import I18nContext
from pydantic import Field

from broadcast.doors.doors import Doors
from broadcast.model.button import PREVIEW, UNSUBSCRIBE
from db.knowledge.topics import TopicChoice
from db.schema.states import SubscriberState
from db.subscribers.store import Subscribers
from handlers.outbox.popups import Popups
from handlers.subscriber.settings.choices import (
    NO_RUN,
    Choose,
    Leave,
    leave_button,
    topic_buttons,
)
from runtime.clock import Clock


class Unsubscribe(CallbackData, prefix=UNSUBSCRIBE):
    """What the button carries: see broadcast/model/button.py."""

    run_id: Annotated[int, Field(ge=0, lt=2**62)]


def register(router: Router) -> None:
    router.callback_query.register(on_unsubscribe, Unsubscribe.filter())
    router.callback_query.register(on_choose, Choose.filter(F.run_id != NO_RUN))
    router.callback_query.register(on_leave, Leave.filter(F.run_id != NO_RUN))


async def on_unsubscribe(
    query: CallbackQuery,
    callback_data: Unsubscribe,
    doors: Doors,
    subscribers: Subscribers,
    popups: Popups,
    i18n: I18nContext,
) -> SendMessage | None:
    """The question goes to whoever tapped, wherever the copy is that they found the button in."""
    if callback_data.run_id == PREVIEW:
        popups.show(query.id, i18n.get("leave-preview"), alert=True)
        return None
    user_id = query.from_user.id
    known = await subscribers.find(user_id)
    if known is None or known.state != SubscriberState.ACTIVE:
        popups.show(query.id, i18n.get("leave-not-subscribed"), alert=True)
        return None
    elsewhere = query.message is not None and query.message.chat.type != ChatType.PRIVATE
    popups.show(query.id, i18n.get("leave-in-private") if elsewhere else None)
    choices = await doors.topics.choices_of(user_id)
    text = i18n.get("leave-topics") if choices else i18n.get("leave-ask")
    markup = _buttons(choices, callback_data.run_id, i18n)
    return SendMessage(chat_id=user_id, text=text, reply_markup=markup)


async def on_choose(
    query: CallbackQuery, callback_data: Choose, doors: Doors, popups: Popups, i18n: I18nContext
) -> EditMessageReplyMarkup | None:
    user_id = query.from_user.id
    await doors.topics.choose(user_id, callback_data.topic_id, wanted=callback_data.wanted)
    popups.show(query.id)
    if not isinstance(query.message, Message):
        return None
    choices = await doors.topics.choices_of(user_id)
    markup = _buttons(choices, callback_data.run_id, i18n)
    return query.message.edit_reply_markup(reply_markup=markup)


async def on_leave(
    query: CallbackQuery,
    callback_data: Leave,
    doors: Doors,
    subscribers: Subscribers,
    popups: Popups,
    i18n: I18nContext,
    clock: Clock,
) -> EditMessageText | None:
    user_id = query.from_user.id
    left = await subscribers.unsubscribe(user_id, int(clock.time()))
    if left:
        await doors.departures.note(callback_data.run_id, chat_id=user_id)
    popups.show(query.id)
    if not isinstance(query.message, Message):
        return None
    return query.message.edit_text(i18n.get("stop-left" if left else "stop-not-subscribed"))


def _buttons(
    choices: Sequence[TopicChoice], run_id: int, i18n: I18nContext
) -> InlineKeyboardMarkup:
    rows = topic_buttons(choices, run_id=run_id)
    rows.append([leave_button(i18n, run_id=run_id)])
    return InlineKeyboardMarkup(inline_keyboard=rows)
