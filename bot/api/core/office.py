"""What calls from outside work with, of one bot."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from broadcast.doors.doors import Doors
from broadcast.sending.status import EngineStatus
from db.connection.database import Database
from db.subscribers.store import Subscribers
from handlers.frame.access import Access
from handlers.language.texts import Texts
from runtime.clock import Clock


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """`doors_over` makes the same doors over a database that somebody goes along with."""

    bot_id: int
    username: str | None
    database: Database
    doors: Doors
    doors_over: Callable[[Database], Doors]
    status: EngineStatus
    subscribers: Subscribers
    access: Access
    texts: Texts
    timezone: ZoneInfo
    clock: Clock
