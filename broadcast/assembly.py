"""Puts the engine together; the process (bot/app.py) and the tests start here."""

import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.methods import TelegramMethod

from botapi.message_numbers import MessageNumbers
from botapi.sender import TIMEOUT, Sender
from broadcast.cleaning.cleaner import ListCleaner
from broadcast.doors.answers.answers import Answers
from broadcast.doors.answers.departures import Departures
from broadcast.doors.answers.reactions import Reactions
from broadcast.doors.audience.counts import Counts
from broadcast.doors.audience.fields import Fields
from broadcast.doors.audience.lists import Lists
from broadcast.doors.audience.newcomers import Newcomers
from broadcast.doors.audience.people import People
from broadcast.doors.audience.segments import Segments
from broadcast.doors.audience.tags import Tags
from broadcast.doors.audience.topics import Topics
from broadcast.doors.bans import Bans
from broadcast.doors.composing.drafts import Drafts
from broadcast.doors.composing.owner_settings import OwnerSettings
from broadcast.doors.composing.personal_texts import PersonalTexts
from broadcast.doors.composing.templates import Templates
from broadcast.doors.doors import Doors
from broadcast.doors.effects import Effects
from broadcast.doors.follow_ups import FollowUps
from broadcast.doors.forecast import Forecast
from broadcast.doors.hours.endings import Endings
from broadcast.doors.hours.quiet_times import QuietTimes
from broadcast.doors.hours.zones import Zones
from broadcast.doors.inbox.conversations import Conversations
from broadcast.doors.inbox.incoming import Incoming
from broadcast.doors.inbox.relays import Relays
from broadcast.doors.launches import Launches
from broadcast.doors.links.join_places import JoinPlaces
from broadcast.doors.links.links import Links
from broadcast.doors.mending.corrections import Corrections
from broadcast.doors.mending.pins import Pins
from broadcast.doors.mending.recalls import Recalls
from broadcast.doors.planning.plans import Plans
from broadcast.doors.previews import Previews
from broadcast.doors.reporting.cleaning import Cleaning
from broadcast.doors.reporting.exports import Exports
from broadcast.doors.reporting.recipients import Recipients
from broadcast.doors.reporting.statistics import Statistics
from broadcast.doors.reports import Reports
from broadcast.doors.versions.versions import Versions
from broadcast.doors.votes import Votes
from broadcast.guards.canary import SafetyLimits
from broadcast.guards.circuit_breaker import CircuitBreaker
from broadcast.hours.house import GREENWICH, HouseRules
from broadcast.ledger.health import StorageAlarm, StorageWatch, keep_watching_file
from broadcast.ledger.takeover import Takeover
from broadcast.ledger.writer import Ledger
from broadcast.mending.timer import RecallTimer
from broadcast.model.events import Events
from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.forwards import USUAL, ForwardPace
from broadcast.pace.limiter import Limiter
from broadcast.pace.mendings import MendingPace
from broadcast.pace.own import OwnPaces
from broadcast.pace.remembered import GateKeeper, recall_waiting_chats, remembered_gate
from broadcast.paid.balance import StarsBalance
from broadcast.paid.balance_poll import BalancePoll
from broadcast.planning.countdowns import Countdowns
from broadcast.planning.policy import PlanningRules
from broadcast.planning.timer import PlanTimer
from broadcast.replies.queue import ReplyQueue, nobody
from broadcast.replies.session_middleware import ReplyMiddleware
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
from broadcast.sending.snapshot import Chunks, SnapshotWriter
from broadcast.sending.status import EngineStatus
from broadcast.versions.timer import VersionTimer
from db.connection.database import Database
from runtime.clock import Clock
from runtime.metrics import Metrics
from runtime.supervisor import Supervisor
from runtime.wake import Wake


@dataclass(frozen=True, kw_only=True, slots=True)
class EngineOptions:
    """What may differ from one engine to the next."""

    rate: float  # the ceiling, in messages/s
    mending_rate: float | None = None  # of mendings, in messages/s; None: the ceiling alone
    resend_uncertain: bool = False
    forward_rate: float = USUAL  # messages an hour
    safety: SafetyLimits = field(default_factory=SafetyLimits)
    planning: PlanningRules = field(default_factory=PlanningRules)
    timezone: ZoneInfo = GREENWICH  # of whoever's own is not known
    chunks: Chunks = field(default_factory=Chunks)
    call_timeout: float = TIMEOUT  # seconds of the machine's clock, whatever the engine's is


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
    cleaner: ListCleaner  # to be run where somebody wants it
    # Seconds that a reply's chat has to wait, for a reason of its own.
    reply_wait: Callable[[TelegramMethod[Any]], float]


