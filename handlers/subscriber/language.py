"""/language: a button for each language there is."""

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.methods import EditMessageText, SendMessage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram_i18n import I18nContext

from db.schema.states import Role
from handlers.frame.fallback import on_unknown_button
from handlers.frame.taps import answer_tap
from handlers.frame.text_commands import TextCommand
from handlers.language.texts import Texts


class Choice(CallbackData, prefix="language"):
    code: str


def register(router: Router) -> None:
    router.message.register(on_language, TextCommand("language"))
    router.callback_query.register(on_choice, Choice.filter())


async def on_language(message: Message, texts: Texts, i18n: I18nContext) -> SendMessage:
    return message.answer(
        i18n.get("language-ask"), reply_markup=language_buttons(texts, i18n.locale)
    )


async def on_choice(
    query: CallbackQuery,
    callback_data: Choice,
    texts: Texts,
    i18n: I18nContext,
    role: Role | None,
) -> EditMessageText | None:
    code = callback_data.code
    if code not in {language.code for language in texts.locales}:
        await on_unknown_button(query, i18n, role)
        return None
    await i18n.set_locale(code)
    await answer_tap(query, i18n.get("language-set"))
    if isinstance(query.message, Message):
        return query.message.edit_text(i18n.get("language-set"))
    return None


def language_buttons(texts: Texts, current: str) -> InlineKeyboardMarkup:
    """One for each language; `current` is the one that they read now."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(
                    text=f"✓ {language.name}" if language.code == current else language.name,
                    callback_data=Choice(code=language.code).pack(),
                )
            ]
            for language in texts.locales
        ]
    )
