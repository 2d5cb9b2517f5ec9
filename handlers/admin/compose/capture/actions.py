"""Taking the message to broadcast."""

from collections.abc import Mapping
from contextlib import suppress

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import ContentNotSupported
from broadcast.model.versions.variant import Variant
from handlers.admin.compose.message.source import is_live
from handlers.admin.compose.message.taken import as_file, is_source_file, taken
from handlers.admin.compose.message_list import FULL, GONE, SECOND_POLL, Entry, ListFull, SecondPoll
from handlers.admin.compose.notes import ComposeNote
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.compose.traces import VariantKey
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
        refuse(message, error, draft, manager)
        return
    if (remark := remark_on(message)) is not None:
        draft.remarks.note(remark)
    await manager.switch_to(Compose.draft)


async def take_as_file(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """What was refused as the source of a rich message."""
    draft = await OpenDraft.at(manager)
    if (entry := draft.focus.refused_file) is not None:
        draft.focus.keep_refused_file(None)
        manager.show_mode = BELOW
        await draft.put(entry)
        await manager.switch_to(Compose.draft)


def refuse(message: Message, error: Exception, draft: OpenDraft, manager: DialogManager) -> None:
    """Say why; of a source remember that it could go as a file."""
    draft.remarks.refuse(*why_not(error))
    file = None
    if isinstance(error, ContentNotSupported) and is_source_file(message):
        with suppress(ContentNotSupported):
            file = as_file(message, manager)
    draft.focus.keep_refused_file(file)


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


async def begin_version(entry: Entry, draft: OpenDraft, manager: DialogManager) -> None:
    """The first message of the version that is asked for, under the buttons of the first one; where
    that one has several, the next one may follow at once. Raises ContentNotSupported."""
    language = draft.focus.asked_for
    if language is None:
        await manager.switch_to(Compose.languages)
        return
    content, version = await draft.content(), draft.focus.version
    said = content.said(content.number_of(None, version))
    several, key = len(said.message) > 1, VariantKey(version, language)
    variant = Variant(
        language=language, version=version, message=(entry.call,), buttons=said.buttons
    )
    traces = draft.traces.with_sources(key, (entry.trace,))
    await draft.reshape(content.with_language(variant), traces, shown=key)
    if several:
        draft.focus.count_added(1)
    await manager.switch_to(Compose.messages if several else Compose.draft)


async def leave(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Nothing was composed yet."""
    await open_menu(manager, MenuNote.NOTHING_KEPT, show_mode=BELOW)
