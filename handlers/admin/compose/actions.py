"""What a tap or a message does while composing."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.enums import ContentType
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.api.entities import Context
from aiogram_dialog.api.internal import CONTEXT_KEY
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.errors import (
    CallRefused,
    CallUnanswered,
    ContentNotSupported,
    MoveNotAllowed,
    NobodyToSendTo,
)
from handlers.admin.compose.buttons import BadButtons, parse_buttons
from handlers.admin.compose.capture import ALBUM, EMPTY, capture
from handlers.admin.compose.composing import SOURCE, Composing, Note
from handlers.admin.compose.polls import QUIZ, left_behind
from handlers.admin.desk import Desk
from handlers.admin.menu.carried import carrying
from handlers.admin.states import Compose, Menu

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
    OTHERWISE: "compose-cannot-other",
}


async def take_message(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """The message to broadcast, or the one to put in its place."""
    if is_same_album(message, manager):
        manager.show_mode = ShowMode.NO_UPDATE
        return
    manager.show_mode = BELOW
    try:
        calls = capture(message)
    except ContentNotSupported as error:
        manager.dialog_data["unusable"] = UNUSABLE_KEYS.get(error.kind, UNUSABLE_KEYS[OTHERWISE])
        return
    await Composing(manager).take(calls, source_id=message.message_id, lost=left_behind(message))
    await manager.switch_to(Compose.draft)


async def ignore_message(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """A message that was not asked for changes nothing: it may have been meant for others."""
    if is_same_album(message, manager):
        manager.show_mode = ShowMode.NO_UPDATE
        return
    manager.show_mode = BELOW
    Composing(manager).note(Note.TAP_REPLACE)


async def take_buttons(message: Message, _: MessageInput, manager: DialogManager) -> None:
    if is_same_album(message, manager):
        manager.show_mode = ShowMode.NO_UPDATE
        return
    manager.show_mode = BELOW
    try:
        rows = parse_buttons(message.text or "")
    except BadButtons as error:
        manager.dialog_data["mistakes"] = [(line.number, line.mistake) for line in error.lines]
        return
    composing = Composing(manager)
    await composing.change((await composing.content()).with_buttons(rows))
    await manager.switch_to(Compose.draft)


async def remove_buttons(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    composing = Composing(manager)
    await composing.change((await composing.content()).with_buttons(()))
    await manager.switch_to(Compose.draft, show_mode=BELOW)


async def toggle_option(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id is the option's name."""
    composing = Composing(manager)
    content = await composing.content()
    name = str(button.widget_id)
    options: dict[str, Any] = {name: not getattr(content.options, name)}
    await composing.change(content.with_options(replace(content.options, **options)))
    manager.show_mode = BELOW


async def show_again(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    composing = Composing(manager)
    await composing.show_preview(await composing.content())
    manager.show_mode = BELOW


async def send_test(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    desk, composing = Desk.at(manager), Composing(manager)
    await desk.access.require(desk.user_id)
    content = await composing.content()
    try:
        await desk.broadcasts.show(desk.chat_id, content.calls())
    except (CallRefused, CallUnanswered) as error:
        logger.warning("a test was not sent: %s", error)
        composing.note(Note.TEST_FAILED)
    else:
        composing.note(Note.TEST_SENT)
    manager.show_mode = BELOW


async def discard(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    desk, composing = Desk.at(manager), Composing(manager)
    had_draft, waiting = composing.has_draft, composing.waiting
    if not had_draft and waiting is not None:
        await manager.start(Menu.main, data=carrying(waiting), mode=StartMode.RESET_STACK)
        return
    await composing.discard()
    await manager.done(show_mode=BELOW)
    text = desk.i18n.get("compose-discarded") if had_draft else desk.i18n.get("compose-left")
    await desk.bot.send_message(desk.chat_id, text)


async def launch(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """A second tap finds the draft launched, and is shown the same progress."""
    desk, composing = Desk.at(manager), Composing(manager)
    await desk.access.require(desk.user_id)
    draft_id = composing.draft_id
    try:
        await desk.broadcasts.launch(draft_id, by=desk.user_id)
    except NobodyToSendTo:
        composing.note(Note.NOBODY)
        return
    except MoveNotAllowed:
        logger.info("broadcast %d was launched already", draft_id)
    await manager.done(show_mode=BELOW)
    await desk.progress.show(draft_id, desk.chat_id)


async def follow_edit(message: Message, dialog_manager: DialogManager) -> None:
    """The admin edited the message that the draft was made of: the draft follows."""
    composing = Composing(dialog_manager)
    dialog_manager.show_mode = BELOW
    try:
        calls = capture(message)
    except ContentNotSupported:
        composing.note(Note.EDIT_UNUSABLE)
    else:
        await composing.take(calls, source_id=message.message_id, lost=left_behind(message))
        composing.note(Note.EDITED)
        # Whoever was about to confirm must look again.
        await dialog_manager.switch_to(Compose.draft)
    await dialog_manager.show()


def is_draft_source(message: Message, **data: Any) -> bool:
    """Whether an edited message is the one that an open draft was made of."""
    context: Context | None = data.get(CONTEXT_KEY)
    if context is None or context.state.group is not Compose:
        return False
    return bool(context.dialog_data.get(SOURCE) == message.message_id)


def is_same_album(message: Message, manager: DialogManager) -> bool:
    """Items of an album come one by one; only the first is answered."""
    album = message.media_group_id
    if album is None:
        return False
    seen = manager.dialog_data.get("album") == album
    manager.dialog_data["album"] = album
    return seen
