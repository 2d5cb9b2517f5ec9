"""What the segments' windows show."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.doors.audience.naming import Named
from handlers.admin.audience.segments.session import SegmentSession
from handlers.admin.choosing.counted import counted_or_later
from handlers.admin.choosing.getters import lines_of
from handlers.admin.choosing.reading import reader_for
from handlers.admin.context import AdminContext
from handlers.language.names import isolated

LONGEST = 64  # characters of a name

REFUSED_KEYS: Mapping[Named, str] = {
    Named.TAKEN: "choosing-name-taken",
    Named.BAD: "choosing-name-bad",
}


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    found = await AdminContext.at(dialog_manager).doors.segments.every()
    return {"items": [(one.id, isolated(one.name, LONGEST)) for one in found]}


async def one_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    """Raises NoSuchSegment."""
    admin = AdminContext.at(dialog_manager)
    segment = await admin.doors.segments.get(SegmentSession.of(dialog_manager).segment_id)
    reader = await reader_for(segment.audience, admin)
    counted = await counted_or_later(dialog_manager, segment.audience)
    return {
        "name": isolated(segment.name, LONGEST),
        "lines": "\n".join(lines_of(segment.audience, reader)),
        "trouble": counted.trouble(reader) if counted else "",
        "people": counted.people if counted else 0,
        "counting": counted is None,
    }


async def name_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), SegmentSession.of(dialog_manager)
    replace(session, refused=None).save(dialog_manager)
    refused = session.refused
    return {"refused": admin.i18n.get(REFUSED_KEYS[Named(refused)]) if refused else None}
