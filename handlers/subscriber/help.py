"""/help: the commands, for admins theirs too."""

from aiogram import Router
from aiogram.methods import SendMessage
from aiogram.types import Message
from aiogram_i18n import I18nContext

from db.schema.states import Role
from handlers.frame.command_menus import ADMIN_COMMAND_KEYS, SUBSCRIBER_COMMAND_KEYS
from handlers.frame.text_commands import TextCommand


def register(router: Router) -> None:
    router.message.register(on_help, TextCommand("help"))


async def on_help(message: Message, i18n: I18nContext, role: Role | None) -> SendMessage:
    parts = [i18n.get("help-title", commands=_listed(SUBSCRIBER_COMMAND_KEYS, i18n))]
    if role is not None:
        parts.append(i18n.get("help-admin", commands=_listed(ADMIN_COMMAND_KEYS, i18n)))
    return message.answer("\n\n".join(parts))


def _listed(keys: dict[str, str], i18n: I18nContext) -> str:
    return "\n".join(f"/{command} - {i18n.get(key)}" for command, key in keys.items())
