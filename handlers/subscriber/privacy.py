"""/privacy: what is stored, and the way to have it deleted."""

from enum import StrEnum

from aiogram import F, Router
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import DeleteForumTopic, EditMessageText, SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram_i18n import I18nContext

from broadcast.doors.doors import Doors
from db.knowledge.fields import LONGEST_NAME, LONGEST_VALUE
from db.knowledge.tags import LONGEST as LONGEST_TAG
from db.knowledge.zones import FIELD as ZONE
from db.schema.states import Role
from db.subscribers.store import Subscribers
from handlers.frame.taps import answer_tap
from handlers.frame.text_commands import TextCommand
from handlers.language.locale import Locales
from handlers.language.names import isolated
from handlers.language.zones import is_known, zone_name
from handlers.outbox.deferred import DeferredReplies
from runtime.clock import Clock


class Step(StrEnum):
    ASK = "ask"
    DELETE = "delete"
    KEEP = "keep"


class Privacy(CallbackData, prefix="privacy"):
    step: Step


def register(router: Router) -> None:
    router.message.register(on_privacy, TextCommand("privacy"))
    register_button = router.callback_query.register
    register_button(on_ask, Privacy.filter(F.step == Step.ASK))
    register_button(on_delete, Privacy.filter(F.step == Step.DELETE))
    register_button(on_keep, Privacy.filter(F.step == Step.KEEP))


async def on_privacy(
    message: Message,
    subscribers: Subscribers,
    doors: Doors,
    i18n: I18nContext,
    clock: Clock,
    role: Role | None,
) -> SendMessage:
    markup = _buttons((i18n.get("privacy-delete"), Step.ASK))
    stored = [i18n.get("privacy-text")]
    if await doors.clicks.tells_people_apart():
        stored.append(i18n.get("privacy-clicks"))
    parts = ["\n".join(stored)]
    known = await subscribers.fields_of(message.chat.id)
    zone = await doors.zones.of(message.chat.id)
    if zone is not None and is_known(zone):  # a field, but they may have chosen it themselves
        shown = zone_name(zone, i18n.locale, clock.time())
        parts.append(i18n.get("privacy-zone", zone=shown))
        known = [one for one in known if one.name.casefold() != ZONE]
    if known:
        lines = (
            i18n.get(
                "privacy-field",
                name=isolated(one.name, LONGEST_NAME),
                value=isolated(one.value, LONGEST_VALUE),
            )
            for one in known
        )
        parts.append("\n".join([i18n.get("privacy-fields"), *lines]))
    if tags := await doors.tags.of_chat(message.chat.id):
        names = ", ".join(isolated(name, LONGEST_TAG) for name in tags)
        parts.append(i18n.get("privacy-tags", names=names))
    if role is not None:
        parts.append(i18n.get("privacy-admin"))
    told = await doors.addresses.hear_of_people()
    parts.append(i18n.get("privacy-use-told" if told else "privacy-use"))
    return message.answer("\n\n".join(parts), reply_markup=markup)


async def on_ask(query: CallbackQuery, i18n: I18nContext) -> EditMessageText | None:
    markup = _buttons(
        (i18n.get("privacy-delete-yes"), Step.DELETE), (i18n.get("privacy-delete-no"), Step.KEEP)
    )
    return await _replace(query, i18n.get("privacy-delete-ask"), markup)


async def on_delete(
    query: CallbackQuery,
    subscribers: Subscribers,
    doors: Doors,
    replies: DeferredReplies,
    locales: Locales,
    i18n: I18nContext,
    role: Role | None,
    clock: Clock,
) -> EditMessageText | None:
    topic = await _topic_of(query.from_user.id, doors)
    await subscribers.erase(query.from_user.id, now=int(clock.time()))
    if topic is not None:
        replies.enqueue(topic)
    locales.forget(query.from_user.id)
    done = i18n.get("privacy-deleted") if role is None else i18n.get("privacy-deleted-admin")
    return await _replace(query, done, None)


async def _topic_of(user_id: int, doors: Doors) -> DeleteForumTopic | None:
    """What the team's group has of them goes, too, where the bot may delete there."""
    group, topic = await doors.relays.group(), await doors.relays.topic_of(user_id)
    if group is None or topic is None:
        return None
    return DeleteForumTopic(chat_id=group.chat_id, message_thread_id=topic)


async def on_keep(query: CallbackQuery, i18n: I18nContext) -> EditMessageText | None:
    return await _replace(query, i18n.get("privacy-kept"), None)


async def _replace(
    query: CallbackQuery, text: str, markup: InlineKeyboardMarkup | None
) -> EditMessageText | None:
    await answer_tap(query)
    if isinstance(query.message, Message):
        return query.message.edit_text(text, reply_markup=markup)
    return None


def _buttons(*buttons: tuple[str, Step]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=text, callback_data=Privacy(step=step).pack())]
            for text, step in buttons
        ]
    )
