"""/settings: which topics, which language, which time zone, and the way out.

Not to want a topic is not to leave: whoever turns all of them off still gets what has none.
"""

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram_i18n import I18nContext

from broadcast.doors.doors import Doors
from db.schema.states import SubscriberState
from db.subscribers.store import Subscribers
from handlers.frame.taps import answer_tap
from handlers.frame.text_commands import TextCommand
from handlers.language.texts import Texts
from handlers.subscriber.language import language_buttons
from handlers.subscriber.settings.choices import (
    NO_RUN,
    Choose,
    Leave,
    Rows,
    leave_button,
    topic_buttons,
)
from handlers.subscriber.zone.buttons import BackToSettings, zone_button
from runtime.clock import Clock


class AskLanguage(CallbackData, prefix="settings-language"):
    """The button that leads to the languages."""


def register(router: Router) -> None:
    router.message.register(on_settings, TextCommand("settings"))
    router.callback_query.register(on_choose, Choose.filter(F.run_id == NO_RUN))
    router.callback_query.register(on_leave, Leave.filter(F.run_id == NO_RUN))
    router.callback_query.register(on_ask_language, AskLanguage.filter())
    router.callback_query.register(on_back, BackToSettings.filter())


async def on_settings(
    message: Message, doors: Doors, subscribers: Subscribers, i18n: I18nContext, clock: Clock
) -> SendMessage:
    text, markup = await _shown(message.chat.id, doors, subscribers, i18n, clock)
    return message.answer(text, reply_markup=markup)


async def on_choose(
    query: CallbackQuery,
    callback_data: Choose,
    doors: Doors,
    subscribers: Subscribers,
    i18n: I18nContext,
    clock: Clock,
) -> EditMessageText | None:
    """The buttons, shown anew, say what holds now, whatever was tapped elsewhere meanwhile."""
    user_id = query.from_user.id
    await doors.topics.choose(user_id, callback_data.topic_id, wanted=callback_data.wanted)
    return await on_back(query, doors, subscribers, i18n, clock)


async def on_back(
    query: CallbackQuery, doors: Doors, subscribers: Subscribers, i18n: I18nContext, clock: Clock
) -> EditMessageText | None:
    """From what was opened by one of the buttons."""
    await answer_tap(query)
    if not isinstance(query.message, Message):
        return None
    text, markup = await _shown(query.from_user.id, doors, subscribers, i18n, clock)
    return query.message.edit_text(text, reply_markup=markup)


async def on_leave(
    query: CallbackQuery, subscribers: Subscribers, i18n: I18nContext, clock: Clock
) -> EditMessageText | None:
    left = await subscribers.unsubscribe(query.from_user.id, int(clock.time()))
    await answer_tap(query)
    if not isinstance(query.message, Message):
        return None
    return query.message.edit_text(i18n.get("stop-left" if left else "stop-not-subscribed"))


async def on_ask_language(
    query: CallbackQuery, texts: Texts, i18n: I18nContext
) -> EditMessageText | None:
    await answer_tap(query)
    if not isinstance(query.message, Message):
        return None
    markup = language_buttons(texts, i18n.locale)
    return query.message.edit_text(i18n.get("language-ask"), reply_markup=markup)


async def _shown(
    user_id: int, doors: Doors, subscribers: Subscribers, i18n: I18nContext, clock: Clock
) -> tuple[str, InlineKeyboardMarkup]:
    choices = await doors.topics.choices_of(user_id)
    known = await subscribers.find(user_id)
    subscribed = known is not None and known.state == SubscriberState.ACTIVE
    parts = [i18n.get("settings-title")]
    if not subscribed:
        parts.append(i18n.get("settings-not-subscribed"))
    if choices:
        parts.append(i18n.get("settings-topics"))
    rows: Rows = topic_buttons(choices)
    rows.append([_language_button(i18n)])
    zone = await doors.zones.of(user_id)
    rows.append([zone_button(zone, i18n, clock.time())])
    if subscribed:
        rows.append([leave_button(i18n)])
    return "\n\n".join(parts), InlineKeyboardMarkup(inline_keyboard=rows)


def _language_button(i18n: I18nContext) -> InlineKeyboardButton:
    text = i18n.get("settings-language", language=i18n.get("language-name"))
    return InlineKeyboardButton(text=text, callback_data=AskLanguage().pack())
