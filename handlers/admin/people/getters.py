"""The names on the page."""

from typing import Any

from aiogram_dialog import DialogManager

from db.audience.audience import Audience
from db.audience.facts import CannotAsk
from handlers.admin.context import AdminContext
from handlers.admin.people.actions import PAGE
from handlers.admin.people.session import PeopleSession
from handlers.language.names import numbered_name


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), PeopleSession.of(dialog_manager)
    audience = Audience.load(session.audience)
    try:
        found = await admin.doors.counts.people(audience, offset=session.offset, limit=PAGE + 1)
    except CannotAsk:  # its tag was deleted meanwhile
        found = ()
    lines = [numbered_name(one.first_name, one.username, one.chat_id) for one in found[:PAGE]]
    return {
        "first": str(session.offset + 1),
        "lines": "\n".join(lines),
        "has_earlier": session.offset > 0,
        "has_further": len(found) > PAGE,
    }
