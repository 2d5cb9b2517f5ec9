"""How the compose dialog begins: with nothing, or with a draft that was left."""

from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.session import DraftSession, remember
from handlers.admin.navigation import chosen_audience, draft_to_continue


async def on_start(start_data: dict[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself."""
    session = DraftSession(
        draft_id=draft_to_continue(start_data),
        audience=chosen_audience(start_data),
    )
    session.save(manager)
    if session.draft_id is None:
        return
    draft = await OpenDraft.at(manager)
    remember(manager, at=draft.traces.at, own=draft.traces.own)
    await draft.take_up()
