"""What commands have to do with broadcasts that are not launched yet."""

from broadcast.model.errors import TooLateToUndo
from handlers.admin.context import AdminContext


async def undo_own(admin: AdminContext) -> str | None:
    """Whoever writes /cancel while what they confirmed counts down means that. None: nothing of
    theirs does, or it has just been launched and can be cancelled like any other."""
    own = [one for one in await admin.doors.plans.countdowns() if one.planned_by == admin.user_id]
    if not own:
        return None
    try:
        await admin.doors.plans.undo(own[-1].broadcast_id, by=await admin.actor())
    except TooLateToUndo:
        return None
    return admin.i18n.get("planned-undo-done")


async def counting_down(admin: AdminContext) -> list[int]:
    """Their progress messages have a button that stops them."""
    return [one.broadcast_id for one in await admin.doors.plans.countdowns()]


async def planned_line(admin: AdminContext) -> str:
    """How many wait for a time, or for an admin to say what becomes of them; "": none."""
    _, count = await admin.doors.plans.page(limit=1)
    count -= len(await counting_down(admin))
    return admin.i18n.get("planned-waiting", count=count) if count > 0 else ""
