"""What is claimed and not begun: never more than half a second's worth.

That is what may be uncertain after a crash beside the calls under way, so whoever waits for a chat
counts, too. Up to it a slow bot claims at once, because a commit costs as much as a dozen messages;
a fast one claims half of that, and so do several broadcasts that share the rate.

Claiming happens beside the sending, so that a commit does not hold up the calls. Broadcasts take
turns one by one; what is claimed for others goes back when an urgent one comes. A chat that must
wait (broadcast/pace/chat_limits.py, broadcast/floods/waits.py) holds nobody up: for a few seconds
it is delayed here; for longer, or where there are many, it goes back to pending, is noted as
waiting, and is claimed again when its time has come.
"""

import asyncio
import heapq
import itertools
import logging
import math
from collections import deque
from collections.abc import Callable

from broadcast.ledger.entries import Claim, Share
from broadcast.ledger.writer import Ledger
from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.limiter import Limiter
from broadcast.pace.own import OwnPaces
from broadcast.runs.active_runs import ActiveRuns
from broadcast.runs.run import ActiveRun
from db.errors import DatabaseTrouble
from runtime.backoff import Backoff
from runtime.clock import Clock
from runtime.supervisor import Supervisor
from runtime.wake import Wake

logger = logging.getLogger(__name__)

CLAIM_SECONDS = 0.25  # of the rate
SLOW_SECONDS, SLOW_CLAIMS = 0.5, 32  # of a slow one, up to so many claims
MOST_CLAIMS = 500  # whatever the rate
SHORT = 5.0  # seconds that a claim waits here; who waits is neither sent nor pending
PASSED_OVER = 0.5  # seconds until a chat that has refused is looked at again, while others probe
LEAST_NOTED = 1.0  # seconds: less is not worth writing down and claiming again
LOW_SECONDS = 0.075  # of the rate: time enough to claim more, and not more commits than need be
LOW_WATER = 0.3  # of what is claimed, at most
FIRST_PAUSE = 1.0  # seconds after a claim that the database refused; doubled


