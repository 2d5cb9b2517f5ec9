"""Switching an option on and off."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW


async def toggle_option(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id is the option's name."""
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    name = str(button.widget_id)
    options: dict[str, Any] = {name: not getattr(content.options, name)}
    await draft.change(content.with_options(replace(content.options, **options)))
    manager.show_mode = BELOW
