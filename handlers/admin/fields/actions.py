"""What a tap in the fields' windows does, and what is typed there. Who may, the door asks."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.doors.audience.naming import Named
from broadcast.model.errors import BeingSetUp, FieldInUse
from db.audience.audience import Audience
from db.audience.conditions import FieldIs, FieldTest
from handlers.admin.context import AdminContext
from handlers.admin.fields.session import FieldSession
from handlers.admin.navigation import show_people
from handlers.admin.states import FieldWindows

REFUSED_KEYS: Mapping[Named, str] = {
    Named.TAKEN: "custom-fields-taken",
    Named.BAD: "custom-fields-bad",
    Named.FIXED: "custom-fields-fixed",
}


async def open_one(_: CallbackQuery, __: Any, manager: DialogManager, field_id: int) -> None:
    FieldSession(field_id=field_id).save(manager)
    await manager.switch_to(FieldWindows.one)


async def open_people(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The subscribed of whom it is known."""
    admin, session = AdminContext.at(manager), FieldSession.of(manager)
    card = await admin.doors.fields.card(session.field_id, by=await admin.actor())
    if card is not None:
        known = FieldIs(name=card.name, test=FieldTest.IS_SET)
        await show_people(manager, Audience(must=(known,)))


async def take_name(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    admin, session = AdminContext.at(manager), FieldSession.of(manager)
    typed, by = message.text or "", await admin.actor()
    try:
        named = await admin.doors.fields.rename(session.field_id, typed, by=by)
    except (BeingSetUp, FieldInUse) as error:
        _say(_why(error, admin), manager)
        return
    if named in REFUSED_KEYS:
        _say(admin.i18n.get(REFUSED_KEYS[named]), manager)
        return
    await manager.switch_to(FieldWindows.one)


async def remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin, session = AdminContext.at(manager), FieldSession.of(manager)
    try:
        await admin.doors.fields.remove(session.field_id, by=await admin.actor())
    except (BeingSetUp, FieldInUse) as error:
        _say(_why(error, admin), manager)
        return
    await manager.switch_to(FieldWindows.list)


def _say(words: str, manager: DialogManager) -> None:
    replace(FieldSession.of(manager), said=words).save(manager)


def _why(error: BeingSetUp | FieldInUse, admin: AdminContext) -> str:
    if isinstance(error, FieldInUse):
        return admin.i18n.get("custom-fields-in-use", number=str(error.broadcast_id))
    return admin.i18n.get("naming-being-set-up")