class ClaimQueue:
    """Claims of all running broadcasts. `wake` is rung when something has changed."""

    def __init__(
        self,
        ledger: Ledger,
        limiter: Limiter,
        active_runs: ActiveRuns,
        supervisor: Supervisor,
        clock: Clock,
        chats: ChatLimits,
        paces: OwnPaces,
        wake: Wake,
    ) -> None:
        self._ledger = ledger
        self._limiter = limiter
        self._active_runs = active_runs
        self._supervisor = supervisor
        self._clock = clock
        self._chats = chats
        self._paces = paces
        self._wake = wake
        self._waiting: dict[int, deque[Claim]] = {}  # by run; the order is that of the turns
        self._delayed: list[tuple[float, int, Claim]] = []  # a heap: until when (monotonic seconds)
        self._numbers = itertools.count()
        self._held_back: set[int] = set()  # runs that wait for a slot of theirs
        self._refill: asyncio.Task[None] | None = None
        self._backing_off = False
        self._backoff = Backoff(FIRST_PAUSE, ledger.longest_pause)
        self._turn = 0  # whose turn it is when there are more broadcasts than claims to make

    def next(
        self, admits: Callable[[ActiveRun], bool] | None = None
    ) -> tuple[Claim, ActiveRun] | None:
        """Whose turn it is; `admits` tells whether a call may leave, where that matters."""
        self._take_back_ready()
        for run_id in tuple(self._waiting):
            run = self._active_runs.get(run_id)
            if run is None or not run.sendable:
                continue
            if not self._may_go(run, admits):
                self._held_back.add(run_id)
                continue
            self._held_back.discard(run_id)
            claim = self._first_ready(run_id, run)
            if claim is not None:
                mends = run.script.mending is not None
                if run.script.forwards or mends:
                    self._paces.begun(run.script.call(claim), mends=mends)
                self._next_turn(run_id)
                return claim, run
        return None

    def _may_go(self, run: ActiveRun, admits: Callable[[ActiveRun], bool] | None) -> bool:
        """What forwards, or mends, goes at a pace of its own, and others meanwhile."""
        mends = run.script.mending is not None
        if self._paces.wait(forwards=run.script.forwards, mends=mends) > 0:
            return False
        return admits is None or admits(run)

    @property
    def waiting(self) -> bool:
        """Whether any are ready to be begun."""
        return bool(self._waiting)

    def proceed(self, claim: Claim) -> None:
        """The next step of a delivery is claimed and committed: it goes first."""
        self._waiting.setdefault(claim.run_id, deque()).appendleft(claim)
        self._wake.ring()

    @property
    def seconds_delayed(self) -> float | None:
        """How long the first of the chats that must wait has to; None when there is none."""
        asked = (run for run in self._active_runs if run.sendable and run.parts.standing.open)
        waits = [run.delayed.seconds for run in asked]
        if self._delayed:
            waits.append(max(0.0, self._delayed[0][0] - self._clock.monotonic()))
        if self._held_back and self._paces.shortest > 0:
            waits.append(self._paces.shortest)
        return min((wait for wait in waits if wait is not None), default=None)

    @property
    def allowed(self) -> bool:
        """Whether anything may be claimed, or begun, by this process."""
        return self._ledger.may_claim

    def return_stopped(self) -> None:
        """Whoever paused or was cancelled has no claims waiting."""
        self._return({run_id for run_id in self._waiting if not self._sendable(run_id)})
        if self._delayed:
            delayed = {claim.run_id for _, _, claim in self._delayed}
            self._return({run_id for run_id in delayed if not self._sendable(run_id)})

    def return_all(self) -> None:
        """Nothing may be sent now: all of it goes back to pending."""
        self._return({*self._waiting, *(claim.run_id for _, _, claim in self._delayed)})

    async def end(self, seconds: float) -> None:
        """Wait for a claim under way, then return everything."""
        if self._refill is not None:
            await self._clock.wait(asyncio.wait([self._refill]), seconds)
        self.return_all()

    def refill_if_low(self) -> None:
        """Start to claim more, unless that is under way or has just failed."""
        if self._backing_off or self._refill is not None:
            return
        for run in self._active_runs:
            run.look_at_delayed()
        shares = self._shares()
        if shares:
            self._refill = self._supervisor.spawn(self._claim(shares), name="claim")

    def _shares(self) -> list[tuple[ActiveRun, int]]:
        """Whose claims to make, and how many; empty while enough of them wait."""
        ready = self._active_runs.claimable()
        if not ready:
            return []
        if ready[0].urgent:
            self._return({run_id for run_id in self._waiting if not self._is_urgent(run_id)})
        rate = self._limiter.rate
        most = _quarter(rate)
        if self._active_runs.running == 1:  # of several each would wait for the others' bundles
            most = max(most, _worth(rate) - len(self._delayed))
        turns = [ready[(self._turn + n) % len(ready)] for n in range(min(most, len(ready)))]
        targets = {run.id: self._target(run, most // len(turns)) for run in turns}
        room = most + sum(targets.values()) - most // len(turns) * len(turns)
        waiting = {run_id: len(claims) for run_id, claims in self._waiting.items()}
        # Who may go must not wait for the claims of those who may not to go first.
        held = sum(count for run_id, count in waiting.items() if run_id not in self._held_back)
        flow = rate + (self._limiter.paid_rate if any(run.may_pay for run in turns) else 0)
        if held > min(room * LOW_WATER, flow * LOW_SECONDS):
            return []
        self._turn += len(turns)
        wanted = [(run, run.share(targets[run.id] - waiting.get(run.id, 0))) for run in turns]
        return [(run, share) for run, share in wanted if share > 0]

    def _target(self, run: ActiveRun, share: int) -> int:
        if run.script.forwards:
            return 1  # one every few seconds: what is claimed long before may be in doubt
        return share + (_worth(self._limiter.paid_rate) if run.may_pay else 0)

    async def _claim(self, shares: list[tuple[ActiveRun, int]]) -> None:
        news = {run.id: run.parts.news for run, _ in shares}
        for run, _ in shares:
            run.asks(asking=True)
        asked = [
            Share(
                run_id=run.id,
                count=share,
                recalled=tuple(run.delayed.pop_due(share)),
                names=run.script.names,
                mending=run.script.mending,
                part=run.parts.next if run.parts.divided else None,
                standing=run.standing,
            )
            for run, share in shares
        ]
        try:
            claimed = await self._ledger.claim(asked)
        except Exception as error:  # whatever it is, claiming again at once would not mend it
            if isinstance(error, DatabaseTrouble):
                logger.warning("cannot claim: %s", error)
            else:
                logger.exception("a claim failed")
            for (run, _), share in zip(shares, asked, strict=True):
                for subscriber_id in share.recalled:
                    run.delayed.put(subscriber_id, 0.0)
            self._back_off()
            return
        finally:
            for run, _ in shares:
                run.asks(asking=False)
            self._refill = None
            self._wake.ring()
        self._backoff.reset()
        for (run, _), share in zip(shares, asked, strict=True):
            found = claimed.get(run.id)
            count = None if found is None else len(found)
            run.claimed(count, news=news[run.id], part=share.part)
        for run_id, claims in claimed.items():
            self._waiting.setdefault(run_id, deque()).extend(claims)

    def _first_ready(self, run_id: int, run: ActiveRun) -> Claim | None:
        """The first whose chat need not wait; who must is delayed, and for whom it is quiet by now
        goes back to pending."""
        waiting = self._waiting[run_id]
        while waiting:
            claim = waiting.popleft()
            if run.parts.closed_to(claim):
                self._put_back(claim)
                continue
            wait = self._wait(claim, run)
            if wait <= 0:
                return claim
            self._delay(claim, run, wait)
        del self._waiting[run_id]
        return None

    def _wait(self, claim: Claim, run: ActiveRun) -> float:
        """Seconds for which the chat gets nothing: its own pace, its own flood, or because it has
        refused, and a probe elsewhere tells more."""
        if self._limiter.passes_over(claim.chat_id):
            return PASSED_OVER if self._limiter.gate_seconds == 0 else SHORT
        paced = self._chats.bulk_wait(claim.chat_id, run.script.call(claim).cost)
        return max(paced, self._limiter.chat_wait(claim.chat_id))

    def _delay(self, claim: Claim, run: ActiveRun, wait: float) -> None:
        self._wake.ring()  # there may be room for other claims
        if wait <= SHORT and len(self._delayed) < _quarter(self._limiter.rate):
            until = self._clock.monotonic() + wait
            heapq.heappush(self._delayed, (until, next(self._numbers), claim))
            return
        run.delay(claim.subscriber_id, max(wait, LEAST_NOTED))
        self._ledger.delay(claim, wait)

    def _next_turn(self, run_id: int) -> None:
        waiting = self._waiting.pop(run_id)
        if waiting:
            self._waiting[run_id] = waiting  # at the end

    def _take_back_ready(self) -> None:
        while self._delayed and self._delayed[0][0] <= self._clock.monotonic():
            claim = heapq.heappop(self._delayed)[2]
            self._waiting.setdefault(claim.run_id, deque()).appendleft(claim)

    def _is_urgent(self, run_id: int) -> bool:
        run = self._active_runs.get(run_id)
        return run is not None and run.urgent

    def _sendable(self, run_id: int) -> bool:
        run = self._active_runs.get(run_id)
        return run is not None and run.sendable

    def _return(self, run_ids: set[int]) -> None:
        """All claims of these runs go back to pending."""
        self._held_back -= run_ids
        for run_id in run_ids:
            for claim in self._waiting.pop(run_id, ()):
                self._put_back(claim)
        if not run_ids or not self._delayed:
            return
        for _, _, claim in self._delayed:
            if claim.run_id in run_ids:
                self._put_back(claim)
        self._delayed = [one for one in self._delayed if one[2].run_id not in run_ids]
        heapq.heapify(self._delayed)

    def _put_back(self, claim: Claim) -> None:
        run = self._active_runs.get(claim.run_id)
        if run is not None:
            run.returned()
        self._ledger.put_back(claim)

    def _back_off(self) -> None:
        """No claim, and so no call, until the database had some time to recover."""
        self._backing_off = True
        self._supervisor.spawn(self._end_back_off(self._backoff.next()), name="claim again")

    async def _end_back_off(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
        self._backing_off = False
        self._wake.ring()


def _worth(rate: float) -> int:
    """How many to claim of so many messages/s, one at least."""
    return max(_quarter(rate), min(SLOW_CLAIMS, math.ceil(rate * SLOW_SECONDS)))


def _quarter(rate: float) -> int:
    """A quarter of a second's worth, one at least."""
    return min(MOST_CLAIMS, max(1, math.ceil(rate * CLAIM_SECONDS)))
