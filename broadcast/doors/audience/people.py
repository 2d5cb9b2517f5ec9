"""Who stands behind a number of a window, by name."""

from collections.abc import Sequence

from broadcast.model.actor import Actor, require_admin
from db.connection.database import Database
from db.people import pages
from db.people.whom import Person, Whom
from runtime.clock import Clock

LONGEST = 20.0  # seconds for a page


class People:
    """Reads a page at a time."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def page(self, whom: Whom, *, offset: int, limit: int, by: Actor) -> Sequence[Person]:
        """The first who came first. Raises CannotAsk where an audience asks about what is gone,
        and TookTooLong."""
        require_admin(by)
        async with self._database.read(within=LONGEST) as connection:
            return await pages.page(
                connection, whom, now=int(self._clock.time()), offset=offset, limit=limit
            )
