"""What everything else of an engine stands on, and how fast it may go."""

from dataclasses import dataclass

from aiogram import Bot

from botapi.sender import Sender
from broadcast.assembly.options import EngineOptions
from broadcast.caps.week_cap import WeekCap
from broadcast.clicks.tracking import Tracking
from broadcast.feeds.fetching import FeedFetcher
from broadcast.feeds.parser_process import ParserProcess
from broadcast.feeds.reader import FeedReader
from broadcast.feeds.source import FeedSource
from broadcast.hours.house import HouseRules
from broadcast.ledger.health import StorageWatch
from broadcast.ledger.writer import Ledger
from broadcast.model.events import Events
from broadcast.numbers.memory import Memory
from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.forwards import ForwardPace
from broadcast.pace.limiter import Limiter
from broadcast.pace.mendings import MendingPace
from broadcast.pace.own import OwnPaces
from broadcast.pace.remembered import GateKeeper, recall_waiting_chats, remembered_gate
from broadcast.paid.balance import StarsBalance
from broadcast.planning.countdowns import Countdowns
from broadcast.repeating.content import RoundSources
from broadcast.series.bell import Bell
from db.connection.database import Database
from runtime.clock import Clock
from runtime.lease import Lease
from runtime.metrics import Metrics
from runtime.supervisor import Supervisor
from runtime.wake import Wake


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """What everything else stands on."""

    database: Database
    clock: Clock
    supervisor: Supervisor
    options: EngineOptions
    metrics: Metrics
    events: Events
    house: HouseRules
    storage: StorageWatch
    memory: Memory | None  # of message numbers; None: nothing is found out
    ledger: Ledger
    sender: Sender
    countdowns: Countdowns
    round_sources: RoundSources
    feed_fetcher: FeedFetcher
    feed_reader: FeedReader
    bell: Bell  # somebody comes into a series, perhaps
    cap: WeekCap
    tracking: Tracking

    @classmethod
    def of(
        cls,
        bot: Bot,
        database: Database,
        clock: Clock,
        supervisor: Supervisor,
        options: EngineOptions,
        lease: Lease,
    ) -> "Ground":
        metrics, storage, cap = Metrics(), StorageWatch(), WeekCap()
        events, fetcher = Events(), FeedFetcher(options.outside, ParserProcess(clock))
        feed_reader = FeedReader(database, fetcher, events, clock)
        memory = Memory(clock) if options.find_out else None
        return cls(
            database=database,
            clock=clock,
            supervisor=supervisor,
            options=options,
            metrics=metrics,
            events=events,
            house=HouseRules(Wake(clock), options.timezone),
            storage=storage,
            memory=memory,
            ledger=Ledger(
                database,
                clock,
                storage,
                resend_uncertain=options.resend_uncertain,
                cap=cap,
                lease=lease,
                memory=memory,
            ),
            sender=Sender(bot, metrics, timeout=options.call_timeout, lease=lease),
            countdowns=Countdowns(clock),
            round_sources=RoundSources(database, FeedSource(database, clock, feed_reader.read_now)),
            feed_fetcher=fetcher,
            feed_reader=feed_reader,
            bell=Bell(clock),
            cap=cap,
            tracking=Tracking(database, options.links_at, clock),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """Who may be written to, when, and who pays for it."""

    limiter: Limiter
    chats: ChatLimits
    own: OwnPaces
    balance: StarsBalance


async def pace_of(ground: Ground) -> Pace:
    limiter = Limiter(
        ground.clock,
        ceiling=ground.options.rate,
        gate=await remembered_gate(ground.database),
        on_gate=GateKeeper(ground.ledger, ground.events).changed,
    )
    await recall_waiting_chats(ground.database, limiter, ground.clock)
    return Pace(
        limiter=limiter,
        chats=ChatLimits(ground.clock),
        own=OwnPaces(
            forwards=ForwardPace(ground.clock, ground.options.forward_rate),
            mendings=MendingPace(ground.clock, ground.options.mending_rate),
        ),
        balance=StarsBalance(ground.clock, free_rate=ground.options.rate),
    )
