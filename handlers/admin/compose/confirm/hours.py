"""What the confirm window says about the clocks: when it is done over quiet hours, or for how many
it ends before that."""

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
    """Empty where nothing is in its way. `at`: when it is launched, Unix seconds; None: now.

    Raises CannotAsk.
    """
    ending = await admin.doors.endings.of(audience, recipients, content, at=at)
    if ending is None:
        return ""
    expires_at = content.options.expires_at
    if expires_at is not None and ending.late >= recipients:
        return _near("confirm-expires-all", expires_at, admin)
    begins = [_near("confirm-begins", ending.begins, admin)] if ending.waits else []
    if expires_at is not None and ending.late:
        ends = _near("confirm-expires", expires_at, admin, count=ending.late)
    else:
        ends = _ends(ending, admin)
    return "\n".join([*begins, ends])


def _ends(ending: Ending, admin: AdminContext) -> str:
    if ending.at is None:
        return admin.i18n.get("confirm-ends-late")
    return _near("confirm-ends", ending.at, admin)


def _near(key: str, seconds: int, admin: AdminContext, **values: int) -> str:
    near = near_moment(
        seconds,
        now=admin.clock.time(),
        timezone=admin.timezone,
        texts=admin.texts,
        locale=admin.i18n.locale,
    )
    return admin.i18n.get(key, **near, **values)
