"""How fast a broadcast goes, how long it will take and what it will cost."""

from dataclasses import dataclass

from broadcast.doors.reports import Reports
from broadcast.floods.gate import LONG
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.halt import Halt, HaltReason, Unpaid
from broadcast.model.stars import PER_STAR, Quote
from broadcast.pace.forwards import MOST_RECIPIENTS, ForwardPace
from broadcast.pace.limiter import Limiter
from broadcast.paid.balance_poll import BalancePoll
from broadcast.paid.prices import quote
from broadcast.sending.status import EngineStatus
from db.audience import counting
from db.audience.audience import Audience
from db.connection.database import Database
from db.schema.states import BroadcastState
from runtime.clock import Clock


@dataclass(frozen=True, kw_only=True, slots=True)
class Stands:
    """For whom a running broadcast waits because of quiet hours, or because it is not their time
    yet."""

    until: int  # Unix seconds: the first of them may get it then
    people: int
    everybody: bool  # nobody who is left may get it now


@dataclass(frozen=True, kw_only=True, slots=True)
class Speed:
    """How fast a running broadcast goes."""

    rate: float  # messages/s of this broadcast over the last seconds
    seconds_left: float | None  # None when it stands still
    halt: Halt | None = None  # why it stands still, though it is running
    unpaid: Unpaid | None = None  # why a paid one goes no faster than free just now
    waiting: int = 0  # recipients whose chats asked to wait for more than a minute
    waiting_seconds: float = 0.0  # until the first of them may be asked
    stands: Stands | None = None

    @property
    def is_long_ban(self) -> bool:
        """Whether nobody can be expected to wait for it."""
        halt = self.halt
        return halt is not None and halt.reason is HaltReason.FLOOD and halt.seconds > LONG


class Forecast:
    """Reckons from what the engine and the limiter do now."""

    def __init__(
        self,
        database: Database,
        status: EngineStatus,
        limiter: Limiter,
        forwards: ForwardPace,
        stars: BalancePoll,
        reports: Reports,
        clock: Clock,
    ) -> None:
        self._database = database
        self._status = status
        self._limiter = limiter
        self._forwards = forwards
        self._stars = stars
        self._reports = reports
        self._clock = clock

    def speed(self, broadcast: Broadcast) -> Speed:
        if broadcast.state is not BroadcastState.RUNNING or broadcast.run_id is None:
            return Speed(rate=0.0, seconds_left=None)
        halt, stands = self._status.halt(), self._stands(broadcast, broadcast.run_id)
        waiting, seconds = self._status.waiting(broadcast.run_id)
        if halt is not None or (stands is not None and stands.everybody):
            return Speed(
                rate=0.0,
                seconds_left=None,
                halt=halt,
                waiting=waiting,
                waiting_seconds=seconds,
                stands=stands,
            )
        held = waiting + (stands.people if stands is not None else 0)
        content = Content.load(broadcast.content)
        cost, forwards = content.cost, content.forwards
        rate = self._status.rate_of(broadcast.run_id, cost=cost)  # recipients/s
        if forwards and not broadcast.mends:  # what is expected of all messages is far above it
            rate = min(rate, 1 / self._forwards.seconds_for(forwards))
        return Speed(
            rate=rate * cost,
            seconds_left=max(0, broadcast.figures.remaining - held) / rate if rate else None,
            unpaid=self._status.unpaid(broadcast.run_id),
            waiting=waiting,
            waiting_seconds=seconds,
            stands=stands,
        )

    def _stands(self, broadcast: Broadcast, run_id: int) -> Stands | None:
        standing, people = self._status.standing(run_id)
        if standing.opens_at is None:
            return None
        return Stands(
            until=standing.opens_at,
            people=people,
            everybody=not standing.open or people >= broadcast.figures.remaining,
        )

    async def audience_size(self, broadcast_id: int) -> int:
        """How many a launch would reach now. Raises CannotAsk."""
        audience = Audience.load((await self._reports.get(broadcast_id)).audience)
        async with self._database.read() as connection:
            return await counting.count(connection, audience, now=int(self._clock.time()))

    def expected_seconds(self, recipients: int, content: Content) -> float:
        """How long a launch would take at the current rate, beside what is already running."""
        share = self._limiter.rate / (self._status.running + 1)
        forwarding = self._forwards.seconds_for(recipients * content.forwards)
        return self._limiter.gate_seconds + max(recipients * content.cost / share, forwarding)

    def most_recipients(self, content: Content) -> int | None:
        """Of a broadcast that forwards; None: any number."""
        return MOST_RECIPIENTS if content.forwards else None

    async def star_balance(self) -> int | None:
        """The bot's Stars in tenths, rounded down; None when Telegram does not tell just now."""
        return await self._stars.look()

    async def quote(self, recipients: int, content: Content) -> Quote:
        """What a paid launch would cost, and how much faster it would be."""
        balance = await self.star_balance()
        return quote(
            recipients * content.cost,
            cap=content.options.stars_cap * PER_STAR,
            balance=balance,
            free_rate=self._limiter.rate,
            paid_rate=self._limiter.paid_rate,
        )