async def build_engine(
    bot: Bot,
    database: Database,
    clock: Clock,
    supervisor: Supervisor,
    options: EngineOptions,
    *,
    is_admin: Callable[[int | str], bool] = nobody,
    chance: random.Random | None = None,
) -> Assembly:
    """`is_admin` is asked with the chats of replies.

    Hangs the reply middleware on the bot's session. Raises DatabaseTrouble.
    """
    ground = _Ground.of(bot, database, clock, supervisor, options)
    await ground.house.remember(database)
    pace = await _pace(ground)
    numbers = MessageNumbers(ground.ledger.saw_number)
    replies = ReplyQueue(pace.limiter, pace.chats, clock, is_admin)
    middleware = ReplyMiddleware(
        pace.limiter, replies, ground.metrics, clock, numbers, pace.balance.marks
    )
    bot.session.middleware(middleware)
    runs = _runs(ground, pace, chance or random.Random())  # noqa: S311 - jitter, not a secret
    balance_poll = BalancePoll(bot, pace.balance, clock, runs.active.pays)
    send_loop, status = _send_loop(ground, pace, runs)
    engine = _engine(ground, runs, send_loop, balance_poll)
    previews = Previews(ground.sender, pace.limiter, replies, numbers, pace.balance.marks)
    reports = Reports(database)
    forecast = Forecast(
        database, status, pace.limiter, pace.own.forwards, balance_poll, reports, clock
    )
    _watch(ground.metrics, pace.limiter, runs.active)
    return Assembly(
        takeover=Takeover(database, bot_id=bot.id),
        engine=engine,
        status=status,
        doors=_doors(ground, engine, reports, forecast, previews, pace),
        events=ground.events,
        limiter=pace.limiter,
        metrics=ground.metrics,
        numbers=numbers,
        came_back=ground.ledger.came_back,
        cleaner=_cleaner(ground, pace, status),
        reply_wait=middleware.wait,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ground:
    """What everything else stands on."""

    database: Database
    clock: Clock
    supervisor: Supervisor
    options: EngineOptions
    metrics: Metrics
    events: Events
    house: HouseRules
    storage: StorageWatch
    ledger: Ledger
    sender: Sender
    countdowns: Countdowns

    @classmethod
    def of(
        cls,
        bot: Bot,
        database: Database,
        clock: Clock,
        supervisor: Supervisor,
        options: EngineOptions,
    ) -> "_Ground":
        metrics, storage = Metrics(), StorageWatch()
        return cls(
            database=database,
            clock=clock,
            supervisor=supervisor,
            options=options,
            metrics=metrics,
            events=Events(),
            house=HouseRules(Wake(clock), options.timezone),
            storage=storage,
            ledger=Ledger(database, clock, storage, resend_uncertain=options.resend_uncertain),
            sender=Sender(bot, metrics, timeout=options.call_timeout),
            countdowns=Countdowns(clock),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pace:
    """Who may be written to, when, and who pays for it."""

    limiter: Limiter
    chats: ChatLimits
    own: OwnPaces
    balance: StarsBalance


async def _pace(ground: _Ground) -> _Pace:
    limiter = Limiter(
        ground.clock,
        ceiling=ground.options.rate,
        gate=await remembered_gate(ground.database),
        on_gate=GateKeeper(ground.ledger, ground.events).changed,
    )
    await recall_waiting_chats(ground.database, limiter, ground.clock)
    return _Pace(
        limiter=limiter,
        chats=ChatLimits(ground.clock),
        own=OwnPaces(
            forwards=ForwardPace(ground.clock, ground.options.forward_rate),
            mendings=MendingPace(ground.clock, ground.options.mending_rate),
        ),
        balance=StarsBalance(ground.clock, free_rate=ground.options.rate),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Runs:
    """The runs, what stops them, and how those who work on them hear of news."""

    active: ActiveRuns
    breaker: CircuitBreaker
    self_pause: SelfPause
    reloader: RunReloader
    send_wake: Wake
    snapshot_wake: Wake


def _runs(ground: _Ground, pace: _Pace, chance: random.Random) -> _Runs:
    ledger, supervisor, clock = ground.ledger, ground.supervisor, ground.clock
    active = ActiveRuns(ground.database, clock, pace.balance, ground.options.safety, ground.house)
    breaker = CircuitBreaker(chance)
    send_wake, snapshot_wake = Wake(clock), Wake(clock)
    wakes = [snapshot_wake, send_wake, ground.house.wake]
    reloader = RunReloader(active, supervisor, clock, wakes)
    return _Runs(
        active=active,
        breaker=breaker,
        self_pause=SelfPause(
            ledger, active, ground.sender, breaker, ground.events, supervisor, clock, reloader
        ),
        reloader=reloader,
        send_wake=send_wake,
        snapshot_wake=snapshot_wake,
    )


def _send_loop(ground: _Ground, pace: _Pace, runs: _Runs) -> tuple[SendLoop, EngineStatus]:
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


def _engine(ground: _Ground, runs: _Runs, send_loop: SendLoop, balance_poll: BalancePoll) -> Engine:
    ledger, supervisor, clock = ground.ledger, ground.supervisor, ground.clock
    endings = _endings(ground, runs)
    ledger.listen(endings)
    ground.storage.tell(StorageAlarm(ground.events, runs.send_wake).changed)
    background: Mapping[str, Callable[[], Awaitable[None]]] = {
        "ledger": ledger.run_forever,
        "snapshot writer": _snapshot_writer(ground, runs, endings).run_forever,
        "Stars' balance": balance_poll.run_forever,
        "recalls": RecallTimer(
            ground.database, ground.events, clock, runs.reloader.reload
        ).run_forever,
        "versions": VersionTimer(
            ground.database, ground.events, clock, runs.reloader.reload
        ).run_forever,
        "plans": PlanTimer(
            ground.database,
            ground.countdowns,
            ground.options.planning,
            ground.events,
            clock,
            runs.reloader.reload,
        ).run_forever,
        "hours": HoursTimer(
            ground.database,
            runs.active,
            ground.house,
            ground.events,
            clock,
            others=[runs.snapshot_wake, runs.send_wake],
        ).run_forever,
        "watch over the database's file": partial(
            keep_watching_file, ground.database, ground.storage, clock
        ),
    }
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


def _cleaner(ground: _Ground, pace: _Pace, status: EngineStatus) -> ListCleaner:
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


def _endings(ground: _Ground, runs: _Runs) -> RunEndings:
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


def _snapshot_writer(ground: _Ground, runs: _Runs, endings: RunEndings) -> SnapshotWriter:
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


def _doors(
    ground: _Ground,
    engine: Engine,
    reports: Reports,
    forecast: Forecast,
    previews: Previews,
    pace: _Pace,
) -> Doors:
    database, clock = ground.database, ground.clock
    effects = Effects(engine, ground.events, reports)
    links, settings = Links(database, clock), OwnerSettings(database, clock)
    zones = Zones(database, ground.house, clock)
    relay_wake = Wake(clock)
    launches = Launches(database, effects, reports, clock)
    return Doors(
        drafts=Drafts(database, clock),
        launches=launches,
        plans=Plans(database, effects, launches, ground.countdowns, ground.options.planning, clock),
        corrections=Corrections(database, effects, clock),
        recalls=Recalls(database, effects, pace.limiter, pace.own.mendings, clock),
        pins=Pins(database, effects, clock),
        follow_ups=FollowUps(database, effects, clock),
        newcomers=Newcomers(database, effects, clock),
        versions=Versions(database, effects, clock),
        forecast=forecast,
        reports=reports,
        recipients=Recipients(database, reports),
        exports=Exports(database, reports, clock),
        statistics=Statistics(database, reports),
        cleaning=Cleaning(database),
        previews=previews,
        votes=Votes(database, clock),
        answers=Answers(database, clock),
        departures=Departures(database, clock),
        incoming=Incoming(database, clock, relay_wake),
        conversations=Conversations(database, clock),
        relays=Relays(database, clock, relay_wake),
        reactions=Reactions(database, clock),
        bans=Bans(engine),
        topics=Topics(database, clock),
        tags=Tags(database, clock),
        segments=Segments(database, clock),
        fields=Fields(database, clock),
        counts=Counts(database, ground.supervisor, clock),
        lists=Lists(database, clock),
        people=People(database, clock),
        settings=settings,
        quiet_times=QuietTimes(settings, ground.house),
        zones=zones,
        endings=Endings(forecast, zones, ground.house, clock),
        templates=Templates(database, clock),
        personal=PersonalTexts(database, clock),
        links=links,
        join_places=JoinPlaces(database, links, clock),
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
