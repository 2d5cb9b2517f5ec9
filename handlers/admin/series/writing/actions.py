"""Taking a new series' name, and its messages one after the other."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.content import Content
from broadcast.model.errors import ContentNotSupported, SeriesRefused
from broadcast.model.series.wait import Wait
from db.schema.states import SeriesState
from handlers.admin.compose.capture.actions import why_not
from handlers.admin.compose.capture.getters import words_of
from handlers.admin.compose.message.contents import new_content
from handlers.admin.compose.message.taken import taken
from handlers.admin.context import AdminContext
from handlers.admin.series.refusals import done, mistake_words, say
from handlers.admin.series.session import NO_WAIT, SeriesSession, remember
from handlers.admin.series.typed import read_wait
from handlers.admin.series.waits import chosen_wait
from handlers.admin.states import SeriesWindows

BELOW = ShowMode.DELETE_AND_SEND


async def create(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    admin = AdminContext.at(manager)
    making, by = admin.doors.series_making, await admin.actor()
    try:
        number = await making.create(message.text or "", by=by)
    except SeriesRefused as refused:
        say(manager, mistake_words(refused.mistake, manager))
        return
    SeriesSession(series_id=number).save(manager)
    await manager.switch_to(SeriesWindows.writing)


async def begin(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """More messages, behind those that there are."""
    remember(manager, wait=NO_WAIT)
    await manager.switch_to(SeriesWindows.writing)


async def choose_wait(_: CallbackQuery, __: Any, manager: DialogManager, key: str) -> None:
    remember(manager, wait=chosen_wait(key).dump())


async def take_wait(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    wait = read_wait(message.text or "")
    if wait is None:
        say(manager, AdminContext.at(manager).i18n.get("series-wait-unread"))
        return
    remember(manager, wait=wait.dump())
    await manager.switch_to(SeriesWindows.writing)


async def take_message(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """Of a series that runs it is asked first whether those who were through get it, too."""
    manager.show_mode = BELOW
    admin, session = AdminContext.at(manager), SeriesSession.of(manager)
    try:
        content = await new_content((await taken(message, manager)).call, admin)
    except ContentNotSupported as error:
        say(manager, words_of(*why_not(error), manager))
        return
    if await _finished(session.series_id, admin):
        remember(manager, held=content.dump())
        await manager.switch_to(SeriesWindows.also)
    else:
        await _add(content, manager)


async def also_finished(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _add_held(manager, also=True)


async def not_finished(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _add_held(manager, also=False)


async def drop_held(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    remember(manager, held=None)
    await manager.switch_to(SeriesWindows.writing)


async def _finished(series_id: int, admin: AdminContext) -> int:
    """How many have got all messages of one that was started."""
    one = (await admin.doors.series.detail(series_id)).series
    return 0 if one.state is SeriesState.DRAFT else await admin.doors.series.finished(series_id)


async def _add_held(manager: DialogManager, *, also: bool) -> None:
    held = SeriesSession.of(manager).held
    await manager.switch_to(SeriesWindows.writing)
    if held is not None:
        remember(manager, held=None)
        await _add(Content.load(held), manager, also=also)


async def _add(content: Content, manager: DialogManager, *, also: bool = False) -> None:
    admin, session = AdminContext.at(manager), SeriesSession.of(manager)
    making, by = admin.doors.series_making, await admin.actor()
    wait = Wait.load(session.wait)
    act = making.add_step(session.series_id, content, wait=wait, also_finished=also, by=by)
    if await done(act, manager):
        remember(manager, wait=NO_WAIT)
