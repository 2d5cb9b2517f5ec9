"""The admins' commands. They stand before the dialogs: a command is never taken for content."""

from collections.abc import Callable, Coroutine
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager

from broadcast.errors import MoveNotAllowed
from handlers.admin.compose.start import compose_anew, compose_on
from handlers.admin.control import (
    NONE_KEYS,
    WHICH_KEYS,
    Action,
    ControlData,
    ShowData,
    allows,
    perform,
    said,
    which_keyboard,
)
from handlers.admin.desk import Desk
from handlers.admin.menu.actions import open_menu
from handlers.admin.menu.carried import draft_of
from handlers.taps import answer_tap
from handlers.text_commands import TextCommand

MOST_SHOWN = 5  # progress messages that one /status brings
MOST_ASKED = 20  # buttons below "which one?"
MAX_ANSWER = 200  # characters that Telegram shows of an answer to a tap

Handler = Callable[..., Coroutine[Any, Any, None]]


def register(router: Router) -> None:
    router.message.register(on_admin, TextCommand("admin"))
    router.message.register(on_broadcast, TextCommand("broadcast"))
    router.message.register(on_status, TextCommand("status"))
    for action in Action:
        router.message.register(_command_for(action), TextCommand(action.value))
    router.callback_query.register(on_control, ControlData.filter())
    router.callback_query.register(on_show, ShowData.filter())


async def on_admin(_: Message, dialog_manager: DialogManager) -> None:
    await open_menu(dialog_manager)


async def on_broadcast(_: Message, dialog_manager: DialogManager) -> None:
    """An unfinished draft is shown again rather than thrown away."""
    draft = draft_of(dialog_manager)
    if draft is None:
        await compose_anew(dialog_manager)
    else:
        await compose_on(dialog_manager, draft)


async def on_status(message: Message, **data: Any) -> None:
    desk = Desk.of(data)
    shown = list(await desk.broadcasts.unfinished())[-MOST_SHOWN:]
    if not shown:
        latest = await desk.broadcasts.latest()
        shown = [] if latest is None else [latest]
    if not shown:
        await message.answer(desk.i18n.get("status-nothing"))
    for broadcast in shown:
        await desk.progress.show(broadcast.id, desk.chat_id)


def _command_for(action: Action) -> Handler:
    async def on_command(message: Message, **data: Any) -> None:
        desk = Desk.of(data)
        possible = [one for one in await desk.broadcasts.unfinished() if allows(action, one)]
        if not possible:
            await message.answer(desk.i18n.get(NONE_KEYS[action]))
        elif len(possible) == 1:
            await message.answer(await _done(action, possible[0].id, desk))
        else:
            newest = possible[::-1][:MOST_ASKED]
            await message.answer(
                desk.i18n.get(WHICH_KEYS[action]),
                reply_markup=which_keyboard(action, newest, desk.texts, desk.i18n.locale),
            )

    return on_command


async def on_control(query: CallbackQuery, callback_data: ControlData, **data: Any) -> None:
    """A button below a progress message, or below the question which broadcast is meant."""
    text = await _done(callback_data.action, callback_data.broadcast_id, Desk.of(data))
    await answer_tap(query, text[:MAX_ANSWER])
    if callback_data.asked and isinstance(query.message, Message):
        await query.message.edit_text(text)


async def on_show(query: CallbackQuery, callback_data: ShowData, **data: Any) -> None:
    desk = Desk.of(data)
    await desk.access.require(desk.user_id)
    await answer_tap(query)
    await desk.progress.show(callback_data.broadcast_id, desk.chat_id)


async def _done(action: Action, broadcast_id: int, desk: Desk) -> str:
    """Act, and say what was done; somebody else may have been faster."""
    try:
        broadcast = await perform(
            action,
            broadcast_id,
            by=desk.user_id,
            access=desk.access,
            broadcasts=desk.broadcasts,
        )
    except MoveNotAllowed:
        return desk.i18n.get("control-too-late")
    return said(action, broadcast, desk.texts, desk.i18n.locale)
