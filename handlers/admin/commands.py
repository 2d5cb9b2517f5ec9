"""The admins' commands. They stand before the dialogs: a command is never taken for content."""

from collections.abc import Callable, Coroutine
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.api.entities import Context
from aiogram_dialog.api.internal import CONTEXT_KEY

from broadcast.model.errors import MoveNotAllowed
from handlers.admin.compose.session import DraftSession
from handlers.admin.context import AdminContext
from handlers.admin.control.bans import TryData
from handlers.admin.control.controls import (
    NONE_KEYS,
    WHICH_KEYS,
    Action,
    CancelData,
    ControlData,
    ShowData,
    Sure,
    allows,
    cancel_keyboard,
    cancel_question,
    notice_keyboard,
    perform,
    said,
    which_keyboard,
)
from handlers.admin.menu.actions import begin
from handlers.admin.navigation import MenuNote, open_menu
from handlers.admin.states import Compose
from handlers.frame.rewriting import rewrite
from handlers.frame.taps import answer_tap
from handlers.frame.text_commands import TextCommand
from handlers.team.greeting import OpenMenu

MOST_SHOWN = 5  # progress messages that one /status brings
MOST_ASKED = 20  # buttons below "which one?"
MAX_ANSWER = 200  # characters that Telegram shows of an answer to a tap

Handler = Callable[..., Coroutine[Any, Any, None]]


def register(router: Router) -> None:
    router.message.register(on_admin, TextCommand("admin"))
    router.message.register(on_broadcast, TextCommand("broadcast"))
    router.message.register(on_status, TextCommand("status"))
    router.message.register(on_cancel_composing, TextCommand(Action.CANCEL.value), is_composing)
    for action in Action:
        router.message.register(_command_for(action), TextCommand(action.value))
    router.callback_query.register(on_control, ControlData.filter())
    router.callback_query.register(on_cancel, CancelData.filter())
    router.callback_query.register(on_show, ShowData.filter())
    router.callback_query.register(on_open_menu, OpenMenu.filter())
    router.callback_query.register(on_try, TryData.filter())


async def on_admin(_: Message, dialog_manager: DialogManager) -> None:
    await open_menu(dialog_manager)


async def on_open_menu(query: CallbackQuery, dialog_manager: DialogManager) -> None:
    """The button below a welcome, which stays where it is."""
    await answer_tap(query)
    await open_menu(dialog_manager, show_mode=ShowMode.DELETE_AND_SEND)


async def on_broadcast(_: Message, dialog_manager: DialogManager) -> None:
    await begin(dialog_manager)


def is_composing(_: Message, **data: Any) -> bool:
    """Whether the dialog that is open is the one for composing."""
    context: Context | None = data.get(CONTEXT_KEY)
    return context is not None and context.state.group is Compose


async def on_cancel_composing(_: Message, dialog_manager: DialogManager) -> None:
    """It leaves what is open; the broadcast that runs is cancelled by a second one."""
    has_draft = DraftSession.of(dialog_manager).draft_id is not None
    await open_menu(
        dialog_manager,
        MenuNote.DRAFT_KEPT if has_draft else MenuNote.NOTHING_KEPT,
        show_mode=ShowMode.DELETE_AND_SEND,
    )


async def on_status(message: Message, **data: Any) -> None:
    desk = AdminContext.of(data)
    shown = list(await desk.doors.reports.unfinished())[-MOST_SHOWN:]
    if not shown:
        latest = await desk.doors.reports.latest()
        shown = [] if latest is None else [latest]
    if not shown:
        await message.answer(desk.i18n.get("status-nothing"))
    for broadcast in shown:
        await desk.progress.show(broadcast.id, desk.chat_id, thread_id=desk.thread_id)


