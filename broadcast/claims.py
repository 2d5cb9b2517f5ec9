"""What is claimed and not begun: never more than a quarter of a second's worth.

Claiming happens beside the sending, so that a commit does not hold up the calls.
"""

import asyncio
import logging
import math
from collections import deque
from collections.abc import Callable
from itertools import chain, zip_longest

from broadcast.clock import Clock
from broadcast.ledger import Ledger
from broadcast.limiter import Limiter
from broadcast.notes import Claim
from broadcast.roster import ActiveRun, Roster
from broadcast.supervisor import Supervisor
from db.errors import DatabaseTrouble

logger = logging.getLogger(__name__)

CLAIM_SECONDS = 0.25  # of the rate
LOW_WATER = 0.3  # of that: time enough to claim more, and not more commits than need be
FIRST_PAUSE = 1.0  # seconds after a claim that the database refused; doubled up to LONGEST_PAUSE
LONGEST_PAUSE = 15.0


class ClaimQueue:
    """Claims of all running broadcasts, in turns. `wake` is called when something has changed."""

    def __init__(
        self,
        ledger: Ledger,
        limiter: Limiter,
        roster: Roster,
        supervisor: Supervisor,
        clock: Clock,
        wake: Callable[[], None],
    ) -> None:
        self._ledger = ledger
        self._limiter = limiter
        self._roster = roster
        self._supervisor = supervisor
        self._clock = clock
        self._wake = wake
        self._waiting: deque[Claim] = deque()
        self._refill: asyncio.Task[None] | None = None
        self._backing_off = False
        self._pause = FIRST_PAUSE
        self._turn = 0  # whose turn it is when there are more broadcasts than claims to make

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def take(self) -> Claim:
        return self._waiting.popleft()

    def proceed(self, claim: Claim) -> None:
        """The next step of a delivery is claimed and committed: it goes first."""
        self._waiting.appendleft(claim)
        self._wake()

    def put_back_strays(self) -> None:
        """Whoever paused or was cancelled has no claims waiting."""
        strays = [claim for claim in self._waiting if not self._sendable(claim)]
        if strays:
            self._waiting = deque(claim for claim in self._waiting if self._sendable(claim))
            for claim in strays:
                self._ledger.put_back(claim)

    def return_all(self) -> None:
        """Nothing may be sent now: all of it goes back to pending."""
        while self._waiting:
            self._ledger.put_back(self._waiting.popleft())

    async def settle(self, seconds: float) -> None:
        """Wait for a claim under way, then return everything."""
        if self._refill is not None:
            await asyncio.wait([self._refill], timeout=seconds)
        self.return_all()

    def refill_if_low(self) -> None:
        """Start to claim more, unless that is under way or has just failed."""
        most = max(1, math.ceil(self._limiter.rate * CLAIM_SECONDS))
        if self._backing_off or self._refill is not None or len(self._waiting) > most * LOW_WATER:
            return
        ready = self._roster.claimable()
        if ready:
            wanted = most - len(self._waiting)
            turns = [ready[(self._turn + n) % len(ready)] for n in range(min(wanted, len(ready)))]
            self._turn += len(turns)
            share = wanted // len(turns)
            self._refill = self._supervisor.spawn(self._claim(turns, share), name="claim")

    async def _claim(self, turns: list[ActiveRun], share: int) -> None:
        news = {run.id: run.news for run in turns}
        try:
            claimed = await self._ledger.claim([(run.id, share) for run in turns])
        except DatabaseTrouble as error:
            logger.warning("cannot claim: %s", error)
            self._back_off()
            return
        except Exception:  # whatever it is, claiming again at once would not mend it
            logger.exception("a claim failed")
            self._back_off()
            return
        finally:
            self._refill = None
            self._wake()
        self._pause = FIRST_PAUSE
        for run in turns:
            run.exhausted = run.id not in claimed and run.news == news[run.id]
        in_turns = chain.from_iterable(zip_longest(*claimed.values()))
        self._waiting.extend(claim for claim in in_turns if claim is not None)

    def _back_off(self) -> None:
        """No claim, and so no call, until the database had some time to recover."""
        self._backing_off = True
        self._supervisor.spawn(self._end_back_off(self._pause), name="claim again")
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    async def _end_back_off(self, seconds: float) -> None:
        # A flag, not a moment to compare with: a timer may fire a little early (uvloop's do).
        await self._clock.sleep(seconds)
        self._backing_off = False
        self._wake()

    def _sendable(self, claim: Claim) -> bool:
        run = self._roster.get(claim.run_id)
        return run is not None and run.sendable
