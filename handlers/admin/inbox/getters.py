"""Who wrote after which broadcast, and how it stands with one of them."""

from functools import partial
from typing import Any

from aiogram_dialog import DialogManager

from db.inbox.conversations import AfterOne, Conversation
from handlers.admin.context import AdminContext
from handlers.admin.inbox.page import broadcast, person, shown, take_note
from handlers.admin.paged_list import read_page
from handlers.language.names import isolated, numbered_name, shown_name

LONGEST_TITLE = 24  # characters beside a broadcast's number and count


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    read = partial(admin.doors.conversations.after_broadcasts, by=await admin.actor())
    found, page = await read_page(dialog_manager, read)
    return {
        "items": [(one.broadcast_id, _row(one, admin)) for one in found],
        "waiting": await admin.doors.conversations.waiting() or 0,
        **page,
    }


async def people_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, number = AdminContext.at(dialog_manager), broadcast(dialog_manager)
    read = partial(admin.doors.conversations.page, number, by=await admin.actor())
    found, page = await read_page(dialog_manager, read)
    return {
        "items": [(one.subscriber_id, _person_row(one, admin)) for one in found],
        "number": "" if number is None else str(number),
        "of_one": number is not None,
        **page,
    }


async def person_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, number = AdminContext.at(dialog_manager), person(dialog_manager)
    by = await admin.actor()
    found = await admin.doors.conversations.find(number, by=by)
    holder = admin.doors.conversations.holder(found)
    oldest = shown(dialog_manager)
    earlier = await admin.doors.conversations.messages(number, limit=1, before=oldest, by=by)
    note = take_note(dialog_manager)
    return {
        "note": None if note is None else admin.i18n.get(note[0], **note[1]),
        "name": numbered_name(found.first_name, found.username, found.chat_id),
        "waiting": found.waiting,
        "last": admin.moment(found.last_at),
        "held": holder not in (None, admin.user_id),
        "holder": "" if holder is None else await admin.name_of(holder),
        "since": admin.moment(found.taken_at),
        "answered": found.answered_at is not None,
        "answered_by": await _who(found, admin),
        "answered_at": admin.moment(found.answered_at),
        "unshown": oldest is None,
        "has_earlier": oldest is not None and bool(earlier),
    }


async def answer_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    found = await admin.doors.conversations.find(person(dialog_manager), by=await admin.actor())
    return {"name": numbered_name(found.first_name, found.username, found.chat_id)}


async def _who(found: Conversation, admin: AdminContext) -> str:
    """Nobody is named who asked to be forgotten."""
    if found.answered_by is None:
        return admin.i18n.get("questions-erased")
    return await admin.name_of(found.answered_by)


def _row(one: AfterOne, admin: AdminContext) -> str:
    return admin.i18n.get(
        "replies-row",
        number=str(one.broadcast_id),
        title=isolated(one.title, LONGEST_TITLE),
        count=one.people,
    )


def _person_row(one: Conversation, admin: AdminContext) -> str:
    key = "replies-person-waits" if one.waiting else "replies-person-done"
    name = shown_name(one.first_name, one.username)
    return admin.i18n.get(key, name=name, id=str(one.chat_id), count=one.waiting)
