"""What the questions about pins show."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import CannotMend
from broadcast.model.mending.refusals import Unmendable, why_not_over
from handlers.admin.context import AdminContext
from handlers.admin.control.why_not import why_not_mended
from handlers.admin.mending.session import MendingSession, take_said
from handlers.admin.wording.titles import shown_title


async def pin_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, said = AdminContext.at(dialog_manager), take_said(dialog_manager)
    broadcast = await admin.doors.reports.get(MendingSession.of(dialog_manager).broadcast_id)
    why = _cannot(broadcast)
    if why is not None and not said:
        said = why_not_mended(CannotMend(why), admin.texts, admin.i18n.locale)
    return {
        "said": said,
        "possible": why is None,
        "title": shown_title(broadcast, admin.texts, admin.i18n.locale),
        "count": broadcast.figures.sent,
        "number": str(broadcast.figures.sent),
        "several": why is None and Content.load(broadcast.content).cost > 1,
    }


def _cannot(broadcast: Broadcast) -> Unmendable | None:
    """What is known before anybody taps; the door looks again."""
    if (why := why_not_over(broadcast)) is not None:
        return why
    if broadcast.thinned:
        return Unmendable.PRUNED
    return None if broadcast.figures.sent else Unmendable.NOBODY
