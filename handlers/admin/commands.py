"""The admins' commands. They stand before the dialogs: a command is never taken for content."""

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.api.entities import Context
from aiogram_dialog.api.internal import CONTEXT_KEY

from handlers.admin.bots.listing import on_bots
from handlers.admin.compose.session import DraftSession
from handlers.admin.context import AdminContext
from handlers.admin.control.runs import (
    NONE_KEYS,
    WHICH_KEYS,
    Action,
    allows,
    cancel_keyboard,
    cancel_question,
    which_keyboard,
)
from handlers.admin.menu.actions import begin
from handlers.admin.navigation import MenuNote, open_menu
from handlers.admin.states import Compose, SeriesWindows
from handlers.admin.taps.countdowns import counting_down, planned_line, undo_own
from handlers.admin.taps.runs import act
from handlers.frame.taps import answer_tap
from handlers.frame.text_commands import TextCommand
from handlers.team.greeting import OpenMenu

MOST_SHOWN = 5  # progress messages that one /status brings
MOST_ASKED = 20  # buttons below "which one?"

Handler = Callable[..., Coroutine[Any, Any, None]]


def register(router: Router) -> None:
    router.message.register(on_admin, TextCommand("admin"))
    router.message.register(on_broadcast, TextCommand("broadcast"))
    router.message.register(on_series, TextCommand("series"))
    router.message.register(on_status, TextCommand("status"))
    router.message.register(on_bots, TextCommand("bots"))
    router.message.register(on_cancel_composing, TextCommand(Action.CANCEL.value), is_composing)
    for action in Action:
        router.message.register(_command_for(action), TextCommand(action.value))
    router.callback_query.register(on_open_menu, OpenMenu.filter())


async def on_admin(_: Message, dialog_manager: DialogManager) -> None:
    await open_menu(dialog_manager)


async def on_open_menu(query: CallbackQuery, dialog_manager: DialogManager) -> None:
    """The button below a welcome, which stays where it is."""
    await answer_tap(query)
    await open_menu(dialog_manager, show_mode=ShowMode.DELETE_AND_SEND)


async def on_series(_: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(SeriesWindows.list, mode=StartMode.RESET_STACK)


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
    admin = AdminContext.of(data)
    unfinished = [one.id for one in await admin.doors.reports.unfinished()]
    waiting = [number for number in await _waiting(admin) if number not in unfinished]
    planned, _ = await admin.doors.plans.page(limit=MOST_SHOWN)
    asked = [one.broadcast_id for one in planned if one.is_asked]
    shown = [*asked, *waiting, *unfinished, *await counting_down(admin)][-MOST_SHOWN:]
    if not shown:
        latest = await admin.doors.reports.latest()
        shown = [] if latest is None else [latest.id]
    line = await planned_line(admin)
    if line or not shown:
        await message.answer(line or admin.i18n.get("status-nothing"))
    for number in shown:
        await admin.show_progress(number)


async def _waiting(admin: AdminContext) -> list[int]:
    """Broadcasts of which some wait for the better version: their reports say until when."""
    return [one.broadcast_id for one in await admin.doors.versions.open_ones() if one.waiting]


async def _offer_undo(message: Message, numbers: Sequence[int], admin: AdminContext) -> None:
    """Whoever cancels in haste what has not begun yet means this."""
    await message.answer(admin.i18n.get("planned-cancel-undo"))
    for number in numbers[-MOST_SHOWN:]:
        await admin.show_progress(number)


async def _tell_of_nothing_to(action: Action, message: Message, admin: AdminContext) -> None:
    """With what waits to be launched: a countdown has a button of its own, which stops it."""
    waits = action is not Action.RESUME
    planned = await planned_line(admin) if waits else ""
    await message.answer("\n".join(filter(None, [admin.i18n.get(NONE_KEYS[action]), planned])))
    for number in await counting_down(admin) if waits else []:
        await admin.show_progress(number)


def _command_for(action: Action) -> Handler:
    """/pause, /resume or /cancel: at once, after a question, or after choosing one."""

    async def on_command(message: Message, **data: Any) -> None:
        admin = AdminContext.of(data)
        if action is Action.CANCEL and (undone := await undo_own(admin)) is not None:
            await message.answer(undone)
            return
        texts, locale = admin.texts, admin.i18n.locale
        possible = [one for one in await admin.doors.reports.unfinished() if allows(action, one)]
        if action is Action.CANCEL and (counting := await counting_down(admin)):
            await _offer_undo(message, counting, admin)
            return
        waiting = await _waiting(admin) if action is Action.CANCEL and not possible else []
        if waiting:
            await message.answer(admin.i18n.get("versions-cancel-none"))
            for number in waiting[-MOST_SHOWN:]:
                await admin.show_progress(number)
        elif not possible:
            await _tell_of_nothing_to(action, message, admin)
        elif len(possible) > 1:
            newest = possible[::-1][:MOST_ASKED]
            keyboard = which_keyboard(action, newest, texts, locale)
            await message.answer(admin.i18n.get(WHICH_KEYS[action]), reply_markup=keyboard)
        elif action is Action.CANCEL:
            keyboard = cancel_keyboard(possible[0], texts, locale, asked=True)
            question = cancel_question(possible[0], texts, locale)
            await message.answer(question, reply_markup=keyboard)
        else:
            await message.answer(await act(action, possible[0].id, admin))

    return on_command
