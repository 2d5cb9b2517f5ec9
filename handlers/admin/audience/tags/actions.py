"""What a tap in the tags' windows does, and what is typed there."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.doors.audience.naming import Named
from broadcast.model.errors import BeingSetUp
from db.audience.audience import Audience
from db.audience.conditions import Tagged
from db.audience.facts import CannotAsk
from handlers.admin.audience.tags.people import ids_in
from handlers.admin.audience.tags.session import TagSession
from handlers.admin.choosing.files import bytes_of
from handlers.admin.choosing.kinds.ids import take_list
from handlers.admin.choosing.kinds.kind import Refused
from handlers.admin.choosing.reading import reader_for
from handlers.admin.context import AdminContext
from handlers.admin.navigation import show_people
from handlers.admin.states import TagWindows
from handlers.admin.wording.missing import why_not_asked

BELOW = ShowMode.DELETE_AND_SEND  # what was typed stands above the window then
BEING_SET_UP = "naming-being-set-up"  # a broadcast, for which names have to stand still
EVERYONE = 0  # in place of a segment's number

NAMED_KEYS: Mapping[Named, str] = {
    Named.TAKEN: "tags-taken",
    Named.BAD: "tags-bad",
    Named.FULL: "tags-full",
}


async def open_one(_: CallbackQuery, __: Any, manager: DialogManager, tag_id: int) -> None:
    TagSession(tag_id=tag_id).save(manager)
    await manager.switch_to(TagWindows.one)


async def ask_new(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    TagSession().save(manager)
    await manager.switch_to(TagWindows.name)


async def take_name(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = BELOW
    admin, session = AdminContext.at(manager), TagSession.of(manager)
    tags, typed, by = admin.doors.tags, message.text or "", await admin.actor()
    try:
        if session.tag_id is None:
            named = await tags.add(typed, by=by)
        else:
            named = await tags.rename(session.tag_id, typed, by=by)
    except BeingSetUp:
        _say(manager, BEING_SET_UP)
        return
    if named in NAMED_KEYS:
        _say(manager, NAMED_KEYS[named])
        return
    await manager.switch_to(TagWindows.list)


async def open_people(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    tag = await AdminContext.at(manager).doors.tags.get(TagSession.of(manager).tag_id or 0)
    if tag is not None:
        await show_people(manager, Audience(must=(Tagged(names=(tag.name,)),)))


async def ask_whom(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id says whether it is put on them or taken from them."""
    taking = str(button.widget_id) == "take"
    replace(TagSession.of(manager), taking=taking).save(manager)
    await manager.switch_to(TagWindows.whom)


async def choose_segment(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    """It is asked about: it may be a million people."""
    chosen = None if number == EVERYONE else number
    replace(TagSession.of(manager), segment_id=chosen).save(manager)
    await manager.switch_to(TagWindows.sure)


async def show_chosen(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Those whom the question is about, by name."""
    admin, session = AdminContext.at(manager), TagSession.of(manager)
    await show_people(manager, await audience_of(session, admin))


async def tag_segment(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin, session = AdminContext.at(manager), TagSession.of(manager)
    await _tag(await audience_of(session, admin), session, manager)


async def audience_of(session: TagSession, admin: AdminContext) -> Audience:
    """Everyone, or a segment's. Raises NoSuchSegment."""
    if session.segment_id is None:
        return Audience()
    return (await admin.doors.segments.get(session.segment_id)).audience


async def take_people(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """Ids as text or as a file, a forwarded message, or a contact."""
    manager.show_mode = BELOW
    admin, session = AdminContext.at(manager), TagSession.of(manager)
    data = ids_in(message)
    sent = data if data is not None else await bytes_of(message, admin)
    taken = sent if isinstance(sent, Refused) else await take_list(sent, admin)
    if isinstance(taken, Refused):
        replace(session, said=taken.words).save(manager)
        return
    await _tag(Audience(must=(taken.condition,)), session, manager, taken.words)


async def remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin = AdminContext.at(manager)
    tag_id = TagSession.of(manager).tag_id
    try:
        if tag_id is not None:
            await admin.doors.tags.remove(tag_id, by=await admin.actor())
    except BeingSetUp:
        _say(manager, BEING_SET_UP)
        return
    await manager.switch_to(TagWindows.list)


def _say(manager: DialogManager, key: str) -> None:
    words = AdminContext.at(manager).i18n.get(key)
    replace(TagSession.of(manager), said=words).save(manager)


async def _tag(
    audience: Audience, session: TagSession, manager: DialogManager, before: str | None = None
) -> None:
    admin = AdminContext.at(manager)
    key = "tags-taken-from" if session.taking else "tags-put-on"
    try:
        count = await admin.doors.tags.tag(
            session.tag_id or 0, audience, on=not session.taking, by=await admin.actor()
        )
    except CannotAsk as cannot:
        words = why_not_asked(cannot, await reader_for(audience, admin))
    else:
        words = admin.i18n.get(key, count=count)
    said = words if before is None else f"{before}\n{words}"
    replace(session, said=said).save(manager)
    await manager.switch_to(TagWindows.one)
