"""One event to one address: signed, posted, and what that came to."""

from broadcast.model.outgoing.verdict import Verdict, verdict_of
from broadcast.outgoing.signing import signed
from db.outgoing.addresses import AddressRow
from db.outgoing.writing import body_of, new_id
from runtime.clock import Clock
from runtime.lease import Lease
from runtime.outside import Outside, OutsideError

SECONDS = 15.0  # for an answer; Standard Webhooks: 15 to 30
TEST = "test"  # the type of an event that somebody sends to try an address


class Courier:
    """Never raises because of what an address does."""

    def __init__(self, outside: Outside, clock: Clock, lease: Lease) -> None:
        self._outside = outside
        self._clock = clock
        self._lease = lease

    @property
    def may_post(self) -> bool:
        """Whether the bot is ours just now: whoever else has it posts what waits."""
        return self._lease.valid()

    async def post(self, address: AddressRow, event_id: str, body: str) -> Verdict:
        now, data = self._clock.time(), body.encode()
        headers = signed(address.secret, event_id, data, at=int(now))
        try:
            answer = await self._outside.post(address.url, data, seconds=SECONDS, headers=headers)
        except OutsideError as error:
            return Verdict(why=error.why)
        return verdict_of(answer, now=now)

    async def post_test(self, address: AddressRow) -> Verdict:
        """One that says that it is a test; it is not tried again."""
        body = body_of(TEST, {"address": {"id": address.id}}, int(self._clock.time()))
        return await self.post(address, new_id(), body)
