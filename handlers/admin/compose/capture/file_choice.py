"""A source that came as a file: it can be a rich message, or go as the file that it is."""

from collections.abc import Awaitable, Callable

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Case

from broadcast.model.errors import ContentNotSupported
from handlers.admin.compose.capture.actions import why_not
from handlers.admin.compose.capture.getters import words_of
from handlers.admin.compose.message.taken import AS_FILE
from handlers.admin.compose.message_list import Entry
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.states import Compose
from handlers.admin.wording.text import T

OTHER = "other"  # of a window's data: what the message could be instead, "" where it could not
RICH, FILE = "rich", "file"

OnTap = Callable[[CallbackQuery, Button, DialogManager], Awaitable[None]]


def instead(take: OnTap) -> Button:
    """Where one was refused as a rich message."""
    return Button(T("compose-as-file"), id="as_file", on_click=take, when="as_file")


def other_way() -> Button:
    """For the window of a message that was taken as one of the two."""
    return Button(
        Case({FILE: T("compose-as-file"), RICH: T("compose-as-rich")}, selector=OTHER),
        id=OTHER,
        on_click=swap,
        when=OTHER,
    )


def other_of(entry: Entry) -> str:
    if entry.trace.other is None:
        return ""
    return RICH if entry.call.method == AS_FILE else FILE


async def swap(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The preview shows what it is now."""
    manager.show_mode = BELOW
    draft = await OpenDraft.at(manager)
    entries = (await draft.messages()).entries
    index = min(draft.focus.index, len(entries) - 1)
    if entries[index].trace.other is None:  # a tap that came too late
        return
    try:
        await draft.replace_message(index, entries[index].swapped())
    except ContentNotSupported as error:
        draft.remarks.say(words_of(*why_not(error), manager))
    await manager.switch_to(Compose.draft)
