"""What the confirm window says about the clocks: when it is done over quiet hours, and whether that
is before it expires."""

from broadcast.doors.hours.endings import Ending
from broadcast.model.content import Content
from db.audience.audience import Audience
from handlers.admin.context import AdminContext
from handlers.admin.wording.moments import near_moment


async def hour_lines(
    admin: AdminContext,
    audience: Audience,
    content: Content,
    recipients: int,
    *,
    at: int | None,
) -> str:
    """Empty where no hours are in its way. `at`: when it is launched, Unix seconds; None: now.

    Raises CannotAsk.
    """
    ending = await admin.doors.endings.of(audience, recipients, content, at=at)
    if ending is None:
        return ""
    lines = [_ends(ending, admin)]
    if ending.waits:
        lines.insert(0, _near("confirm-begins", ending.begins, admin))
    expires_at = content.options.expires_at
    if expires_at is not None and (ending.at is None or ending.at > expires_at):
        lines.append(admin.i18n.get("confirm-expires"))
    return "\n".join(lines)


def _ends(ending: Ending, admin: AdminContext) -> str:
    if ending.at is None:
        return admin.i18n.get("confirm-ends-late")
    return _near("confirm-ends", ending.at, admin)


def _near(key: str, seconds: int, admin: AdminContext) -> str:
    near = near_moment(
        seconds,
        now=admin.clock.time(),
        timezone=admin.timezone,
        texts=admin.texts,
        locale=admin.i18n.locale,
    )
    return admin.i18n.get(key, **near)
