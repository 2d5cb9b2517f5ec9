"""How composing begins: with nothing, or with a draft that was left."""

from typing import Any

from aiogram_dialog import DialogManager, ShowMode, StartMode

from handlers.admin.compose.composing import DRAFT, Composing
from handlers.admin.states import Compose


async def compose_anew(manager: DialogManager) -> None:
    """Ask for a message; drafts that there are stay as they are."""
    await manager.start(Compose.message, mode=StartMode.RESET_STACK)


async def compose_on(manager: DialogManager, draft_id: int) -> None:
    """Show the draft again, at the end of the chat."""
    await manager.start(
        Compose.draft,
        data={DRAFT: draft_id},
        mode=StartMode.RESET_STACK,
        show_mode=ShowMode.DELETE_AND_SEND,
    )


async def on_start(start_data: dict[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself."""
    if not start_data:
        return
    manager.dialog_data[DRAFT] = start_data[DRAFT]
    composing = await Composing.at(manager)
    await composing.show_preview(await composing.content())
