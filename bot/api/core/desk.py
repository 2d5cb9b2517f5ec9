"""Where a call is received: whose it is, whether it may be, and that it is done once.

At most a few are worked on at a time and the others wait their turn, and each gives way to what
else the loop has to do: so broadcasts go on at their pace, however many calls come.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.api.core.call import Act, Call, Given
from bot.api.core.caller import Caller
from bot.api.core.giving_way import GivingWay
from bot.api.core.mandate import Answer, AnsweredBefore, Asked, Mandate, key_over
from bot.api.core.office import Office
from bot.api.core.rates import Rates
from bot.api.core.refusals import Refused, refusal_of
from broadcast.model.outside.key import ApiKey, bot_of, hash_of
from db.errors import DatabaseTrouble

AT_ONCE = 4  # calls that are worked on
MOST_WAITING = 100  # others; then whoever comes is asked to come again
KNOWN = 256  # keys
BELIEVED = 2.0  # seconds that what was read of a key is believed, where nothing is written
MINUTE = 60  # seconds

logger = logging.getLogger(__name__)


class Desk:
    """One for each bot."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._rates = Rates(office.clock)
        self._giving_way = GivingWay(office.clock)
        self._room = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        # By hash: what it was, None for no key at all, and when that was read (monotonic seconds).
        self._keys: OrderedDict[str, tuple[ApiKey | None, float]] = OrderedDict()
        self._refused: dict[int, float] = {}  # keys that were, and when that was logged

    @property
    def office(self) -> Office:
        return self._office

    async def caller(self, token: str | None) -> Caller:
        """Raises Refused. It counts as a call of the key's."""
        if token is None or bot_of(token) != self._office.bot_id:
            raise unknown_key()
        async with self._turn():
            key = await self._key(token)
        if key is None:
            raise unknown_key()
        if not key.works(self._office.clock.time()):
            self._tell_refused(key, "is over, and was used: 401")
            raise key_over()
        if wait := self._rates.take(key.id, key.per_minute):
            self._tell_refused(key, "calls too often: 429")
            raise Refused(
                status=429,
                code="too_many_calls",
                detail=f"This key may make {key.per_minute} calls a minute.",
                retry_after=wait,
            )
        actor = await self._office.access.actor(key.created_by, key=key.id)
        return Caller(key=key, actor=actor)

    async def answer(self, caller: Caller, act: Act, given: Given, asked: Asked | None) -> Answer:
        """Raises Refused. What came before with the same Idempotency-Key is answered as it was."""
        try:
            caller.require(act.rights)
            async with self._turn():
                await self._giving_way.pause()
                answer = await self._done(caller, act, given, asked if act.once else None)
        except Refused as refused:
            self._note(caller, act.name, refused.status, refused.code)
            raise
        self._note(caller, act.name, answer.status)
        return answer

    @asynccontextmanager
    async def turn(self, caller: Caller, what: str) -> AsyncIterator[None]:
        """For what is answered otherwise than by an act: a file, say. Raises Refused."""
        async with self._turn():
            await self._giving_way.pause()
            await self._used(caller.key)
            try:
                yield
            except Exception as error:
                refused = refusal_of(error)
                if refused is None:
                    raise
                self._note(caller, what, refused.status, refused.code)
                raise refused from error
            self._note(caller, what, 200)

    def turned_away(self, caller: Caller, refused: Refused) -> None:
        """Before anybody knew what was asked for; a use of the key it is all the same."""
        self._note(caller, "nothing", refused.status, refused.code)

    async def _done(self, caller: Caller, act: Act, given: Given, asked: Asked | None) -> Answer:
        await self._used(caller.key)
        mandate = Mandate(caller.key, asked, self._office.clock)
        try:
            await self._look(mandate)
            return await act.does(Call(self._office, caller, mandate), given)
        except AnsweredBefore as before:
            return before.answer
        except Exception as error:
            refused = refusal_of(error)
            if refused is None:
                raise
            try:  # somebody with the same key may have been faster: then that is the answer
                await self._look(mandate)
            except AnsweredBefore as before:
                return before.answer
            raise refused from error

    async def _look(self, mandate: Mandate) -> None:
        """Raises AnsweredBefore, Refused."""
        try:
            async with self._office.database.read() as connection:
                await mandate.look(connection)
        except DatabaseTrouble as trouble:
            raise refusal_of(trouble) or trouble from trouble

    async def _key(self, token: str) -> ApiKey | None:
        hashed, now = hash_of(token), self._office.clock.monotonic()
        known = self._keys.get(hashed)
        if known is not None and now < known[1] + BELIEVED:
            return known[0]
        try:
            key = await self._office.doors.api_keys.find(token)
        except DatabaseTrouble as trouble:
            raise refusal_of(trouble) or trouble from trouble
        self._keys[hashed] = key, now
        self._keys.move_to_end(hashed)
        if len(self._keys) > KNOWN:
            self._keys.popitem(last=False)
        return key

    async def _used(self, key: ApiKey) -> None:
        """To the minute; what cannot be written keeps nobody from reading."""
        now = int(self._office.clock.time())
        if key.used_at is not None and key.used_at // MINUTE == now // MINUTE:
            return
        try:
            await self._office.doors.api_keys.note_use(key)
        except DatabaseTrouble as trouble:
            logger.warning("when API key %d was used is not kept: %s", key.id, trouble)
        self._keys.clear()  # read anew with that moment

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if self._waiting >= MOST_WAITING:
            raise Refused(
                status=503,
                code="busy",
                detail="Too many calls at once; come again.",
                retry_after=1,
            )
        self._waiting += 1
        try:
            await self._room.acquire()
        finally:
            self._waiting -= 1
        try:
            yield
        finally:
            self._room.release()

    def _note(self, caller: Caller, what: str, status: int, code: str = "") -> None:
        """Who did what; never with which key."""
        logger.info(
            "API key %d (%s): %s, %d%s",
            caller.key.id,
            caller.key.name,
            what,
            status,
            f" {code}" if code else "",
        )

    def _tell_refused(self, key: ApiKey, why: str) -> None:
        """Once a minute: two hundred a second would be nothing but noise."""
        now = self._office.clock.monotonic()
        if now >= self._refused.get(key.id, -MINUTE) + MINUTE:
            self._refused[key.id] = now
            logger.warning("API key %d (%s) %s", key.id, key.name, why)


def unknown_key() -> Refused:
    return Refused(status=401, code="unknown_key", detail="No key of this bot is that one.")
