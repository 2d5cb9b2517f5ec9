"""The preview stands right above the window: nobody shall take anything else for the draft."""

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from handlers.admin.compose.notes import ComposeNote
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.states import Compose
from handlers.admin.wording.text import T

# Something was sent below the window, the preview anew, say: the window moves below that.
BELOW = ShowMode.DELETE_AND_SEND


def unasked() -> MessageInput:
    """For windows that wait for no message."""
    return MessageInput(ignore_message)


async def ignore_message(_: Message, __: MessageInput, manager: DialogManager) -> None:
    """A message that was not asked for changes nothing: it may have been meant for others.

    The preview goes below it, and the window below that.
    """
    manager.show_mode = BELOW
    draft = await OpenDraft.at(manager)
    draft.displace()
    draft.note(ComposeNote.TAP_REPLACE)
    await draft.raise_preview()


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
