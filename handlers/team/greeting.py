"""What a new admin is told, with the button that opens the menu."""

from collections.abc import Mapping

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from db.schema.states import Role
from handlers.language.texts import Texts

WELCOME_KEYS: Mapping[Role, str] = {
    Role.OWNER: "team-welcome-owner",
    Role.EDITOR: "team-welcome-editor",
}


class OpenMenu(CallbackData, prefix="menu"):
    """The button below a message that is no dialog's."""


def welcome(role: Role, texts: Texts, locale: str) -> str:
    """What the role lets them do."""
    return texts.get(WELCOME_KEYS[role], locale)


def menu_keyboard(texts: Texts, locale: str) -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(
        text=texts.get("team-open-menu", locale), callback_data=OpenMenu().pack()
    )
    return InlineKeyboardMarkup(inline_keyboard=[[button]])
