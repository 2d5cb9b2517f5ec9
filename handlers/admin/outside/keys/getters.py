"""What the keys' windows show, to owners alone: to everybody else NotAllowed."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.doors.outside.api_keys import KeyRefused
from broadcast.model.outside.key import LONGEST_NAME, MOST, PER_MINUTE, ApiKey
from db.schema.states import ApiRight, Role
from handlers.admin.context import AdminContext
from handlers.admin.outside.keys.session import DAYS, KeySession
from handlers.admin.paged_list import read_page
from handlers.language.names import isolated

RIGHT_KEYS: Mapping[ApiRight, str] = {
    ApiRight.DRAFT: "keys-right-draft",
    ApiRight.SEND: "keys-right-send",
    ApiRight.PEOPLE: "keys-right-people",
    ApiRight.READ: "keys-right-read",
}
REFUSED_KEYS: Mapping[KeyRefused, str] = {
    KeyRefused.BAD_NAME: "keys-bad-name",
    KeyRefused.NO_RIGHTS: "keys-no-rights",
    KeyRefused.FULL: "keys-full",
}


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = await _owner(dialog_manager)
    read = partial(admin.doors.api_keys.page, by=await admin.actor())
    found, page = await read_page(dialog_manager, read)
    return {
        "items": [(one.id, _row(one, admin)) for one in found],
        **page,
        "room": page["total"] < MOST,
        "at": admin.api_at,
    }


async def name_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    await _owner(dialog_manager)
    return {"refused": _take_refusal(dialog_manager), "most": str(LONGEST_NAME)}


async def make_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, refused = await _owner(dialog_manager), _take_refusal(dialog_manager)
    session = KeySession.of(dialog_manager)
    return {
        "refused": refused,
        "name": isolated(session.name, LONGEST_NAME),
        "rights": [
            (one.value, _marked(one.value in session.rights, admin.i18n.get(RIGHT_KEYS[one])))
            for one in ApiRight
        ],
        "rates": [
            (rate, _marked(rate == session.per_minute, admin.i18n.get("keys-rate", rate=str(rate))))
            for rate in PER_MINUTE
        ],
        "lives": [
            (days, _marked(days == session.days, admin.i18n.get("keys-days", days=days)))
            for days in DAYS
        ],
    }


async def card_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Also the question before it is revoked."""
    admin, session = await _owner(dialog_manager), KeySession.of(dialog_manager)
    replace(session, unseen=False).save(dialog_manager)
    number = session.key_id or 0
    key = await admin.doors.api_keys.get(number, by=await admin.actor())
    if key is None:
        return {"there": False, "unseen": False}
    return {"there": True, "unseen": session.unseen, **await _card(key, admin)}


async def _card(key: ApiKey, admin: AdminContext) -> dict[str, Any]:
    over = key.expires_at is not None and key.expires_at <= admin.clock.time()
    return {
        "name": isolated(key.name, LONGEST_NAME),
        "number": str(key.id),
        "hint": key.hint,
        "rights": "\n".join(
            f"✅ {admin.i18n.get(RIGHT_KEYS[one])}" for one in ApiRight if one in key.rights
        ),
        "rate": str(key.per_minute),
        "maker": await admin.name_of(key.created_by),
        "made": admin.moment(key.created_at),
        "ends": "" if key.expires_at is None else admin.moment(key.expires_at),
        "life": "never" if key.expires_at is None else "over" if over else "until",
        "used": "" if key.used_at is None else admin.moment(key.used_at),
        "use": "never" if key.used_at is None else "at",
    }


def _row(key: ApiKey, admin: AdminContext) -> str:
    used = admin.i18n.get("keys-unused") if key.used_at is None else admin.moment(key.used_at)
    over = key.expires_at is not None and key.expires_at <= admin.clock.time()
    mark = "⌛️" if over else "🔑"
    name = isolated(key.name, LONGEST_NAME)
    return admin.i18n.get("keys-row", mark=mark, name=name, hint=key.hint, used=used)


def _marked(chosen: bool, words: str) -> str:  # noqa: FBT001 - a mark, and its words
    return f"✅ {words}" if chosen else f"▫️ {words}"


def _take_refusal(manager: DialogManager) -> str | None:
    session = KeySession.of(manager)
    replace(session, refused=None).save(manager)
    if session.refused is None:
        return None
    most = str(MOST if session.refused == KeyRefused.FULL else LONGEST_NAME)
    key = REFUSED_KEYS[KeyRefused(session.refused)]
    return AdminContext.at(manager).i18n.get(key, most=most)


async def _owner(manager: DialogManager) -> AdminContext:
    admin = AdminContext.at(manager)
    await admin.access.require(admin.user_id, Role.OWNER)
    return admin
