"""Puts the engine together; the process (bot/app.py) and the tests start here."""

import json
import logging
import random
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from aiogram import Bot
from aiogram.methods import TelegramMethod

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
from broadcast.floods.gate import LONG, Gate
from broadcast.guards.canary import SafetyLimits
from broadcast.ledger.health import StorageWatch
from broadcast.ledger.writer import Ledger
from broadcast.model.events import Events, LongBan
from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.limiter import Limiter
from broadcast.paid.balance import StarsBalance
from broadcast.paid.balance_poll import BalancePoll
from broadcast.replies.queue import ReplyQueue, nobody
from broadcast.replies.session_middleware import ReplyMiddleware
from broadcast.sending.active_runs import ActiveRuns
from broadcast.sending.engine import Engine
from broadcast.sending.payment import PaymentPolicy
from db import engine_state
from db.connection.database import Database
from runtime.clock import Clock
from runtime.metrics import Metrics
from runtime.supervisor import Supervisor

GATE_KEY = "flood_gate"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Assembly:
    """The engine and its neighbours, ready for `engine.start()`."""

    engine: Engine
    doors: Doors  # what handlers/ may ask
    events: Events
    limiter: Limiter
    metrics: Metrics
    saw_number: Callable[[int], None]  # of a message that came in
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

    Hangs the interactive lane on the bot's session. Raises DatabaseTrouble.
    """
    metrics, events, storage = Metrics(), Events(), StorageWatch()
    ledger = Ledger(database, clock, storage, resend_uncertain=resend_uncertain)
    limiter = Limiter(
        clock,
        ceiling=rate,
        gate=await _remembered_gate(database),
        on_gate=GateKeeper(ledger, events).changed,
    )
    chats = ChatLimits(clock)
    replies = ReplyQueue(limiter, chats, clock, is_admin)
    balance = StarsBalance(clock, free_rate=rate)
    lane = ReplyMiddleware(limiter, replies, metrics, clock, ledger.saw_number, balance.marks)
    bot.session.middleware(lane)
    sender = Sender(bot, metrics)
    roster = ActiveRuns(database, clock, balance, safety)
    stars = BalancePoll(bot, balance, clock, roster.pays)
    engine = Engine(
        database,
        sender,
        limiter,
        ledger,
        roster,
        chats,
        events,
        supervisor,
        storage,
        stars,
        PaymentPolicy(balance, roster),
        clock,
        chance or random.Random(),  # noqa: S311 - jitter, not a secret
        bot_id=bot.id,
    )
    doors = _doors(
        database,
        engine,
        limiter,
        stars,
        Previews(sender, limiter, replies, ledger.saw_number, balance.marks),
        events,
        clock,
    )
    _watch(metrics, limiter, roster)
    return Assembly(
        engine=engine,
        doors=doors,
        events=events,
        limiter=limiter,
        metrics=metrics,
        saw_number=ledger.saw_number,
        came_back=ledger.came_back,
        reply_wait=lane.wait,
    )


def _doors(
    database: Database,
    engine: Engine,
    limiter: Limiter,
    stars: BalancePoll,
    previews: Previews,
    events: Events,
    clock: Clock,
) -> Doors:
    reports = Reports(database)
    effects = Effects(engine, events, reports)
    return Doors(
        drafts=Drafts(database, clock),
        launches=Launches(database, effects, reports, clock),
        follow_ups=FollowUps(database, effects, clock),
        forecast=Forecast(database, engine, limiter, stars, reports),
        reports=reports,
        previews=previews,
        votes=Votes(database, clock),
        bans=Bans(engine),
        events=events,
    )


class GateKeeper:
    """Keeps the flood gate over a restart, and tells of a ban that nobody can wait for."""

    def __init__(self, ledger: Ledger, events: Events) -> None:
        self._ledger = ledger
        self._events = events
        self._told = False

    def changed(self, gate: Gate) -> None:
        self._ledger.remember(GATE_KEY, json.dumps(asdict(gate)))
        long, told = gate.length > LONG, self._told
        self._told = long
        if long and not told:
            logger.critical("Telegram asks to wait for %.0f s", gate.length)
            self._events.say(LongBan(seconds=gate.length))


async def _remembered_gate(database: Database) -> Gate | None:
    async with database.read() as connection:
        text = await engine_state.recall(connection, GATE_KEY)
    return Gate(**json.loads(text)) if text else None


def _watch(metrics: Metrics, limiter: Limiter, roster: ActiveRuns) -> None:
    metrics.watch("herald_rate", "Messages/s that bulk may send now.", lambda: limiter.rate)
    metrics.watch(
        "herald_flood_gate_seconds",
        "Seconds until bulk may send again after a 429.",
        lambda: limiter.gate_seconds,
    )
    metrics.watch(
        "herald_recipients_left",
        "Recipients of running broadcasts without an outcome (at the last commit).",
        lambda: float(roster.left),
    )
    metrics.watch(
        "herald_running_broadcasts", "Broadcasts being sent.", lambda: float(roster.running)
    )
