"""/start with an invitation: a one-time link that makes an admin of whoever opens it first."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.exceptions import AiogramError
from aiogram.filters import CommandObject
from aiogram.methods import SendMessage
from aiogram.types import Message
from aiogram_i18n import I18nContext

from db.schema.states import Role
from handlers.frame.text_commands import TextStart
from handlers.language.names import numbered_name
from handlers.subscriber.visit import Visit
from handlers.team.greeting import menu_keyboard, welcome
from handlers.team.team import INVITE_PREFIX, Opened, Opening, Team

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


async def on_invite(message: Message, command: CommandObject, **data: Any) -> SendMessage | None:
    """Whoever opens the bot by it is subscribed, as by any other link."""
    visit = Visit.of(message, data)
    if visit is None or visit.user.is_bot:
        return None
    opening = await visit.team.open(command.args or "", visit.user.id)
    if opening.result is Opened.JOINED:
        # First: whoever blocks the bot at once, or a failure further on, must not keep it quiet.
        await _tell_inviter(opening, visit)
    subscribed = await visit.subscribe()
    if opening.result is Opened.UNKNOWN:
        return visit.welcome_once(subscribed)
    await visit.welcome(subscribed)
    i18n = visit.i18n
    if opening.role is None:
        return message.answer(i18n.get(ENDED_KEYS[opening.result]))
    keyboard = menu_keyboard(visit.texts, i18n.locale)
    if opening.result is Opened.ALREADY:
        return message.answer(i18n.get(ALREADY_KEYS[opening.role]), reply_markup=keyboard)
    await message.answer(welcome(opening.role, visit.texts, i18n.locale), reply_markup=keyboard)
    await visit.show_admin_menu()
    return None


async def on_shown_invite(
    message: Message, command: CommandObject, team: Team, i18n: I18nContext
) -> SendMessage:
    """In a group or a channel, where everybody has seen it."""
    who = message.from_user.id if message.from_user else message.chat.id
    if not await team.spoil(command.args or "", who):
        raise SkipHandler
    return message.answer(i18n.get("invite-in-group"))


async def _tell_inviter(opening: Opening, visit: Visit) -> None:
    """They gave it to somebody; whether it was that person who opened it, only they can tell."""
    if opening.invited_by is None or opening.role is None:
        return
    user = visit.user
    locale = await visit.locales.of(opening.invited_by)
    name = numbered_name(user.first_name, user.username, user.id)
    text = visit.texts.get(JOINED_KEYS[opening.role], locale, name=name)
    with suppress(AiogramError):
        await visit.bot.send_message(opening.invited_by, text)
