"""The launch."""

import logging
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import (
    AudienceChanged,
    BroadcastError,
    MoveNotAllowed,
    NobodyToSendTo,
    TimeIsOver,
    TooManyForwards,
)
from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from handlers.admin.compose.confirm.counts import has_to_be_typed, read_count
from handlers.admin.compose.confirm.groups import recipient_groups
from handlers.admin.compose.message.forwards import as_copies
from handlers.admin.compose.notes import ComposeNote
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW, ignore_message
from handlers.admin.compose.session import DraftSession
from handlers.admin.context import AdminContext
from handlers.admin.navigation import open_planned, show_groups

logger = logging.getLogger(__name__)


async def launch(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    """A second tap finds the draft launched, and is shown the same progress.

    The progress comes first: whatever becomes of the window, it is there.
    """
    draft = await OpenDraft.at(manager)
    if number == draft.draft_id and not _has_to_be_typed(manager):
        await _launch(draft, manager)


async def take_count(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Typed where the window asks for it: the number that it has told."""
    draft = await OpenDraft.at(manager)
    if not _has_to_be_typed(manager):
        await ignore_message(message, widget, manager)
        return
    manager.show_mode = BELOW
    if read_count(message.text or "") == DraftSession.of(manager).counted:
        await _launch(draft, manager)
    else:
        draft.remarks.refuse_typed()


def _has_to_be_typed(manager: DialogManager) -> bool:
    """As the window asks; a button of before, or a made-up one, is no way around it."""
    shown = DraftSession.of(manager).counted
    return has_to_be_typed(shown, AdminContext.at(manager).type_count_above)


async def _launch(draft: OpenDraft, manager: DialogManager) -> None:
    """At once, as far as it cannot be undone for some seconds; or planned for its time."""
    admin, number = AdminContext.at(manager), draft.draft_id
    session = DraftSession.of(manager)
    at = session.at
    try:
        await _begin(number, session, admin)
    except (CannotAsk, TooManyForwards):  # the window, shown anew, says why
        return
    except (AudienceChanged, NobodyToSendTo, TimeIsOver) as refusal:
        draft.remarks.note(_why(refusal))
        return
    except MoveNotAllowed:
        logger.info("broadcast %d was launched already", number)
    if at is None:
        await admin.show_progress(number)
        await manager.done(show_mode=BELOW)
    else:
        await open_planned(manager, number, show_mode=BELOW)


async def _begin(number: int, session: DraftSession, admin: AdminContext) -> None:
    by = await admin.actor()
    if session.at is None:
        await admin.doors.plans.confirm(number, by=by)
    elif session.own:
        own = await admin.doors.zones.own_clocks(session.at)
        await admin.doors.plans.plan(number, own.begins, by=by, local_time=own.local_time)
    else:
        await admin.doors.plans.plan(number, session.at, by=by)


def _why(refusal: BroadcastError) -> ComposeNote:
    match refusal:
        case AudienceChanged():
            return ComposeNote.AUDIENCE_CHANGED
        case TimeIsOver(expired=True):
            return ComposeNote.EXPIRED
        case TimeIsOver():
            return ComposeNote.TIME_OVER
    return ComposeNote.NOBODY


async def show_recipients(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """By name; where the window has several numbers, it is asked which."""
    admin, draft = AdminContext.at(manager), await OpenDraft.at(manager)
    content, audience = await draft.content(), Audience.load((await draft.stored()).audience)
    try:
        recipients = await admin.doors.forecast.audience_size(draft.draft_id)
        groups = await recipient_groups(
            admin,
            content,
            audience,
            recipients,
            draft.draft_id,
            at=DraftSession.of(manager).at,
        )
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
