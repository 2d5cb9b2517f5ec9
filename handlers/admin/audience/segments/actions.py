"""What a tap in the segments' windows does."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.doors.audience.naming import Named
from handlers.admin.audience.segments.session import SegmentSession
from handlers.admin.context import AdminContext
from handlers.admin.navigation import choose_audience, show_people
from handlers.admin.states import SegmentWindows


async def open_one(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    SegmentSession(segment_id=number).save(manager)
    await manager.switch_to(SegmentWindows.one)


async def open_people(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    number = SegmentSession.of(manager).segment_id
    segment = await AdminContext.at(manager).doors.segments.get(number)
    await show_people(manager, segment.audience)


async def change(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Its conditions, in the windows that drafts have for them."""
    await choose_audience(manager, segment_id=SegmentSession.of(manager).segment_id)


async def take_name(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    admin, session = AdminContext.at(manager), SegmentSession.of(manager)
    named = await admin.doors.segments.rename(
        session.segment_id, message.text or "", by=await admin.actor()
    )
    if named in (Named.TAKEN, Named.BAD):
        replace(session, refused=named.value).save(manager)
        return
    await manager.switch_to(SegmentWindows.list if named is Named.GONE else SegmentWindows.one)


async def remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin = AdminContext.at(manager)
    number = SegmentSession.of(manager).segment_id
    await admin.doors.segments.remove(number, by=await admin.actor())
    await manager.switch_to(SegmentWindows.list)
