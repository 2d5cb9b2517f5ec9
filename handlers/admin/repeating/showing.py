"""What a round says, shown to the admin who asks, as people would get it."""

import logging

from broadcast.model.errors import CallRefused, CallUnanswered
from handlers.admin.context import AdminContext
from handlers.admin.progress.repeats import Said
from handlers.language.names import quoted

logger = logging.getLogger(__name__)


async def show(said: Said, admin: AdminContext) -> str:
    """Why it could not be shown, in the admin's words; "": it was."""
    try:
        calls = await admin.doors.personal.calls(said.content, audience=said.audience)
        await admin.doors.previews.show(calls, by=await admin.actor(), thread_id=admin.thread_id)
    except CallRefused as error:
        return admin.i18n.get("card-message-refused", detail=quoted(error.description))
    except CallUnanswered as error:
        logger.warning("what a repeated broadcast says was not shown: %s", error)
        return admin.i18n.get("card-message-unseen")
    return ""
