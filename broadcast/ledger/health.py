"""Whether the database can be written just now: known in one place, told once each way."""

import logging
from collections.abc import Callable

from broadcast.model.events import Events, StorageFailing, StorageWorksAgain
from db.connection.database import Database
from db.errors import DatabaseTrouble
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

LOOK_EVERY = 10.0  # seconds between two looks at the database; whoever writes looks each time
LOOK_AGAIN = 1.0  # the same while it is not where it was


class StorageWatch:
    """Collects what the writers meet; `told` hears the first trouble, and None after the last."""

    def __init__(self) -> None:
        self._troubles: dict[str, DatabaseTrouble] = {}
        self._told: Callable[[DatabaseTrouble | None], None] | None = None

    @property
    def trouble(self) -> DatabaseTrouble | None:
        """What is wrong; None when all writers get through."""
        return next(iter(self._troubles.values()), None)

    def tell(self, told: Callable[[DatabaseTrouble | None], None]) -> None:
        self._told = told

    def failing(self, writer: str) -> bool:
        return writer in self._troubles

    def failed(self, writer: str, trouble: DatabaseTrouble) -> None:
        fresh = not self._troubles
        self._troubles[writer] = trouble
        if fresh:
            self._say(trouble)

    def worked(self, writer: str) -> None:
        if self._troubles.pop(writer, None) is not None and not self._troubles:
            self._say(None)

    def _say(self, trouble: DatabaseTrouble | None) -> None:
        if self._told is not None:
            self._told(trouble)


class StorageAlarm:
    """Tells when the database cannot be written, and when it can again."""

    def __init__(self, events: Events, send_wake: Wake) -> None:
        self._events = events
        self._send_wake = send_wake

    def changed(self, trouble: DatabaseTrouble | None) -> None:
        if trouble is None:
            logger.info("the database can be written again")
            self._events.say(StorageWorksAgain())
        else:
            logger.error("the database cannot be written, sending stops: %s", trouble)
            self._events.say(StorageFailing(fault=trouble.fault))
        self._send_wake.ring()


async def keep_looking_at(database: Database, storage: StorageWatch, clock: Clock) -> None:
    """The background task: a database that is gone is noticed though nobody writes."""
    while True:
        try:
            await database.look()
        except DatabaseTrouble as trouble:
            storage.failed("look", trouble)
        else:
            storage.worked("look")
        await clock.sleep(LOOK_AGAIN if storage.failing("look") else LOOK_EVERY)
