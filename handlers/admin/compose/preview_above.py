"""The preview stands right above the window: nobody shall take anything else for the draft."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, SwitchTo
from aiogram_dialog.widgets.text import Text

from broadcast.model.errors import ContentNotSupported
from handlers.admin.compose.message.taken import taken
from handlers.admin.compose.notes import NOTE_KEYS, ComposeNote
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.remarks import Remarks
from handlers.admin.context import AdminContext
from handlers.admin.states import Compose
from handlers.admin.wording.text import T
from handlers.frame.albums import ALBUM

# Something was sent below the window, the preview anew, say: the window moves below that.
BELOW = ShowMode.DELETE_AND_SEND


class Remark(Text):
    """For the top of each window that waits for no message: what there is to say about one that
    came. Unsaid here it would be said in the next window that does, where it may be wrong by then.
    """

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        del data
        note = Remarks(manager).take_note()
        return "" if note is None else AdminContext.at(manager).i18n.get(NOTE_KEYS[note])


def unasked() -> MessageInput:
    """For windows that wait for no message."""
    return MessageInput(ignore_message)


async def ignore_message(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """A message that was not asked for changes nothing: it may have been meant for others.

    The preview goes below it, and the window below that.
    """
    manager.show_mode = BELOW
    draft = await OpenDraft.at(manager)
    if await _is_late_item(message, manager, draft):
        return
    draft.displace()
    draft.remarks.note(ComposeNote.TAP_REPLACE)
    await draft.raise_preview()


async def _is_late_item(message: Message, manager: DialogManager, draft: OpenDraft) -> bool:
    """An item of an album that the draft has: that one was asked for."""
    items = manager.middleware_data.get(ALBUM, ())
    index = draft.where([item.message_id for item in items])
    if index is None:
        return False
    try:
        entry = await taken(message, manager)
    except ContentNotSupported:
        return False
    known = draft.traces.of(draft.focus.variant)[index]
    if entry.trace.items == known.items:  # it is here already
        manager.show_mode = ShowMode.NO_UPDATE
        return True
    await draft.replace_message(index, entry)
    draft.remarks.note(ComposeNote.LATE_ITEM)
    await manager.switch_to(Compose.draft)
    return True


def to_draft(widget_id: str, text: T | None = None, *, when: str | None = None) -> SwitchTo:
    return SwitchTo(
        text or T("admin-back"),
        id=widget_id,
        state=Compose.draft,
        on_click=back_to_draft,
        when=when,
    )


async def back_to_draft(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Before the draft's window is shown: "this is what people will get" needs it right above."""
    if await (await OpenDraft.at(manager)).raise_preview():
        manager.show_mode = BELOW
