"""Puts the engine together; the process (bot/app.py) and the tests start here."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from aiogram import Bot
from aiogram.methods import TelegramMethod

from botapi.message_numbers import MessageNumbers
from botapi.sender import Sender
from broadcast.doors.bans import Bans
from broadcast.doors.doors import Doors
from broadcast.doors.drafts import Drafts
from broadcast.doors.effects import Effects
from broadcast.doors.follow_ups import FollowUps
from broadcast.doors.forecast import Forecast
from broadcast.doors.launches import Launches
from broadcast.doors.previews import Previews
from broadcast.doors.reports import Reports
from broadcast.doors.votes import Votes
from broadcast.guards.canary import SafetyLimits
from broadcast.guards.circuit_breaker import CircuitBreaker
from broadcast.ledger.health import StorageAlarm, StorageWatch, keep_watching_file
from broadcast.ledger.writer import Ledger
from broadcast.model.events import Events
from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.limiter import Limiter
from broadcast.pace.remembered import GateKeeper, recall_waiting_chats, remembered_gate
from broadcast.paid.balance import StarsBalance
from broadcast.paid.balance_poll import BalancePoll
from broadcast.replies.queue import ReplyQueue, nobody
from broadcast.replies.session_middleware import ReplyMiddleware
from broadcast.runs.active_runs import ActiveRuns
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
from broadcast.sending.takeover import Takeover
from db.connection.database import Database
from runtime.clock import Clock
from runtime.metrics import Metrics
from runtime.supervisor import Supervisor
from runtime.wake import Wake


@dataclass(frozen=True, kw_only=True, slots=True)
class Assembly:
    """The engine and its neighbours, ready for `takeover.take_over()` and `engine.start()`."""

    takeover: Takeover
    engine: Engine
    status: EngineStatus
    doors: Doors  # what handlers/ may ask
    events: Events
    limiter: Limiter
    metrics: Metrics
    numbers: MessageNumbers  # hears of what comes in, too
    came_back: Callable[[int], None]  # a chat that said /start or let the bot in
    # Seconds that a reply's chat has to wait, for a reason of its own.
    reply_wait: Callable[[TelegramMethod[Any]], float]


async def build_engine(
    bot: Bot,
    database: Database,
    clock: Clock,
    supervisor: Supervisor,
    *,
    rate: float,
    resend_uncertain: bool = False,
    safety: SafetyLimits | None = None,
    is_admin: Callable[[int | str], bool] = nobody,
    chance: random.Random | None = None,
) -> Assembly:
    """`rate` is the ceiling in messages/s; `is_admin` is asked with the chats of replies.

    Hangs the reply middleware on the bot's session. Raises DatabaseTrouble.
    """
    ground = _Ground.of(bot, database, clock, supervisor, resend_uncertain=resend_uncertain)
    pace = await _pace(ground, rate=rate)
    numbers = MessageNumbers(ground.ledger.saw_number)
    replies = ReplyQueue(pace.limiter, pace.chats, clock, is_admin)
    middleware = ReplyMiddleware(
        pace.limiter, replies, ground.metrics, clock, numbers, pace.balance.marks
    )
    bot.session.middleware(middleware)
    active_runs = ActiveRuns(database, clock, pace.balance, safety)
    balance_poll = BalancePoll(bot, pace.balance, clock, active_runs.pays)
    breaker = CircuitBreaker(chance or random.Random())  # noqa: S311 - jitter, not a secret
    sending = _sending(ground, pace, active_runs, breaker, balance_poll)
    previews = Previews(ground.sender, pace.limiter, replies, numbers, pace.balance.marks)
    doors = _doors(ground, sending, pace.limiter, balance_poll, previews)
    _watch(ground.metrics, pace.limiter, active_runs)
    return Assembly(
        takeover=Takeover(database, bot_id=bot.id),
        engine=sending.engine,
        status=sending.status,
        doors=doors,
        events=ground.events,
        limiter=pace.limiter,
        metrics=ground.metrics,
        numbers=numbers,
        came_back=ground.ledger.came_back,
        reply_wait=middleware.wait,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ground:
    """What everything else stands on."""

    database: Database
    clock: Clock
    supervisor: Supervisor
    metrics: Metrics
    events: Events
    storage: StorageWatch
    ledger: Ledger
    sender: Sender

    @classmethod
    def of(
        cls,
        bot: Bot,
        database: Database,
        clock: Clock,
        supervisor: Supervisor,
        *,
        resend_uncertain: bool,
    ) -> "_Ground":
        metrics, storage = Metrics(), StorageWatch()
        return cls(
            database=database,
            clock=clock,
            supervisor=supervisor,
            metrics=metrics,
            events=Events(),
            storage=storage,
            ledger=Ledger(database, clock, storage, resend_uncertain=resend_uncertain),
            sender=Sender(bot, metrics),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pace:
    """Who may be written to, when, and who pays for it."""

    limiter: Limiter
    chats: ChatLimits
    balance: StarsBalance


async def _pace(ground: _Ground, *, rate: float) -> _Pace:
    limiter = Limiter(
        ground.clock,
        ceiling=rate,
        gate=await remembered_gate(ground.database),
        on_gate=GateKeeper(ground.ledger, ground.events).changed,
    )
    await recall_waiting_chats(ground.database, limiter, ground.clock)
    return _Pace(
        limiter=limiter,
        chats=ChatLimits(ground.clock),
        balance=StarsBalance(ground.clock, free_rate=rate),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sending:
    """What sends, and what tells about it."""

    engine: Engine
    status: EngineStatus


def _sending(
    ground: _Ground,
    pace: _Pace,
    active_runs: ActiveRuns,
    breaker: CircuitBreaker,
    balance_poll: BalancePoll,
) -> _Sending:
    database, supervisor, clock = ground.database, ground.supervisor, ground.clock
    send_wake, snapshot_wake = Wake(clock), Wake(clock)
    reloader = RunReloader(active_runs, supervisor, clock, [snapshot_wake, send_wake])
    self_pause = SelfPause(
        ground.ledger,
        active_runs,
        ground.sender,
        breaker,
        ground.events,
        supervisor,
        clock,
        reloader,
    )
    endings = RunEndings(
        database,
        active_runs,
        reloader,
        self_pause,
        ground.events,
        supervisor,
        send_wake=send_wake,
        snapshot_wake=snapshot_wake,
    )
    snapshots = SnapshotWriter(
        database,
        active_runs,
        endings,
        ground.storage,
        clock,
        wake=snapshot_wake,
        send_wake=send_wake,
    )
    outcomes, send_loop = _send_loop(ground, pace, active_runs, breaker, self_pause, send_wake)
    engine = Engine(
        database,
        ground.ledger,
        active_runs,
        reloader,
        send_loop,
        {
            "ledger": ground.ledger.run_forever,
            "snapshot writer": snapshots.run_forever,
            "Stars' balance": balance_poll.run_forever,
            "watch over the database's file": partial(
                keep_watching_file, database, ground.storage, clock
            ),
        },
        supervisor,
        clock,
    )
    ground.ledger.listen(endings)
    ground.storage.tell(StorageAlarm(ground.events, send_wake).changed)
    status = EngineStatus(active_runs, pace.limiter, breaker, ground.storage, outcomes)
    return _Sending(engine=engine, status=status)


def _send_loop(
    ground: _Ground,
    pace: _Pace,
    active_runs: ActiveRuns,
    breaker: CircuitBreaker,
    self_pause: SelfPause,
    wake: Wake,
) -> tuple[OutcomeHandler, SendLoop]:
    supervisor, clock = ground.supervisor, ground.clock
    claims = ClaimQueue(
        ground.ledger, pace.limiter, active_runs, supervisor, clock, pace.chats, wake
    )
    payment = PaymentPolicy(pace.balance, active_runs)
    outcomes = OutcomeHandler(pace.limiter, ground.ledger, breaker, self_pause, claims)
    deliverer = Deliverer(
        ground.sender, pace.limiter, pace.chats, payment, outcomes, supervisor, wake, clock
    )
    send_loop = SendLoop(claims, deliverer, pace.limiter, payment, breaker, self_pause, wake, clock)
    return outcomes, send_loop


def _doors(
    ground: _Ground,
    sending: _Sending,
    limiter: Limiter,
    balance_poll: BalancePoll,
    previews: Previews,
) -> Doors:
    database, clock = ground.database, ground.clock
    reports = Reports(database)
    effects = Effects(sending.engine, ground.events, reports)
    return Doors(
        drafts=Drafts(database, clock),
        launches=Launches(database, effects, reports, clock),
        follow_ups=FollowUps(database, effects, clock),
        forecast=Forecast(database, sending.status, limiter, balance_poll, reports),
        reports=reports,
        previews=previews,
        votes=Votes(database, clock),
        bans=Bans(sending.engine),
        events=ground.events,
    )


def _watch(metrics: Metrics, limiter: Limiter, active_runs: ActiveRuns) -> None:
    metrics.watch("herald_rate", "Messages/s that bulk may send now.", lambda: limiter.rate)
    metrics.watch(
        "herald_flood_gate_seconds",
        "Seconds until bulk may send again after a 429.",
        lambda: limiter.gate_seconds,
    )
    metrics.watch(
        "herald_recipients_left",
        "Recipients of running broadcasts without an outcome (at the last commit).",
        lambda: float(active_runs.remaining),
    )
    metrics.watch(
        "herald_running_broadcasts", "Broadcasts being sent.", lambda: float(active_runs.running)
    )
