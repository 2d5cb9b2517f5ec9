"""What an admin's message becomes in the draft."""

from collections.abc import Sequence

from aiogram.enums import ContentType
from aiogram.types import Message

from botapi.call import Call
from broadcast.model.errors import ContentNotSupported
from broadcast.model.formatting.moments import with_moments
from handlers.admin.compose.message.albums import album_source, edited
from handlers.admin.compose.message.forwards import with_origin
from handlers.admin.compose.message.rich import (
    NO_FILES,
    Files,
    files_of,
    form_of,
    form_of_text,
    is_source,
    received,
    rich_call,
)
from handlers.admin.compose.message.rich_files import read_source
from handlers.admin.compose.message.source import face_as_told, source_of
from handlers.admin.compose.message_list import Entry
from handlers.admin.compose.traces import MessageTrace, SourceItem
from handlers.admin.context import AdminContext
from handlers.admin.dialog_data import DialogMemory
from handlers.frame.albums import ALBUM

# The signs of a pasted source that the sender's app has read itself, so that they are gone.
READ_BY_APPS = frozenset(
    {
        *("bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "text_link"),
        *("blockquote", "expandable_blockquote"),
    }
)
AS_FILE = "sendDocument"
FORMATTED = "rich-formatted"
NO_SOURCE = "rich-no-source"


async def taken(message: Message, manager: DialogMemory, files: Files = NO_FILES) -> Entry:
    """The message, or the album that it belongs to; `files`: those that a source may show.

    Raises ContentNotSupported.
    """
    items: Sequence[Message] | None = manager.middleware_data.get(ALBUM)
    if items:
        return with_origin(_finished(album_source(items), manager), items)
    if _is_rich(message):
        return await _rich(message, manager, files=files)
    return with_origin(_finished(source_of(message), manager), [message])


async def taken_anew(entry: Entry, message: Message, manager: DialogMemory) -> Entry:
    """A message of the draft, or one item of it, as its author edited it. Raises
    ContentNotSupported."""
    if entry.call.method == AS_FILE and is_source_file(message):
        return await _with_source(as_file(message, manager), message, manager)
    if _is_rich(message) or (is_source(entry.call) and message.text is not None):
        return await _rich(message, manager, entry)
    return _finished(edited(entry, message), manager)


async def taken_source(
    message: Message, manager: DialogMemory, files: Files = NO_FILES, was: Entry | None = None
) -> Entry:
    """A file or a text that is the source of a rich message. Raises ContentNotSupported.

    One that `was` there is not asked for again when nothing has changed.
    """
    entry = source_of(message)
    if was is not None and was.trace.items == entry.trace.items:
        return was
    document, text = message.document, message.text
    if document is not None and (form := form_of(document)) is not None:
        source = await read_source(document, AdminContext.at(manager).bot)
        rich = _finished(entry, manager, rich_call(source, form, files))
        return rich.or_else(as_file(message, manager).call)
    if text is None:
        raise ContentNotSupported(NO_SOURCE)
    if any(one.type in READ_BY_APPS for one in message.entities or ()):
        raise ContentNotSupported(FORMATTED)
    return _finished(entry, manager, rich_call(text, form_of_text(text), files))


def _finished(entry: Entry, manager: DialogMemory, call: Call | None = None) -> Entry:
    """`call`: the one that the message is the source of."""
    zone = AdminContext.at(manager).timezone
    return entry.with_call(with_moments(call or entry.call, zone))


def as_file(message: Message, manager: DialogMemory) -> Entry:
    """A source as the file that it is. Raises ContentNotSupported for what its caption says."""
    return with_origin(_finished(source_of(message), manager), [message])


def is_source_file(message: Message) -> bool:
    """Of an album even a source is a file like the others."""
    document, alone = message.document, message.media_group_id is None
    return alone and document is not None and form_of(document) is not None


async def _with_source(entry: Entry, message: Message, manager: DialogMemory) -> Entry:
    """It could be a rich message, too, unless it is none."""
    try:
        return entry.or_else((await taken_source(message, manager)).call)
    except ContentNotSupported:
        return entry


def _is_rich(message: Message) -> bool:
    return message.content_type == ContentType.RICH_MESSAGE or is_source_file(message)


async def _rich(
    message: Message, manager: DialogMemory, was: Entry | None = None, files: Files = NO_FILES
) -> Entry:
    if message.content_type != ContentType.RICH_MESSAGE:
        files = files if was is None else files_of(was.call)
        return await taken_source(message, manager, files, was)
    raw = AdminContext.at(manager).rich
    call = received(raw)
    item = SourceItem(message_id=message.message_id, face=face_as_told(call, raw))
    return _finished(Entry(call=call, trace=MessageTrace(items=(item,))), manager)
