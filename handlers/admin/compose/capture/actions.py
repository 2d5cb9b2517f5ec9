"""Taking the message to broadcast, and following it when its author edits it."""

from collections.abc import Mapping
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.api.entities import Context
from aiogram_dialog.api.internal import CONTEXT_KEY
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import ContentNotSupported, DraftHeld
from handlers.admin.compose.message.source import is_live, is_place
from handlers.admin.compose.message.taken import taken, taken_anew
from handlers.admin.compose.message_list import FULL, GONE, SECOND_POLL, ListFull, SecondPoll
from handlers.admin.compose.notes import ComposeNote
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.compose.session import DraftSession
from handlers.admin.compose.traces import ChatTraces
from handlers.admin.context import AdminContext
from handlers.admin.dialog_data import OutdatedSession
from handlers.admin.navigation import MenuNote, open_menu
from handlers.admin.states import Compose


async def take_message(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """The message to broadcast, or the one to put in its place."""
    manager.show_mode = BELOW
    draft = await OpenDraft.at(manager)
    try:
        entry = await taken(message, manager)
        await draft.put(entry)
    except (ContentNotSupported, SecondPoll, IndexError) as error:
        draft.remarks.refuse(*why_not(error))
        return
    if (remark := remark_on(message)) is not None:
        draft.remarks.note(remark)
    await manager.switch_to(Compose.draft)


def why_not(error: Exception) -> tuple[str, Mapping[str, str]]:
    """The kind of what cannot be taken, and what of it is quoted, for the window to say."""
    match error:
        case ContentNotSupported():
            return error.kind, error.details
        case ListFull():
            return FULL, {}
        case SecondPoll():
            return SECOND_POLL, {}
    return GONE, {}


def remark_on(message: Message) -> ComposeNote | None:
    """What its author should know of what was taken."""
    if is_live(message):
        return ComposeNote.LIVE
    return ComposeNote.SLASH if (message.text or "").startswith("/") else None


async def leave(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Nothing was composed yet."""
    await open_menu(manager, MenuNote.NOTHING_KEPT, show_mode=BELOW)


async def follow_edit(message: Message, dialog_manager: DialogManager) -> None:
    """The admin edited a message that the draft was made of: the draft follows.

    Telegram says "edited" of much that changes nothing in what would be sent: a reaction, a link
    preview that was found later, a live location that moves. Then nothing happens.
    """
    draft = await OpenDraft.at(dialog_manager)
    version = draft.traces.version_with(message.message_id)
    if version is None or is_place(message):
        return
    before = draft.focus.language
    if version[0] != before:
        draft.focus.turn_to_language(version[0])
    index = draft.where([message.message_id]) or 0
    try:
        old = (await draft.messages()).entries[index]
        entry = await taken_anew(old, message, dialog_manager)
        if draft.traces.of(draft.focus.language)[index].items == entry.trace.items:
            draft.focus.turn_to_language(before)
            return
        await draft.replace_message(index, entry)
    except (ContentNotSupported, SecondPoll):
        draft.remarks.note(ComposeNote.EDIT_UNUSABLE)
    else:
        draft.remarks.note(ComposeNote.EDITED)
        # Whoever was about to confirm must look again.
        await dialog_manager.switch_to(Compose.draft)
    dialog_manager.show_mode = BELOW
    await dialog_manager.show()


async def is_draft_source(message: Message, **data: Any) -> bool:
    """Whether an edited message is one of those that the open draft was made of."""
    context: Context | None = data.get(CONTEXT_KEY)
    if context is None or context.state.group is not Compose:
        return False
    try:
        draft_id = DraftSession.read(context.dialog_data).draft_id
    except OutdatedSession:
        return False
    if draft_id is None:
        return False
    admin = AdminContext.of(data)
    try:
        notes = await admin.doors.drafts.notes(draft_id, by=await admin.actor())
    except DraftHeld:  # it is somebody else's now
        return False
    return ChatTraces.read(notes).version_with(message.message_id) is not None
