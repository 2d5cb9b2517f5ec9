"""Which series is open, and what its windows remember."""

from dataclasses import dataclass, replace
from typing import Any

from handlers.admin.dialog_data import DialogData, DialogMemory
from handlers.admin.navigation import series_to_open

NO_WAIT = "0"  # as broadcast/model/series/wait.py stores it


@dataclass(frozen=True, kw_only=True, slots=True)
class SeriesSession(DialogData):
    series_id: int = 0
    step_id: int = 0  # its broadcast's number
    wait: str = NO_WAIT  # before the message that is sent next
    held: str | None = None  # a message that waits for an answer: a content, as it is stored
    does: str = "begins"  # or ends: which of its signals are shown
    kind: str = ""  # of signal, whose values are shown
    broadcast: int = 0  # whose answers are shown
    existing: bool = False  # those too who are subscribed already
    mistakes: tuple[tuple[int, str, str], ...] = ()  # lines that describe no buttons
    said: str = ""  # once, in the admin's words
    offset: int = 0  # rows above the page: handlers/admin/paged_list.py


def remember(manager: DialogMemory, **changes: Any) -> None:
    replace(SeriesSession.of(manager), **changes).save(manager)


def take_said(manager: DialogMemory) -> str:
    said = SeriesSession.of(manager).said
    if said:
        remember(manager, said="")
    return said


async def on_start(start_data: Any, manager: DialogMemory) -> None:
    """Called by the dialog before it shows itself."""
    SeriesSession(series_id=series_to_open(start_data)).save(manager)
