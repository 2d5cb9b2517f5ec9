"""Following the author when a message that the draft was made of is edited in the chat.

Whatever window is open: where another dialog stands above the draft's, its audience say, the draft
follows at once, and its window says so when it comes back.
"""

from typing import Any

from aiogram.types import Message
from aiogram_dialog import DialogManager
from aiogram_dialog.api.entities import Context, Stack
from aiogram_dialog.api.exceptions import UnknownIntent, UnknownState
from aiogram_dialog.api.internal import CONTEXT_KEY, STACK_KEY, STORAGE_KEY

from broadcast.model.errors import ContentNotSupported, DraftHeld
from handlers.admin.compose.message.source import is_place
from handlers.admin.compose.message.taken import taken_anew
from handlers.admin.compose.message_list import SecondPoll
from handlers.admin.compose.notes import ComposeNote
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.compose.session import DraftSession
from handlers.admin.compose.traces import ChatTraces
from handlers.admin.context import AdminContext
from handlers.admin.dialog_data import DialogMemory, OutdatedSession
from handlers.admin.door.intents import NamingStorage
from handlers.admin.states import Compose

COMPOSING = "composing"  # among the data of an edit: the context of the draft's dialog


class Covered:
    """The draft's dialog where another one stands above it."""

    def __init__(self, context: Context, manager: DialogManager) -> None:
        self.dialog_data: dict[str, Any] = context.dialog_data
        self.middleware_data: dict[str, Any] = manager.middleware_data


async def is_draft_source(message: Message, **data: Any) -> bool | dict[str, Any]:
    """Whether an edited message is one of those that the open draft was made of."""
    context = await _composing(data)
    if context is None:
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
    if ChatTraces.read(notes).variant_with(message.message_id) is None:
        return False
    return {COMPOSING: context}


async def follow_edit(message: Message, dialog_manager: DialogManager, composing: Context) -> None:
    """The draft is as its message is now."""
    if composing.id != dialog_manager.current_context().id:
        covered = Covered(composing, dialog_manager)
        await _follow(message, await OpenDraft.at(covered), covered)
        storage: NamingStorage = dialog_manager.middleware_data[STORAGE_KEY]
        await storage.save_context(composing)
        return
    draft = await OpenDraft.at(dialog_manager)
    followed = await _follow(message, draft, dialog_manager)
    if followed is None:
        return
    if followed:
        await draft.raise_preview()
        # Whoever was about to confirm must look again.
        await dialog_manager.switch_to(Compose.draft)
    dialog_manager.show_mode = BELOW
    await dialog_manager.show()


async def _follow(message: Message, draft: OpenDraft, memory: DialogMemory) -> bool | None:
    """Whether the draft could follow; None where there is nothing to follow.

    Telegram says "edited" of much that changes nothing in what would be sent: a reaction, a link
    preview that was found later, a live location that moves.
    """
    variant = draft.traces.variant_with(message.message_id)
    if variant is None or is_place(message):
        return None
    before = draft.focus.variant
    if variant != before:
        draft.focus.turn_to_variant(variant)
    index = draft.where([message.message_id]) or 0
    messages = await draft.messages()
    try:
        entry = await taken_anew(messages.entries[index], message, memory)
        if draft.traces.of(variant)[index].items == entry.trace.items:
            draft.focus.turn_to_variant(before)
            return None
        await draft.set_messages(messages.replaced(index, entry))
    except (ContentNotSupported, SecondPoll):
        draft.remarks.note(ComposeNote.EDIT_UNUSABLE)
        return False
    draft.remarks.note(ComposeNote.EDITED)
    return True


async def _composing(data: dict[str, Any]) -> Context | None:
    """The dialog of a draft that is open, on top or below others."""
    top: Context | None = data.get(CONTEXT_KEY)
    if top is None or top.state.group is Compose:
        return top
    stack: Stack = data[STACK_KEY]
    storage: NamingStorage = data[STORAGE_KEY]
    for intent_id in reversed(stack.intents[:-1]):
        try:
            context = await storage.load_context(intent_id)
        except (UnknownIntent, UnknownState):
            continue
        if context.state.group is Compose:
            return context
    return None
