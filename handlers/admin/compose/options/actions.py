"""Switching an option on and off."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.compose.message.forwards import as_copies, as_forwarded, forwards
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.context import AdminContext
from handlers.admin.navigation import save_template
from handlers.admin.wording.leaving import leave_words


async def toggle_option(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id is the option's name."""
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    name = str(button.widget_id)
    options: dict[str, Any] = {name: not getattr(content.options, name)}
    await draft.change(content.with_options(replace(content.options, **options)))
    manager.show_mode = BELOW


async def make_template(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The draft goes on afterwards."""
    await save_template(manager, (await OpenDraft.at(manager)).draft_id, returns=True)


async def toggle_forwarded(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Those of its messages that were forwarded to the bot go as forwarded, or as copies."""
    draft = await OpenDraft.at(manager)
    messages = await draft.messages()
    changed = as_copies(messages) if forwards(messages) else as_forwarded(messages)
    await draft.set_messages(changed)
    await draft.show_preview(await draft.content())
    manager.show_mode = BELOW


async def toggle_footer(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The footer as it is now: an owner may have changed it since the draft was made."""
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    footer = None
    if content.footer is None:
        footer = await AdminContext.at(manager).doors.settings.footer()
    await draft.change(content.with_footer(footer))
    manager.show_mode = BELOW


async def toggle_unsubscribe(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """With the words as they are now: a draft of an earlier version has none."""
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    options = replace(content.options, unsubscribe=not content.options.unsubscribe)
    if options.unsubscribe:
        admin = AdminContext.at(manager)
        content = content.with_leave_words(await leave_words(admin.texts, admin.doors.settings))
    await draft.change(content.with_options(options))
    manager.show_mode = BELOW
