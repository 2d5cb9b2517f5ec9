"""What a tap in the windows of a series' messages does."""

import logging
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.content import Content
from broadcast.model.errors import CallRefused, CallUnanswered, ContentNotSupported
from broadcast.model.series.wait import Wait
from handlers.admin.compose.buttons.lines import BadLine, parse_buttons
from handlers.admin.compose.capture.actions import why_not
from handlers.admin.compose.capture.getters import words_of
from handlers.admin.compose.message.contents import with_known_braces
from handlers.admin.compose.message.taken import taken
from handlers.admin.context import AdminContext
from handlers.admin.series.refusals import done, say
from handlers.admin.series.session import SeriesSession, remember
from handlers.admin.series.step.getters import opened
from handlers.admin.series.typed import read_wait
from handlers.admin.series.waits import chosen_wait
from handlers.admin.states import SeriesWindows
from handlers.language.names import quoted

logger = logging.getLogger(__name__)

BELOW = ShowMode.DELETE_AND_SEND


async def open_step(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    remember(manager, step_id=number)
    await manager.switch_to(SeriesWindows.step)


async def show(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """What people get, for this admin alone; the window moves below it."""
    manager.show_mode = BELOW
    admin = AdminContext.at(manager)
    _detail, step = await opened(manager)
    try:
        calls = await admin.doors.personal.calls(step.content)
        await admin.doors.previews.show(calls, by=await admin.actor(), thread_id=admin.thread_id)
    except CallRefused as error:
        say(manager, admin.i18n.get("card-message-refused", detail=quoted(error.description)))
    except CallUnanswered as error:
        logger.warning("step %d was not shown: %s", step.broadcast_id, error)
        say(manager, admin.i18n.get("card-message-unseen"))


async def replace(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """The buttons and all else stay."""
    manager.show_mode = BELOW
    _detail, step = await opened(manager)
    try:
        call = (await taken(message, manager)).call
        await _rewrite(step.content.with_message((call,)), manager)
    except ContentNotSupported as error:
        say(manager, words_of(*why_not(error), manager))


async def take_buttons(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """All of them, or none: lines that are wrong are named."""
    manager.show_mode = BELOW
    names = await AdminContext.at(manager).doors.personal.names()
    lines = parse_buttons(message.text or "", names=names)
    bad = [line for line in lines if isinstance(line, BadLine)]
    if bad:
        mistakes = tuple((one.number, str(one.mistake), one.line) for one in bad)
        remember(manager, mistakes=mistakes)
        return
    rows = tuple(line for line in lines if not isinstance(line, BadLine))
    _detail, step = await opened(manager)
    await _rewrite(step.content.with_buttons(rows), manager)


async def remove_buttons(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    _detail, step = await opened(manager)
    await _rewrite(step.content.with_buttons(()), manager)


async def choose_wait(_: CallbackQuery, __: Any, manager: DialogManager, key: str) -> None:
    await _set_wait(chosen_wait(key), manager)


async def take_wait(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    wait = read_wait(message.text or "")
    if wait is None:
        say(manager, AdminContext.at(manager).i18n.get("series-wait-unread"))
    else:
        await _set_wait(wait, manager)


async def move_up(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _move(manager, up=True)


async def move_down(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _move(manager, up=False)


async def remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin, session = AdminContext.at(manager), SeriesSession.of(manager)
    making, by = admin.doors.series_making, await admin.actor()
    act = making.remove_step(session.series_id, session.step_id, by=by)
    await manager.switch_to(SeriesWindows.steps if await done(act, manager) else SeriesWindows.step)


async def resume(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """A message that has paused by itself."""
    admin, session = AdminContext.at(manager), SeriesSession.of(manager)
    await admin.doors.launches.resume(session.step_id, by=await admin.actor())


async def _rewrite(content: Content, manager: DialogManager) -> None:
    """Shown as it is now. Raises ContentNotSupported."""
    admin, session = AdminContext.at(manager), SeriesSession.of(manager)
    content = await with_known_braces(content, admin)
    making, by = admin.doors.series_making, await admin.actor()
    act = making.rewrite_step(session.series_id, session.step_id, content, by=by)
    if await done(act, manager):
        await show_changed(manager)


async def show_changed(manager: DialogManager) -> None:
    say(manager, AdminContext.at(manager).i18n.get("series-step-changed"))
    manager.show_mode = BELOW
    await manager.switch_to(SeriesWindows.step)


async def _set_wait(wait: Wait, manager: DialogManager) -> None:
    admin, session = AdminContext.at(manager), SeriesSession.of(manager)
    making, by = admin.doors.series_making, await admin.actor()
    if await done(making.set_wait(session.series_id, session.step_id, wait, by=by), manager):
        await manager.switch_to(SeriesWindows.step)


async def _move(manager: DialogManager, *, up: bool) -> None:
    admin, session = AdminContext.at(manager), SeriesSession.of(manager)
    making, by = admin.doors.series_making, await admin.actor()
    await done(making.move_step(session.series_id, session.step_id, up=up, by=by), manager)
