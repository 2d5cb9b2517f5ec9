"""What the confirm window says about a personal text: who gets a gap, and what does not fit."""

from typing import Any

from broadcast.model.content import Content
from broadcast.model.personal.lengths import Part
from db.audience.audience import Audience
from handlers.admin.context import AdminContext

EXCESS_KEYS = {Part.TEXT: "personal-long-text", Part.BUTTON: "personal-long-button"}


async def personal_lines(
    admin: AdminContext, content: Content, audience: Audience | None
) -> dict[str, Any]:
    """Nothing where the text is the same for everybody. No audience: there is nobody in it."""
    if not content.names or audience is None:
        return {"personal": "", "nameless": False}
    nameless = await admin.doors.personal.nameless(content, audience)
    names = await admin.doors.personal.names()
    lines = [
        admin.i18n.get("confirm-nameless", count=count, field=names.get(field, field))
        for field, count in nameless.items()
    ]
    if (excess := await admin.doors.personal.too_long(content, audience)) is not None:
        lines.append(admin.i18n.get(EXCESS_KEYS[excess.part], count=excess.units))
    return {"personal": "\n\n".join(lines), "nameless": bool(nameless)}
