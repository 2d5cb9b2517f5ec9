"""What a tap in the links' windows does, and what is written there.

Who may, the engine's door asks, each time.
"""

import logging
from typing import Any

from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.doors.audience.naming import Named
from broadcast.model.errors import LinkRefused
from broadcast.model.links.link import ByLink, Link
from db.people.whom import CameBy
from handlers.admin.context import AdminContext
from handlers.admin.links.getters import SHOWN_CODES, key_of, other_code_label
from handlers.admin.links.page import (
    list_people,
    name_mistake,
    note_unseen,
    open_link,
    opened,
    refuse_tag,
    remember_tag,
    typed_tag,
)
from handlers.admin.links.picture import address, qr_picture
from handlers.admin.navigation import Group, show_groups
from handlers.admin.states import LinkWindows, PlaceWindows
from handlers.language.names import shown_name

logger = logging.getLogger(__name__)


async def open_card(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    open_link(manager, number)
    await manager.switch_to(LinkWindows.card)


async def show_places(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.start(PlaceWindows.list)


async def add(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """The link and its picture come in one message, and the card below it."""
    manager.show_mode = ShowMode.DELETE_AND_SEND
    admin = AdminContext.at(manager)
    try:
        link = await admin.doors.links.add(message.text or "", by=await admin.actor())
    except LinkRefused as error:
        name_mistake(manager, error.mistake)
        return
    open_link(manager, link.id)
    await _show(link, admin, manager)
    await manager.switch_to(LinkWindows.card)


async def open_people(_: CallbackQuery, __: Any, manager: DialogManager, which: str) -> None:
    list_people(manager, ByLink(which))
    await manager.switch_to(LinkWindows.people)


async def show_code(_: CallbackQuery, __: Any, manager: DialogManager, key: str) -> None:
    """Who came by a code that has no name."""
    admin = AdminContext.at(manager)
    codes, _count = await admin.doors.links.other_codes(limit=SHOWN_CODES)
    for code, people in codes:
        if key_of(code) == key:
            label = other_code_label(code, people, admin)
            await show_groups(manager, [Group(label, CameBy(code=code))])


async def show_picture(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    admin = AdminContext.at(manager)
    await _show(await admin.doors.links.get(opened(manager)), admin, manager)


async def rename(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    admin = AdminContext.at(manager)
    try:
        await admin.doors.links.rename(opened(manager), message.text or "", by=await admin.actor())
    except LinkRefused as error:
        name_mistake(manager, error.mistake)
        return
    await manager.switch_to(LinkWindows.card)


async def change_code(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """The picture that there was is of the old one: the new one comes."""
    manager.show_mode = ShowMode.DELETE_AND_SEND
    admin, number = AdminContext.at(manager), opened(manager)
    code = (message.text or "").strip()
    try:
        await admin.doors.links.change_code(number, code, by=await admin.actor())
    except LinkRefused as error:
        name_mistake(manager, error.mistake)
        return
    await _show(await admin.doors.links.get(number), admin, manager)
    await manager.switch_to(LinkWindows.card)


async def take_tag(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """A name that is not there yet, but near to one that is, may be a slip."""
    manager.show_mode = ShowMode.DELETE_AND_SEND
    admin, typed = AdminContext.at(manager), message.text or ""
    remember_tag(manager, "")
    if await admin.doors.tags.find(typed) is None and await admin.doors.tags.nearest(typed):
        remember_tag(manager, typed)
        return
    await _set_tag(typed, manager)


async def near_tag(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    near = await AdminContext.at(manager).doors.tags.nearest(typed_tag(manager))
    await _set_tag(near or "", manager)


async def new_tag(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _set_tag(typed_tag(manager), manager)


async def no_tag(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    await admin.doors.links.set_tag(opened(manager), None, by=await admin.actor())
    await manager.switch_to(LinkWindows.card)


async def _set_tag(typed: str, manager: DialogManager) -> None:
    """One that is not there yet is made."""
    admin = AdminContext.at(manager)
    if await admin.doors.tags.find(typed) is None:
        named = await admin.doors.tags.add(typed, by=await admin.actor())
        if named in (Named.BAD, Named.FULL):
            refuse_tag(manager, named)
            return
    found = await admin.doors.tags.find(typed)
    number = None if found is None else found.id  # deleted a moment ago
    await admin.doors.links.set_tag(opened(manager), number, by=await admin.actor())
    remember_tag(manager, "")
    await manager.switch_to(LinkWindows.card)


async def delete(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin = AdminContext.at(manager)
    await admin.doors.links.delete(opened(manager), by=await admin.actor())
    await manager.switch_to(LinkWindows.list)


async def _show(link: Link, admin: AdminContext, manager: DialogManager) -> None:
    """Best effort: the card has the link, too."""
    where = address((await admin.bot.me()).username, link.code)
    caption = admin.i18n.get("links-given", name=shown_name(link.name, None), link=where)
    try:
        await admin.bot.send_photo(
            admin.chat_id,
            qr_picture(where, link.code),
            caption=caption,
            message_thread_id=admin.thread_id,
        )
    except AiogramError as error:
        logger.warning("the picture of link %d was not shown: %s", link.id, type(error).__name__)
        note_unseen(manager)
