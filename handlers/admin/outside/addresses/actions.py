"""What a tap in the windows of addresses does. Whether they may, the door asks, each time."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import NoSuchAddress, TooManyAddresses
from db.schema.states import EventKind
from handlers.admin.context import AdminContext
from handlers.admin.outside.addresses.session import AddressSession
from handlers.admin.states import AddressWindows
from runtime.outside import OutsideError


async def open_card(_: CallbackQuery, __: Any, manager: DialogManager, address_id: int) -> None:
    AddressSession(address_id=address_id).save(manager)
    await manager.switch_to(AddressWindows.card)


async def take_url(message: Message, _: MessageInput, manager: DialogManager) -> None:
    """It gets all events until some are turned off: the next window but one asks."""
    manager.show_mode = ShowMode.DELETE_AND_SEND
    admin = AdminContext.at(manager)
    try:
        new = await admin.doors.addresses.add(
            message.text or "", tuple(EventKind), by=await admin.actor()
        )
    except OutsideError as error:
        AddressSession(wrong=error.why).save(manager)
        return
    except TooManyAddresses:  # another owner was faster: the list says it
        await manager.switch_to(AddressWindows.list)
        return
    AddressSession(address_id=new.id, secret=new.secret).save(manager)
    await manager.switch_to(AddressWindows.secret)


async def turn(_: CallbackQuery, __: Any, manager: DialogManager, kind: str) -> None:
    admin, number = AdminContext.at(manager), AddressSession.of(manager).address_id
    actor = await admin.actor()
    with suppress(NoSuchAddress):  # the window says that it is gone
        address = await admin.doors.addresses.get(number, by=actor)
        chosen = address.kinds ^ {EventKind(kind)}
        await admin.doors.addresses.choose(number, chosen, by=actor)


async def test(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    session, admin = AddressSession.of(manager), AdminContext.at(manager)
    with suppress(NoSuchAddress):
        verdict = await admin.doors.addresses.test(session.address_id, by=await admin.actor())
        replace(session, tested=verdict.why).save(manager)


async def renew_secret(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    session, admin = AddressSession.of(manager), AdminContext.at(manager)
    try:
        secret = await admin.doors.addresses.renew_secret(
            session.address_id, by=await admin.actor()
        )
    except NoSuchAddress:
        await manager.switch_to(AddressWindows.card)
        return
    replace(session, secret=secret).save(manager)
    await manager.switch_to(AddressWindows.secret)


async def switch_off(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin, number = AdminContext.at(manager), AddressSession.of(manager).address_id
    with suppress(NoSuchAddress):
        await admin.doors.addresses.switch_off(number, by=await admin.actor())


async def switch_on(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin, number = AdminContext.at(manager), AddressSession.of(manager).address_id
    with suppress(NoSuchAddress):
        await admin.doors.addresses.switch_on(number, by=await admin.actor())


async def remove(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """It was asked about."""
    admin, number = AdminContext.at(manager), AddressSession.of(manager).address_id
    with suppress(NoSuchAddress):  # it is gone as wished
        await admin.doors.addresses.remove(number, by=await admin.actor())
    await manager.switch_to(AddressWindows.list)
