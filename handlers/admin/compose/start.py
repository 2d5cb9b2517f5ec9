"""How composing begins: with nothing, or with a draft that was left open."""

from typing import Any

from aiogram_dialog import DialogManager, ShowMode, StartMode

from handlers.admin.compose.composing import Composing
from handlers.admin.states import Compose


async def compose_anew(manager: DialogManager, *, instead_of: dict[str, Any] | None = None) -> None:
    """Ask for a message; a draft that was open waits until there is one to take its place."""
    await manager.start(Compose.message, data=instead_of, mode=StartMode.RESET_STACK)


async def compose_on(manager: DialogManager, draft: dict[str, Any]) -> None:
    """Show the draft again, at the end of the chat."""
    await manager.start(
        Compose.draft,
        data=draft,
        mode=StartMode.RESET_STACK,
        show_mode=ShowMode.DELETE_AND_SEND,
    )


async def on_start(draft: dict[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself."""
    if not draft:
        return
    composing = Composing(manager)
    if manager.current_context().state is Compose.draft:
        manager.dialog_data.update(draft)
        await composing.show_preview(await composing.content())
    else:
        composing.let_wait(draft)
