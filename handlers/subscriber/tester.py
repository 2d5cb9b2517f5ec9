"""/start with a tester's link: whoever opens it gets test messages, and is not subscribed by it."""

from contextlib import suppress
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.exceptions import AiogramError
from aiogram.filters import CommandObject
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram_i18n import I18nContext

from handlers.frame.taps import answer_tap
from handlers.frame.text_commands import TextStart
from handlers.language.names import numbered_name
from handlers.subscriber.visit import Visit
from handlers.team.testers import TESTER_PREFIX, GroupOfTesters


class LeaveTests(CallbackData, prefix="tester-leave"):
    """The button below the welcome."""


def carries_tester_link() -> TextStart:
    return TextStart(magic=F.args.startswith(TESTER_PREFIX))


def register(router: Router) -> None:
    """To be tried before the plain /start."""
    router.message.register(on_tester_link, carries_tester_link())
    router.callback_query.register(on_leave, LeaveTests.filter())


async def on_tester_link(
    message: Message, command: CommandObject, **data: Any
) -> SendMessage | None:
    visit = Visit.of(message, data)
    if visit is None or visit.user.is_bot:
        return None
    user, i18n = visit.user, visit.i18n
    invited_by = await visit.test_group.open(command.args or "", user.id, user.first_name)
    if invited_by is None:
        return message.answer(i18n.get("tester-link-ended"))
    await _tell(invited_by, visit)
    leave = InlineKeyboardButton(text=i18n.get("tester-leave"), callback_data=LeaveTests().pack())
    return message.answer(
        i18n.get("tester-welcome"), reply_markup=InlineKeyboardMarkup(inline_keyboard=[[leave]])
    )


async def on_leave(
    query: CallbackQuery, test_group: GroupOfTesters, i18n: I18nContext
) -> EditMessageText | None:
    await test_group.leave(query.from_user.id)
    await answer_tap(query)
    if isinstance(query.message, Message):
        return query.message.edit_text(i18n.get("tester-left"))
    return None


async def on_shown_link(
    message: Message, command: CommandObject, test_group: GroupOfTesters, i18n: I18nContext
) -> SendMessage:
    """In a group or a channel, where everybody has seen it."""
    if not await test_group.spoil(command.args or ""):
        raise SkipHandler
    return message.answer(i18n.get("invite-in-group"))


async def _tell(invited_by: int, visit: Visit) -> None:
    """Whoever made the link learns who came by it; that they do not is no failure."""
    user, locale = visit.user, await visit.locales.of(invited_by)
    name = numbered_name(user.first_name, user.username, user.id)
    with suppress(AiogramError):
        await visit.bot.send_message(
            invited_by, visit.texts.get("tester-joined", locale, name=name)
        )
