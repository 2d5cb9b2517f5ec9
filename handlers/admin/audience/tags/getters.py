"""What the tags' windows show."""

from dataclasses import replace
from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.audience.tags.actions import EVERYONE, audience_of
from handlers.admin.audience.tags.session import TagSession
from handlers.admin.choosing.counted import counted_or_later
from handlers.admin.context import AdminContext
from handlers.language.names import isolated

LONGEST = 32  # characters of a tag
LONGEST_SEGMENT = 64  # characters


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    found = await AdminContext.at(dialog_manager).doors.tags.every()
    return {"items": [(one.id, f"{isolated(one.name, LONGEST)} · {one.count}") for one in found]}


async def one_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), TagSession.of(dialog_manager)
    replace(session, said=None).save(dialog_manager)
    found = {one.id: one for one in await admin.doors.tags.every()}
    tag = found.get(session.tag_id or 0)
    return {
        "said": session.said,
        "there": tag is not None,  # somebody may have removed it
        "name": "" if tag is None else isolated(tag.name, LONGEST),
        "people": 0 if tag is None else tag.count,
    }


async def name_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    session = TagSession.of(dialog_manager)
    replace(session, said=None).save(dialog_manager)
    return {"said": session.said, "new": session.tag_id is None}


async def whom_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), TagSession.of(dialog_manager)
    replace(session, said=None).save(dialog_manager)
    segments = await admin.doors.segments.every()
    everyone = (EVERYONE, admin.i18n.get("tags-everyone"))
    return {
        "said": session.said,
        "taking": session.taking,
        "name": await _name(session, admin),
        "segments": [
            everyone,
            *((one.id, f"📁 {isolated(one.name, LONGEST_SEGMENT)}") for one in segments),
        ],
    }


async def sure_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Raises NoSuchSegment."""
    admin, session = AdminContext.at(dialog_manager), TagSession.of(dialog_manager)
    counted = await counted_or_later(dialog_manager, await audience_of(session, admin))
    return {
        "name": await _name(session, admin),
        "taking": session.taking,
        "people": counted.people if counted else 0,
        "counting": counted is None,
        "ready": counted is not None and counted.people,
    }


async def _name(session: TagSession, admin: AdminContext) -> str:
    tag = await admin.doors.tags.get(session.tag_id or 0)
    return "" if tag is None else isolated(tag.name, LONGEST)
