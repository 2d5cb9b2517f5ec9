"""What the topics' windows show, to owners alone: to everybody else NotAllowed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.doors.audience.naming import Named
from broadcast.doors.audience.topics import LONGEST, MOST
from db.schema.states import Role
from handlers.admin.context import AdminContext
from handlers.admin.topics.session import TopicSession
from handlers.language.names import isolated

REFUSED_KEYS: Mapping[Named, str] = {
    Named.TAKEN: "topics-taken",
    Named.BAD: "topics-bad",
    Named.FULL: "topics-full",
}


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = await _owner(dialog_manager)
    topics = await admin.doors.topics.every()
    return {
        "items": [(one.id, isolated(one.name, LONGEST)) for one in topics],
        "room": len(topics) < MOST,
    }


async def one_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = await _owner(dialog_manager), TopicSession.of(dialog_manager)
    topics = await admin.doors.topics.every()
    replace(session, waits=False).save(dialog_manager)
    number = session.topic_id
    found = next((one for one in topics if one.id == number), None)
    name = None if found is None else found.name
    return {
        "there": name is not None,  # another owner may have removed it
        "name": isolated(name or "", LONGEST),
        "unwanted": 0 if number is None else await admin.doors.topics.opted_out(number),
        "waits": session.waits,
        "uncapped": found is not None and found.uncapped,
        "has_cap": found is not None and admin.doors.caps.most is not None,
        "below": name is not None and topics[0].id != number,
    }


async def name_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = await _owner(dialog_manager), TopicSession.of(dialog_manager)
    replace(session, refused=None).save(dialog_manager)
    refused = session.refused
    return {
        "refused": None if refused is None else admin.i18n.get(REFUSED_KEYS[Named(refused)]),
        "new": session.topic_id is None,
    }


async def _owner(manager: DialogManager) -> AdminContext:
    admin = AdminContext.at(manager)
    await admin.access.require(admin.user_id, Role.OWNER)
    return admin
