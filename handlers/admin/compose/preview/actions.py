"""What a tap below the preview does."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.navigation import MenuNote, open_menu


async def show_again(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    draft = await OpenDraft.at(manager)
    await draft.show_preview(await draft.content())
    manager.show_mode = BELOW


async def replace_only(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The one message that there is."""
    (await OpenDraft.at(manager)).turn_to(0)


async def open_messages(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Nothing was added yet that could be undone."""
    (await OpenDraft.at(manager)).count_added(0)


async def discard(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    await (await OpenDraft.at(manager)).discard()
    await open_menu(manager, MenuNote.DISCARDED, show_mode=BELOW)
