"""Taking the source of a rich message, and the files that it shows.

Files come first, each gets a number. They are sent to the bot once, here, and used by their
file_ids ever after.
"""

from collections.abc import Sequence

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from botapi.rich.limits import MOST_MEDIA
from broadcast.model.errors import ContentNotSupported
from handlers.admin.compose.capture.actions import begin_version, why_not
from handlers.admin.compose.message.rich import FILES_FULL, RichFile, file_of, form_of
from handlers.admin.compose.message.taken import taken_source
from handlers.admin.compose.message_list import Entry, ListFull, SecondPoll
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.states import Compose
from handlers.frame.albums import ALBUM


async def take(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    draft = await OpenDraft.at(manager)
    files_sent = _files_in(message, manager)
    try:
        if files_sent:
            _keep(files_sent, draft)
            return
        files = {number: RichFile(kind=kind, file_id=it) for number, kind, it in draft.focus.files}
        entry = await taken_source(message, manager, files)
        if draft.focus.asked_for is not None:
            await begin_version(entry, draft, manager)
            draft.focus.keep_files(())
            return
        await _put(entry, draft)
    except (ContentNotSupported, ListFull, SecondPoll, IndexError) as error:
        draft.remarks.refuse(*why_not(error))
        return
    adding = draft.focus.is_adding
    draft.focus.keep_files(())
    await manager.switch_to(Compose.messages if adding else Compose.draft)


async def back(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    focus = (await OpenDraft.at(manager)).focus
    if focus.asked_for is not None:
        await manager.switch_to(Compose.version)
        return
    await manager.switch_to(Compose.messages if focus.is_adding else Compose.message)


def _files_in(message: Message, manager: DialogManager) -> list[RichFile]:
    """An album brings all of its items. A source is no file."""
    items: Sequence[Message] = manager.middleware_data.get(ALBUM) or (message,)
    if len(items) == 1 and message.document is not None and form_of(message.document) is not None:
        return []
    return [one for item in items if (one := file_of(item)) is not None]


def _keep(sent: Sequence[RichFile], draft: OpenDraft) -> None:
    if len(draft.focus.files) + len(sent) > MOST_MEDIA:
        raise ContentNotSupported(FILES_FULL)
    numbers = [int(number) for number, _kind, _id in draft.focus.files if number.isdigit()]
    first = max(numbers, default=0) + 1
    added = [(str(number), one.kind, one.file_id) for number, one in enumerate(sent, first)]
    draft.focus.keep_files([*draft.focus.files, *added])
    draft.displace()


async def _put(entry: Entry, draft: OpenDraft) -> None:
    if not draft.focus.is_adding:
        await draft.put(entry)
        return
    await draft.set_messages((await draft.messages()).added(entry, among=draft.focus.added))
    draft.focus.count_added(draft.focus.added + 1)
