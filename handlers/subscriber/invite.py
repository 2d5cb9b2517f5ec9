"""/start with an invitation: a one-time link that makes an admin of whoever opens it first."""

from collections.abc import Mapping
from contextlib import suppress

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.exceptions import AiogramError
from aiogram.filters import CommandObject
from aiogram.methods import SendMessage
from aiogram.types import Message, User
from aiogram_i18n import I18nContext

from db.admins.menus import Menus
from db.schema.states import Role
from db.subscribers.store import Subscribers
from handlers.frame.answers import DeferredReplies
from handlers.frame.text_commands import TextStart
from handlers.language.locale import Locales
from handlers.language.names import shown_name
from handlers.language.texts import Texts
from handlers.subscriber.start import greeting, show_admin_menu, subscribe_person, welcome_once
from handlers.team.greeting import menu_keyboard, welcome
from handlers.team.team import INVITE_PREFIX, Opened, Opening, Team
from runtime.clock import Clock

ALREADY_KEYS: Mapping[Role, str] = {
    Role.OWNER: "invite-already-owner",
    Role.EDITOR: "invite-already-editor",
}
ENDED_KEYS: Mapping[Opened, str] = {
    Opened.USED: "invite-used",
    Opened.EXPIRED: "invite-expired",
    Opened.REVOKED: "invite-revoked",
}
JOINED_KEYS: Mapping[Role, str] = {
    Role.OWNER: "team-joined-owner",
    Role.EDITOR: "team-joined-editor",
}


def carries_invite() -> TextStart:
    return TextStart(magic=F.args.startswith(INVITE_PREFIX))


def register(router: Router) -> None:
    """To be tried before the plain /start."""
    router.message.register(on_invite, carries_invite())


async def on_invite(
    message: Message,
    command: CommandObject,
    bot: Bot,
    team: Team,
    subscribers: Subscribers,
    locales: Locales,
    texts: Texts,
    menus: Menus,
    answers: DeferredReplies,
    i18n: I18nContext,
    clock: Clock,
) -> SendMessage | None:
    """Whoever opens the bot by it is subscribed, as by any other link."""
    user = message.from_user
    if user is None or user.is_bot:
        return None
    opening = await team.open(command.args or "", user.id)
    if opening.result is Opened.JOINED:
        # First: whoever blocks the bot at once, or a failure further on, must not keep it quiet.
        await _tell_inviter(opening, user, bot, texts, locales)
    subscribed = await subscribe_person(message, user, None, subscribers, locales, clock)
    if opening.result is Opened.UNKNOWN:
        return welcome_once(message, user, subscribed, answers, i18n)
    await message.answer(greeting(user, subscribed, i18n))
    if opening.role is None:
        return message.answer(i18n.get(ENDED_KEYS[opening.result]))
    keyboard = menu_keyboard(texts, i18n.locale)
    if opening.result is Opened.ALREADY:
        return message.answer(i18n.get(ALREADY_KEYS[opening.role]), reply_markup=keyboard)
    await message.answer(welcome(opening.role, texts, i18n.locale), reply_markup=keyboard)
    await show_admin_menu(bot, texts, menus, user.id)
    return None


async def on_shown_invite(
    message: Message, command: CommandObject, team: Team, i18n: I18nContext
) -> SendMessage:
    """In a group or a channel, where everybody has seen it."""
    who = message.from_user.id if message.from_user else message.chat.id
    if not await team.spoil(command.args or "", who):
        raise SkipHandler
    return message.answer(i18n.get("invite-in-group"))


async def _tell_inviter(
    opening: Opening, user: User, bot: Bot, texts: Texts, locales: Locales
) -> None:
    """They gave it to somebody; whether it was that person who opened it, only they can tell."""
    if opening.invited_by is None or opening.role is None:
        return
    locale = await locales.of(opening.invited_by)
    name = f"{shown_name(user.first_name, user.username)} ({user.id})"
    text = texts.get(JOINED_KEYS[opening.role], locale, name=name)
    with suppress(AiogramError):
        await bot.send_message(opening.invited_by, text)
