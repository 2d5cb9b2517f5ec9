"""What a tap or a message does while composing."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.api.entities import Context
from aiogram_dialog.api.internal import CONTEXT_KEY
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.doors.doors import Doors
from broadcast.model.errors import (
    CallRefused,
    CallUnanswered,
    ContentNotSupported,
    MoveNotAllowed,
    NobodyToSendTo,
)
from handlers.admin.compose.composing import DRAFT, SOURCE, Composing, Note
from handlers.admin.compose.message.buttons import BadButtons, parse_buttons
from handlers.admin.compose.message.capture import ALBUM, EMPTY
from handlers.admin.compose.message.polls import QUIZ
from handlers.admin.compose.message.source import is_live, is_place, source_of
from handlers.admin.context import AdminContext
from handlers.admin.navigation import MenuNote, open_menu
from handlers.admin.states import Compose

logger = logging.getLogger(__name__)

# The preview has been sent anew: the dialog moves below it.
BELOW = ShowMode.DELETE_AND_SEND

OTHERWISE = "otherwise"
UNUSABLE_KEYS: Mapping[str, str] = {
    ALBUM: "compose-cannot-album",
    EMPTY: "compose-cannot-empty",
    QUIZ: "compose-cannot-quiz",
    ContentType.DICE: "compose-cannot-dice",
    ContentType.RICH_MESSAGE: "compose-cannot-rich",
    ContentType.PAID_MEDIA: "compose-cannot-paid",
    ContentType.STORY: "compose-cannot-story",
    ContentType.UNKNOWN: "compose-cannot-read",
    OTHERWISE: "compose-cannot-other",
}


async def take_message(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """The message to broadcast, or the one to put in its place."""
    if is_same_album(message, manager):
        manager.show_mode = ShowMode.NO_UPDATE
        return
    manager.show_mode = BELOW
    composing = await Composing.at(manager)
    try:
        source = source_of(message)
    except ContentNotSupported as error:
        composing.displace()
        manager.dialog_data["unusable"] = UNUSABLE_KEYS.get(error.kind, UNUSABLE_KEYS[OTHERWISE])
        return
    await composing.take(source)
    if is_live(message):
        composing.note(Note.LIVE)
    elif (message.text or "").startswith("/"):
        composing.note(Note.SLASH)
    await manager.switch_to(Compose.draft)


async def ignore_message(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """A message that was not asked for changes nothing: it may have been meant for others.

    The preview goes below it, and the window below that: nobody shall take it for the draft.
    """
    if is_same_album(message, manager):
        manager.show_mode = ShowMode.NO_UPDATE
        return
    manager.show_mode = BELOW
    composing = await Composing.at(manager)
    composing.displace()
    composing.note(Note.TAP_REPLACE)
    await composing.raise_preview()


async def back_to_draft(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Before the draft's window is shown: "this is what people will get" needs it right above."""
    if await (await Composing.at(manager)).raise_preview():
        manager.show_mode = BELOW


async def take_buttons(message: Message, _: MessageInput, manager: DialogManager) -> None:
    if is_same_album(message, manager):
        manager.show_mode = ShowMode.NO_UPDATE
        return
    manager.show_mode = BELOW
    composing = await Composing.at(manager)
    try:
        rows = parse_buttons(message.text or "")
    except BadButtons as error:
        composing.displace()
        manager.dialog_data["mistakes"] = [(line.number, line.mistake) for line in error.lines]
        return
    await composing.change((await composing.content()).with_buttons(rows))
    await manager.switch_to(Compose.draft)


async def remove_buttons(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    composing = await Composing.at(manager)
    await composing.change((await composing.content()).with_buttons(()))
    await manager.switch_to(Compose.draft, show_mode=BELOW)


async def toggle_option(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id is the option's name."""
    composing = await Composing.at(manager)
    content = await composing.content()
    name = str(button.widget_id)
    options: dict[str, Any] = {name: not getattr(content.options, name)}
    await composing.change(content.with_options(replace(content.options, **options)))
    manager.show_mode = BELOW


async def show_again(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    composing = await Composing.at(manager)
    await composing.show_preview(await composing.content())
    manager.show_mode = BELOW


async def send_test(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    desk, composing = AdminContext.at(manager), await Composing.at(manager)
    content, actor = await composing.content(), await desk.actor()
    try:
        await desk.doors.previews.show(content.calls(), by=actor, thread_id=desk.thread_id)
    except CallRefused as error:
        logger.warning("a test was refused: %s", error)
        composing.note(Note.TEST_REFUSED)
    except CallUnanswered as error:
        logger.warning("a test was not sent: %s", error)
        composing.note(Note.TEST_FAILED)
    else:
        composing.note(Note.TEST_SENT)
    manager.show_mode = BELOW


async def leave(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Nothing was composed yet."""
    await open_menu(manager, MenuNote.NOTHING_KEPT, show_mode=BELOW)


async def discard(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    await (await Composing.at(manager)).discard()
    await open_menu(manager, MenuNote.DISCARDED, show_mode=BELOW)


async def launch(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    """A second tap finds the draft launched, and is shown the same progress.

    The progress comes first: whatever becomes of the window, it is there.
    """
    desk, composing = AdminContext.at(manager), await Composing.at(manager)
    if number != composing.draft_id:  # a made-up button
        return
    try:
        await desk.doors.launches.launch(number, by=await desk.actor())
    except NobodyToSendTo:
        composing.note(Note.NOBODY)
        return
    except MoveNotAllowed:
        logger.info("broadcast %d was launched already", number)
    await desk.progress.show(number, desk.chat_id, thread_id=desk.thread_id)
    await manager.done(show_mode=BELOW)


async def follow_edit(message: Message, dialog_manager: DialogManager) -> None:
    """The admin edited the message that the draft was made of: the draft follows.

    Telegram says "edited" of much that changes nothing in what would be sent: a reaction, a link
    preview that was found later, a live location that moves. Then nothing happens.
    """
    composing = await Composing.at(dialog_manager)
    if is_place(message):
        return
    try:
        source = source_of(message)
    except ContentNotSupported:
        composing.note(Note.EDIT_UNUSABLE)
    else:
        if composing.looks_like(source):
            return
        await composing.take(source)
        composing.note(Note.EDITED)
        # Whoever was about to confirm must look again.
        await dialog_manager.switch_to(Compose.draft)
    dialog_manager.show_mode = BELOW
    await dialog_manager.show()


async def is_draft_source(message: Message, doors: Doors, **data: Any) -> bool:
    """Whether an edited message is the one that the open draft was made of."""
    context: Context | None = data.get(CONTEXT_KEY)
    if context is None or context.state.group is not Compose:
        return False
    draft_id = context.dialog_data.get(DRAFT)
    if not isinstance(draft_id, int):
        return False
    return bool((await doors.drafts.notes(draft_id)).get(SOURCE) == message.message_id)


def is_same_album(message: Message, manager: DialogManager) -> bool:
    """Items of an album come one by one; only the first is answered."""
    album = message.media_group_id
    if album is None:
        return False
    seen = manager.dialog_data.get("album") == album
    manager.dialog_data["album"] = album
    return seen
