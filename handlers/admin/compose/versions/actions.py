"""What a tap or a message does in the windows of a draft's versions."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.content import Content
from broadcast.model.errors import ContentNotSupported
from broadcast.model.versions.plan import MOST_VERSIONS
from handlers.admin.compose.capture.actions import remark_on, why_not
from handlers.admin.compose.message.rich import files_in
from handlers.admin.compose.message.taken import taken
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview_above import BELOW
from handlers.admin.compose.traces import VariantKey
from handlers.admin.compose.versions.typed import LONGEST, SHORTEST, read_percent, read_time
from handlers.admin.states import Compose

BY_HAND = 0  # what the button carries that stands for no time at all


async def show_version(_: CallbackQuery, __: Any, manager: DialogManager, version: int) -> None:
    """The preview shows it, and the windows of messages, buttons and languages are about it."""
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    if not 0 <= version < content.versions:  # a tap that came too late
        return
    draft.focus.turn_to_variant(VariantKey(version))
    await draft.show_preview(content)
    manager.show_mode = BELOW


async def take_version(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """One more, under the buttons of A."""
    manager.show_mode = BELOW
    draft = await OpenDraft.at(manager)
    try:
        content = await draft.content()
        entry = await taken(message, manager, files_in(content.message))
        if content.versions < MOST_VERSIONS:
            key = VariantKey(content.versions)
            more = content.with_version((entry.call,), content.buttons)
            traces = draft.traces.with_sources(key, (entry.trace,))
            await draft.reshape(more, traces, shown=key)
    except ContentNotSupported as error:
        draft.remarks.refuse(*why_not(error))
        return
    if (remark := remark_on(message)) is not None:
        draft.remarks.note(remark)
    await manager.switch_to(Compose.draft)


async def copy_first(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """One more that says what A says, in all of its languages, until it is changed."""
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    version = content.versions
    if version < MOST_VERSIONS:
        traces = draft.traces.copied(version)
        await draft.reshape(_with_copy(content), traces, shown=VariantKey(version))
    await manager.switch_to(Compose.draft, show_mode=BELOW)


async def remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The version that is shown; the later ones move up."""
    draft = await OpenDraft.at(manager)
    content, version = await draft.content(), draft.focus.version
    if 0 <= version < content.versions > 1:
        traces = draft.traces.without_version(version)
        await draft.reshape(content.without_version(version), traces, shown=VariantKey())
    manager.show_mode = BELOW


async def pick_share(_: CallbackQuery, __: Any, manager: DialogManager, percent: int) -> None:
    """`percent` is what the button says: it may be forged."""
    draft = await OpenDraft.at(manager)
    if 1 <= percent <= most_percent(await draft.content()):
        await _set_share(manager, percent)


async def take_share(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    draft = await OpenDraft.at(manager)
    percent = read_percent(message.text or "", most_percent(await draft.content()))
    if percent is None:
        draft.remarks.refuse_typed()
    else:
        await _set_share(manager, percent)


async def pick_time(_: CallbackQuery, __: Any, manager: DialogManager, seconds: int) -> None:
    if seconds == BY_HAND:
        await _set_time(manager, None)
    elif SHORTEST <= seconds <= LONGEST:
        await _set_time(manager, seconds)


async def take_time(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    seconds = read_time(message.text or "")
    if seconds is None:
        (await OpenDraft.at(manager)).remarks.refuse_typed()
    else:
        await _set_time(manager, seconds)


def most_percent(content: Content) -> int:
    """Of the audience for each of the versions: together they are no more than everybody."""
    return 100 // content.versions


async def _set_share(manager: DialogManager, percent: int) -> None:
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    await draft.save(replace(content, test=replace(content.test, share=percent)))
    await manager.switch_to(Compose.versions)


async def _set_time(manager: DialogManager, seconds: int | None) -> None:
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    await draft.save(replace(content, test=replace(content.test, seconds=seconds)))
    await manager.switch_to(Compose.versions)


def _with_copy(content: Content) -> Content:
    version = content.versions
    more = content.with_version(content.message, content.buttons)
    for variant in content.variants:
        if not variant.version:
            more = more.with_language(replace(variant, version=version))
    return more
