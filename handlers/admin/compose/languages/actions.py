"""What a tap or a message does in the windows of a draft's versions."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import ContentNotSupported
from db.audience.audience import Audience
from handlers.admin.choosing.versions import version_groups
from handlers.admin.compose.capture.actions import begin_version, refuse, remark_on
from handlers.admin.compose.languages.getters import FIRST, MOST, languages_of
from handlers.admin.compose.message.rich import files_in
from handlers.admin.compose.message.taken import taken
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.compose.traces import VariantKey
from handlers.admin.context import AdminContext
from handlers.admin.navigation import show_groups
from handlers.admin.states import Compose


async def show_speakers(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Who gets which version, by name."""
    admin, draft = AdminContext.at(manager), await OpenDraft.at(manager)
    counts = await admin.subscribers.counts_by_language()
    languages = languages_of(await draft.content(), draft.focus.version)
    await show_groups(manager, version_groups(Audience(), counts, languages, admin))


async def show_version(_: CallbackQuery, __: Any, manager: DialogManager, code: str) -> None:
    """The preview shows it, and the windows of messages and buttons are about it."""
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    there = languages_of(content, draft.focus.version)
    if code != FIRST and code not in there:  # a tap that came too late
        return
    draft.focus.turn_to_language(None if code == FIRST else code)
    await draft.show_preview(content)
    manager.show_mode = BELOW


async def choose(_: CallbackQuery, __: Any, manager: DialogManager, code: str) -> None:
    """A language to make a version for; its first message is asked for."""
    draft = await OpenDraft.at(manager)
    there = languages_of(await draft.content(), draft.focus.version)
    spoken = await AdminContext.at(manager).subscribers.counts_by_language()
    if code not in spoken or code in there or len(there) >= MOST:  # made up, or too late
        return
    draft.focus.ask_for(code)
    await manager.switch_to(Compose.version)


async def take_version(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    draft = await OpenDraft.at(manager)
    if draft.focus.asked_for is None:
        await manager.switch_to(Compose.languages)
        return
    try:
        files = files_in((await draft.content()).message)
        await begin_version(await taken(message, manager, files), draft, manager)
    except ContentNotSupported as error:
        refuse(message, error, draft, manager)
        return
    if (remark := remark_on(message)) is not None:
        draft.remarks.note(remark)


async def take_as_file(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """What was refused as the source of a rich message."""
    draft = await OpenDraft.at(manager)
    if (entry := draft.focus.refused_file) is not None:
        draft.focus.keep_refused_file(None)
        manager.show_mode = BELOW
        await begin_version(entry, draft, manager)


async def remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The version that is shown; its people get the first one."""
    draft = await OpenDraft.at(manager)
    key = draft.focus.variant
    if key.language is not None:
        content = (await draft.content()).without_language(key.language, key.version)
        first = VariantKey(key.version)
        await draft.reshape(content, draft.traces.without(key), shown=first)
    manager.show_mode = BELOW
