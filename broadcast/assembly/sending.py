"""What sends: the runs, the loop over them, and the tasks beside it."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from broadcast.assembly.ground import Ground, Pace
from broadcast.caps.sweep import CapSweep
from broadcast.cleaning.cleaner import ListCleaner
from broadcast.finding.asker import Asker
from broadcast.finding.finder import Finder
from broadcast.finding.sendings import Sendings
from broadcast.guards.circuit_breaker import CircuitBreaker
from broadcast.ledger.health import StorageAlarm, keep_looking_at
from broadcast.mending.timer import RecallTimer
from broadcast.outgoing.poster import EventPoster
from broadcast.paid.balance_poll import BalancePoll
from broadcast.planning.timer import PlanTimer
from broadcast.repeating.timer import RepeatTimer
from broadcast.replies.queue import ReplyQueue
from broadcast.runs.active_runs import ActiveRuns
from broadcast.runs.hours_timer import HoursTimer
from broadcast.runs.reload import RunReloader
from broadcast.sending.claim_queue import ClaimQueue
from broadcast.sending.delivery import Deliverer
from broadcast.sending.endings import RunEndings
from broadcast.sending.engine import Engine
from broadcast.sending.loop import SendLoop
from broadcast.sending.outcomes import OutcomeHandler
from broadcast.sending.payment import PaymentPolicy
from broadcast.sending.self_pause import SelfPause
from broadcast.sending.snapshot import SnapshotWriter
from broadcast.sending.status import EngineStatus
from broadcast.series.one_at_a_time import OneAtATime
from broadcast.series.timer import SeriesTimer
from broadcast.versions.timer import VersionTimer
from runtime.wake import Wake


@dataclass(frozen=True, kw_only=True, slots=True)
class Runs:
    """The runs, what stops them, and how those who work on them hear of news."""

    active: ActiveRuns
    breaker: CircuitBreaker
    self_pause: SelfPause
    reloader: RunReloader
    turns: OneAtATime
    send_wake: Wake
    snapshot_wake: Wake
    stars_wake: Wake


def runs_of(ground: Ground, pace: Pace, chance: random.Random) -> Runs:
    ledger, supervisor, clock = ground.ledger, ground.supervisor, ground.clock
    active = ActiveRuns(
        ground.database,
        clock,
        pace.balance,
        ground.options.safety,
        ground.house,
        ground.tracking,
    )
    breaker = CircuitBreaker(chance)
    send_wake, snapshot_wake, stars_wake = Wake(clock), Wake(clock), Wake(clock)
    wakes = [snapshot_wake, send_wake, stars_wake, ground.house.wake]
    reloader = RunReloader(active, supervisor, clock, wakes)
    return Runs(
        active=active,
        breaker=breaker,
        self_pause=SelfPause(
            ledger, active, ground.sender, breaker, ground.events, supervisor, clock, reloader
        ),
        reloader=reloader,
        turns=OneAtATime(active, ledger, reloader.reload, clock, send_wake),
        send_wake=send_wake,
        snapshot_wake=snapshot_wake,
        stars_wake=stars_wake,
    )


def send_loop_of(ground: Ground, pace: Pace, runs: Runs) -> tuple[SendLoop, EngineStatus]:
    ledger, limiter, wake = ground.ledger, pace.limiter, runs.send_wake
    supervisor, clock = ground.supervisor, ground.clock
    claims = ClaimQueue(ledger, limiter, runs.active, supervisor, clock, pace.chats, pace.own, wake)
    payment = PaymentPolicy(pace.balance, runs.active)
    outcomes = OutcomeHandler(limiter, ledger, runs.breaker, runs.self_pause, claims)
    deliverer = Deliverer(
        ground.sender, limiter, pace.chats, payment, outcomes, supervisor, wake, clock
    )
    send_loop = SendLoop(
        claims, deliverer, limiter, payment, runs.breaker, runs.self_pause, wake, clock
    )
    status = EngineStatus(runs.active, limiter, runs.breaker, ground.storage, outcomes)
    return send_loop, status


def engine_of(
    ground: Ground,
    runs: Runs,
    send_loop: SendLoop,
    balance_poll: BalancePoll,
    poster: EventPoster,
    finder: Finder | None,
) -> Engine:
    ledger, supervisor, clock = ground.ledger, ground.supervisor, ground.clock
    endings = _endings(ground, runs)
    ledger.listen(endings)
    ground.storage.tell(StorageAlarm(ground.events, runs.send_wake).changed)
    background: dict[str, Callable[[], Awaitable[None]]] = {
        "ledger": ledger.run_forever,
        "snapshot writer": _snapshot_writer(ground, runs, endings).run_forever,
        "Stars' balance": balance_poll.run_forever,
        "events out": poster.run_forever,
        "recalls": RecallTimer(
            ground.database, ground.events, clock, runs.reloader.reload
        ).run_forever,
        "versions": VersionTimer(
            ground.database, ground.events, clock, runs.reloader.reload
        ).run_forever,
        "series": SeriesTimer(
            ground.database,
            ground.events,
            clock,
            runs.turns,
            ground.options.timezone,
            ground.options.rate,
            ground.bell,
        ).run_forever,
        "plans": PlanTimer(
            ground.database,
            ground.countdowns,
            ground.options.planning,
            ground.events,
            clock,
            runs.reloader.reload,
        ).run_forever,
        "repeats": RepeatTimer(
            ground.database,
            ground.round_sources,
            ground.options.planning,
            ground.events,
            clock,
        ).run_forever,
        "feeds": ground.feed_reader.run_forever,
        "hours": HoursTimer(
            ground.database,
            runs.active,
            ground.house,
            ground.events,
            clock,
            others=[runs.snapshot_wake, runs.send_wake],
        ).run_forever,
        "what counted for the cap": CapSweep(ground.database, clock).run_forever,
        "watch over the database": partial(keep_looking_at, ground.database, ground.storage, clock),
    }
    if finder is not None:
        background["what became of lost answers"] = finder.run_forever
    return Engine(
        ground.database,
        ledger,
        runs.active,
        runs.reloader,
        send_loop,
        background,
        supervisor,
        clock,
    )


def finder_of(
    ground: Ground, pace: Pace, runs: Runs, replies: ReplyQueue, status: EngineStatus
) -> Finder | None:
    if ground.memory is None:
        return None
    asker = Asker(
        ground.sender,
        pace.limiter,
        replies,
        ground.clock,
        is_well=lambda: not status.halts(),
    )
    return Finder(
        ground.database,
        ground.ledger,
        ground.memory,
        asker,
        Sendings(ground.database, ground.tracking),
        ground.events,
        runs.reloader.reload,
        ground.clock,
    )


def _endings(ground: Ground, runs: Runs) -> RunEndings:
    return RunEndings(
        ground.database,
        runs.active,
        runs.reloader,
        runs.self_pause,
        ground.events,
        ground.supervisor,
        send_wake=runs.send_wake,
        snapshot_wake=runs.snapshot_wake,
    )


def _snapshot_writer(ground: Ground, runs: Runs, endings: RunEndings) -> SnapshotWriter:
    return SnapshotWriter(
        ground.database,
        runs.active,
        endings,
        ground.storage,
        ground.clock,
        ground.options.chunks,
        wake=runs.snapshot_wake,
        send_wake=runs.send_wake,
    )


def cleaner_of(ground: Ground, pace: Pace, status: EngineStatus) -> ListCleaner:
    """Below everything else: whatever is to be sent comes first."""

    def is_idle() -> bool:
        waits = pace.limiter.reply_delay() > 0 or pace.limiter.in_flight > 0
        return not (status.running or status.halts() or waits)

    return ListCleaner(
        ground.database,
        ground.sender,
        is_idle,
        ground.ledger.came_back_since,
        ground.events,
        ground.clock,
    )
