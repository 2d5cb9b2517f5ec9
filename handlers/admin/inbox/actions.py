"""What a tap in the windows of replies does. Who may, the engine's door asks, each time."""

from collections.abc import Sequence
from typing import Any

from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.context import AdminContext
from handlers.admin.inbox import page
from handlers.admin.inbox.showing import LOOKED_AT, newest, show
from handlers.admin.states import InboxWindows
from handlers.frame.albums import ALBUM
from handlers.inbox.answering import Answered, send_answer
from handlers.language.names import quoted

BELOW = ShowMode.DELETE_AND_SEND
NOTE_KEYS = {
    Answered.SENT: "replies-sent",
    Answered.NOBODY: "replies-blocked",
    Answered.REFUSED: "replies-refused",
    Answered.UNANSWERED: "replies-unanswered",
    Answered.WAIT: "replies-wait",
}


async def open_broadcast(
    _: CallbackQuery, __: Any, manager: DialogManager, broadcast_id: int
) -> None:
    page.open_people(manager, broadcast_id)
    await manager.switch_to(InboxWindows.people)


async def open_everybody(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    page.open_people(manager, None)
    await manager.switch_to(InboxWindows.people)


async def back_to_list(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    if page.came_from_card(manager):
        await manager.done()
        return
    page.open_people(manager, None)
    await manager.switch_to(InboxWindows.list)


async def open_person(
    _: CallbackQuery, __: Any, manager: DialogManager, subscriber_id: int
) -> None:
    page.open_person(manager, subscriber_id)
    await manager.switch_to(InboxWindows.person)


async def show_messages(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The newest, or those before the ones that were shown; the window comes below them."""
    admin, number, by = await _about(manager)
    found = await admin.doors.conversations.find(number, by=by)
    messages = newest(
        await admin.doors.conversations.messages(
            number, limit=LOOKED_AT, before=page.shown(manager), by=by
        )
    )
    if not messages:
        return
    manager.show_mode = BELOW
    try:
        refused = await show(admin, found.chat_id, messages)
    except AiogramError:
        page.note(manager, "replies-unseen")
        return
    page.note_shown(manager, messages[0][0].id)
    if refused:
        page.note(manager, "replies-not-shown", count=str(refused))


async def answer(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    await _take(query, manager, force=False)


async def take_over(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    """The window said who else is writing."""
    await _take(query, manager, force=True)


async def never_mind(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin, number, by = await _about(manager)
    await admin.doors.conversations.let_go(number, by=by)
    await manager.switch_to(InboxWindows.person)


async def needs_none(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """What has come so far waits no more."""
    admin, number, by = await _about(manager)
    for last in await admin.doors.conversations.messages(number, limit=1, by=by):
        await admin.doors.conversations.settle(number, upto=last.id, by=by, answered=False)
    page.note(manager, "replies-settled")


async def take_answer(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """Sent once: whoever was overtaken while typing is told instead."""
    manager.show_mode = BELOW
    admin, number, by = await _about(manager)
    talk = admin.doors.conversations
    found = await talk.find(number, by=by)
    await manager.switch_to(InboxWindows.person)
    if not await talk.still_holds(number, by=by):
        page.note(manager, "replies-overtaken")
        return
    upto, quotes = page.answer_to(manager)
    album: Sequence[Message] = manager.middleware_data.get(ALBUM) or (message,)
    sent = await send_answer(
        admin.bot,
        [one.message_id for one in album],
        from_chat=admin.chat_id,
        to=found.chat_id,
        quotes=quotes,
    )
    if sent.result is Answered.SENT:
        await talk.settle(number, upto=upto, by=by)
    else:
        await talk.let_go(number, by=by)
    page.note(manager, NOTE_KEYS[sent.result], detail=quoted(sent.detail))


async def _take(query: CallbackQuery, manager: DialogManager, *, force: bool) -> None:
    admin, number, by = await _about(manager)
    last = await admin.doors.conversations.messages(number, limit=1, by=by)
    if not last:
        return
    if not await admin.doors.conversations.take(number, by=by, force=force):
        await query.answer(admin.i18n.get("replies-faster"), show_alert=True)
        return
    page.begin_answer(manager, upto=last[0].id, quoted=last[0].message_id)
    await manager.switch_to(InboxWindows.answer)


async def _about(manager: DialogManager) -> tuple[AdminContext, int, Any]:
    admin = AdminContext.at(manager)
    return admin, page.person(manager), await admin.actor()