def _command_for(action: Action) -> Handler:
    async def on_command(message: Message, **data: Any) -> None:
        desk = AdminContext.of(data)
        possible = [one for one in await desk.doors.reports.unfinished() if allows(action, one)]
        if not possible:
            await message.answer(desk.i18n.get(NONE_KEYS[action]))
        elif len(possible) == 1 and action is Action.CANCEL:
            await message.answer(
                cancel_question(possible[0], desk.texts, desk.i18n.locale),
                reply_markup=cancel_keyboard(possible[0], desk.texts, desk.i18n.locale, asked=True),
            )
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
    desk = AdminContext.of(data)
    if callback_data.action is Action.CANCEL:
        await _ask_to_cancel(query, callback_data, desk)
        return
    text = await _done(callback_data.action, callback_data.broadcast_id, desk)
    await answer_tap(query, text[:MAX_ANSWER])
    if callback_data.asked:
        await rewrite(query, text)


async def on_try(query: CallbackQuery, **data: Any) -> None:
    """During a ban of days: let one message go, to see whether it is over."""
    desk = AdminContext.of(data)
    closed = desk.doors.bans.try_now(by=await desk.actor())
    text = desk.i18n.get("ban-tried") if closed else desk.i18n.get("ban-over")
    await answer_tap(query, text[:MAX_ANSWER])


async def _ask_to_cancel(query: CallbackQuery, data: ControlData, desk: AdminContext) -> None:
    """Cancelling cannot be undone, and its button stands beside Pause."""
    await desk.access.require(desk.user_id)
    broadcast = await desk.doors.reports.get(data.broadcast_id)
    late = None if allows(Action.CANCEL, broadcast) else desk.i18n.get("control-too-late")
    await answer_tap(query, late)
    if not data.asked:
        await _redraw(query, broadcast.id, desk, asking=Action.CANCEL)
    elif late is not None:
        await rewrite(query, late)
    else:
        locale = desk.i18n.locale
        await rewrite(
            query,
            cancel_question(broadcast, desk.texts, locale),
            cancel_keyboard(broadcast, desk.texts, locale, asked=True),
        )


async def on_cancel(query: CallbackQuery, callback_data: CancelData, **data: Any) -> None:
    """The answer to that question."""
    desk, number = AdminContext.of(data), callback_data.broadcast_id
    keyboard = None
    if callback_data.sure is Sure.YES:
        text = await _done(Action.CANCEL, number, desk)
    else:
        await desk.access.require(desk.user_id)
        text = desk.i18n.get("cancel-not")
        broadcast = await desk.doors.reports.get(number)
        if allows(Action.CANCEL, broadcast):  # it stands still, say, and still wants a decision
            keyboard = notice_keyboard(broadcast, desk.texts, desk.i18n.locale)
    await answer_tap(query, text[:MAX_ANSWER])
    if callback_data.asked:
        await rewrite(query, text, keyboard)
    else:
        await _redraw(query, number, desk)


async def _redraw(
    query: CallbackQuery, broadcast_id: int, desk: AdminContext, *, asking: Action | None = None
) -> None:
    if query.message is not None:
        message_id = query.message.message_id
        await desk.progress.redraw(
            broadcast_id, desk.chat_id, message_id, thread_id=desk.thread_id, asking=asking
        )


async def on_show(query: CallbackQuery, callback_data: ShowData, **data: Any) -> None:
    desk = AdminContext.of(data)
    await desk.access.require(desk.user_id)
    await answer_tap(query)
    await desk.progress.show(callback_data.broadcast_id, desk.chat_id, thread_id=desk.thread_id)


async def _done(action: Action, broadcast_id: int, desk: AdminContext) -> str:
    """Act, and say what was done; somebody else may have been faster."""
    try:
        broadcast = await perform(
            action,
            broadcast_id,
            by=await desk.actor(),
            launches=desk.doors.launches,
        )
    except MoveNotAllowed:
        return desk.i18n.get("control-too-late")
    return said(action, broadcast, desk.texts, desk.i18n.locale)
