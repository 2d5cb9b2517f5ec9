"""The launch."""

import logging
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import (
    AudienceChanged,
    MoveNotAllowed,
    NobodyToSendTo,
    TooManyForwards,
)
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from handlers.admin.compose.confirm.groups import recipient_groups
from handlers.admin.compose.message.forwards import as_copies
from handlers.admin.compose.notes import ComposeNote
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.context import AdminContext
from handlers.admin.navigation import show_groups

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
    except (CannotAsk, TooManyForwards):  # the window, shown anew, says why
        return
    except AudienceChanged:
        draft.remarks.note(ComposeNote.AUDIENCE_CHANGED)
        return
    except NobodyToSendTo:
        draft.remarks.note(ComposeNote.NOBODY)
        return
    except MoveNotAllowed:
        logger.info("broadcast %d was launched already", number)
    await admin.show_progress(number)
    await manager.done(show_mode=BELOW)


async def show_recipients(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """By name; where the window has several numbers, it is asked which."""
    admin, draft = AdminContext.at(manager), await OpenDraft.at(manager)
    content, audience = await draft.content(), Audience.load((await draft.stored()).audience)
    try:
        recipients = await admin.doors.forecast.audience_size(draft.draft_id)
        groups = await recipient_groups(admin, content, audience, recipients, draft.draft_id)
    except CannotAsk:  # the window, shown anew, says why
        return
    await show_groups(manager, groups)


async def copy_instead(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """There are too many for a forward: they get copies, shown above the same question."""
    draft = await OpenDraft.at(manager)
    shown = draft.focus.variant
    for key in draft.traces.keys:
        draft.focus.turn_to_variant(key)
        await draft.set_messages(as_copies(await draft.messages()))
    draft.focus.turn_to_variant(shown)
    await draft.show_preview(await draft.content())
    manager.show_mode = BELOW
