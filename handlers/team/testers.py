"""The test group: whoever gets test messages beside their author.

People come by a one-time link that an owner makes, and need not be subscribed. The link carries a
code that cannot be guessed; the database has a hash of it.
"""

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from broadcast.model.actor import Actor, require_admin, require_owner
from db.admins.testers import KnownTesters, TesterRow
from handlers.frame.access import new_code
from handlers.team.guesses import Guesses
from runtime.clock import Clock

TESTER_PREFIX = "test-"
VALID = 86_400  # seconds
MOST = 20  # testers, and open links: a test goes to all of them, one after the other

logger = logging.getLogger("handlers.frame.access")


class TooManyTesters(Exception):
    """There is no room for another one, or for another link."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TesterLink:
    """A link that was just made; its code is nowhere else."""

    code: str  # for ?start=
    expires_at: int  # Unix seconds


class GroupOfTesters:
    """What owners may do, and what a link does."""

    def __init__(
        self,
        store: KnownTesters,
        clock: Clock,
        make_code: Callable[[], str] = new_code,
    ) -> None:
        self._store = store
        self._clock = clock
        self._make_code = make_code
        self._guesses = Guesses(clock)

    async def besides(self, author: int, *, by: Actor) -> Sequence[TesterRow]:
        """Who gets a test beside its author; raises NotAllowed, like all that says `by`."""
        require_admin(by)
        return [one for one in await self._store.every() if one.user_id != author]

    async def members(self, *, by: Actor) -> Sequence[TesterRow]:
        require_owner(by)
        return await self._store.every()

    async def open_links(self, *, by: Actor) -> int:
        require_owner(by)
        return await self._store.open_links(self._now())

    async def invite(self, *, by: Actor) -> TesterLink:
        """Raises TooManyTesters."""
        require_owner(by)
        code, now = TESTER_PREFIX + self._make_code(), self._now()
        room = MOST - len(await self._store.every())
        made = await self._store.invite(
            _hashed(code), by=by.user_id, now=now, expires_at=now + VALID, most=room
        )
        if not made:
            raise TooManyTesters(f"{MOST} testers and open links")
        logger.info("user %s made a link to the test group", by.user_id)
        return TesterLink(code=code, expires_at=now + VALID)

    async def revoke(self, code: str, *, by: Actor) -> None:
        require_owner(by)
        await self._store.revoke(_hashed(code))

    async def revoke_all(self, *, by: Actor) -> None:
        """All open links."""
        require_owner(by)
        await self._store.revoke_all()

    async def remove(self, user_id: int, *, by: Actor) -> bool:
        require_owner(by)
        removed = await self._store.remove(user_id)
        if removed:
            logger.info("user %s is no tester any more, by %s", user_id, by.user_id)
        return removed

    async def open(self, code: str, user_id: int, name: str) -> int | None:
        """Somebody opened a link in the private chat: they are a tester now; returns who made it.

        None for a link that is used, expired or made up: nobody learns which.
        """
        if self._guesses.too_many(user_id):
            return None
        invited_by = await self._store.use(_hashed(code), user_id, name, now=self._now())
        if invited_by is None:
            self._guesses.wrong(user_id)
            logger.info("user %s tried a link to the test group that is none", user_id)
        else:
            logger.info("user %s is a tester now, by a link of %s", user_id, invited_by)
        return invited_by

    async def leave(self, user_id: int) -> bool:
        """By themselves; False when they were no tester."""
        return await self._store.remove(user_id)

    async def spoil(self, code: str) -> bool:
        """It was shown where others see it, so it opens nothing any more; False: no such code."""
        return await self._store.revoke(_hashed(code))

    def _now(self) -> int:
        return int(self._clock.time())


def _hashed(code: str) -> str:
    """Plain SHA-256 will do: the code has 192 random bits, so there is nothing to be guessed."""
    return hashlib.sha256(code.encode(errors="replace")).hexdigest()
