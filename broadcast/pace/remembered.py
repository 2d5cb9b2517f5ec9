"""What the pace must remember over a restart: the flood gate, and the chats that asked to wait."""

import json
import logging
import math
from dataclasses import asdict

from broadcast.floods.gate import LONG, Gate
from broadcast.ledger.writer import Ledger
from broadcast.model.events import Events, LongBan
from broadcast.pace.chat_limits import MINUTE
from broadcast.pace.limiter import Limiter
from db import engine_state
from db.connection.database import Database
from db.ledger import delayed
from runtime.clock import Clock

GATE_KEY = "flood_gate"

logger = logging.getLogger(__name__)


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


async def remembered_gate(database: Database) -> Gate | None:
    async with database.read() as connection:
        text = await engine_state.recall(connection, GATE_KEY)
    return Gate(**json.loads(text)) if text else None


async def recall_waiting_chats(database: Database, limiter: Limiter, clock: Clock) -> None:
    """Chats in slow mode are asked by no other broadcast, and for no reply, before their time.

    Who waited for no more than a minute may have waited for the chat's pace.
    """
    async with database.read() as connection:
        waiting = await delayed.chats(connection, longer=math.ceil(MINUTE) + 1)
    for chat_id, row in waiting:
        limiter.chat_asked_to_wait(chat_id, row.seconds(clock.time()))
