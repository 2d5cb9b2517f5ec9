"""What a tap below the preview does."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.compose.notes import ComposeNote
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.navigation import MenuNote, choose_audience, open_menu
from handlers.admin.states import Compose


async def show_again(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    draft = await OpenDraft.at(manager)
    await draft.show_preview(await draft.content())
    manager.show_mode = BELOW


async def replace_only(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The one message that there is."""
    (await OpenDraft.at(manager)).focus.turn_to(0)


async def open_messages(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Nothing was added yet that could be undone."""
    (await OpenDraft.at(manager)).focus.count_added(0)


async def open_audience(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """On top of the draft's window."""
    await choose_audience(manager, draft_id=(await OpenDraft.at(manager)).draft_id)


async def after_another(_: Any, result: Any, manager: DialogManager) -> None:
    """The audience is chosen, or a template saved; what was typed meanwhile stands below the
    preview (`result` says whether anything was), and what was edited is not in it yet."""
    draft = await OpenDraft.at(manager)
    if result == MenuNote.TEMPLATE_SAVED:
        draft.remarks.note(ComposeNote.TEMPLATE_SAVED)
        await manager.switch_to(Compose.draft)
    if result:
        draft.displace()
    if await draft.raise_preview():
        manager.show_mode = BELOW


async def discard(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    await (await OpenDraft.at(manager)).discard()
    await open_menu(manager, MenuNote.DISCARDED, show_mode=BELOW)
