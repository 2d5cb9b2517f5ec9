"""What the windows of addresses show, to owners alone: to everybody else NotAllowed."""

from dataclasses import replace
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.errors import NoSuchAddress
from broadcast.model.outgoing.address import MOST_ADDRESSES, EventAddress
from db.outgoing.queue import MOST_WAITING
from db.schema.states import EventKind, Role
from handlers.admin.context import AdminContext
from handlers.admin.outside.addresses.session import AddressSession
from handlers.language.outside import shown_url, why_words


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    found = await admin.doors.addresses.all(by=await admin.actor())
    AddressSession().save(dialog_manager)
    return {
        "items": [(one.id, f"{_mark(one)} {shown_url(one.url)}") for one in found],
        "room": len(found) < MOST_ADDRESSES,
    }


async def add_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), AddressSession.of(dialog_manager)
    await admin.access.require(admin.user_id, Role.OWNER)
    AddressSession().save(dialog_manager)
    return {"wrong": _words(session.wrong, admin)}


async def secret_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """What shows it takes it away: no later look into the dialog finds it."""
    admin, session = AdminContext.at(dialog_manager), AddressSession.of(dialog_manager)
    await admin.access.require(admin.user_id, Role.OWNER)
    replace(session, secret="").save(dialog_manager)
    return {"secret": session.secret}


async def kinds_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, address = await _address(dialog_manager)
    if address is None:
        return {"there": False, "url": "", "items": []}
    return {
        "there": True,
        "url": shown_url(address.url),
        "items": [(one.value, _kind_line(one, address, admin)) for one in EventKind],
    }


async def card_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    session = AddressSession.of(dialog_manager)
    replace(session, tested=None).save(dialog_manager)
    admin, address = await _address(dialog_manager)
    tested: dict[str, Any] = {
        "took_test": session.tested == "",
        "test_why": _words(session.tested or "", admin),
    }
    if address is None:
        return tested | {"there": False}
    off, why = address.off_at, _words(address.failing_why or "", admin)
    fails = address.failing_since if off is None else None
    return tested | {
        "there": True,
        "url": shown_url(address.url),
        "kinds": str(len(address.kinds)),
        "of": str(len(EventKind)),
        "wants_nothing": not address.kinds,
        "delivered": str(address.delivered),
        "waiting": str(address.waiting),
        "given_up": str(address.given_up) if address.given_up else "",
        "most": str(MOST_WAITING),
        "taken": "" if address.taken_at is None else admin.moment(address.taken_at),
        "failing": "" if fails is None else admin.moment(fails),
        "why": why,
        "on": off is None,
        "off": "" if off is None else admin.moment(off),
        "off_why": "" if off is None else why,
    }


async def asked_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Before something that cannot be taken back."""
    address = (await _address(dialog_manager))[1]
    if address is None:
        return {"url": "", "waiting": 0}
    return {"url": shown_url(address.url), "waiting": address.waiting}


async def _address(manager: DialogManager) -> tuple[AdminContext, EventAddress | None]:
    """None: another owner has removed it."""
    admin, number = AdminContext.at(manager), AddressSession.of(manager).address_id
    try:
        return admin, await admin.doors.addresses.get(number, by=await admin.actor())
    except NoSuchAddress:
        return admin, None


def _kind_line(kind: EventKind, address: EventAddress, admin: AdminContext) -> str:
    mark = "✅" if kind in address.kinds else "⬜️"
    return f"{mark} {admin.i18n.get('events-kind', kind=kind.value.rpartition('.')[2])}"


def _words(why: str, admin: AdminContext) -> str:
    return why_words(why, admin.texts, admin.i18n.locale) if why else ""


def _mark(address: EventAddress) -> str:
    if address.off_at is not None:
        return "⏸"
    return "✅" if address.failing_since is None else "⚠️"
