"""What people are told who write after a broadcast, and whether a group gets to read it."""

from typing import Any

from aiogram import F
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, SwitchTo
from aiogram_dialog.widgets.text import Multi

from broadcast.doors.composing.owner_settings import OwnerSetting
from broadcast.model.formatting.formatted import Formatted
from db.schema.states import Role
from handlers.admin.context import AdminContext
from handlers.admin.paged_list import choices
from handlers.admin.states import SettingsWindows
from handlers.admin.wording.text import T
from handlers.language.names import isolated

MOST_UNITS = 1_000  # UTF-16 units; it is an answer, and no article
LONGEST_LINE = 40  # characters of it in the list of languages
LONGEST_TITLE = 60  # characters of a group's
LANGUAGE, UNUSABLE = "language", "unusable"  # in the dialog's data


def autoreply_windows() -> tuple[Window, Window]:
    return _languages(), _words()


def _languages() -> Window:
    return Window(
        Multi(
            T("autoreply-title"),
            T("autoreply-group", when="group", title="group"),
            T("autoreply-no-group", when=~F["group"]),
            sep="\n\n",
        ),
        Column(choices("reply_language", "languages", _choose)),
        Button(T("autoreply-group-off"), id="group_off", on_click=_no_group, when="group"),
        SwitchTo(T("admin-back"), id="back", state=SettingsWindows.list),
        state=SettingsWindows.autoreplies,
        getter=_languages_window,
    )


def _words() -> Window:
    return Window(
        Multi(
            T("autoreply-unusable", when="unusable", most="most"),
            T("autoreply-how", words="words"),
            sep="\n\n",
        ),
        MessageInput(_take),
        Button(T("autoreply-remove"), id="remove", on_click=_remove, when="decided"),
        SwitchTo(T("admin-back"), id="back", state=SettingsWindows.autoreplies),
        state=SettingsWindows.autoreply,
        getter=_words_window,
    )


async def _languages_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    await admin.access.require(admin.user_id, Role.OWNER)
    decided = await admin.doors.settings.autoreplies()
    group = await admin.doors.relays.group()
    lines = [
        admin.i18n.get(
            "autoreply-line",
            language=one.name,
            words=isolated(_words_in(one.code, decided, admin), LONGEST_LINE),
        )
        for one in admin.texts.locales
    ]
    codes = [one.code for one in admin.texts.locales]
    return {
        "languages": list(zip(codes, lines, strict=True)),
        "group": "" if group is None else isolated(group.title, LONGEST_TITLE),
    }


async def _words_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, code = AdminContext.at(dialog_manager), dialog_manager.dialog_data[LANGUAGE]
    await admin.access.require(admin.user_id, Role.OWNER)
    decided = await admin.doors.settings.autoreplies()
    return {
        "words": _words_in(code, decided, admin),
        "decided": code in decided,
        "unusable": bool(dialog_manager.dialog_data.pop(UNUSABLE, False)),
        "most": str(MOST_UNITS),
    }


def _words_in(code: str, decided: dict[str, Formatted], admin: AdminContext) -> str:
    return decided[code].text if code in decided else admin.texts.get("inbox-kept", code)


async def _choose(_: CallbackQuery, __: Any, manager: DialogManager, code: str) -> None:
    manager.dialog_data[LANGUAGE] = code
    await manager.switch_to(SettingsWindows.autoreply)


async def _take(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    entities = tuple(one.model_dump(exclude_none=True) for one in message.entities or ())
    words = Formatted(text=message.text or "", entities=entities)
    if not words.text.strip() or words.units > MOST_UNITS:
        manager.dialog_data[UNUSABLE] = True
        return
    await _decide(words, manager)


async def _remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _decide(None, manager)


async def _decide(words: Formatted | None, manager: DialogManager) -> None:
    """Whether they may, the door asks."""
    admin, code = AdminContext.at(manager), manager.dialog_data[LANGUAGE]
    decided = await admin.doors.settings.autoreplies()
    decided.pop(code, None)
    if words is not None:
        decided[code] = words
    stored = {language: one.data() for language, one in decided.items()}
    await admin.doors.settings.write(OwnerSetting.AUTOREPLY, stored or None, by=await admin.actor())
    await manager.switch_to(SettingsWindows.autoreplies)


async def _no_group(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    await admin.doors.relays.choose(None, by=await admin.actor())
