"""What a tap in the list of what is repeated, or on a card, does.

Who may, the engine's door asks, each time; what somebody else did meanwhile, or the clock, the
router of errors says (handlers/admin/outdated.py).
"""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import MoveNotAllowed
from broadcast.model.repeating.reading import BadRule
from handlers.admin.context import AdminContext
from handlers.admin.navigation import choose_rule, continue_draft, open_feed, open_menu
from handlers.admin.repeating.page import open_one, opened, say
from handlers.admin.repeating.showing import show
from handlers.admin.states import RepeatWindows

BELOW = ShowMode.DELETE_AND_SEND


async def open_card(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    open_one(manager, number)
    await manager.switch_to(RepeatWindows.card)


async def send_test(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """What people will get, for this admin alone; the card moves below it."""
    admin = AdminContext.at(manager)
    said = await admin.doors.repeat_messages.upcoming(opened(manager))
    manager.show_mode = BELOW
    if said is None:
        say(manager, admin.i18n.get("repeats-nothing-yet"))
        return
    say(manager, await show(said, admin) or admin.i18n.get("compose-note-test-sent"))


async def pause(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    try:
        await admin.doors.repeats.pause(opened(manager), by=await admin.actor())
    except MoveNotAllowed:  # the window, shown anew, says how it stands
        return
    say(manager, admin.i18n.get("repeats-now-paused"))


async def resume(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    try:
        await admin.doors.repeats.resume(opened(manager), by=await admin.actor())
    except MoveNotAllowed:
        return
    except BadRule as bad:
        words = admin.i18n.get("repeats-mistake", mistake=bad.mistake.value, part=bad.part)
        say(manager, words)
        return
    say(manager, admin.i18n.get("repeats-now-resumed"))


async def skip(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The next round, or not after all."""
    admin, number = AdminContext.at(manager), opened(manager)
    repeat = await admin.doors.repeats.get(number)
    if repeat.next_at is None:
        return
    left_out = not repeat.skipped
    try:
        await admin.doors.repeats.skip(
            number, repeat.next_at, by=await admin.actor(), left_out=left_out
        )
    except MoveNotAllowed:
        say(manager, admin.i18n.get("repeats-too-late"))
        return
    key = "repeats-now-skipped" if left_out else "repeats-now-unskipped"
    say(manager, admin.i18n.get(key))


async def choose_ahead(_: CallbackQuery, __: Any, manager: DialogManager, seconds: int) -> None:
    admin = AdminContext.at(manager)
    await admin.doors.repeats.change_ahead(opened(manager), seconds, by=await admin.actor())
    await manager.switch_to(RepeatWindows.card)


async def edit(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """In a draft of its own, so that nothing half done goes out."""
    admin = AdminContext.at(manager)
    draft_id = await admin.doors.repeat_messages.edit(opened(manager), by=await admin.actor())
    await continue_draft(manager, draft_id)


async def edit_rule(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await choose_rule(manager, repeat_id=opened(manager))


async def edit_feed(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    number = opened(manager)
    feed = await AdminContext.at(manager).doors.feeds.of(number)
    await open_feed(manager, number, chosen=feed is not None)


async def show_report(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Of the newest round, at the end of the chat."""
    admin = AdminContext.at(manager)
    repeat = await admin.doors.repeats.get(opened(manager))
    if repeat.round_id is not None:
        await admin.show_progress(repeat.round_id)
        manager.show_mode = BELOW


async def stop(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin = AdminContext.at(manager)
    await admin.doors.repeats.stop(opened(manager), by=await admin.actor())
    _next, count = await admin.doors.repeats.page(limit=0)
    if count:
        await manager.switch_to(RepeatWindows.list)
    else:
        await open_menu(manager)
