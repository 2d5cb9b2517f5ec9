"""What the unsubscribe button says in each language: the windows in which owners decide that."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo
from aiogram_dialog.widgets.text import Multi

from broadcast.doors.composing.owner_settings import OwnerSetting
from broadcast.model.formatting.units import units
from db.schema.states import Role
from handlers.admin.context import AdminContext
from handlers.admin.paged_list import choices
from handlers.admin.states import SettingsWindows
from handlers.admin.wording.languages import shown_language
from handlers.admin.wording.leaving import leave_words
from handlers.admin.wording.text import T
from handlers.language.names import isolated

MOST_UNITS = 64  # UTF-16 units; longer ones do not fit on a screen
LANGUAGE, UNUSABLE = "language", "unusable"  # in the dialog's data


def leave_words_windows() -> tuple[Window, Window]:
    return _languages(), _words()


def _languages() -> Window:
    return Window(
        Multi(T("leave-words-title"), T("leave-words-default", language="default"), sep="\n\n"),
        Column(choices("language", "languages", _choose)),
        SwitchTo(T("admin-back"), id="back", state=SettingsWindows.list),
        state=SettingsWindows.leave_words,
        getter=_languages_window,
    )


def _words() -> Window:
    return Window(
        Multi(
            T("leave-words-unusable", when="unusable"),
            T("leave-words-how", words="words"),
            sep="\n\n",
        ),
        MessageInput(_take),
        Button(T("leave-words-remove"), id="remove", on_click=_remove, when="decided"),
        SwitchTo(T("admin-back"), id="back", state=SettingsWindows.leave_words),
        state=SettingsWindows.leave_word,
        getter=_words_window,
    )


async def _languages_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    await admin.access.require(admin.user_id, Role.OWNER)
    words = await leave_words(admin.texts, admin.doors.settings)
    lines = [
        admin.i18n.get(
            "leave-words-line",
            language=language.name,
            words=isolated(words[language.code], MOST_UNITS),
        )
        for language in admin.texts.locales
    ]
    codes = [language.code for language in admin.texts.locales]
    return {
        "languages": list(zip(codes, lines, strict=True)),
        "default": shown_language(admin.texts.default, admin.i18n.locale),
    }


async def _words_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, code = AdminContext.at(dialog_manager), dialog_manager.dialog_data[LANGUAGE]
    await admin.access.require(admin.user_id, Role.OWNER)
    return {
        "words": isolated((await leave_words(admin.texts, admin.doors.settings))[code], MOST_UNITS),
        "decided": code in await admin.doors.settings.leave_words(),
        "unusable": bool(dialog_manager.dialog_data.pop(UNUSABLE, False)),
    }


async def _choose(_: CallbackQuery, __: Any, manager: DialogManager, code: str) -> None:
    manager.dialog_data[LANGUAGE] = code
    await manager.switch_to(SettingsWindows.leave_word)


async def _take(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    words = (message.text or "").strip()
    if not words or "\n" in words or units(words) > MOST_UNITS:
        manager.dialog_data[UNUSABLE] = True
        return
    await _decide(words, manager)


async def _remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _decide(None, manager)


async def _decide(words: str | None, manager: DialogManager) -> None:
    """Whether they may, the door asks."""
    admin, code = AdminContext.at(manager), manager.dialog_data[LANGUAGE]
    decided = await admin.doors.settings.leave_words()
    decided.pop(code, None)
    if words is not None:
        decided[code] = words
    await admin.doors.settings.write(
        OwnerSetting.LEAVE_WORDS, decided or None, by=await admin.actor()
    )
    await manager.switch_to(SettingsWindows.leave_words)
