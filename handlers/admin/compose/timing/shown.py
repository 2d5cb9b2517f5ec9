"""What the windows say about when the draft goes out."""

from handlers.admin.compose.session import DraftSession
from handlers.admin.context import AdminContext
from handlers.admin.dialog_data import DialogMemory


def time_in_short(manager: DialogMemory) -> str | None:
    """For the summary: `Sat, 5 Dec, 19:00`; None: at once."""
    at = DraftSession.of(manager).at
    return None if at is None else AdminContext.at(manager).when_in_short(at)


def time_line(manager: DialogMemory) -> str:
    """For the question before the launch: when it goes out; or that this time has passed. Empty
    where it goes at once."""
    admin, at = AdminContext.at(manager), DraftSession.of(manager).at
    if at is None:
        return ""
    key = "planned-goes" if at > admin.clock.time() else "planned-goes-past"
    return admin.i18n.get(key, time=admin.when(at))


def is_over(manager: DialogMemory) -> bool:
    """Whether the time that was chosen has passed meanwhile."""
    at = DraftSession.of(manager).at
    return at is not None and at <= AdminContext.at(manager).clock.time()
