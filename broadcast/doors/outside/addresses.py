"""Addresses that events are posted to: for owners alone, who see their state and try them."""

import logging
from collections.abc import Collection, Sequence

from broadcast.model.actor import Actor, require_owner
from broadcast.model.errors import NoSuchAddress, TooManyAddresses
from broadcast.model.outgoing.address import MOST_ADDRESSES, EventAddress, NewAddress
from broadcast.model.outgoing.verdict import Verdict
from broadcast.outgoing.lane import WORKS
from broadcast.outgoing.poster import EventPoster
from broadcast.outgoing.signing import new_secret
from db.connection.database import Database
from db.outgoing import addresses, queue
from db.outgoing.people import OF_PEOPLE
from db.outgoing.writing import Wanted
from db.schema.states import EventKind
from runtime.clock import Clock
from runtime.outside import Outside

logger = logging.getLogger(__name__)

NAMING = (*OF_PEOPLE, EventKind.ANSWER, EventKind.REPLY)


class EventAddresses:
    """Raises NotAllowed for all but owners, NoSuchAddress for one that was removed."""

    def __init__(
        self, database: Database, outside: Outside, poster: EventPoster, clock: Clock
    ) -> None:
        self._database = database
        self._outside = outside
        self._poster = poster
        self._clock = clock

    async def all(self, *, by: Actor) -> Sequence[EventAddress]:
        require_owner(by)
        async with self._database.read() as connection:
            rows = await addresses.everyone(connection)
        return [EventAddress.from_row(row) for row in rows]

    async def get(self, address_id: int, *, by: Actor) -> EventAddress:
        require_owner(by)
        return await self.known(address_id)

    async def known(self, address_id: int) -> EventAddress:
        """For what the bot says of one by itself."""
        async with self._database.read() as connection:
            row = await addresses.find(connection, address_id)
        if row is None:
            raise NoSuchAddress(f"there is no address {address_id}")
        return EventAddress.from_row(row)

    async def hear_of_people(self) -> bool:
        """Whether any address is told who somebody is."""
        async with self._database.read() as connection:
            return (await Wanted.read(connection)).any_of(*NAMING)

    async def add(self, url: str, kinds: Collection[EventKind], *, by: Actor) -> NewAddress:
        """Raises OutsideError for what cannot be an address, TooManyAddresses."""
        require_owner(by)
        url = url.strip()
        self._outside.check(url)
        secret = new_secret()
        async with self._database.write() as connection:
            if len(await addresses.everyone(connection)) >= MOST_ADDRESSES:
                raise TooManyAddresses(f"there are {MOST_ADDRESSES} already")
            number = await addresses.add(
                connection,
                url=url,
                secret=secret,
                kinds=_stored(kinds),
                by=by.user_id,
                now=self._now(),
            )
        logger.info("event address %d is added, by %d", number, by.user_id)
        self._poster.ring()
        return NewAddress(id=number, secret=secret)

    async def choose(self, address_id: int, kinds: Collection[EventKind], *, by: Actor) -> None:
        """Which events it gets from now on."""
        await self._change(address_id, by, kinds=_stored(kinds))

    async def renew_secret(self, address_id: int, *, by: Actor) -> str:
        """The old one signs nothing any more."""
        secret = new_secret()
        await self._change(address_id, by, secret=secret)
        return secret

    async def switch_off(self, address_id: int, *, by: Actor) -> None:
        """What happens from now on is not kept for it; what waits, waits."""
        require_owner(by)
        await self._change(address_id, by, off_at=self._now())

    async def switch_on(self, address_id: int, *, by: Actor) -> None:
        """What waits is posted."""
        require_owner(by)
        async with self._database.write() as connection:
            await queue.release(connection, address_id, now=self._now())
        await self._change(address_id, by, off_at=None, **WORKS)

    async def remove(self, address_id: int, *, by: Actor) -> None:
        require_owner(by)
        async with self._database.write() as connection:
            if not await addresses.remove(connection, address_id):
                raise NoSuchAddress(f"there is no address {address_id}")
        logger.info("event address %d is removed, by %d", address_id, by.user_id)
        self._poster.ring()

    async def test(self, address_id: int, *, by: Actor) -> Verdict:
        """Post a test event at once."""
        require_owner(by)
        verdict = await self._poster.test(address_id)
        if verdict is None:
            raise NoSuchAddress(f"there is no address {address_id}")
        return verdict

    async def _change(self, address_id: int, by: Actor, **values: object) -> None:
        require_owner(by)
        async with self._database.write() as connection:
            if not await addresses.change(connection, address_id, **values):
                raise NoSuchAddress(f"there is no address {address_id}")
        logger.info("event address %d: %s, by %d", address_id, sorted(values), by.user_id)
        self._poster.ring()

    def _now(self) -> int:
        return int(self._clock.time())


def _stored(kinds: Collection[EventKind]) -> str:
    return " ".join(one.value for one in EventKind if one in kinds)
