"""What a tap or a message does in the windows of the list.

A message is added only while the window that asks for it is open. The preview is sent when the
draft's window comes back, once for all that was changed.
"""

from contextlib import suppress
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import ContentNotSupported
from handlers.admin.compose.capture.actions import refuse, remark_on, why_not
from handlers.admin.compose.message.taken import taken
from handlers.admin.compose.message_list import ListFull, SecondPoll
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.states import Compose


async def add_message(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    draft = await OpenDraft.at(manager)
    try:
        entry, messages = await taken(message, manager), await draft.messages()
        late = draft.where(entry.trace.ids)
        if late is not None:  # an album's item; the others are here
            await draft.set_messages(messages.replaced(late, entry))
            return
        await draft.set_messages(messages.added(entry, among=draft.focus.added))
    except (ContentNotSupported, ListFull, SecondPoll) as error:
        refuse(message, error, draft, manager)
        return
    draft.focus.count_added(draft.focus.added + 1)
    if (remark := remark_on(message)) is not None:
        draft.remarks.note(remark)


async def add_as_file(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """What was refused as the source of a rich message."""
    draft = await OpenDraft.at(manager)
    if (entry := draft.focus.refused_file) is None:
        return
    draft.focus.keep_refused_file(None)
    try:
        await draft.set_messages((await draft.messages()).added(entry))
    except ListFull as error:
        draft.remarks.refuse(*why_not(error))
        return
    draft.focus.count_added(draft.focus.added + 1)


async def undo(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The last one goes again; a second tap on a window that has changed meanwhile does nothing."""
    draft = await OpenDraft.at(manager)
    messages = await draft.messages()
    if draft.focus.added > 0 and len(messages) > 1:
        await draft.set_messages(messages.without(len(messages) - 1))
        draft.focus.count_added(draft.focus.added - 1)


async def open_message(_: CallbackQuery, __: Any, manager: DialogManager, index: int) -> None:
    draft = await OpenDraft.at(manager)
    if 0 <= index < len(await draft.messages()):
        draft.focus.turn_to(index)
        await manager.switch_to(Compose.one_message)


async def move_up(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _move(manager, -1)


async def move_down(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _move(manager, 1)


async def remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The only one stays: without a message there is no draft."""
    draft = await OpenDraft.at(manager)
    messages = await draft.messages()
    if len(messages) > 1:
        with suppress(IndexError):
            await draft.set_messages(messages.without(draft.focus.index))
    draft.focus.count_added(0)
    await manager.switch_to(Compose.messages)


async def _move(manager: DialogManager, by: int) -> None:
    draft = await OpenDraft.at(manager)
    index = draft.focus.index
    with suppress(IndexError):
        await draft.set_messages((await draft.messages()).moved(index, index + by))
        draft.focus.turn_to(index + by)
        draft.focus.count_added(0)
