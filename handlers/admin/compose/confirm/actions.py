"""The launch."""

import logging
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from broadcast.model.errors import MoveNotAllowed, NobodyToSendTo
from db.audience.facts import CannotAsk
from handlers.admin.compose.notes import ComposeNote
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.context import AdminContext

logger = logging.getLogger(__name__)


async def launch(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    """A second tap finds the draft launched, and is shown the same progress.

    The progress comes first: whatever becomes of the window, it is there.
    """
    admin, draft = AdminContext.at(manager), await OpenDraft.at(manager)
    if number != draft.draft_id:  # a made-up button
        return
    try:
        await admin.doors.launches.launch(number, by=await admin.actor())
    except CannotAsk:  # the window, shown anew, says why
        return
    except NobodyToSendTo:
        draft.note(ComposeNote.NOBODY)
        return
    except MoveNotAllowed:
        logger.info("broadcast %d was launched already", number)
    await admin.show_progress(number)
    await manager.done(show_mode=BELOW)
